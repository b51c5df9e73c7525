"""Statements of short reports written for the purpose: how many are found, and with the right speaker and words.

`parley-eval quotes` prints it. A statement counts as found when it shares most of its letters with the one expected;
what overlaps none that is expected is false. A report without statements is there to find none in.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

from assistant.quotes import Statement, statements
from evals.extracted.groups import Report, ReportGroup, read_groups, reports_of
from evals.statistics import Rate, rate_of

__all__ = ["QuoteScores", "quote_scores", "quote_scores_text", "read_quote_cases"]

CASES = Path(__file__).parents[1] / "quotes.yaml"
SHARED = 0.6
"""Of the letters of the longer of two statements, that both hold."""


class ExpectedQuote(BaseModel):
    """One statement as a reader notes it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    speaker: str
    words: str
    exact: bool = False
    organisation: str = ""
    told: str = ""
    said: date | None = None
    anonymous: bool = False
    loose: bool = False
    """Whether more than one beginning or end of the words is right."""


class QuoteCase(Report):
    """A report and all of its statements."""

    quotes: tuple[ExpectedQuote, ...]


class QuoteScores(BaseModel):
    """Shares with their numbers; `problems` say what was missed or wrong."""

    model_config = ConfigDict(frozen=True)

    split: str
    expected: int
    found: Rate
    false: Rate
    """Of all that was found, what nobody said."""
    speaker: Rate
    words: Rate
    """Of the exact ones found, those whose words are the speaker's own, whole and marked so."""
    details: Rate
    """Of the organisations, listeners, days and wishes for anonymity noted."""
    problems: tuple[str, ...]


class _Count(BaseModel):
    found: list[bool] = []
    false: list[bool] = []
    speaker: list[bool] = []
    words: list[bool] = []
    details: list[bool] = []
    problems: list[str] = []


def read_quote_cases(path: Path = CASES) -> list[ReportGroup[QuoteCase]]:
    """The groups of the file. Raises: InputError when it is not made as it must be."""
    return read_groups(path, QuoteCase)


def quote_scores(groups: Sequence[ReportGroup[QuoteCase]], split: str) -> QuoteScores:
    """The figures of one split."""
    count = _Count()
    for case, article in reports_of(groups, split):
        _score(case, statements(article), count)
    return QuoteScores(
        split=split,
        expected=len(count.found),
        found=rate_of(count.found),
        false=rate_of(count.false),
        speaker=rate_of(count.speaker),
        words=rate_of(count.words),
        details=rate_of(count.details),
        problems=tuple(count.problems),
    )


def quote_scores_text(scores: QuoteScores, *, problems: bool) -> str:
    """The figures as lines to read."""
    lines = [f"{scores.split}: {scores.expected} statements"]
    for name in ("found", "speaker", "words", "details", "false"):
        rate: Rate = getattr(scores, name)
        lines.append(f"  {name:<8} {rate.share or 0:.3f} ({rate.hits} of {rate.of})")
    if problems:
        lines += [f"  - {problem}" for problem in scores.problems]
    return "\n".join(lines)


def _score(case: QuoteCase, made: Sequence[Statement], count: _Count) -> None:
    text = made[0].article.text if made else case.text
    left = list(made)
    for wanted in case.quotes:
        start = text.find(wanted.words)
        span = (start, start + len(wanted.words))
        best = max(left, key=lambda each: _shared((each.words.start, each.words.end), span), default=None)
        hit = best is not None and _shared((best.words.start, best.words.end), span) >= (
            0.4 if wanted.loose else SHARED
        )
        count.found.append(hit)
        if best is None or not hit:
            count.problems.append(f"missed: {wanted.speaker}: {wanted.words}")
            continue
        left.remove(best)
        _compare(wanted, best, count)
    for each in left:
        count.problems.append(f"false: {each.speaker.name}: {_words(each)}")
    count.false += [True] * len(left) + [False] * (len(made) - len(left))


def _compare(wanted: ExpectedQuote, made: Statement, count: _Count) -> None:
    right = made.speaker.name.lower() == wanted.speaker.lower()
    count.speaker.append(right)
    if not right:
        count.problems.append(f"speaker: {made.speaker.name!r} for {wanted.speaker!r}: {_words(made)}")
    if wanted.exact and not wanted.loose:
        whole = made.exact and _words(made) == wanted.words
        count.words.append(whole)
        if not whole:
            count.problems.append(f"words: {_words(made)!r} for {wanted.words!r}")
    for name, said, noted in _details(wanted, made):
        count.details.append(said == noted)
        if said != noted:
            count.problems.append(f"{name}: {said!r} for {noted!r}: {_words(made)}")


def _details(wanted: ExpectedQuote, made: Statement) -> Iterator[tuple[str, Any, Any]]:
    if wanted.organisation:
        yield "organisation", made.speaker.organisation, wanted.organisation
    if wanted.told:
        yield "told", made.told, wanted.told
    if wanted.said:
        yield "said", made.said.first if made.said else None, wanted.said
    if wanted.anonymous:
        yield "anonymous", made.speaker.anonymous, True


def _words(made: Statement) -> str:
    return made.article.text[made.words.start : made.words.end]


def _shared(one: tuple[int, int], other: tuple[int, int]) -> float:
    both = min(one[1], other[1]) - max(one[0], other[0])
    return max(both, 0) / max(one[1] - one[0], other[1] - other[0], 1)
