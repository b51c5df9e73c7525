"""A word of a sentence → whether what it tells is said not to be so, or is still to come.

    "The union has not raised the levy"        →  negated at "raised"
    "The union plans to raise the levy in May" →  planned at "raise"

Rules over the words of the clause that stand before it; what lies behind a comma or "because" is another clause.
"""

from __future__ import annotations

import re

__all__ = ["negated_at", "planned_at", "planned_thing_at"]

NEGATION = re.compile(
    r"(?:\b(?:not|never|no|nor|neither|nothing|nobody|none|without|cannot|hardly|yet to|still to|instead of|"
    r"rather than|stopped short of|failed to|declined to|refus(?:ed|es|ing) to|den(?:y|ies|ied)|has yet to|"
    r"have yet to|far from|less than)\b|n['’]t\b)(?:\W+\w+){0,5}?\W*$",
    re.IGNORECASE,
)
NOT_NEGATION = re.compile(r"\b(?:no|not) (?:longer|only|more than|later than|earlier than)\b[^,;]*$", re.IGNORECASE)
DENIED_THAT = re.compile(r"\b(?:den(?:y|ies|ied|ying)|no truth|not true)(?:\W+\w+){0,3}?\W+that$", re.IGNORECASE)
DONE_TO = re.compile(
    r"\b(?:began|begun|begin|started|managed|forced|moved|went on|voted|decided|chose|ordered|had|used|"
    r"continued|came|led|obliged) to(?:\s+\w+ly)?\s*$",
    re.IGNORECASE,
)
AHEAD_OF = re.compile(
    r"\b(?:to(?:\W+(?:be|have|been|then|also|now|\w+ly)\b){0,3}\W*$)|\b(?:if|unless|whether)\b[^,]*$|"
    r"\bonce (?:an?|the|it|they|both|all|its|their)\b[^,]*$|"
    r"\b(?:will|would|shall|may|might|could|can|should|before|plan(?:s|ned)?|propos(?:al|ed|es)|"
    r"threat(?:s|en|ens|ened)?|due|expected|scheduled|hop(?:e|es|ed|ing)|about to|likely|possible|potential|draft)"
    r"(?:\W+(?:not|also|then|be|have|been|soon|now|later|the|a|an|its|their|of|to|for|in|\w+ly)\b){0,4}\W*$",
    re.IGNORECASE,
)
ASKED_FOR = re.compile(
    r"\b(?:urg|ask|request|want|press|demand|call|lobb|seek|propos|recommend)\w*(?:\W+\w+){0,4}\W*$", re.IGNORECASE
)
AHEAD_THING = re.compile(
    r"\b(?:will|would|shall|may|might|could|should|plans?|planned|propos\w+|appl(?:y|ied|ication)|demand\w*|"
    r"request\w*|seek\w*|urg\w+|ask\w*|want\w*|hop\w+|threat\w*|expect\w*|possible|allow)\b",
    re.IGNORECASE,
)
AHEAD_NEXT = re.compile(
    r"^\W+(?:\w+\W+){0,1}?(?:would|will|may|might|could|is to|are to|was to|were to|had been due)\b", re.IGNORECASE
)
EDGE = re.compile(
    r"[;:—–()“”\"]|,(?=\s)|\b(?:that|which|who|when|while|because|after|although|though|but|as)\b", re.IGNORECASE
)
"""Where another clause begins."""


def negated_at(text: str, start: int) -> bool:
    """Whether the word at `start` is said not to be so."""
    begins = _clause_start(text, start)
    clause = text[begins:start]
    negated = bool(NEGATION.search(clause)) and not NOT_NEGATION.search(clause)
    return negated or bool(DENIED_THAT.search(text[:begins]))


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
