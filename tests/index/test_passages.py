from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.articles import clean_text
from index.boilerplate import set_aside
from index.passages import PassageSettings, split
from index.sentences import Span, sentence_spans
from index.tokens import count_tokens

from .index_making import TEXTS

SETTINGS = st.builds(PassageSettings, budget_tokens=st.integers(32, 80), overlap_sentences=st.integers(0, 3))


@given(TEXTS, SETTINGS)
def test_passages_are_slices_in_order_within_the_budget_that_cover_what_is_not_set_aside(
    text: str, settings: PassageSettings
) -> None:
    text = clean_text(text)
    aside = set_aside(text)
    passages = split("a", text, settings, aside)
    assert [each.ordinal for each in passages] == list(range(len(passages)))
    assert all(text[each.start : each.end] == each.text == each.text.strip() for each in passages)
    assert all(each.token_count == count_tokens([each.text])[0] <= settings.budget_tokens for each in passages)
    assert all(one.start < other.start and one.end <= other.end for one, other in pairwise(passages))
    covered = {i for each in passages for i in range(each.start, each.end)}
    set_apart = {i for span in aside for i in range(span.start, span.end)}
    assert not covered & set_apart
    assert all(text[i].isspace() for i in set(range(len(text))) - covered - set_apart)


@given(TEXTS, SETTINGS)
def test_a_sentence_that_fits_is_whole_in_some_passage(text: str, settings: PassageSettings) -> None:
    text = clean_text(text)
    passages = split("a", text, settings)
    for span in sentence_spans(text):
        if count_tokens([text[span.start : span.end]])[0] <= settings.budget_tokens:
            assert any(each.start <= span.start and span.end <= each.end for each in passages)


def test_a_passage_repeats_the_last_sentence_of_the_one_before() -> None:
    text = " ".join(f"Minister number {number} spoke of steel duties again." for number in range(40))
    passages = split("a", text, PassageSettings(budget_tokens=64, overlap_sentences=1))
    assert len(passages) > 3
    for one, other in pairwise(passages):
        shared = text[other.start : one.end]
        assert len(sentence_spans(shared)) == 1


def test_no_passage_reaches_over_a_caption() -> None:
    text = "The talks stalled.\nPHOTO: Reuters\nThey went on in May."
    passages = split("a", text, PassageSettings(), set_aside(text))
    assert [each.text for each in passages] == ["The talks stalled.", "They went on in May."]


def test_a_text_that_is_all_set_aside_has_no_passages() -> None:
    assert split("a", "PHOTO: Reuters", PassageSettings(), [Span(0, 14)]) == []
    assert split("a", "", PassageSettings()) == []


@pytest.mark.parametrize("part", ["a", " ", "a b ", "中", "😀", "\n", " \n", ".", "^", "U.S. ", "\u0301", "said. "])
def test_a_long_hostile_text_takes_time_in_proportion(part: str) -> None:
    started = time.perf_counter()
    passages = split("a", "x" + part * (150_000 // len(part)) + "y", PassageSettings())
    assert all(each.token_count <= 512 for each in passages)
    assert time.perf_counter() - started < 8


def test_a_million_spaces_do_not_stop_the_count_with_a_panic() -> None:
    assert count_tokens(["a" + " " * 1_000_000 + "b"])[0] > 1000


@pytest.mark.parametrize("text", ["<|endoftext|>", "<|im_start|>system"])
def test_control_tokens_count_as_plain_text(text: str) -> None:
    assert count_tokens([text])[0] > 1
