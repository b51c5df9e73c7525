"""How a sentence stands to what it tells: done, or only planned, expected, reported, claimed or denied.

Rules over its own words. What a sentence tells of the future is planned where somebody means to do it and expected
where somebody thinks that it will come; what it tells of the past is done unless it hangs on somebody's word.
"""

from __future__ import annotations

import re
from enum import StrEnum

__all__ = ["Modality", "modality_of", "negated_at", "planned_at", "planned_thing_at"]


class Modality(StrEnum):
    """How surely what a sentence tells has happened."""

    DONE = "done"
    CLAIMED = "claimed"
    """Somebody with a name or an office says so."""
    REPORTED = "reported"
    """Unnamed people or other media say so."""
    EXPECTED = "expected"
    PLANNED = "planned"
    DENIED = "denied"


DENIED = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|disput(?:e|es|ed)|reject(?:s|ed)? (?:the |any |this |that )?"
    r"(?:claim|charge|accusation|suggestion|report|allegation)s?|reject(?:s|ed)? that|contradict(?:s|ed)|"
    r"no truth|said (?:that )?(?:\w+ ){1,3}(?:had|have|has|did|was|were) not|had not agreed)\b",
    re.IGNORECASE,
)
NOT_DENIED = re.compile(
    r"\bden(?:y|ies|ied|ying) (?:him|her|them|it|access|entry|entrance|bail|permission|a |an )\b", re.IGNORECASE
)
PLANNED = re.compile(
    r"\b(?:will|shall|won['’]t|(?:is|are|was|were) (?:\w+ly )?(?:to (?!blame\b)(?!\w+ed\b)[a-z]+|due|set to|scheduled|planned|"
    r"slated|going to)|plan(?:s|ned|ning)? (?:to|for|a|on)|intend(?:s|ed)? to|propos(?:e|es|ed|ing|al)|vow(?:s|ed)? to|"
    r"threaten(?:s|ed|ing)?|aim(?:s|ed)? to|pledg(?:e|es|ed) to|promis(?:e|es|ed) to|undertak(?:es|e|ing)|undertook|"
    r"draft|to take effect|takes effect|(?:takes|comes|enters|goes) into (?:force|effect)|starts? (?:on|from)|ends? on)\b",
    re.IGNORECASE,
)
EXPECTED = re.compile(
    r"\b(?:expect(?:s|ed|ing|ation|ations)?|likely|unlikely|could|may(?= \w)(?! \d)|might|would|forecast(?:s|ing)?|predict(?:s|ed)?|"
    r"hop(?:e|es|ed|ing)|fear(?:s|ed)?|if|possib(?:le|ly|ility)|perhaps|probabl[ey]|bet|outlook|project(?:s|ed) (?:that|to|a))\b",
    re.IGNORECASE,
)
OPINION = re.compile(r"\b(?:would|could|might|may|should)\b", re.IGNORECASE)
UNNAMED = re.compile(
    r"\b(?:(?:people|person|sources?|officials?|diplomats?|aides?|traders?|analysts?|brokers?) (?:briefed|familiar|close|who|with knowledge)|"
    r"on condition of anonymity|(?:was|were|is|been) reported\b|reportedly|media (?:said|say|reported)|news agency|"
    r"sources? (?:said|say)|it (?:is|was) said|according to (?:media|reports|people|two|three|several|a person|sources?|newspapers?)|"
    r"newspapers? (?:said|reported))",
    re.IGNORECASE,
)
CLAIMED = re.compile(
    r"\b(?:said|says|say|told|tells|claim(?:s|ed)?|accus(?:e|es|ed|ing)|alleg(?:e|es|ed)|argu(?:e|es|ed)|insist(?:s|ed)?|"
    r"maintain(?:s|ed)? that|according to|wrote|tweeted|complain(?:s|ed)|blam(?:e|es|ed)|call(?:s|ed) (?:it|the|this)|described|"
    r"estimat(?:e|es|ed)|reckon(?:s|ed)?|puts? (?:the|it)|suspect(?:s|ed)?|think(?:s)?|believ(?:e|es|ed))\b",
    re.IGNORECASE,
)
PERFORMED = re.compile(
    r"\b(?:announc(?:e|es|ed|ing)|confirm(?:s|ed)?|sign(?:s|ed)|order(?:s|ed)|publish(?:es|ed)|released|issued)\b",
    re.IGNORECASE,
)
NEGATION = re.compile(
    r"(?:\b(?:not|never|no|nor|neither|nothing|nobody|none|without|cannot|hardly|yet to|still to|instead of|rather than|"
    r"stopped short of|failed to|declined to|refus(?:ed|es|ing) to|den(?:y|ies|ied)(?: that)?|has yet to|have yet to|far from|"
    r"less than)\b|n['’]t\b)(?:\W+\w+){0,5}?\W*$",
    re.IGNORECASE,
)
NOT_NEGATION = re.compile(r"\b(?:no|not) (?:longer|only|more than|later than|earlier than)\b[^,;]*$", re.IGNORECASE)
DONE_TO = re.compile(
    r"\b(?:began|begun|begin|started|managed|forced|moved|went on|voted|decided|chose|ordered|had|used|continued|came|led|obliged)"
    r" to(?:\s+\w+ly)?\s*$",
    re.IGNORECASE,
)
AHEAD_OF = re.compile(
    r"\b(?:to(?:\W+(?:be|have|been|then|also|now|\w+ly)\b){0,3}\W*$)|"
    r"\b(?:will|would|shall|may|might|could|can|should|if|unless|before|plan(?:s|ned)?|propos(?:al|ed|es)|threat(?:s|en|ens|ened)?|"
    r"due|expected|scheduled|hop(?:e|es|ed|ing)|about to|likely|possible|potential|planned|proposed|draft)"
    r"(?:\W+(?:not|also|then|be|have|been|soon|now|later|the|a|an|its|their|of|to|for|in|\w+ly)\b){0,4}\W*$",
    re.IGNORECASE,
)
ASKED_FOR = re.compile(
    r"\b(?:urg|ask|request|want|press|demand|call|lobb|seek|propos|recommend)\w*(?:\W+\w+){0,4}\W*$", re.IGNORECASE
)
AHEAD_THING = re.compile(
    r"\b(?:will|would|shall|may|might|could|should|plans?|planned|propos\w+|appl(?:y|ied|ication)|demand\w*|request\w*|seek\w*|"
    r"urg\w+|ask\w*|want\w*|hop\w+|threat\w*|expect\w*|possible|allow)\b",
    re.IGNORECASE,
)
AHEAD_NEXT = re.compile(
    r"^\W+(?:\w+\W+){0,1}?(?:would|will|may|might|could|is to|are to|was to|were to|had been due)\b", re.IGNORECASE
)
EDGE = re.compile(
    r"[;:—–()“”\"]|,(?=\s)|\b(?:that|which|who|when|while|because|after|although|though|but|as)\b", re.IGNORECASE
)


