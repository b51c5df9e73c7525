"""Does every number, date and name of a sentence stand in what it cites.

A necessary condition only: a full score reads "no contradiction found", never "supported". Numbers
are compared as figures with their unit, dates as days resolved against the cited article's own date,
names as words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from evals.cases import Unit
from evals.given import GivenCitation, GivenSentence, spoken
from evals.gold_corpus import GoldCorpus
from evals.matching import said_in_text
from evals.matching.phrases import plain
from evals.matching.times import times_in
from evals.scorers.claims import claims_something
from evals.scorers.contract import Judged, Score
from evals.scorers.quoting import placed
from index.dates import DateInterval, PublicationDate

__all__ = ["score_traceable"]

REACH = 1200
"""Letters on either side of a quote that still belong to the passage: a passage is some 2,400."""
NAME = re.compile(r"(?<=[\w,;:)] )[A-Z][\w'’-]{2,}")
ADDED = re.compile(r"\[[^\]]*\]")
ALIASES = (
    "us u.s usa united states america american americans washington",
    "uk u.k britain british london",
    "eu e.u european union europe europeans brussels commission",
    "china chinese beijing",
    "japan japanese tokyo",
    "canada canadian canadians ottawa",
    "mexico mexican mexicans",
    "india indian indians delhi",
    "president trump",
)
"""Words that news writers put for one another; any of a line stands for all of it."""
NO_NAMES = frozenset(
    """january february march april may june july august september october november december monday tuesday
    wednesday thursday friday saturday sunday mr mrs ms the""".split()
)


@dataclass(frozen=True, slots=True)
class _Scope:
    """What a sentence cites, with its surroundings."""

    words: frozenset[str]
    figures: frozenset[tuple[str, Unit]]
    days: tuple[DateInterval, ...]


def score_traceable(judged: Judged) -> Score:
    """0.0 to 1.0: cited claims without a figure, date or name that is foreign to what they cite; 1.0 for none.

    A claim whose citations all lead nowhere is not traceable.
    """
    claims = [each for each in spoken(judged.answer) if each.citations and claims_something(each)]
    if judged.answer.refused or not claims:
        return Score(value=1.0)
    by_number = {citation.n: citation for citation in judged.answer.citations}
    faults = [fault for claim in claims if (fault := _fault(claim, by_number, judged.corpus))]
    return Score(value=1 - len(faults) / len(claims), reason=" | ".join(faults[:3]))


def _fault(claim: GivenSentence, by_number: dict[int, GivenCitation], corpus: GoldCorpus) -> str:
    cited = [by_number[number] for number in claim.citations if number in by_number]
    scope = _scope(cited, corpus)
    if scope is None:
        return "cites nothing that can be found"
    foreign = [*_foreign_figures(claim, scope), *_foreign_days(claim, scope), *_foreign_names(claim, scope)]
    return f"not in what it cites: {', '.join(foreign[:3])}" if foreign else ""


def _scope(cited: Sequence[GivenCitation], corpus: GoldCorpus) -> _Scope | None:
    words: set[str] = set()
    figures: set[tuple[str, Unit]] = set()
    days: list[DateInterval] = []
    found = False
    for citation in cited:
        article, span = corpus.by_id.get(citation.article_id), placed(citation, corpus)
        if article is None or span is None:
            continue
        found = True
        text = article.text[max(0, span[0] - REACH) : span[1] + REACH]
        one = _passage(text, f"{citation.title} {citation.source}", article.published)
        words |= one.words
        figures |= one.figures
        days += one.days
    return _Scope(frozenset(words), frozenset(figures), tuple(days)) if found else None


@lru_cache(maxsize=4096)
def _passage(text: str, names: str, published: PublicationDate) -> _Scope:
    """What one cited passage holds: many answers cite the same ones."""
    said = said_in_text(text)
    return _Scope(
        frozenset(_words(f"{text} {names}")),
        frozenset((f"{each.value.normalize():f}", each.unit) for each in said.quantities),
        (*said.dates, *_days_of(text, published)),
    )


def _days_of(text: str, published: PublicationDate) -> Iterator[DateInterval]:
    yield from (each.interval for each in times_in(text, published) if each.interval)
    if published.interval is not None:
        yield published.interval


def _foreign_figures(claim: GivenSentence, scope: _Scope) -> Iterator[str]:
    for each in said_in_text(ADDED.sub(" ", claim.text)).quantities:
        if (f"{each.value.normalize():f}", each.unit) not in scope.figures:
            yield f"{each.value.normalize():f} {'' if each.unit is Unit.NONE else each.unit}".strip()


def _foreign_days(claim: GivenSentence, scope: _Scope) -> Iterator[str]:
    for day in said_in_text(claim.text).dates:
        if not any(known.contains(day) or day.contains(known) for known in scope.days):
            yield f"{day.first} to {day.last}" if day.first != day.last else str(day.first)


def _foreign_names(claim: GivenSentence, scope: _Scope) -> Iterator[str]:
    for name in dict.fromkeys(NAME.findall(ADDED.sub(" ", claim.text))):
        words = _words(name) - NO_NAMES
        if words and not words & _with_aliases(scope.words):
            yield name


def _words(text: str) -> set[str]:
    return {word.removesuffix("'s").strip("'-.") for word in re.findall(r"[\w'.-]+", plain(text))} - {""}


def _with_aliases(words: frozenset[str]) -> set[str]:
    lines = [set(line.split()) for line in ALIASES]
    return set(words).union(*(line for line in lines if line & words))
