"""An answer made of the articles' own sentences: chosen for the question, ordered, dated.

Each sentence is scored by its passage, by the question's words it holds alone and with its
neighbours, and by whether it has what the question wants: a date, a cause, a figure, a name. The
weights were chosen on dev questions (docs/experiments.md).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from assistant.evidence import Sentence
from assistant.evidence.event_dates import event_date, tells_when
from assistant.language.identities import identifies, identity_asked
from assistant.questions import Aspect, UnderstoodQuestion
from assistant.timelines.cues import put_aside

__all__ = ["Extract", "extract", "satisfies"]

MOST_WORDS = 120
MOST_WORDS_ALONE = 160
"""Of a sentence that is the best one, if it is a long one."""
MOST_SENTENCES = 5
LEAD_CHARACTERS = 400
"""News says what matters first."""
WEIGHT_PASSAGE, WEIGHT_COVERAGE, WEIGHT_CONTEXT, WEIGHT_LEAD = 0.75, 0.5, 0.5, 0.2
WEIGHT_WANTED = {
    Aspect.WHEN: 0.3,
    Aspect.WHY: 0.3,
    Aspect.HOW_MUCH: 0.3,
    Aspect.WHO: 0.3,
    Aspect.WHERE: 0.3,
    Aspect.WHAT: 0.3,
}
WEIGHT_NAMES = 0.1
AHEAD = 0.15
"""Taken off for a sentence about what is to come when the question is about what was."""
WHOLE = 0.8
LEAST_OWN = 0.2
LEAST_OWN_OF_FIGURE = 0.3
"""Coverage of the sentence that an answer to "how much" begins with: a number alone is anybody's."""
GAP_CHARACTERS = 4
RELEVANT = 0.75
"""Share of the best coverage from which on an article is about the question."""
RELEVANT_CHANGE = 0.5
"""The same for one that puts off or calls off what it is about: how things stand has changed."""
STATE_LASTS = timedelta(days=3)
IDENTIFIES = 0.6
"""For a sentence that puts a name beside the office asked about, or an office beside the name."""
REPEATED = 0.2
"""Taken off for a sentence all of whose words were said already."""
DANGLING = 0.05
ASKS = 0.15
FRAGMENT, FRAGMENT_WORDS = 0.5, 5
"""Taken off for a question, and for a scrap of a sentence."""
WORTH = 0.7
"""A further sentence must reach this share of the first one's score."""
SETTLED = frozenset({Aspect.WHEN, Aspect.WHY})
"""Questions that one sentence can answer whole: when it does, no more is said, and else a little."""
OF_ITS_TIME = 0.4
"""For a reason in an article that came out about when the event was: an older one cannot know why it happened."""
BEFORE, AFTER = timedelta(days=7), timedelta(days=45)
"""How long before and after the event an article is of its time."""
MOST_SENTENCES_SETTLED = 3
NOTHING_SAID = re.compile(
    r"\b(?:reached out to|requests? for comment|for (?:further |additional )?comment|declined? to comment|"
    r"(?:has|have|had) (?:contacted|asked) .{3,60} for (?:a )?comment)\b",
    re.IGNORECASE,
)
"""Words of a sentence about the reporting, which adds nothing to an answer."""
ENDED = re.compile(r"[.!?…:;。！？][\"'”’)\]]*$")
"""A sentence to its end; a caption or a heading inside a text has none."""


@dataclass(frozen=True, slots=True)
class Extract:
    """The sentences of an answer."""

    sentences: list[Sentence]
    """In the order they are read."""
    unanswered: tuple[Aspect, ...]
    """What was asked that none of them says."""