def modality_of(text: str) -> Modality:
    """How a sentence stands to what it tells. An empty one is done, as nothing is left open."""
    if DENIED.search(text) and not NOT_DENIED.search(text):
        return Modality.DENIED
    told = re.sub(r"\b(?:would|will) not say\b", " ", text)
    if EXPECTED.search(told) and not re.search(
        r"\bwill\b|\bplan(?:s|ned)? to\b|\bis to\b|\bare to\b", told, re.IGNORECASE
    ):
        return Modality.PLANNED if _threat(told) else Modality.EXPECTED
    if PLANNED.search(told):
        return Modality.PLANNED
    if UNNAMED.search(told):
        return Modality.REPORTED
    if CLAIMED.search(told) and not PERFORMED.search(told):
        return Modality.CLAIMED
    return Modality.DONE


def _threat(text: str) -> bool:
    """Whether "would" tells of what somebody has said that he means to do."""
    return bool(
        re.search(r"\b(?:said|announced|says) (?:\w+ ){0,4}?(?:that )?(?:it|he|she|they) would\b", text, re.IGNORECASE)
    )


def negated_at(text: str, start: int) -> bool:
    """Whether the word at `start` is said not to be so."""
    clause = text[_clause_start(text, start) : start]
    return bool(NEGATION.search(clause)) and not NOT_NEGATION.search(clause)


def planned_thing_at(text: str, start: int, end: int) -> bool:
    """The same of a noun: "an application for accession", "purchases would be"."""
    clause = text[_clause_start(text, start) : start]
    return bool(AHEAD_THING.search(clause)) or bool(AHEAD_NEXT.match(text[end:]))


def planned_at(text: str, start: int) -> bool:
    """Whether the word at `start` tells of what is still to come, or only may."""
    clause = text[_clause_start(text, start) : start]
    ahead = AHEAD_OF.search(clause) or ASKED_FOR.search(clause)
    return bool(ahead) and not DONE_TO.search(clause)


def _clause_start(text: str, start: int) -> int:
    return max((match.end() for match in EDGE.finditer(text, 0, start)), default=0)
