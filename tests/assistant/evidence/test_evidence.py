"""Sentences of the passages that were found: exact places, and measures that mean what they say."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.evidence import Evidence, Sentence, gather, name_terms
from index.articles import clean_text
from index.keywords import Analyzer
from tests.assistant.story_making import FISH, STALLED, STEEL, alike, article, asked, evidence_of, found
from tests.index.index_making import TEXTS

TERMS = Analyzer().terms
STALL = "When did talks between Kestrel Island and the Northern Union stall?"


def only(question: str, text: str, **given_: str | None) -> Sentence:
    """The one sentence of an article of one sentence without a headline."""
    [sentence] = evidence_of(question, article(text, title="", **given_)).sentences  # type: ignore[arg-type]
    return sentence


@given(st.lists(TEXTS, min_size=1, max_size=3), st.sampled_from([32, 64, 512]))
@settings(max_examples=60)
def test_every_sentence_is_a_slice_of_its_article_and_stands_once(texts: list[str], budget: int) -> None:
    articles = [article(clean_text(text), id=f"a{n}") for n, text in enumerate(texts)]
    evidence = gather(asked(STALL), found(*articles, budget_tokens=budget), TERMS, alike)
    places = [(each.article.id, each.start) for each in evidence.sentences]
    assert len(places) == len(set(places))
    for each in evidence.sentences:
        assert each.article.text[each.start : each.end] == each.text
        assert each.text.strip() == each.text != ""


@given(st.lists(TEXTS, min_size=1, max_size=3))
@settings(max_examples=40)
def test_shares_lie_between_0_and_1(texts: list[str]) -> None:
    evidence = evidence_of(STALL, *(article(clean_text(text), id=f"a{n}") for n, text in enumerate(texts)))
    assert 0 <= evidence.names_found <= 1
    assert 0 <= evidence.together <= 1
    for each in evidence.sentences:
        assert 0 <= each.coverage <= each.context_coverage <= 1 + 1e-9
        assert 0 <= each.names_near <= 1
        assert each.cause in {0.0, 0.5, 1.0}


WANTED = ["tuna", "levy", "ports", "Zanzibar", "quota"]


@given(st.sets(st.sampled_from(WANTED)), st.sets(st.sampled_from(WANTED)))
@settings(max_examples=40)
def test_more_of_the_questions_words_never_count_for_less(some: set[str], more: set[str]) -> None:
    question = f"What of {' '.join(WANTED)}?"
    fewer = only(question, f"It was {' '.join(sorted(some))} there.")
    greater = only(question, f"It was {' '.join(sorted(some | more))} there.")
    assert fewer.coverage <= greater.coverage
    assert fewer.coverage == pytest.approx(len(some) / len(WANTED))


def test_a_rare_word_weighs_more() -> None:
    weights = {"tuna": 5.0, "island": 1.0}
    [one, other] = gather(
        asked("What of tuna and the island?"), found(article("Tuna. The island.", title="")), TERMS, lambda _: weights
    ).sentences
    assert one.coverage == pytest.approx(5 / 6)
    assert other.coverage == pytest.approx(1 / 6)


def test_a_synonym_counts_but_less_than_the_word() -> None:
    question = "What of the tuna tariff?"
    word, synonym, neither = (
        only(question, f"The tuna {each} was paid.").coverage for each in ("tariff", "levy", "song")
    )
    assert word == 1
    assert neither < synonym < word


def test_the_headline_and_the_neighbours_are_context() -> None:
    story = article("Talks stalled. Nobody spoke. Much later it rained. The tuna left.", title="Kestrel Island")
    evidence = evidence_of("When did talks over tuna on Kestrel Island stall?", story)
    stalled, nobody, rained, tuna = evidence.sentences
    assert nobody.coverage == 0 < nobody.context_coverage
    assert stalled.context_coverage > stalled.coverage
    assert tuna.context_coverage < 1
    assert rained.context_coverage < nobody.context_coverage


@pytest.mark.parametrize(
    "dateline",
    [
        "CAPE TOWN — ",
        "CAPE TOWN (Reuters) - ",
        "VIENNA, July 5 (AP) — ",
        "WASHINGTON, D.C. – ",
        "St. Petersburg -- ",
        "[Photo by Lena Moor/Harbour Daily] ",
        "(Xinhua/Tom Reed) CAPE TOWN, May 6 (Xinhua) -- ",
        "[File Photo/VCG] (AP) ",
    ],
)
def test_datelines_are_stepped_over(dateline: str) -> None:
    sentence = only(STALL, f"{dateline}Talks stalled in May.")
    assert (sentence.text, sentence.start) == ("Talks stalled in May.", len(dateline))


def test_a_caption_run_together_with_the_report_is_stepped_over() -> None:
    caption = "Envoy Ada Brook speaks in Vienna, May 1, 2019.[Photo: Harbour Daily/Tom Reed] "
    report = "Talks on tuna, eel and cod stalled in May when the island closed three of its ports."
    assert only(STALL, f"{caption}{report}").text == report


@pytest.mark.parametrize(
    "text",
    [
        "Trade talks — long awaited — stalled.",
        "(In May) talks stalled.",
        "[Talks] stalled.",
        "Exports fell - a lot.",
        "CAPE TOWN —",
    ],
)
def test_what_only_looks_like_a_dateline_stays(text: str) -> None:
    assert only(STALL, text).text == text


@pytest.mark.parametrize(
    "line",
    [
        "PHOTO: Envoys after the talks / Reuters",
        "READ MORE: Talks stalled again",
        "Sign up for our newsletter on trade talks",
        "© 2019 Harbour Wire. All rights reserved.",
        "Reporting by Lena Moor; editing by Tom Reed",
    ],
)
def test_captions_and_promotion_never_become_sentences(line: str) -> None:
    text = f"Talks stalled in May.\n\n{line}\n\nThe union left."
    # as of passages that were cut without setting them aside
    assert [each.text for each in evidence_of(STALL, article(text)).sentences] == [
        "Talks stalled in May.",
        "The union left.",
    ]


def test_names_are_the_capitalised_words_inside_a_question() -> None:
    named = name_terms("Why did Ada Brook of Kestrel call the U.S. envoy?", TERMS)
    assert named == ["ada", "brook", "kestrel", *TERMS("U.S.")]
    assert name_terms("Talks stalled why?", TERMS) == []


def names_found(question: str, *texts: str) -> float:
    evidence: Evidence = evidence_of(question, *(article(text, id=text, title="") for text in texts))
    return evidence.names_found


def test_the_share_of_names_is_of_all_that_was_found_first() -> None:
    question = "When did Kestrel and Ostland sign?"
    assert names_found(question, "Kestrel signed.", "Ostland signed.") == 1
    assert names_found(question, "Kestrel signed.") == 0.5
    assert names_found(question, "They signed.") == 0
    assert names_found("When did they sign?", "Nobody signed.") == 1


def test_missing_words_are_said_as_they_were_written() -> None:
    evidence = evidence_of("When did Zanzibar and the island stall talks on Sardines?", article())
    assert evidence.missing == ("Zanzibar", "Sardines")


def test_nothing_found_is_no_sentence_and_every_word_missing() -> None:
    evidence = evidence_of("When did talks stall?")
    assert evidence.sentences == []
    assert evidence.missing == ("talks", "stall")


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("Talks stalled because the island left.", 1.0),
        ("Talks stalled; the union accused the island of reneging.", 1.0),
        ("Talks stalled after the island left.", 0.5),
        ("Talks stalled after a week.", 0.0),
        ("Talks stalled.", 0.0),
    ],
)
def test_how_surely_a_sentence_gives_a_reason(text: str, cause: float) -> None:
    assert only(STALL, text).cause == cause


@pytest.mark.parametrize(
    ("text", "number"), [("It fell 4 percent.", True), ("It fell by half.", True), ("It fell a lot.", False)]
)
def test_figures_are_seen_in_digits_and_in_words(text: str, number: bool) -> None:
    assert only("How much did it fall?", text).has_number is number


def test_what_is_to_come_and_what_points_outside_are_told() -> None:
    assert only(STALL, "Talks will resume.").ahead
    assert not only(STALL, "Talks resumed.").ahead
    assert only(STALL, "It also left.").dangling
    assert not only(STALL, "Talks also stalled.").dangling


def test_sentences_come_in_the_order_of_the_passages_and_their_score_is_of_the_best() -> None:
    evidence = evidence_of(STALL, article(FISH, id="fish"), article(STEEL, id="steel"))
    assert [each.article.id for each in evidence.sentences] == ["fish"] * 5 + ["steel"] * 2
    assert [each.passage_score for each in evidence.sentences] == [1.0] * 5 + [0.5] * 2
    assert STALLED in [each.text for each in evidence.sentences]
