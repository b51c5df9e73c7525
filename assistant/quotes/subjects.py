"""Who stands before a verb of saying: the words for the speaker, and where they begin."""

from __future__ import annotations

import re

from assistant.quotes.quotations import HIDDEN
from assistant.quotes.speakers import LEADING, SpeakerWords, speaker_words
from assistant.quotes.vocabulary import ROLE, UNNAMED

__all__ = ["is_office", "subject_before"]

ADVERBS = re.compile(
    r"\s*,?\s*\b(?:also|later|then|again|recently|previously|repeatedly|publicly|once|earlier|has|have|had|did|not|"
    r"never|often|always|simply|bluntly|today|yesterday|meanwhile|reportedly|however|himself|herself|"
    r"on (?:Mon|Tues|Wednes|Thurs|"
    r"Fri|Satur|Sun)day|in turn)\s*,?\s*$",
    re.IGNORECASE,
)
BEFORE = re.compile(r"(?P<who>[^,“”\"]{2,90}),\s+(?P<role>[^,“”\"]{3,110}),\s*$")
ENDS_WITH_PRONOUN = re.compile(
    r"^\s*(?:Speaking|Writing|Testifying|Asked|Pressed|Commenting|Referring|In|At|On|After|During)\b[^,]*\s(?P<who>he|she|they)$"
)
TWICE = re.compile(
    r"(?:^|[.;]\s|\s)(?P<who>[A-Z][\w.’'-]+(?:\s[A-Z][\w.’'-]+){1,3}),\s+(?P<role>[^,“”\"]{3,90}),\s+"
    r"(?:(?:an?|the)\s[^,“”\"]{3,90}|[A-Z][\w.]+(?:\s[A-Z][\w.]+)?),\s*$"
)
COMPOUND = re.compile(
    r"^\s*(?P<who>(?:The\s|A\s)?(?:[A-Z][\w.’'-]*\s|of\s|for\s|and\s|ministry\s|government\s|spokesman\s|minister\s){1,7}?)"
    r"(?!and\b|of\b|for\b)[a-z]+(?:ed|s)\s[^,;“”\"]{3,140}\sand\s*$"
)
WHOSE = re.compile(r"^\s*who\s*$")
DOING = re.compile(
    r"(?:citing|speaking|writing|testifying|referring|quoting|visiting|reacting|responding|asked|pressed)\b"
)
ONLY_NAME = re.compile(r"^[A-Z][\w.’'-]+(?:\s(?:[A-Z][\w.’'-]+|de|van|von|bin|al)){0,4}$")
JOINT = re.compile(r"\b(?:while|but|and|as|after|because|when|although|though|that|where|since|whereas)\s+(?=\S)")


def subject_before(hidden: str, verb_start: int) -> tuple[SpeakerWords, int] | None:
    """Who stands before the verb, and where."""
    left = hidden[:verb_start]
    while adverb := ADVERBS.search(left):
        left = left[: adverb.start()]
    left = left.rstrip()
    begin = max(max(left.rfind(mark) for mark in "”»;:—–") + 1, left.rfind("-- ") + 3 if "-- " in left else 0)
    closing = max(
        (match.end() for match in re.finditer(r"[\"’](?=\s)", left[begin:]) if _closes(left[begin:], match)), default=0
    )
    begin += closing
    clause = left[begin:]
    if clause.endswith(","):
        return _before_commas(clause, begin)
    comma = clause.rfind(",")
    segment = clause[comma + 1 :]
    if WHOSE.match(segment) or segment.endswith(" who"):
        return _antecedent(clause, begin)
    offset = begin + comma + 1
    who = speaker_words(segment)
    for match in JOINT.finditer(segment):
        if who is not None:
            break
        who = speaker_words(segment[match.end() :])
        if who is not None:
            offset += match.end()
            segment = segment[match.end() :]
    if who is None and (pronoun := ENDS_WITH_PRONOUN.search(segment)):  # "Speaking to bankers she said"
        who = speaker_words(pronoun["who"])
        offset += pronoun.start("who")
        segment = pronoun["who"]
    if who is None and (compound := COMPOUND.match(clause)):  # "The ministry protested against the list and said"
        who, offset, segment = speaker_words(compound["who"]), begin, clause
    if who is None:
        return None
    offset += _lead(segment)
    joint_word = LEADING.match(segment.lstrip())
    return who, offset + (joint_word.end() if joint_word else 0)


def is_office(text: str) -> bool:
    """Whether the words tell of an office or of people without a name."""
    return bool(ROLE.search(text) or UNNAMED.search(text))


def _is_apposition(match: re.Match[str]) -> bool:
    """Global Times, a tabloid, …"""
    return bool(ONLY_NAME.match(match["who"].strip()) and re.match(r"(?:an?|the|its)\s", match["role"]))


def _antecedent(clause: str, begin: int) -> tuple[SpeakerWords, int] | None:
    """… by Jane Low, head of the fund, who said …"""
    before = clause[: clause.rstrip().rfind("who")].rstrip(" ,")
    front, _, last = before.rpartition(",")
    role, named = (last, front) if front and is_office(last) else ("", before)
    match = re.search(r"(?P<who>(?:[A-Z][\w.’'-]+\s+){1,4}[A-Z][\w’'-]+)$", named.rstrip())
    who = speaker_words(match["who"], role) if match else None
    return (who, begin + match.start("who")) if who and match else None


def _closes(text: str, match: re.Match[str]) -> bool:
    return match.start() > 0 and text[match.start() - 1] in f",.!?…{HIDDEN}"


def _lead(text: str) -> int:
    return len(text) - len(text.lstrip())


def _before_commas(clause: str, begin: int) -> tuple[SpeakerWords, int] | None:
    """Jane Low, a trader, said …; Jane Low, a trader at the fund, an arm of the bank, said …"""
    twice = TWICE.search(clause)
    if twice and is_office(twice["role"]) and (who := speaker_words(twice["who"], twice["role"])):
        return who, begin + twice.start("who")
    match = BEFORE.search(clause)
    if match is None:
        return None
    who = None
    if DOING.match(match["role"]):  # "the White House, citing the soybeans, says"
        who = speaker_words(match["who"])
    elif (ROLE.search(match["who"]) and ONLY_NAME.match(match["role"])) or (  # "Its governor, Jane Low, said"
        is_office(match["role"]) or match["role"].startswith(("who ", "which ")) or _is_apposition(match)
    ):
        who = speaker_words(match["who"], match["role"])
    return (who, begin + match.start("who") + _lead(match["who"])) if who else None
