"""What the words around a date say: whether the event is to come, done, put off or called off.

Rules over the sentence and the clause that the date stands in; nothing about any topic.
"""

from __future__ import annotations

import re

from assistant.timelines.models import StateKind

__all__ = [
    "NEW_DAY",
    "OLD_DAY",
    "PAST",
    "clause_at",
    "clauses",
    "has_done_cue",
    "hypothetical",
    "planned_last",
    "put_aside",
    "state_in",
    "tells_of_past",
]

EDGE = re.compile(
    r"[;:—–()“”\"]|,(?=\s)|\s-{1,2}\s|\b(?:that|which|who|whose|when|while|because|after|although|though|but|"
    r"before|as|if|and then|following)\b",
    re.IGNORECASE,
)
PLANNED = re.compile(
    r"\b(?:will|shall|(?:is|are|was|were|be|been|first)\s+(?:\w+ly\s+)?"
    r"(?:due|set|scheduled|expected|slated|planned|supposed|to (?!\w+ed\b)\w+)|"
    r"due (?:to|on|in|by)|scheduled (?:for|to)|plan(?:s|ned)? (?:to|for|a|on)|"
    r"intend(?:s|ed)? to|threaten(?:s|ed|ing)? to|to (?:take effect|come into|go into|begin|start)|would|"
    r"(?:takes effect|begins|starts|start|expires|comes into|goes into))\b",
    re.IGNORECASE,
)
DONE = re.compile(
    r"\b(?:(?:took|taken|taking) effect|(?:came|went|gone) into (?:force|effect)|(?:is|are|was|were|been) in force|"
    r"(?:im|de|pro)posed|signed|raised|began|begun|started|entered into force|ratified|ended|agreed|met|held|"
    r"published|resumed|approved|lifted|removed|broke up|reached|arrested|detained|doubled|ordered)\b",
    re.IGNORECASE,
)
TO_COME = re.compile(r"\b(?:to|will|would|shall)\s+(?:be\s+|have\s+)?\w+", re.IGNORECASE)
"""Words with which a deed is no deed yet: "to be signed"."""
POSTPONED = re.compile(
    r"\b(?:(?:(?:to|will|would|not|may|should) )delay|delay(?:s|ed|ing)|postpon(?:e|es|ed|ing)|"
    r"put(?:s|ting)? (?:\w+ ){0,4}?(?:off|back)|defer(?:s|red|ring)?|"
    r"push(?:es|ed|ing)? (?:\w+ ){0,4}?back|h[eo]ld(?:s|ing)? off)\b",
    re.IGNORECASE,
)
CANCELLED = re.compile(
    r"\b(?:cancel(?:s|l?ed|l?ing)?|call(?:s|ed|ing)? (?:\w+ ){0,4}?off|scrap(?:s|ped|ping)?|"
    r"suspend(?:s|ed|ing)?(?: indefinitely)?|abandon(?:s|ed|ing)?|"
    r"(?:will|would) (?:not|no longer) \w+|shelve[sd]?)\b",
    re.IGNORECASE,
)
SUPPOSE = re.compile(
    r"\b(?:would|could|might|should) have\b|\b(?:if|unless|whether)\b|\b(?:could|might)\b", re.IGNORECASE
)
PAST = re.compile(
    r"\b(?:was|were|had|did|has|have|took|came|went|met|began|broke|rose|fell|won|lost|gave|left|held|made|sent|"
    r"put|cut|struck|became|(?!(?:need|speed|indeed|exceed|proceed|succeed|hundred|united|embed)\b)\w{3,}ed)\b",
    re.IGNORECASE,
)
"""A verb that tells of what has been."""
SPEAKING = re.compile(
    r"\b(?:(?:has|have|had) )?(?:said|told|added|warned|called|confirmed|reported|wrote|announced|accused|argued|hoped|"
    r"denied|complained|noted|asked)\b",
    re.IGNORECASE,
)
OLD_DAY = re.compile(r"\b(?:instead of|rather than)\s+(?:on\s+|in\s+)?", re.IGNORECASE)
"""What stands before the day that something was put off from."""
NEW_DAY = re.compile(r"\b(?:to|until|till|for)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
"""What stands before the day that something was put off to."""


def clause_at(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the clause around `text[start:end]` begins and ends."""
    before = [match.end() for match in EDGE.finditer(text, 0, start)]
    after = EDGE.search(text, end)
    return before[-1] if before else 0, after.start() if after else len(text)


def clauses(text: str) -> list[str]:
    """The clauses of a sentence."""
    return EDGE.split(text)


def put_aside(text: str) -> StateKind | None:
    """Whether the words tell of something put off or called off."""
    if POSTPONED.search(text):
        return StateKind.POSTPONED
    return StateKind.CANCELLED if CANCELLED.search(text) else None


def planned_last(text: str) -> bool:
    """Whether a plan, and not what became of it, is the last that the words name: "put off a rise due on"."""
    plans = [match.end() for match in PLANNED.finditer(text)]
    fates = [match.end() for pattern in (POSTPONED, CANCELLED) for match in pattern.finditer(text)]
    return max(plans, default=-1) > max(fates, default=-1)


def has_done_cue(text: str) -> bool:
    """Whether the words name a deed: "imposed", "took effect"."""
    return bool(DONE.search(text))


def tells_of_past(text: str) -> bool:
    """Whether the words, those of speaking aside, tell of what has been and not of what is to come."""
    told = SPEAKING.sub(" ", text)
    return bool(PAST.search(told)) and not PLANNED.search(told)


def hypothetical(text: str) -> bool:
    """Whether the words tell of what would happen or would have."""
    return bool(SUPPOSE.search(text))


def state_in(clause: str, sentence: str, *, ahead: bool) -> StateKind:
    """Planned or done. `ahead`: the days lie after the article's own, which settles it."""
    if ahead:
        return StateKind.PLANNED
    if DONE.search(TO_COME.sub(" ", clause)):
        return StateKind.DONE
    if PLANNED.search(clause):
        return StateKind.PLANNED
    if DONE.search(sentence) or PAST.search(sentence):
        return StateKind.DONE
    return StateKind.PLANNED if PLANNED.search(sentence) else StateKind.DONE
