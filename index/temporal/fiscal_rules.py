"""Patterns for fiscal periods, which stay labelled and unresolved: every company has its own year."""

from __future__ import annotations

import re

from index.temporal.candidates import Candidate, Rule
from index.temporal.expressions import TimeKind
from index.temporal.meanings import Unsettled
from index.temporal.places import Cue
from index.temporal.vocabulary import ORDINAL, ordinal_of

__all__ = ["FISCAL_RULES"]

YEAR = r"(?P<year>(?:19|20)\d\d(?:[-–/](?:\d{4}|\d\d))?)(?!\w)"
PART = rf"(?:(?P<letter>[QH])(?P<n>[1-4])|(?P<ord>{ORDINAL})[ -](?P<what>quarter|half))"
WORD = r"(?:fiscal|financial|budget|marketing|crop)"
THIS = r"(?:(?P<turn>last|this|next|the current|the previous|the coming) )"


def _fiscal(match: re.Match[str]) -> Candidate | None:
    groups = match.groupdict()
    words = [f"{(groups.get('kind') or 'fiscal').lower()}"]
    if groups.get("letter"):
        words.append(f"{groups['letter'].upper()}{groups['n']}")
    elif groups.get("ord"):
        words.append(f"{'Q' if groups['what'].lower() == 'quarter' else 'H'}{ordinal_of(groups['ord'])}")
    if groups.get("year"):
        words.append(groups["year"].replace("–", "-"))
    elif groups.get("yy"):
        words.append(f"20{groups['yy']}")
    else:
        words.append(f"year ({groups['turn'].lower()})" if groups.get("turn") else "")
    return Candidate(match.start(), match.end(), TimeKind.FISCAL, Unsettled(" ".join(words).strip()))


def _rule(pattern: str, *cues: Cue) -> Rule:
    return Rule(re.compile(rf"(?<![\w-])(?:{pattern})(?!\w)", re.IGNORECASE), _fiscal, cues, before=44)


FISCAL_RULES = (
    _rule(rf"(?:{PART},? (?:of )?(?:the )?)?(?P<kind>{WORD})(?:[ -]year)?[ -]{YEAR}", Cue.YEAR),
    _rule(rf"(?:{PART},? (?:of )?(?:the )?)?FY ?(?:{YEAR}|(?P<yy>\d\d)(?:[-/]\d\d)?)", Cue.SHORT),
    _rule(rf"(?:{PART},? (?:of )?)?(?:the )?{YEAR} (?P<kind>{WORD})[ -]year", Cue.YEAR),
    _rule(rf"(?P<kind>fiscal|financial)(?:[ -]year)? {PART}(?:,? (?:of )?{YEAR})?", Cue.UNIT, Cue.SHORT),
    _rule(
        r"(?:the )?(?P<ord>first|second|third|fourth) (?P<kind>fiscal|financial) (?P<what>quarter|half)"
        rf"(?:,? (?:of )?(?:fiscal )?{YEAR})?",
        Cue.UNIT,
    ),
    _rule(rf"{THIS}(?P<kind>fiscal|financial)[ -]year", Cue.UNIT),
)
