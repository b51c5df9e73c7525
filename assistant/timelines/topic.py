"""What the words of a timeline's topic say: what its events are about, and the days between which they lie."""

from __future__ import annotations

import re
from datetime import date

from assistant.questions import UnderstoodQuestion
from index.dates import DateInterval, Precision
from index.temporal import find_question_times

__all__ = ["PARTIES", "between_milestones", "subject_of"]

MILESTONES = re.compile(
    r"[,;:]?\s*\b(?:from|between)\b(?P<begin>.+?)\b(?:to|until|till|and)\b(?P<end>.+)$", re.IGNORECASE | re.DOTALL
)
"""Where a timeline is to begin and end: part of it, but not what every event of it is about."""
FROM_TO = re.compile(r"[,;:]?\s*\bfrom\b.+?\b(?:to|until|till)\b.+$", re.IGNORECASE | re.DOTALL)
RANGE = re.compile(r"(?:from|between)\b", re.IGNORECASE)
LITTLE_WORDS = frozenset(
    "a an the its their his her of in on over for from to and or at by with me us all how did do does has have had "
    "what were was are is which who when why please give show name".split()
)
PARTIES = re.compile(r"[,;:]?\s*\b[Bb]etween(?: the)?(?: [A-Z][\w.’'-]*,?)+(?: and(?: the)? [A-Z])")
"""Who has dealings with whom, which every event is about: "between Canada and the United States"."""
MADE_OF = re.compile(
    r"\b(?:timelines?|chronolog(?:y|ies)|chronological|sequence|histor(?:y|ies)|course|events?|steps?|stages?|"
    r"phases(?! one| two| three)|milestones?|key|main|dates?|case|affair|saga|story|disputes?|quarrels?|conflicts?|"
    r"feuds?|fights?|controvers(?:y|ies)|unfold(?:ed|s)?|evolved?|develop(?:ed|ments?)?|c[ao]me about|"
    r"progress(?:ed)?|proceed(?:ed)?|play(?:ed)? out|trace|list|outline|sketch|describe|happened|happen)\b",
    re.IGNORECASE,
)
"""Words for a timeline, and for whatever has one."""


def subject_of(topic: str) -> str:
    """The topic without words that its events need not share; as it is when nothing would be left."""
    cut = FROM_TO.sub("", topic) if PARTIES.search(topic) else MILESTONES.sub("", topic)
    for bare in (MADE_OF.sub(" ", cut), MADE_OF.sub(" ", topic)):
        if set(re.findall(r"[\w’'-]+", bare.lower())) - LITTLE_WORDS:
            return bare
    return topic


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
