"""Each pair asked of a library of its two reports alone, and what the answer makes of them.

The whole chain is asked, as a reader would. Found: of the conflicts, those whose answer is `conflicting`; of the
supersessions, those whose answer marks the first report as superseded and not the second. False: of all other pairs,
those whose answer is `conflicting`.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from pydantic import BaseModel, ConfigDict

from assistant import Answer, AnswerStatus, Assistant
from evals.conflicts.reading import Half, Kind, Pair, Report
from evals.statistics import Rate, rate_of
from index.articles import Draft
from index.dates import DateOrigin, PublicationDate

__all__ = ["LEAST_FOUND", "MOST_FALSE", "ConflictsReport", "WrongPair", "score_conflicts"]

LEAST_FOUND = 0.85
"""Share of the conflicts that must be found."""
MOST_FALSE = 0.10
"""Share of the other pairs that may be taken for conflicts."""


class WrongPair(BaseModel):
    """A pair that was taken for something else."""

    model_config = ConfigDict(frozen=True)

    question: str
    expected: Kind
    taken: str
    text: str
    """The answer's."""


class ConflictsReport(BaseModel):
    """What came out for one half of a set."""

    model_config = ConfigDict(frozen=True)

    half: Half
    name: str = ""
    """Of the set."""
    found: Rate
    """Of the conflicts."""
    superseded: Rate
    """Of the supersessions: those marked as such."""
    false: Rate
    """Of the pairs that are no conflict: those taken for one."""
    false_supersessions: Rate
    """Of the pairs that are none: those taken for one."""
    wrong: tuple[WrongPair, ...]

    @property
    def passed(self) -> bool:
        """Whether enough conflicts are found and few enough others taken for one."""
        found, false = self.found.share, self.false.share
        return found is not None and false is not None and found >= LEAST_FOUND and false <= MOST_FALSE


def score_conflicts(half: Half, pairs: Iterable[Pair], name: str = "") -> ConflictsReport:
    """Ask every pair; `name` is that of their set."""
    asked = [(pair, _ask(pair)) for pair in pairs]
    taken = [(pair, _taken(answer)) for pair, answer in asked]
    return ConflictsReport(
        half=half,
        name=name,
        found=rate_of([what == "conflict" for pair, what in taken if pair.kind is Kind.CONFLICT]),
        superseded=rate_of([what == "supersession" for pair, what in taken if pair.kind is Kind.SUPERSESSION]),
        false=rate_of([what == "conflict" for pair, what in taken if pair.kind is not Kind.CONFLICT]),
        false_supersessions=rate_of(
            [what == "supersession" for pair, what in taken if pair.kind is not Kind.SUPERSESSION]
        ),
        wrong=tuple(
            WrongPair(question=pair.question, expected=pair.kind, taken=what, text=answer.text)
            for (pair, answer), (_, what) in zip(asked, taken, strict=True)
            if what != _expected(pair.kind)
        ),
    )


def _ask(pair: Pair) -> Answer:
    with (
        TemporaryDirectory(prefix="parley-pair-") as folder,
        Assistant.open(Path(folder), embedding="hashing") as parley,
    ):
        parley.load([_draft(pair.first, "first"), _draft(pair.second, "second")])
        return parley.ask(pair.question, as_of=_day_after(pair))


def _draft(report: Report, name: str) -> Draft:
    day = PublicationDate.of(report.published.isoformat(), DateOrigin.METADATA)
    return Draft(text=report.text, place="pair", id=name, title="", source=report.source, dates=(day,))


def _day_after(pair: Pair) -> date:
    return max(pair.first.published, pair.second.published) + timedelta(days=1)


def _expected(kind: Kind) -> str:
    return kind.value if kind in {Kind.CONFLICT, Kind.SUPERSESSION} else "neither"


def _taken(answer: Answer) -> str:
    if answer.status is AnswerStatus.CONFLICTING:
        return "conflict"
    marked = {
        citation.article_id
        for sentence in answer.sentences
        if sentence.superseded
        for citation in answer.citations
        if citation.n in sentence.citations
    }
    if not marked:
        return "neither"
    return "supersession" if marked == {"first"} else "the wrong one superseded"
