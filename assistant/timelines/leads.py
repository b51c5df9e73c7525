"""All mentions of a topic: dated ones, and those of leads that tell news without a date of their own.

A lead takes the day that the sentence after it tells, or that of its report where its article dates nothing fresh.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from assistant.evidence import Sentence
from assistant.timelines.cues import clauses, hypothetical, put_aside, tells_of_past
from assistant.timelines.mentions import (
    LEAD_CHARACTERS,
    Mention,
    dated_mentions,
    is_fresh,
    is_statement,
    rated,
)
from assistant.timelines.models import DateBasis, StateKind
from assistant.timelines.subject import Subject
from index.dates import Precision

__all__ = ["mentions_of"]

NEXT = 4
"""Letters between a sentence and the one after it, at most."""


def mentions_of(sentences: Sequence[Sentence], subject: Subject) -> list[Mention]:
    """Every mention in the sentences that are about the subject, in their order."""
    about = [each for each in subject.about(sentences) if is_statement(each)]
    dated = [mention for sentence in about for mention in dated_mentions(sentence)]
    lent = list(_lent(about, dated, sentences))
    found = [*dated, *lent, *_undated(about, [*dated, *lent])]
    return [replace(each, telling=each.telling + subject.relevance(each.sentence)) for each in found]


def _lent(about: Sequence[Sentence], dated: Sequence[Mention], sentences: Sequence[Sentence]) -> Iterator[Mention]:
    """Leads whose next sentence tells the day of their news."""
    with_dates = {(each.sentence.article.id, each.sentence.start) for each in dated}
    for lead in about:
        place = (lead.article.id, lead.start)
        if place in with_dates or not _may_be_news(lead):
            continue
        fresh = next((each for each in _told_next(lead, sentences) if is_fresh(each)), None)
        if fresh is not None:
            aside = fresh.aside or put_aside(lead.text)
            mention = Mention(lead, fresh.interval, fresh.basis, StateKind.DONE, aside=aside, lent=True)
            yield rated(mention, clause_is_first=True)


def _told_next(lead: Sentence, sentences: Sequence[Sentence]) -> Iterator[Mention]:
    """What the sentence after it tells of single days that are over."""
    for each in sentences:
        if each.article.id == lead.article.id and 0 <= each.start - lead.end <= NEXT:
            yield from (
                mention
                for mention in dated_mentions(each)
                if mention.kind is StateKind.DONE and mention.interval.precision is Precision.DAY
            )


def _may_be_news(sentence: Sentence) -> bool:
    """Whether it stands where news stands, and tells of what has been."""
    stands = sentence.start < LEAD_CHARACTERS and not sentence.dangling
    return stands and _tells_news(sentence) and not hypothetical(sentence.text)


def _undated(about: Iterable[Sentence], dated: Sequence[Mention]) -> Iterator[Mention]:
    """For each article without fresh news among its dates, its first statement about what has been."""
    fresh = {mention.sentence.article.id for mention in dated if is_fresh(mention)}
    for sentence in about:
        published = sentence.article.published.interval
        if published is None or sentence.article.id in fresh or not _may_be_news(sentence):
            continue
        fresh.add(sentence.article.id)
        aside = put_aside(sentence.text)
        mention = Mention(sentence, published, DateBasis.REPORTED, StateKind.DONE, aside=aside)
        yield rated(mention, clause_is_first=True)


def _tells_news(sentence: Sentence) -> bool:
    """Whether it tells of something past without saying when; beside days to come, a clause of it may."""
    published = sentence.article.published.last_day
    days = [time.interval.first for time in sentence.times if time.interval and time.interval.first]
    if not days:
        return any(map(tells_of_past, clauses(sentence.text))) or put_aside(sentence.text) is not None
    to_come = published is not None and any(day > published for day in days)
    return to_come and any(tells_of_past(clause) for clause in clauses(sentence.text))
