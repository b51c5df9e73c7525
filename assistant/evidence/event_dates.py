"""Which of the dates around a sentence is that of the event asked about, and what day an answer may give.

Three things are kept apart: the day that the sentence tells (`told`), the day on which somebody spoke of the event
(`spoken`), and the day of the report itself (`reported`), which is all there is when news tells of something without
saying when. The last is shown as "reported 5 July 2019" and never as the day of the event.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from assistant.answers import AnswerSentence, DateBasis, Event
from assistant.evidence import REPORTED_ON, Sentence
from index.dates import DateInterval, Precision
from index.temporal import TimeExpression, TimeKind, format_interval

__all__ = ["EventDate", "event_date", "events_of", "tells_when", "with_report_days"]

SPOKEN = 0.5
SPOKEN_NEWS = 0.8
"""What the day on which somebody spoke counts for where it is the news: what was announced is of that day."""
BACKGROUND = 0.2
"""What a date counts for that compares, or that holds the whole year of the report."""
COARSE = 0.5
"""What a year or a longer period counts for."""
LONGEST_DAYS = 366
LONG_PERIOD_DAYS = 31
MAY_FIT = 0.3
"""Share of the question's words from which on a sentence with a date is one that says when."""
FITS = 0.5
"""Share from which on its date is fully taken for that of the event."""
NEIGHBOURS = 0.3
"""What the words around a sentence of news can add to its own share of the question's words."""
REPORTED = 0.65
"""What the day of a report counts for, where its news is what is asked about and no day is told."""
LONG_WORDS = 60
"""In a longer sentence (captions run together, lists) a date says less of what stands far from it."""
LEAST = 0.15
"""Below it a date says nothing of when the event was."""
LEAD_CHARACTERS = 400
"""News says what matters first, so there its own day is that of the event or shortly after."""
FRESH = timedelta(days=4)
TELLS_OF_IT = 0.4
"""Share of the question's words that the lead must hold, with its headline, for its report to be of the event."""
POSTED = re.compile(r"\(@\w+\)\s*$")
"""What stands before the day on which a message of a network was posted, where an article shows it."""
COMPARED = re.compile(r"\b(?:than|compared (?:with|to)|against|unlike|as in)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class EventDate:
    """A date of a sentence, and how surely it is that of the event."""

    interval: DateInterval
    basis: DateBasis
    weight: float
    """0 to 1."""


def tells_when(sentence: Sentence) -> float:
    """How surely a sentence says when the event was, 0 to 1.

    In an undated article an expression that cannot be resolved counts too: it is what the article says.
    """
    weights = [_weight(time, sentence) for time in sentence.times if _may_date(time, sentence)]
    best = max(weights, default=0.0) * min(sentence.coverage / MAY_FIT, 1.0)
    return best if best >= LEAST else 0.0


def event_date(sentence: Sentence) -> EventDate | None:
    """The day of the event as the sentence gives it, or the day of its report; None when neither is known."""
    told = [_dated(time, time.interval, sentence) for time in sentence.times if time.interval is not None]
    best = max(told, key=lambda each: each.weight, default=None)
    if best is not None and best.weight >= LEAST:
        return best
    published = sentence.article.published.interval
    if published is not None and _reports(sentence):
        return EventDate(published, DateBasis.REPORTED, REPORTED * _fit(sentence.coverage))
    return None


def events_of(chosen: Sequence[Sentence], said: Sequence[AnswerSentence]) -> Iterator[Event]:
    """The dated events of an answer; `said` are the chosen sentences as they stand in it.

    The one whose date is surest comes first; the day of a report stands only as the first.
    """
    dated = [(date, each) for sentence, each in zip(chosen, said, strict=True) if (date := event_date(sentence))]
    for n, (date, each) in enumerate(sorted(dated, key=lambda pair: -pair[0].weight)):
        if n == 0 or date.basis is not DateBasis.REPORTED:
            yield Event(text=each.text, interval=date.interval, citations=each.citations, basis=date.basis)


def with_report_days(chosen: Sequence[Sentence], said: Sequence[AnswerSentence]) -> list[AnswerSentence]:
    """The sentences; where none tells the day more surely, that which reports the event says the day of its report."""
    dates = [(n, date) for n, sentence in enumerate(chosen) if (date := event_date(sentence))]
    surest = max(dates, key=lambda pair: pair[1].weight, default=None)
    if surest is None or surest[1].basis is not DateBasis.REPORTED:
        return list(said)
    place, date = surest
    text = f"{said[place].text} [reported {format_interval(date.interval)}]"
    return [each if n != place else each.model_copy(update={"text": text}) for n, each in enumerate(said)]


def _may_date(time: TimeExpression, sentence: Sentence) -> bool:
    return time.interval is not None or sentence.article.published.value is None


def _basis(time: TimeExpression, sentence: Sentence) -> DateBasis:
    return DateBasis.SPOKEN if REPORTED_ON.search(sentence.text[: time.start]) else DateBasis.TOLD


def _weight(time: TimeExpression, sentence: Sentence) -> float:
    before = sentence.text[: time.start]
    if POSTED.search(before):
        return 0.0
    weight = SPOKEN if _basis(time, sentence) is DateBasis.SPOKEN else 1.0
    if COMPARED.search(before) or _holds_the_report(time, sentence):
        weight *= BACKGROUND
    elif _is_coarse(time):
        weight *= COARSE
    return weight * min(LONG_WORDS / max(sentence.words, 1), 1.0)


def _fit(coverage: float) -> float:
    """How surely a sentence is about what is asked, 0 to 1."""
    return min(coverage / FITS, 1.0)


def _dated(time: TimeExpression, interval: DateInterval, sentence: Sentence) -> EventDate:
    weight, basis = _weight(time, sentence), _basis(time, sentence)
    if not _is_news(time, sentence):
        return EventDate(interval, basis, weight * _fit(sentence.coverage))
    if basis is DateBasis.SPOKEN:
        weight *= SPOKEN_NEWS / SPOKEN
    # of news, the headline and the neighbours say what it is
    return EventDate(interval, basis, weight * _fit(min(sentence.context_coverage, sentence.coverage + NEIGHBOURS)))


def _is_news(time: TimeExpression, sentence: Sentence) -> bool:
    """Whether it is a day just before that of the report, told where the news stands."""
    published, interval = sentence.article.published.last_day, time.interval
    if published is None or interval is None or interval.precision is not Precision.DAY or interval.last is None:
        return False
    return sentence.start < LEAD_CHARACTERS and published - FRESH <= interval.last <= published


def _holds_the_report(time: TimeExpression, sentence: Sentence) -> bool:
    """Whether it is only the year, or longer, in which the article itself was written."""
    interval, published = time.interval, sentence.article.published.interval
    if interval is None or published is None or published.precision is Precision.YEAR:
        return False
    return _days(interval) > LONG_PERIOD_DAYS and interval.contains(published)


def _is_coarse(time: TimeExpression) -> bool:
    interval = time.interval
    if interval is None:
        return False
    if time.kind is TimeKind.OPEN:
        return interval.precision in {Precision.YEAR, Precision.DECADE}
    return _days(interval) >= LONGEST_DAYS - 1


def _days(interval: DateInterval) -> int:
    return (interval.last - interval.first).days + 1 if interval.first and interval.last else 0


def _reports(sentence: Sentence) -> bool:
    """Whether the sentence is the news of its article, about what the question asks, and not of what is to come."""
    if sentence.ahead:
        return False
    lead = sentence.start < LEAD_CHARACTERS
    return (lead and sentence.context_coverage >= TELLS_OF_IT) or sentence.coverage >= TELLS_OF_IT