def extract(question: UnderstoodQuestion, candidates: Sequence[Sentence]) -> Extract:
    """Choose at most five sentences and 120 words; about 90 words are usual.

    None for no candidates, and none for "how many" when no figure counts the things asked for.
    """
    pool = _current(candidates) if question.wants_state else list(candidates)
    scores = _Scores(pool, about_past=question.about_past)
    if whom := identity_asked(question.text):
        for each in pool:
            scores.lift(each, IDENTIFIES * identifies(each.text, whom))
    chosen: list[Sentence] = []
    missing = list(question.aspects)
    while missing:
        lifted = _of_its_time(pool, chosen) if missing == [Aspect.WHY] else []
        for each in lifted:
            scores.lift(each, OF_ITS_TIME)
        best = _best(pool if chosen else _openers(pool, question.aspects), scores, chosen, missing)
        for each in lifted:  # for the reason alone: nothing else is filled up with them
            scores.lift(each, -OF_ITS_TIME)
        if best is None:
            break
        chosen.append(best)
        said = [aspect for aspect in missing if satisfies(best, aspect)]
        # what the best sentence does not say, no other one is likely to
        missing = [aspect for aspect in missing if aspect not in (said or missing[:1])]
    if not _is_whole(chosen, question.aspects):
        _fill(question.aspects, pool, scores, chosen)
    unanswered = [aspect for aspect in question.aspects if not any(satisfies(each, aspect) for each in chosen)]
    if question.counted and unanswered == list(question.aspects):
        return Extract([], tuple(unanswered))
    return Extract(_in_reading_order(chosen), tuple(unanswered))


def _of_its_time(pool: Sequence[Sentence], chosen: Sequence[Sentence]) -> list[Sentence]:
    """The reasons given about when the event was, as the chosen sentences date it; none where they do not."""
    date = next((date for each in chosen if (date := event_date(each))), None)
    if date is None or date.interval.first is None or date.interval.last is None:
        return []
    since, until = date.interval.first - BEFORE, date.interval.last + AFTER
    reasons = [each for each in pool if each.cause and each.coverage >= LEAST_OWN]
    return [each for each in reasons if (day := each.article.published.last_day) and since <= day <= until]


def _openers(pool: Sequence[Sentence], aspects: Sequence[Aspect]) -> Sequence[Sentence]:
    """The sentences that an answer may begin with."""
    if Aspect.HOW_MUCH not in aspects:
        return pool
    return [each for each in pool if each.has_number and each.coverage >= LEAST_OWN_OF_FIGURE] or pool


def _is_whole(chosen: Sequence[Sentence], aspects: Sequence[Aspect]) -> bool:
    """Whether the sentences leave nothing to add: a date, a reason, and most words of the question."""
    if not set(aspects) <= SETTLED:
        return False
    return any(each.coverage >= WHOLE and all(_strength(each, aspect) == 1.0 for aspect in aspects) for each in chosen)


def _strength(sentence: Sentence, aspect: Aspect) -> float:
    """How surely a sentence has the kind of thing that is asked for, 0 to 1."""
    match aspect:
        case Aspect.WHO | Aspect.WHERE | Aspect.WHAT:
            return min(sentence.new_names, 2) / 2
        case Aspect.WHY:
            return sentence.cause
        case Aspect.WHEN:
            return tells_when(sentence)
        case Aspect.HOW_MUCH:
            return float(sentence.has_number)


def satisfies(sentence: Sentence, aspect: Aspect) -> bool:
    """Whether a sentence has the kind of thing that is asked for."""
    match aspect:
        case Aspect.WHEN:
            return tells_when(sentence) > 0
        case Aspect.WHY:
            return sentence.cause > 0
        case Aspect.HOW_MUCH:
            return sentence.has_number
        case Aspect.WHO | Aspect.WHERE:
            return sentence.new_names > 0
        case Aspect.WHAT:
            return True


class _Scores:
    """What each sentence of a question is worth, told once for the several rounds of choosing."""

    def __init__(self, pool: Sequence[Sentence], *, about_past: bool) -> None:
        self._alone = {id(each): _score(each) - AHEAD * (about_past and each.ahead) for each in pool}
        self._wanted: dict[tuple[int, tuple[Aspect, ...]], float] = {}

    def alone(self, sentence: Sentence) -> float:
        """By what it holds of the question's words."""
        return self._alone[id(sentence)]

    def lift(self, sentence: Sentence, by: float) -> None:
        """Make it worth so much more."""
        self._alone[id(sentence)] += by

    def for_aspects(self, sentence: Sentence, aspects: Sequence[Aspect]) -> float:
        """The same with what it has of what is asked for."""
        key = id(sentence), tuple(aspects)
        if key not in self._wanted:
            self._wanted[key] = sum(WEIGHT_WANTED[aspect] * _strength(sentence, aspect) for aspect in aspects)
        return self._alone[id(sentence)] + self._wanted[key]


