"""The name of an event → the days on which the articles say it was: "the Osaka summit" → 28 to 29 June 2019.

A sentence that holds all of the name votes with the dates next to it, and the news of an article about it with its
day, one vote a story. The day is known only when one stands out: what the articles date in two ways, or not at all,
stays undated. A bare word ("the truce") needs the votes of two stories, for it may be another's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from assistant.evidence import REPORTED_ON, Sentence, gather, name_terms
from assistant.language.wording import content_terms
from assistant.questions import UnderstoodQuestion, understand
from index.dates import DateInterval, Precision
from index.retrieval import Query, Retriever
from index.temporal import TimeExpression, TimeKind, format_interval

__all__ = ["DatedEvent", "counted_from_event", "date_of_event"]

PASSAGES = 30
LONGEST_DAYS = 5
"""A longer time does not say whether something was before an event or after it."""
LEAST_COVERAGE = 0.8
"""Share of the name's words; a synonym counts for less than the word ("the Osaka meeting")."""
REACH = 6
"""Words between the name and its date at which a vote is worth half."""
FURTHEST = 14
STANDS_OUT = 2.0
"""How many times the votes of the next best days."""
LEAST_TOPIC = 2
"""Words that a question must keep when those of the event are taken away."""
LEAST_VOTES = 0.4
NEWS = 0.5
"""What a day in the lead of a report is worth when only the sentences around it and the headline hold the name."""
LEAD_CHARACTERS = 400
FRESH_DAYS = 7
NEXT_DAYS = 1
"""Dates this close are of one event: a summit of two days, a report by an outlet of another time zone."""


@dataclass(frozen=True, slots=True)
class DatedEvent:
    """An event's days, and the sentence that says so best."""

    interval: DateInterval
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class _Vote:
    interval: DateInterval
    weight: float
    sentence: Sentence


def counted_from_event(question: UnderstoodQuestion, query: Query, retriever: Retriever) -> UnderstoodQuestion:
    """The question with its period, when it begins or ends with an event that the articles date; else as it is.

    The event's words are then no part of the topic any more, unless hardly a word would be left.
    """
    if question.beside is None or question.window is not None:
        return question
    event = date_of_event(question.beside.name, query, retriever)
    period = question.beside.period(event.interval) if event else None
    if event is None or period is None:
        return question
    rest = " ".join(question.topic.replace(period.words, " ").split())
    enough = len(content_terms(rest, retriever.terms)) >= LEAST_TOPIC
    article = event.sentence.article
    told = f"“{question.beside.name}” was dated {format_interval(event.interval)} by “{article.title}”"
    return question.model_copy(
        update={
            "window": period.interval,
            "window_words": period.words,
            "topic": rest if enough else question.topic,
            "notes": (*question.notes, f"{told} ({article.source})" if article.source else told),
        }
    )


def date_of_event(name: str, query: Query, retriever: Retriever) -> DatedEvent | None:
    """The days of the event, from articles that pass the query's filter; None when no days stand out.

    Raises: IndexStale when no index can be asked.
    """
    asked = query.model_copy(update={"text": name, "k": PASSAGES, "prefer": None, "recency": False})
    question = understand(f"When was the {name}?", as_of=query.today)
    rarity = partial(retriever.rarity, not_after=query.where.not_after)
    evidence = gather(question, retriever.retrieve(asked).passages, retriever.terms, rarity)
    names = frozenset(name_terms(question.topic, retriever.terms))
    votes: list[_Vote] = []
    for one in evidence.sentences:
        if one.coverage >= LEAST_COVERAGE and names <= one.terms:
            votes += _votes_near_name(one, evidence.terms, retriever.terms)
        elif one.context_coverage >= LEAST_COVERAGE and one.names_near == 1 and one.start < LEAD_CHARACTERS:
            votes += _votes_of_news(one)
    bare = not names and len(evidence.terms) < 2
    return _elected(_one_a_story(votes), least_stories=2 if bare else 1)


def _votes_of_news(sentence: Sentence) -> Iterator[_Vote]:
    published = sentence.article.published.last_day
    for time in sentence.times:
        days = time.interval
        if days is None or days.precision is not Precision.DAY or not _may_vote(time, sentence) or published is None:
            continue
        if days.last and 0 <= (published - days.last).days <= FRESH_DAYS:
            yield _Vote(days, NEWS, sentence)


def _votes_near_name(sentence: Sentence, wanted: Sequence[str], terms: Callable[[str], list[str]]) -> Iterator[_Vote]:
    words = list(re.finditer(r"[\w’'-]+", sentence.text))
    places = [n for n, word in enumerate(words) if set(terms(word.group())) & set(wanted)]
    for time in sentence.times:
        if time.interval is None or not _may_vote(time, sentence):
            continue
        distance = min((_words_between(time, words[place], words) for place in places), default=FURTHEST + 1)
        if distance <= FURTHEST:
            yield _Vote(time.interval, 1 / (1 + distance / REACH), sentence)


def _words_between(time: TimeExpression, word: re.Match[str], words: Sequence[re.Match[str]]) -> int:
    first, last = sorted(((time.start, time.end), word.span()))
    return sum(first[1] <= each.start() and each.end() <= last[0] for each in words)


def _may_vote(time: TimeExpression, sentence: Sentence) -> bool:
    """Whether it is some days, and not those on which somebody spoke."""
    if time.interval is None or time.kind is TimeKind.OPEN or REPORTED_ON.search(sentence.text[: time.start]):
        return False
    return _is_short(time.interval)


def _is_short(interval: DateInterval) -> bool:
    return bool(interval.first and interval.last and (interval.last - interval.first).days <= LONGEST_DAYS)


def _one_a_story(votes: Sequence[_Vote]) -> list[_Vote]:
    """The heaviest vote of each story for each interval: a copy says nothing that counts twice."""
    kept: dict[tuple[str, DateInterval], _Vote] = {}
    for vote in votes:
        key = (vote.sentence.article.story_id, vote.interval)
        if key not in kept or kept[key].weight < vote.weight:
            kept[key] = vote
    return list(kept.values())


def _elected(votes: Sequence[_Vote], *, least_stories: int) -> DatedEvent | None:
    weights: Mapping[DateInterval, float] = {
        vote.interval: sum(other.weight for other in votes if _close(vote.interval, other.interval)) for vote in votes
    }
    if not weights:
        return None
    best = max(weights, key=lambda days: (weights[days], sum(v.weight for v in votes if v.interval == days)))
    next_best = max((weight for days, weight in weights.items() if not _close(days, best)), default=0.0)
    if weights[best] < LEAST_VOTES or weights[best] < STANDS_OUT * next_best:
        return None
    agreeing = [vote for vote in votes if _close(vote.interval, best)]
    if len({vote.sentence.article.story_id for vote in agreeing}) < least_stories:
        return None
    return DatedEvent(best, max((v for v in votes if v.interval == best), key=lambda vote: vote.weight).sentence)


def _close(one: DateInterval, other: DateInterval) -> bool:
    if one.overlaps(other):
        return True
    assert one.first
    assert one.last
    assert other.first
    assert other.last
    apart = (other.first - one.last).days if other.first > one.last else (one.first - other.last).days
    return apart <= NEXT_DAYS
