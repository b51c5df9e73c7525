"""Text in capitals → the same text in the case that a reporter would write it in, letter for letter in its place.

"U.S. COMMERCE SECRETARY DALE ORMOND SAID THE DUTIES WOULD STAND" → "U.S. Commerce secretary Dale Ormond said the duties
would stand". What is no known common word may be a name, and keeps a capital.
"""

from __future__ import annotations

import re

from assistant.quotes.vocabulary import COMMON, ORGANISATION, ROLE, UNNAMED, VERB

__all__ = ["recased"]

WORD = re.compile(r"[A-Z][A-Z’']*[A-Z]|[A-Z](?![.\w])")
MOSTLY = 0.8
"""Share of a line's letters that are capitals from which on it is written in capitals."""
LEAST_LETTERS = 20
ENDING = re.compile(r"(?:ING|ED|LY|TIONS?|MENTS?|NESS)$")
"""Endings of common words."""


def recased(text: str) -> str:
    """The text; lines in capitals in mixed case. As long as the text is."""
    if not any(_in_capitals(line) for line in text.splitlines()):
        return text
    return "\n".join(_line(line) if _in_capitals(line) else line for line in text.split("\n"))


def _in_capitals(line: str) -> bool:
    letters = [each for each in line if each.isalpha()]
    return len(letters) >= LEAST_LETTERS and sum(each.isupper() for each in letters) >= MOSTLY * len(letters)


def _line(line: str) -> str:
    cased = WORD.sub(lambda match: _word(match.group()), line)
    return re.sub(r"(^\W*|[.!?]\s+)([a-z])", lambda match: f"{match[1]}{match[2].upper()}", cased)


def _word(word: str) -> str:
    lower = word.lower()
    bare = re.sub(r"[’']s?$", "", lower)
    common = bare in COMMON or any(each.fullmatch(bare) for each in (ROLE, ORGANISATION, UNNAMED, VERB))
    return lower if common or ENDING.search(word) else f"{word[0]}{lower[1:]}"
