"""The set of pairs: copies and other reports of each article of the sample corpus, made and written, in two halves.

Halves are of articles, not of pairs: what is made of an article of the held-out half is never seen in the other.
"""

from __future__ import annotations

import random
import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import combinations
from pathlib import Path

from evals.gold_corpus import GoldArticle, GoldCorpus
from evals.stories.edits import EDITS, Copy
from evals.stories.forms import form_series
from evals.stories.reading import NOT_COPIES, Half, Kind, WrittenSet
from index.articles import Article
from index.dates import DateOrigin, PublicationDate

__all__ = ["CORPUS", "KNOWN", "OUTLETS", "MadePair", "article_of", "made_pairs", "truth"]

CORPUS = Path(__file__).parents[1] / "corpus"
OUTLETS = ("Cape Business Post", "Pacific Rim Examiner", "The Laurentian Post", "The Thames Dispatch")
SERIES = 6
"""Of daily reports and of headlines that come back, in each half."""
KNOWN = (
    ("2018-03-22-section-301-memorandum", "2018-03-23-trump-orders-tariffs-cape"),
    ("2018-07-06-tariffs-take-effect", "2018-07-06-tariffs-begin-cape"),
    ("2018-12-02-buenos-aires-truce", "2018-12-03-ninety-day-truce-cape"),
    ("2019-05-10-tariffs-rise-talks-end", "2019-05-10-tariffs-raised-cape"),
    ("2019-08-01-ten-percent-on-the-rest", "2019-08-02-ten-percent-cape", "2019-08-02-truce-breaks-examiner"),
    ("2019-10-11-phase-one-outline", "2019-10-12-partial-deal-ledger"),
    ("2020-01-15-phase-one-signed", "2020-01-16-phase-one-signed-cape"),
    ("1987-04-18-tariffs-on-computers-tv-tools", "1987-04-20-duties-on-japanese-goods-examiner"),
    ("2002-03-05-steel-safeguard-announced", "2002-03-06-steel-tariffs-cape"),
    ("2003-12-04-bush-lifts-steel-tariffs", "2003-12-05-steel-tariffs-end-cape"),
    ("2020-10-13-boeing-award", "2020-10-13-boeing-award-corrected"),
)
"""The corpus's own groups of copies (the notes of its cases list them); all its other articles are alone."""


@dataclass(frozen=True, slots=True)
class MadePair:
    """Two articles, and whether the second carries the first's copy."""

    kind: Kind
    first: Article
    second: Article

    @property
    def copies(self) -> bool:
        """Whether they are one story."""
        return self.kind not in NOT_COPIES


def made_pairs(corpus: GoldCorpus, written: WrittenSet, half: Half) -> list[MadePair]:
    """All pairs of a half: those of each article, those of the forms, and the corpus's own."""
    articles = {name: article_of(each) for name, each in corpus.by_name.items() if each.published.value}
    bases = {half: {each.of for each in getattr(written, half.value)} for half in Half}
    own = {name: each for name, each in articles.items() if _half_of(name, bases) is half}
    groups = {name: group[0] for group in KNOWN for name in group}
    pairs: list[MadePair] = []
    for name, article in own.items():
        pairs += _edited(article, name)
    for report in getattr(written, half.value):
        name = f"{report.of}~{report.kind.value}-{report.source}"
        copy = _article(name, report.source, report.published, report.title, report.text)
        pairs.append(MadePair(report.kind, articles[report.of], copy))
    pairs += _forms(half)
    pairs += list(_corpus_pairs(own, groups))
    return pairs


def _half_of(name: str, bases: Mapping[Half, set[str]]) -> Half:
    """Which half an article belongs to: that of its group's first, by what was written or else by a digest."""
    first = next((group[0] for group in KNOWN if name in group), name)
    for half, names in bases.items():
        if first in names:
            return half
    return Half.DEV if zlib.crc32(first.encode()) % 2 else Half.HELD_OUT


def truth(article_id: str) -> str:
    """Name of the group that an article of the set truly belongs to."""
    base, _, made = article_id.partition("~")
    kind = made.split("-", 1)[0]
    if kind in {each.value for each in NOT_COPIES}:
        return article_id
    return next((group[0] for group in KNOWN if base in group), base)


def _edited(article: Article, name: str) -> Iterator[MadePair]:
    assert article.published.first_day is not None
    for kind, edit in EDITS.items():
        chance = random.Random(f"{name} {kind.value}")  # noqa: S311 - makes test data
        title, text = edit(Copy(article.title, article.text), chance)
        other = chance.choice([outlet for outlet in OUTLETS if outlet != article.source])
        source = article.source if kind is Kind.CORRECTED else other
        day = article.published.first_day + timedelta(days=chance.choice((0, 0, 1, 1, 2, 4)))
        yield MadePair(kind, article, _article(f"{name}~{kind.value}", source, day, title, text))


def _forms(half: Half) -> Iterator[MadePair]:
    seed = 7 if half is Half.DEV else 8
    for number, series in enumerate(form_series(seed, SERIES)):
        made = []
        for place, each in enumerate(series):
            name = f"{half.value}-{number}-{place}~{each.kind.value}"
            made.append(_article(name, each.source, each.published, each.title, each.text))
        for one, other in combinations(made, 2):
            yield MadePair(series[0].kind, one, other)


def _corpus_pairs(articles: dict[str, Article], groups: dict[str, str]) -> Iterator[MadePair]:
    """Pairs of the corpus within two weeks of each other: its groups of copies, and all others."""
    for (one, first), (other, second) in combinations(sorted(articles.items()), 2):
        days = _days_apart(first, second)
        if groups.get(one, one) == groups.get(other, other):
            yield MadePair(_known_kind(other), first, second)
        elif days <= 14:
            kind = Kind.INDEPENDENT if days <= 1 else Kind.FOLLOW_UP
            yield MadePair(kind, first, second)


def _known_kind(name: str) -> Kind:
    if name.endswith("corrected"):
        return Kind.CORRECTED
    heavy = ("2003-12-05", "2018-12-03", "2019-08-02-truce")
    return Kind.HEAVY if name.startswith(heavy) else Kind.MIXED


def _days_apart(one: Article, other: Article) -> int:
    assert one.published.first_day is not None
    assert other.published.first_day is not None
    return abs((one.published.first_day - other.published.first_day).days)


def article_of(gold: GoldArticle) -> Article:
    """An article of the corpus as a library holds it, named after its file."""
    return _made(gold.name, gold.source, gold.published, gold.title, gold.text)


def _article(name: str, source: str, published: date, title: str, text: str) -> Article:
    return _made(name, source, PublicationDate.of(published, DateOrigin.GIVEN), title, text)


def _made(name: str, source: str, published: PublicationDate, title: str, text: str) -> Article:
    digest = re.sub(r"\W", "", f"{zlib.crc32(text.encode()):x}{len(text):x}")
    return Article(
        id=name,
        title=title,
        text=text,
        source=source,
        published=published,
        loaded_at=datetime.combine(date(2020, 1, 1), time(), UTC),
        content_hash=digest,
        story_id=name,
    )
