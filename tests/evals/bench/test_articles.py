"""Made articles are the same every time, of the given words, and no copies of each other."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.bench.articles import NewsArticle, made_articles, read_articles, write_articles
from evals.bench.material import material_of
from index.dates import PublicationDate
from index.errors import UsageError
from index.signatures import Signature
from index.stories import same_story

WORDS = (
    "Talks on steel tariffs stalled in May. The ministers met again in June, and ships sailed. Ports closed on Friday."
)
GIVEN = [
    NewsArticle(id="a", title="Talks", text=WORDS, published="2019-05-01", source="Ledger"),
    NewsArticle(id="b", title="Ports", text=" ".join(reversed(WORDS.split())), published="2019-06-01", source="Wire"),
]


def test_the_same_seed_makes_the_same_articles_and_another_one_others() -> None:
    first, again, other = (list(made_articles(GIVEN, 3, seed, words=50)) for seed in (1, 1, 2))
    assert first == again
    assert [each.text for each in first] != [each.text for each in other]


def test_made_articles_have_the_words_and_the_days_of_the_given_ones() -> None:
    for each in made_articles(GIVEN, 5, 3, words=40):
        assert set(each.text.split()) <= set(WORDS.split())
        assert len(each.text.split()) >= 40
        assert each.published in {"2019-05-01", "2019-06-01"}


def test_articles_without_a_word_are_refused() -> None:
    with pytest.raises(ValueError, match="without a word"):
        next(made_articles([NewsArticle(id="a", title="", text=" ")], 1, 1))


def test_articles_are_read_as_they_were_written(tmp_path: Path) -> None:
    write_articles(GIVEN, tmp_path / "a.jsonl")
    assert read_articles(tmp_path / "a.jsonl") == GIVEN


def test_without_data_a_library_is_made_of_the_samples_words() -> None:
    material = material_of(None, 6)
    assert len(material.articles) == 6
    assert len(material.times(2)) == 12
    assert material.questions
    parts = [Signature(each.text, PublicationDate(), each.source) for each in material.times(2)]
    assert not any(same_story(a, b) for n, a in enumerate(parts) for b in parts[n + 1 :])


def test_data_that_are_not_there_are_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"articles\.jsonl"):
        material_of(tmp_path)
