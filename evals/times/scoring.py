"""Time expressions found and resolved, against what a careful reader found.

An expression is right when its words, both its days and its precision are. What is found beside them
is spurious, and counts in a trap as taken.
"""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from evals.statistics import Rate, rate_of
from evals.times.reading import ExpectedTime, TimeSet
from index.dates import DateOrigin, Precision, PublicationDate
from index.temporal import find_times

__all__ = ["LEAST_RIGHT", "MOST_TAKEN", "TimesReport", "WrongSentence", "score_times"]

LEAST_RIGHT = 0.97
"""Share of the expressions that must be right."""
MOST_TAKEN = 0.01
"""Times that may be found a trap."""
TRAP_ANCHOR = PublicationDate.of("2019-07-05", DateOrigin.GIVEN)


class WrongSentence(BaseModel):
    """A sentence that was read otherwise than it should be."""

    model_config = ConfigDict(frozen=True)

    text: str
    missed: tuple[str, ...]
    """Expected and not found so."""
    spurious: tuple[str, ...]
    """Found and not expected so."""


class TimesReport(BaseModel):
    """What came out for one set."""

    model_config = ConfigDict(frozen=True)

    name: str
    sentences: int
    right: Rate
    """Of the expressions."""
    by_precision: dict[str, Rate]
    """The same by the precision that is expected; "open" has one end, "unsettled" no days."""
    spurious: int
    traps: int
    taken: int
    """Times found in the traps."""
    wrong: tuple[WrongSentence, ...]

    @property
    def passed(self) -> bool:
        """Whether enough is right and few enough traps are taken."""
        enough = self.right.share is not None and self.right.share >= LEAST_RIGHT
        return enough and self.taken <= MOST_TAKEN * self.traps


def score_times(name: str, data: TimeSet) -> TimesReport:
    """Read every sentence and every trap."""
    kinds: dict[str, list[bool]] = {}
    wrong = []
    spurious = 0
    for group in data.groups:
        for case in group.cases:
            found = _found(case.text, group.published, day_first=group.day_first)
            for time in case.times:
                kinds.setdefault(_kind(time), []).append(time in found)
            beside = [time for time in found if time not in case.times]
            spurious += len(beside)
            missed = [time for time in case.times if time not in found]
            if beside or missed:
                wrong.append(WrongSentence(text=case.text, missed=_shown(missed), spurious=_shown(beside)))
    taken = {trap: found for trap in data.traps if (found := _found(trap, TRAP_ANCHOR, day_first=None))}
    wrong += [WrongSentence(text=trap, missed=(), spurious=_shown(found)) for trap, found in taken.items()]
    return TimesReport(
        name=name,
        sentences=sum(len(group.cases) for group in data.groups),
        right=rate_of([each for values in kinds.values() for each in values]),
        by_precision={kind: rate_of(values) for kind, values in sorted(kinds.items())},
        spurious=spurious,
        traps=len(data.traps),
        taken=sum(len(found) for found in taken.values()),
        wrong=tuple(wrong),
    )


def _found(text: str, anchor: PublicationDate | None, *, day_first: bool | None) -> list[ExpectedTime]:
    return [
        ExpectedTime(each.text, each.interval.first, each.interval.last, each.interval.precision)
        if each.interval
        else ExpectedTime(each.text, None, None, None)
        for each in find_times(text, anchor, day_first=day_first)
    ]


def _kind(time: ExpectedTime) -> str:
    if time.precision is None:
        return "unsettled"
    return "open" if time.first is None or time.last is None else Precision(time.precision).value


def _shown(times: list[ExpectedTime]) -> tuple[str, ...]:
    return tuple(
        f"“{each.text}” {each.first or '…'} to {each.last or '…'} ({each.precision or 'unsettled'})" for each in times
    )
