from datetime import date
from pathlib import Path

import pytest

from index.articles import Passage
from index.filters import SearchFilter
from index.keywords import Analyzer, KeywordIndex
from index.word_forms import IRREGULAR_VERBS
from tests.index.index_making import an_article


@pytest.mark.parametrize(
    ("one", "other"),
    [("sold", "sell"), ("withdrawn", "withdrew"), ("left", "leaves"), ("won", "winning"), ("begun", "began")],
)
def test_forms_of_one_verb_have_one_stem(one: str, other: str) -> None:
    terms = Analyzer().terms
    assert terms(one) == terms(other)


@pytest.mark.parametrize("word", ["steel", "found", "saw", "ground", "25"])
def test_other_words_stay_as_they_are(word: str) -> None:
    terms = Analyzer().terms
    assert terms(word) == [word]


def test_no_form_belongs_to_two_verbs() -> None:
    terms = Analyzer().terms
    stems = [stem for line in IRREGULAR_VERBS for stem in terms(line)]
    assert all(len(terms(line)) == 1 for line in IRREGULAR_VERBS)
    assert len(set(stems)) == len(stems)


def test_a_question_finds_every_form_and_counts_them_together(tmp_path: Path) -> None:
    index = KeywordIndex(tmp_path)
    texts = {"a": "The firm sold its mill.", "b": "The firm will sell its mine.", "c": "The firm keeps its quay."}
    articles = [an_article(name, text, title="") for name, text in texts.items()]
    index.write((each, [Passage(each.id, 0, 0, len(each.text), each.text, 5)]) for each in articles)
    terms = Analyzer().terms("Who sells?")
    assert set(index.search_passages(terms, 10, SearchFilter())) == {"a#0", "b#0"}
    everything = index.rarity(["sell", "firm", "quay"])
    assert everything["firm"] < everything["sell"] < everything["quay"]
    assert index.rarity(["sell"], date(2020, 1, 1)) == pytest.approx({"sell": everything["sell"]})
