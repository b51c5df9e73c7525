"""What silence is said to be: that the library holds nothing of a period is told apart from finding nothing in it."""

from __future__ import annotations

from assistant.answering.sufficiency import Verdict
from assistant.answers import AnswerStatus
from assistant.evidence.searched import Asked
from index.dates import DateInterval, Precision
from index.filters import SearchFilter
from index.library import Library
from index.temporal import format_interval

__all__ = ["nothing_published", "of_an_empty_period"]


def nothing_published(asked: Asked, library: Library) -> Verdict | None:
    """A refusal when no article is of the days that may be searched, with the days that there are articles of.

    Days after the wall are not told: nothing later is hinted at.
    """
    if asked.span.articles:
        return None
    wall = asked.query.where.not_after
    there = library.span(SearchFilter(not_after=wall))
    reason = "no article in the library was published in the period searched"
    if there.first and there.last:
        covered = DateInterval(first=there.first, last=there.last, precision=Precision.RANGE)
        reason = f"{reason}; its articles{f' up to {wall}' if wall else ''} cover {format_interval(covered)}"
    return Verdict([], AnswerStatus.OUT_OF_RANGE, reason)


def of_an_empty_period(asked: Asked, verdict: Verdict, library: Library) -> Verdict:
    """The verdict; when it is a refusal and no article is of the period asked about, that is the reason given."""
    window = asked.question.window
    if window is None or verdict.status is not AnswerStatus.NO_EVIDENCE:
        return verdict
    if library.span(asked.query.where.model_copy(update={"window": window})).articles:
        return verdict
    reason = f"no article was published in the period asked about, {format_interval(window)}"
    if asked.span.first and asked.span.last:
        covered = DateInterval(first=asked.span.first, last=asked.span.last, precision=Precision.RANGE)
        reason = f"{reason}; the articles searched cover {format_interval(covered)}"
    return Verdict([], AnswerStatus.OUT_OF_RANGE, reason)
