"""Mentions → events: the same days and the same words are one event; so are a plan and what became of it.

    agreement = shared weight of stems / square root of the product of both weights, synonyms alike,
                with a little more for shared figures and a little less for different ones

Words of the topic itself, which every mention has, count for half.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from assistant.language.wording import content_terms, synonyms_of
from assistant.timelines.mentions import Mention
from assistant.timelines.models import DateBasis, StateKind
from assistant.timelines.subject import figures_in
from index.dates import DateInterval, Precision

__all__ = ["Agreement", "Happening", "merged"]

SAME_DAYS, DAYS_WITHIN, NEAR_DAYS = 0.2, 0.3, 0.35
"""Least agreement of two mentions of equal days, of days of which one lies in the other, and of days that touch."""
LOOKED_BACK_ON = 0.15
"""The same where the wider days are those of a month or more that its article looks back on."""
FATE_OF_PLAN = -1.0
"""Of a plan for a day and of what was done, put off or called off on just that day: any."""
PLAN_KEPT, PLAN_CHANGED = 0.35, 0.35
"""Least agreement of a plan and its outcome on about its day, and of a plan and what changed it."""
REPORT_LAG = timedelta(days=3)
"""News is this much younger than its report at most."""
NEWS = timedelta(days=31)
"""What was over longer ago is no news to its article."""
PLAN_SLACK = timedelta(days=3)
TOPIC_SHARE = 0.5
FIGURES = 0.08


@dataclass
class Happening:
    """Mentions that tell of one event."""

    mentions: list[Mention] = field(default_factory=list)

    @property
    def done(self) -> list[Mention]:
        """Those that tell that it happened."""
        return [each for each in self.mentions if each.kind is StateKind.DONE and not each.aside]

    @property
    def dating(self) -> Mention:
        """The mention that says best when: what happened before what was planned, the newest plan before older ones."""
        if self.done:
            return min(self.done, key=lambda each: (_basis(each), _length(each.interval), -each.telling))
        own = [each for each in self.mentions if not each.aside] or self.mentions
        newest = max(_published(each) for each in own)
        return min(
            own,
            key=lambda each: (
                newest - _published(each),
                not each.moved,
                _basis(each),
                _length(each.interval),
                -each.telling,
            ),
        )

    @property
    def interval(self) -> DateInterval:
        """Its days."""
        return self.dating.interval


class Agreement:
    """How much two mentions say the same, 0 to about 1."""

    def __init__(
        self,
        mentions: Sequence[Mention],
        topic: Sequence[str],
        terms: Callable[[str], list[str]],
        rarity: Callable[[Sequence[str]], Mapping[str, float]],
    ) -> None:
        """`terms` and `rarity` are the retriever's; `topic` are the topic's stems."""
        self._stems: dict[str, frozenset[str]] = {}
        raw: dict[str, float] = {}
        for text in dict.fromkeys(each.sentence.text for each in mentions):
            stems = content_terms(text, terms)
            raw |= dict.fromkeys(stems, 0.0)
            self._stems[text] = frozenset(_canonical(stem, terms) for stem in stems)
        weights = rarity(sorted(raw))
        asked = {_canonical(stem, terms) for stem in topic}
        self._weights: dict[str, float] = {}
        for stem, weight in weights.items():
            name = _canonical(stem, terms)
            share = TOPIC_SHARE if name in asked else 1.0
            # of words that stand for each other the commonest says how telling they are
            self._weights[name] = min(self._weights.get(name, math.inf), share * weight)

    def of(self, one: Mention, other: Mention) -> float:
        """Symmetric."""
        left, right = self._stems[one.sentence.text], self._stems[other.sentence.text]
        product = self._weight(left) * self._weight(right)
        shared = self._weight(left & right) / math.sqrt(product) if product else 0.0
        mine, yours = figures_in(one.sentence.text), figures_in(other.sentence.text)
        if mine and yours:
            shared += FIGURES if mine & yours else -FIGURES
        return shared

    def between(self, one: Sequence[Mention], other: Sequence[Mention]) -> float:
        """Of the two that agree best."""
        return max((self.of(left, right) for left in one for right in other), default=0.0)

    def _weight(self, stems: frozenset[str]) -> float:
        return sum(self._weights.get(stem, 0.0) for stem in stems)


def merged(mentions: Sequence[Mention], agreement: Agreement) -> list[Happening]:
    """Every event once, in no order."""
    happenings = _of_one_time(mentions, agreement)
    for joins, least in ((_keeps, PLAN_KEPT), (_changes, PLAN_CHANGED), (_replaces, PLAN_CHANGED)):
        happenings = _joined(happenings, agreement, joins, least)
    return [each for each in happenings if not _says_again(each, happenings)]


def _of_one_time(mentions: Sequence[Mention], agreement: Agreement) -> list[Happening]:
    """Mentions of the same days with the same words, the most precise first."""
    happenings: list[Happening] = []
    for mention in sorted(mentions, key=lambda each: (_length(each.interval), _basis(each), -each.telling)):
        best, most = None, -1.0
        for happening in happenings:
            least = _least_agreement(mention, happening.mentions[0])
            if least is None or (bool(mention.aside) != bool(happening.mentions[0].aside)):
                continue
            agreed = agreement.between([mention], happening.mentions)
            if agreed >= least and agreed > most:
                best, most = happening, agreed
        if best is None:
            happenings.append(best := Happening())
        best.mentions.append(mention)
    return happenings


def _least_agreement(mention: Mention, first: Mention) -> float | None:
    """What two mentions need to agree to be one; None when their days tell them apart."""
    one, other = mention.interval, first.interval
    if (mention.lent or first.lent) and one == other and mention.sentence.article.id == first.sentence.article.id:
        return FATE_OF_PLAN
    if one == other:
        of_a_plan = one.precision is Precision.DAY and _is_plan(mention) != _is_plan(first)
        return FATE_OF_PLAN if of_a_plan else SAME_DAYS
    if _is_plan(mention) != _is_plan(first) and _articles([mention]) == _articles([first]):
        return None  # what an article plans is not what it tells of another day
    if DateBasis.TOLD not in {mention.basis, first.basis} and _near(one, other):
        return NEAR_DAYS
    if one.contains(other) or other.contains(one):
        wider = mention if one.contains(other) else first
        return LOOKED_BACK_ON if _looks_back(wider) else DAYS_WITHIN
    loose = first if first.basis is not DateBasis.TOLD else mention if mention.basis is not DateBasis.TOLD else None
    return NEAR_DAYS if loose is not None and _near(one, other) else None


def _looks_back(mention: Mention) -> bool:
    """Whether it tells of a month or more that was over when its article was written."""
    vague = mention.interval.precision in {Precision.MONTH, Precision.QUARTER, Precision.HALF, Precision.YEAR}
    last = mention.interval.last
    return vague and mention.basis is DateBasis.TOLD and last is not None and last < _published(mention)


def _says_again(one: Happening, others: Sequence[Happening]) -> bool:
    """Whether it only recalls a month long over, of which a day's event is told elsewhere: that is what it means."""
    if not all(
        _looks_back(each) and _published(each) - (each.interval.last or date.max) > NEWS for each in one.mentions
    ):
        return False
    return any(
        other is not one and one.interval.contains(other.interval)
        for other in others
        if other.interval.precision is Precision.DAY
    )


