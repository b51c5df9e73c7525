"""A sentence → how it stands: done, reported, claimed, expected, planned or denied.

    "Ostland raised the levy."                      →  done
    "The ministry said that stocks were down."      →  reported
    "Growers argue that the levy costs them sales." →  claimed
    "Prices may rise, dealers said."                →  expected
    "The president said that he would sign it."     →  planned
    "The envoy denied that he had agreed."          →  denied

Rules over the words of the main clause: what stands in a relative clause, in brackets or behind "because" is not what
the sentence is about. What is said of the future counts before who says it.
"""

from __future__ import annotations

import re

from assistant.answers import Modality

__all__ = ["modality_of"]

SAYING = (
    r"(?:(?<!been )(?<!be )(?<!being )(?:sa(?:id|ys|y)|told|tells?|add(?:ed|s)|not(?:ed|es?(?= that))|confirm(?:ed|s)|"
    r"stated|observ(?:ed|es)|wrote|report(?:ed|s)|show(?:ed|s|n)?|announc(?:ed|es)|explain(?:ed|s)|"
    r"acknowledg(?:ed|es)|recall(?:ed|s)|learn(?:ed|t)|indicat(?:ed|es)|mention(?:ed|s)|repl(?:ied|ies)|"
    r"answer(?:ed|s)|rul(?:ed|es) that))"
)
CLAIMING = (
    r"(?:claim(?:ed|s|ing)?|alleg(?:ed|es?|ing)|accus(?:ed|es?|ing)|argu(?:ed|es?|ing)|insist(?:ed|s|ing)?|"
    r"maintain(?:ed|s)?|assert(?:ed|s|ing)?|contend(?:ed|s|ing)?|believ(?:ed|es?|ing)|complain(?:ed|s|ing)?|"
    r"blam(?:ed|es?|ing)|suspect(?:ed|s)?|reckon(?:ed|s)?|protest(?:ed|s)|boast(?:ed|s)?|charg(?:ed|es) that)"
)
THINKING = r"(?:expect|forecast|predict|hop|fear|warn|worr|anticipat|foresee|think|thought|agre|promis|pledg|vow)\w*"
DENIED = re.compile(
    r"\bden(?:y|ies|ied|ying)\b(?=\s+(?:that|having|any|it|them|this|reports?|claims?|charges?|accusations?|"
    r"allegations?|wrongdoing|\w+ing\b|the\s+(?:report|claim|charge|accusation|allegation|account)s?)|\s*[,.]|$)|"
    r"\b(?:reject|dismiss|disput|refut|rebut|contest)\w*\s+(?:\w+\s+){0,2}?(?:accusation|claim|charge|report|"
    r"allegation|figure|suggestion|idea|account|number|version|rumou?r)s?\b|"
    r"\bno truth\b|\b(?:is|was|were|are) not true\b|\bruled out that\b|"
    r"\bcalled\b.{0,40}\b(?:untrue|false|groundless)\b",
    re.IGNORECASE,
)
CLAIMED = re.compile(
    rf"\b{CLAIMING}\b|\bin (?:(?:the |an? )?\w+(?: \w+)?['’]s?|his|her|its|their) (?:view|opinion|eyes)\b|"
    r"\bin the (?:\w+ ){0,3}(?:view|opinion|eyes) of\b|"
    r"\b(?:(?<!phone )calls|called|describ(?:es?|ed)|denounc(?:es?|ed)|condemn(?:s|ed)?|"
    r"critici[sz](?:es?|ed))\s+"
    r"(?!for\b|on\b|off\b|back\b|upon\b|a (?:meeting|vote|halt|strike|election|truce)\b)",
    re.IGNORECASE,
)
EXPECTED = re.compile(
    r"(?<!\bhad )\b(?:expect(?:s|ed|ing)?|(?:un)?likely|forecasts?|predict(?:s|ed|ing)?|foresees?|hop(?:e|es|ed|ing)|"
    r"fear(?:s|ed|ing)?|warn(?:s|ed|ing)?|worr(?:y|ies|ied|ying)|anticipat(?:e|es|ed|ing)|might|could(?! not\b)|"
    r"possibl[ey]|(?-i:may|MAY)(?! \d| not\b)|probably|perhaps|projected|chances? (?:of|that))\b|\bon course to\b",
    re.IGNORECASE,
)
PLANNED = re.compile(
    r"\b(?:will|shall|won['’]t)\b|\bwould\b(?! (?:have|not)\b)|"
    r"\b(?:is|are|was|were) (?:also |now |then )?to\s+(?!blame)\w+|"
    r"(?<!\ba )(?<!\bthe )(?<!\bits )(?<!\bno )(?<!\btheir )"
    r"\b(?:plan(?:s|ned|ning)?|intend(?:s|ed|ing)?|agree(?:s|d)?|pledg(?:e|es|ed)|promis(?:e|es|ed)|vow(?:s|ed)?|"
    r"threaten(?:s|ed|ing)?|prepar(?:e|es|ed|ing)|decid(?:e|es|ed)|want(?:s|ed)?|offer(?:s|ed)?|ready|set|about|due|"
    r"scheduled|slated|order(?:s|ed)?)\s+(?:on \w+ )?to\s+\w+|"
    r"\b(?:is|are|was|were|been|be)(?: \w+)? (?:due|scheduled|planned|set|slated) (?:for|on|in|at)\b|"
    r"\bpropos(?:e|es|ed|ing)\b|\b(?:votes?|meets?|begins?|starts?|takes? effect|ends?|expires?|goes?|go|opens?)\b"
    r"[^.;]{0,60}\b(?:next (?:week|month|year|spring|summer|autumn|fall|winter|\w+day)|tomorrow)\b",
    re.IGNORECASE,
)
REPORTED = re.compile(
    rf"\b{SAYING}\b|\baccording to\b|\b(?:speaks?|spoke) of\b|\bby (?:his|her|its|their) (?:account|count)\b",
    re.IGNORECASE,
)
ASIDE = re.compile(r"\([^()]*\)|,\s*(?:which|who|whose|whom|where)\b[^,;.]*(?:,|(?=[.;]|$))", re.IGNORECASE)
RELATIVE = re.compile(r"(?P<before>\b\w+)\s+(?:that|which|who|whom|whose)\b(?P<rest>[^,;.]*)", re.IGNORECASE)
CONTENT = re.compile(
    rf"{SAYING}|{CLAIMING}|{THINKING}|den\w+|true|truth|out|possible|likely|so|clear|news|me|us", re.IGNORECASE
)
"""Words after which "that" begins what is said and no relative clause."""
VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|put|took|came|made|gave|went|\w{3,}ed)\b", re.IGNORECASE
)
PREPOSITION = re.compile(r"of|in|on|at|by|for|with|from|to|after|before|since|than|like|about|and|or", re.IGNORECASE)
"""Before "that" it points at a thing: "as part of that settlement"."""
WHAT = re.compile(r"\bwhat (?:\w+ ){1,4}?(?:(?<!phone )calls|called|describe[sd]?)\b[^,;.]*", re.IGNORECASE)
BEHIND = re.compile(
    r"(?<=\w)[,;]?\s+(?:because|although|though|while|whereas|when|after|before|unless|if|until|since|"
    r"as (?:the|a|its?))\b"
    r"[^;]*?(?=,\s+(?:the|a|an|he|she|it|they|\w+)\s+(?:\w+\s+){0,3}?(?:said|says?\b|told|argu|claim)|$)",
    re.IGNORECASE,
)
AHEAD = re.compile(
    r"^(?:because|although|though|while|whereas|when|after|before|unless|if|until|since)\b[^,]*,\s*", re.IGNORECASE
)


def modality_of(sentence: str) -> Modality:
    """How what the sentence is about stands, by its words alone."""
    clause = _main_clause(sentence)
    if DENIED.search(clause):
        return Modality.DENIED
    if CLAIMED.search(clause):
        return Modality.CLAIMED
    if EXPECTED.search(clause):
        return Modality.EXPECTED
    if PLANNED.search(clause):
        return Modality.PLANNED
    return Modality.REPORTED if REPORTED.search(clause) else Modality.DONE


def _main_clause(sentence: str) -> str:
    clause = AHEAD.sub("", ASIDE.sub(" ", " ".join(sentence.split())))
    clause = RELATIVE.sub(_without_relative, WHAT.sub(" ", clause))
    return BEHIND.sub("", clause)


def _without_relative(match: re.Match[str]) -> str:
    if CONTENT.fullmatch(match["before"]) or PREPOSITION.fullmatch(match["before"]):
        return match.group()
    words = match["rest"].split()
    if VERB.search(match.string[: match.start()]):
        return match["before"]
    # the main clause's verb stands behind it, where no comma says: the last words stay
    return f"{match['before']} {' '.join(words[len(words) // 2 :])}"
