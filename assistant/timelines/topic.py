"""What the words of a timeline's topic say: what its events are about, and the days between which they lie."""

from __future__ import annotations

import re
from datetime import date

from assistant.questions import UnderstoodQuestion
from index.dates import DateInterval, Precision
from index.temporal import find_question_times

__all__ = ["between_milestones", "subject_of"]

MILESTONES = re.compile(
    r"[,;:]?\s*\b(?:from|between)\b(?P<begin>.+?)\b(?:to|until|till|and)\b(?P<end>.+)$", re.IGNORECASE | re.DOTALL
)
"""Where a timeline is to begin and end: part of it, but not what every event of it is about."""
RANGE = re.compile(r"(?:from|between)\b", re.IGNORECASE)
PARTIES = re.compile(r"[,;:]?\s*\b[Bb]etween(?: the)?(?: [A-Z][\w.’'-]*,?)+(?: and(?: the)? [A-Z])")
"""Who has dealings with whom, which every event is about: "between Canada and the United States"."""
MADE_OF = re.compile(
    r"\b(?:timelines?|chronolog(?:y|ies)|chronological|sequence|histor(?:y|ies)|course|events?|steps?|stages?|"
    r"phases(?! one| two| three)|milestones?|key|main|dates?|case|affair|saga|story|"
    r"disputes?|quarrels?|conflicts?|feuds?|fights?|controvers(?:y|ies)|unfold(?:ed|s)?|evolved?|"
    r"develop(?:ed|ments?)?|came about|progress(?:ed)?|trace|list|outline|sketch|describe|happened|happen)\b",
    re.IGNORECASE,
)
"""Words for a timeline, and for whatever has one."""


def subject_of(topic: str) -> str:
    """The topic without words that its events need not share; as it is when nothing would be left."""
    cut = topic if PARTIES.search(topic) else MILESTONES.sub("", topic)
    bare = MADE_OF.sub(" ", cut)
    return bare if any(letter.isalnum() for letter in bare) else topic


def between_milestones(question: UnderstoodQuestion, as_of: date) -> UnderstoodQuestion:
    """The question with the period from its first to its last milestone, where it dates one of them.

    In "from the outline in October 2019 to its signing" there is a first day only.
    """
    found = MILESTONES.search(question.text)
    if found is None or RANGE.match(question.window_words):  # "between May and August 2019" says it whole
        return question
    first = next((each for each in _days(found["begin"], as_of) if each.first), None)
    last = next((each for each in reversed(_days(found["end"], as_of)) if each.last), None)
    begins, ends = first.first if first else None, last.last if last else None
    if (begins is None and ends is None) or (begins and ends and begins > ends):
        return question
    window = DateInterval(first=begins, last=ends, precision=Precision.RANGE)
    return question.model_copy(update={"window": window, "window_words": found.group().strip(" ,;:?")})


def _days(text: str, as_of: date) -> list[DateInterval]:
    return [each.interval for each in find_question_times(text, as_of) if each.interval]
