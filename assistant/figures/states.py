"""How a measure stands by the words around it, and which of the sentence's dates says since when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.figures.models import FigureState
from index.dates import DateInterval
from index.temporal import TimeExpression

__all__ = ["StateDates", "state_and_dates"]

ENDED = re.compile(
    r"\b(?:lift(?:ed|s)|removed?s?|scrapp?(?:ed|s)|abolish(?:ed|es)|withdrew|withdrawn|rescinded|eliminated|"
    r"(?:dropped|ended)\W+(?:\w+\W+){0,4}?(?:tariffs?|dut(?:y|ies)|lev(?:y|ies)|quotas?)|expired?s?|"
    r"(?:tariff|duty|levy|quota|surcharge)\W+(?:[\w.%]+\W+){0,5}?(?:ended|ends|lapsed|ran out)|"
    r"struck down|cancell?ed|will not be imposed|called off)\b",
    re.IGNORECASE,
)
SUSPENDED = re.compile(
    r"\b(?:suspend(?:ed|s)?|delay(?:ed|s)?|postpon(?:ed?|es)|put(?:s)? (?:back|off)|held off|froze|frozen|paused?s?|"
    r"halt(?:ed|s)?|deferred)\b",
    re.IGNORECASE,
)
PROPOSED = re.compile(
    r"\b(?:propos(?:ed?|es|al|ing)|threat(?:en(?:ed|s|ing)?|s)?|consider(?:ed|s|ing)?|weigh(?:ed|s|ing)?|"
    r"could|(?-i:may)|might|"
    r"recommend(?:ed|s)?|seeks?|wants?|calls? for|if)\b",
    re.IGNORECASE,
)
AHEAD = re.compile(
    r"\b(?:will|would|shall|(?:is|are|was|were) (?:due|set|expected|scheduled|to)|plans?|intends? to|"
    r"announc(?:ed|es|ing)|"
    r"orders?|ordered|from next)\b",
    re.IGNORECASE,
)
EFFECT = re.compile(
    r"\b(?:t(?:ake|akes|ook|aking) effect|in(?:to)? (?:force|effect)|effective|begin(?:s|ning)?|began|"
    r"start(?:s|ed|ing)?|"
    r"appl(?:y|ies|ied)|raised?|raises|imposed?|went|rose|rise|doubled|from|since|as of|"
    r"in place)\W+(?:\w+\W+){0,9}?$",
    re.IGNORECASE,
)
SPOKE = re.compile(
    r"\b(?:said|announced|says|told|proposed|ordered|declared|confirmed|wrote|signed|threatened|unveiled|"
    r"published)\W+"
    r"(?:\w+\W+){0,3}?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class StateDates:
    """Since when; None for what the sentence does not date."""

    announced: DateInterval | None = None
    in_force: DateInterval | None = None
    ended: DateInterval | None = None


def state_and_dates(sentence: str, times: Sequence[TimeExpression], at: int) -> tuple[FigureState, StateDates]:
    """The state of the measure whose figure stands at `at`, and its dates."""
    state = _state(sentence)
    announced = in_force = ended = None
    for time in sorted(times, key=lambda each: abs(each.start - at)):
        if time.interval is None:
            continue
        before = sentence[: time.start]
        if SPOKE.search(before):
            announced = announced or time.interval
        elif state in {FigureState.ENDED, FigureState.SUSPENDED}:
            ended = ended or time.interval
        elif state is FigureState.IN_FORCE or EFFECT.search(before):
            in_force = in_force or time.interval
        else:
            announced = announced or time.interval
    return state, StateDates(announced, in_force, ended)


def _state(sentence: str) -> FigureState:
    if ENDED.search(sentence):
        return FigureState.ENDED
    if SUSPENDED.search(sentence):
        return FigureState.SUSPENDED
    if PROPOSED.search(sentence):
        return FigureState.PROPOSED
    return FigureState.ANNOUNCED if AHEAD.search(sentence) else FigureState.IN_FORCE