def _score(sentence: Sentence) -> float:
    score = (
        WEIGHT_PASSAGE * sentence.passage_score
        + WEIGHT_COVERAGE * sentence.coverage
        + WEIGHT_CONTEXT * sentence.context_coverage
        + WEIGHT_LEAD * (sentence.start < LEAD_CHARACTERS)
        + WEIGHT_NAMES * sentence.names_near
        - DANGLING * sentence.dangling
    )
    score -= ASKS * _asks(sentence)
    return score - FRAGMENT * (sentence.words < FRAGMENT_WORDS)


def _asks(sentence: Sentence) -> bool:
    return sentence.text.rstrip('”"’) ').endswith("?")


def _current(candidates: Sequence[Sentence]) -> list[Sentence]:
    """The sentences of the newest articles that are about the question: how things stand is said there."""
    best = max((each.context_coverage for each in candidates), default=0.0)
    days = [
        day
        for each in candidates
        if each.context_coverage >= (RELEVANT_CHANGE if put_aside(each.text) else RELEVANT) * best
        and (day := each.article.published.last_day) is not None
    ]
    if not days:
        return list(candidates)
    since = max(days) - STATE_LASTS
    # of an article known by its month only, the first day: it may be older than the news
    dated = [(each, each.article.published.interval) for each in candidates]
    return [each for each, of in dated if of is not None and of.first is not None and of.first >= since]


def _best(
    candidates: Sequence[Sentence], scores: _Scores, chosen: Sequence[Sentence], aspects: Sequence[Aspect]
) -> Sentence | None:
    said = frozenset().union(*(each.terms for each in chosen))
    left = MOST_WORDS - sum(each.words for each in chosen)
    taken = {(each.article.id, each.start) for each in chosen}
    most = left if chosen else max(left, MOST_WORDS_ALONE)
    open_ones = [each for each in candidates if each.words <= most and (each.article.id, each.start) not in taken]

    def value(each: Sentence) -> float:
        repeated = len(each.terms & said) / max(len(each.terms), 1) if said else 0.0
        return scores.for_aspects(each, aspects) - REPEATED * repeated

    return max(open_ones, key=value, default=None)


def _fill(aspects: Sequence[Aspect], candidates: Sequence[Sentence], scores: _Scores, chosen: list[Sentence]) -> None:
    candidates = [each for each in candidates if _adds(each)]
    most = MOST_SENTENCES_SETTLED if set(aspects) <= SETTLED else MOST_SENTENCES
    while chosen and len(chosen) < most:
        more = _best([each for each in candidates if _belongs(each, chosen, aspects)], scores, chosen, aspects)
        if more is None or scores.alone(more) < WORTH * scores.alone(chosen[0]):
            return
        chosen.append(more)


def _adds(sentence: Sentence) -> bool:
    """Whether it may stand beside the sentences that answer: whole, no question, not about the reporting itself."""
    return not _asks(sentence) and bool(ENDED.search(sentence.text)) and not NOTHING_SAID.search(sentence.text)


def _belongs(sentence: Sentence, chosen: Sequence[Sentence], aspects: Sequence[Aspect]) -> bool:
    """Whether it is about the question by its own words, or goes on from a sentence that is.

    Only asked where one sentence may be enough: elsewhere what names the answer often shares no word with the question.
    """
    if sentence.coverage >= LEAST_OWN or not set(aspects) <= SETTLED:
        return True
    gap = GAP_CHARACTERS
    return any(each.article.id == sentence.article.id and 0 <= sentence.start - each.end <= gap for each in chosen)


def _in_reading_order(chosen: Sequence[Sentence]) -> list[Sentence]:
    """Articles in the order their first sentence was chosen; sentences of one article as they stand in it."""
    order = {article_id: i for i, article_id in enumerate(dict.fromkeys(each.article.id for each in chosen))}
    return sorted(chosen, key=lambda each: (order[each.article.id], each.start))