def _is_plan(mention: Mention) -> bool:
    return mention.kind is StateKind.PLANNED


def _near(one: DateInterval, other: DateInterval) -> bool:
    assert one.first
    assert one.last
    assert other.first
    assert other.last
    return one.first - other.last <= REPORT_LAG and other.first - one.last <= REPORT_LAG


def _joined(
    happenings: list[Happening], agreement: Agreement, joins: Callable[[Happening, Happening], bool], least: float
) -> list[Happening]:
    """Each later report with the plan that it agrees with best, where `joins(plan, later)` allows it."""
    left = sorted(happenings, key=lambda each: _first_report(each.mentions))
    for later in list(left):
        fitting = [
            (agreement.between(plan.mentions, later.mentions), -number, plan)
            for number, plan in enumerate(left)
            if plan is not later and joins(plan, later)
        ]
        agreed, _, plan = max(fitting, key=lambda each: each[:2], default=(0.0, 0, later))
        if plan is not later and agreed >= least:
            plan.mentions += later.mentions
            left.remove(later)
    return left


def _keeps(plan: Happening, later: Happening) -> bool:
    """Whether what was done was planned for about that day."""
    if plan.done or not later.done or any(each.aside for each in (*plan.mentions, *later.mentions)):
        return False
    before = _first_report(plan.mentions) <= _first_report(later.done)
    if _articles(plan.mentions) & _articles(later.done):  # what one article plans it does not tell as done
        return False
    one, other = plan.interval, later.interval
    assert one.first
    assert one.last
    assert other.first
    assert other.last
    return before and one.first - other.last <= PLAN_SLACK and other.first - one.last <= PLAN_SLACK


def _changes(plan: Happening, later: Happening) -> bool:
    """Whether the later report is of putting off, or calling off, what was planned for a day still to come."""
    acts = [each for each in later.mentions if each.aside]
    if plan.done or not acts or any(each.aside for each in plan.mentions):
        return False
    decided = min(each.interval.first or date.max for each in acts)
    last = plan.interval.last
    return _first_report(plan.mentions) <= _first_report(acts) and last is not None and last >= decided


def _replaces(plan: Happening, later: Happening) -> bool:
    """Whether the later one is what a plan that was put off came to: a new day for it, or the deed."""
    first, planned = later.interval.first, plan.interval.first
    if plan.done or first is None or planned is None or first <= planned or any(each.aside for each in later.mentions):
        return False
    if all(each.aside for each in plan.mentions):
        return False
    old_days = [each.instead_of for each in later.mentions if each.instead_of]
    if old_days:
        return plan.interval in old_days
    moves = [each for each in later.mentions if each.moved] or [
        each for each in plan.mentions if StateKind.POSTPONED in {each.kind, each.aside}
    ]
    return bool(moves) and _first_report(plan.mentions) <= _first_report(moves) <= _first_report(later.mentions)


def _articles(mentions: Sequence[Mention]) -> set[str]:
    return {each.sentence.article.id for each in mentions}


def _first_report(mentions: Sequence[Mention]) -> date:
    return min(map(_published, mentions), default=date.max)


def _published(mention: Mention) -> date:
    return mention.sentence.article.published.last_day or date.max


def _basis(mention: Mention) -> int:
    return list(DateBasis).index(mention.basis)


def _length(interval: DateInterval) -> int:
    assert interval.first
    assert interval.last
    return (interval.last - interval.first).days


def _canonical(stem: str, terms: Callable[[str], list[str]]) -> str:
    return min(synonyms_of(stem, terms) | {stem})
