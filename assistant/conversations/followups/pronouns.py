"""Pronouns that stand for what was spoken of before: "Why was it added?", "Who signed that deal?"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.conversations.followups.context import with_context
from assistant.conversations.followups.frames import PREPOSITIONS, Frame, frame_of, is_plural
from assistant.conversations.followups.names import Kind, mentions_in
from assistant.conversations.followups.vocabulary import ACTORS, BASE_VERBS, LOCATIONS, PARTICIPLES
from assistant.conversations.models import Exchange

__all__ = ["resolved_pronouns"]

AUX = r"(?:did|does|do|was|were|is|are|will|would|has|have|had|can|could|should|may|might)"
EXPLETIVE = re.compile(
    r"\b(?:is|was) it (?:true|possible|likely|the case|certain|clear|legal|right|worth|correct|known)\b|"
    r"\b(?:is|are|was|were) there\b(?=\s+\w)|\bthere (?:is|are|was|were|will|have|has)\b|"
    r"\bdoes it (?:matter|seem|look)\b|\bhow (?:likely )?is it that\b",
    re.IGNORECASE,
)
TIMES = r"(?:day|week|month|quarter|year|time|morning|evening|summer|winter|spring|autumn|decade|point)"
SHE_OR_HE = re.compile(r"(?<![\w’'])(?P<word>he|she|him|his|her)(?![\w’'])", re.IGNORECASE)
IT = re.compile(r"(?<![\w’'])(?P<word>it|its|itself)(?![\w’'])", re.IGNORECASE)
THEY = re.compile(r"(?<![\w’'])(?P<word>they|them|their|both)(?![\w’'])", re.IGNORECASE)
THERE = re.compile(r"(?<![\w’'])there(?![\w’'])", re.IGNORECASE)
THIS = re.compile(rf"(?<![\w’'])(?:this|that|these|those|such)(?!\s+{TIMES}\b)(?P<noun>\s+[a-z][\w-]*)?", re.IGNORECASE)
JOINS = re.compile(
    r"\b(?:say|says|said|claim|claims|claimed|report|reported|agree|agreed|announce|announced|think|true|know|fact|"
    r"mean|means|meant|likely|sure|expect|expected|so|day|year|week|month|time|the|all|everything|something)\s+that\b",
    re.IGNORECASE,
)
"""Where "that" joins two clauses."""
OWN_PLURAL = re.compile(
    r"^(?:how|why|when|where|what|which)?\s*(?:do|did|can|could|should|will|would|are|were|have)?\s*(?!the\b|these\b|those\b)"
    r"(?:[a-z]+\s+)?(?P<who>[a-z]{3,}[^s\W]s)\b.*\b(?:when|if|before|after|because|while|that|who|as|since|until|unless|where)\s+$",
    re.IGNORECASE,
)
"""A question's own subject of many, before a clause that goes on about it: "How do banks decide before they"."""
PERSON_CUE = re.compile(
    r"^(?:['’]s)?,?\s+(?:said|says|told|announced|added|warned|promised|wrote|tweeted|called|argued|insisted)\b"
)


@dataclass(frozen=True, slots=True)
class _Found:
    phrase: str
    plural: bool


def resolved_pronouns(question: str, history: Sequence[Exchange]) -> tuple[str, tuple[str, ...]]:
    """The question with its pronouns replaced, and what they were replaced by; unchanged when it has none.

    One that nothing can be found for leaves the question with what was spoken of in brackets behind it.
    """
    if not history:
        return question, ()
    text, carried, open_ones = question, [], False
    hidden = [match.span() for match in EXPLETIVE.finditer(question)]
    for pattern, finder in ((SHE_OR_HE, _person), (IT, _thing), (THEY, _several), (THERE, _location)):
        text, used, missed = _replaced(text, pattern, finder, history, hidden)
        carried += used
        open_ones = open_ones or missed
        hidden = [match.span() for match in EXPLETIVE.finditer(text)]
    if open_ones or _points_back(text):
        text, topic = with_context(text, history[-1])
        carried += topic
    return text, tuple(dict.fromkeys(carried))


def _replaced(
    text: str,
    pattern: re.Pattern[str],
    finder: Callable[[Sequence[Exchange]], _Found | None],
    history: Sequence[Exchange],
    hidden: Sequence[tuple[int, int]],
) -> tuple[str, list[str], bool]:
    pieces, carried, missed, position, seen = [], [], False, 0, False
    for match in pattern.finditer(text):
        if pattern is IT and OF_WHAT.search(text[: match.start()]) and (goods := _goods(history)):
            pieces += [text[position : match.start()], goods]
            position, seen = match.end(), True
            carried.append(goods)
            continue
        if any(start <= match.start() < end for start, end in hidden) or _answered_inside(text, match):
            continue
        found = finder(history)
        if found is None:
            missed = True
            continue
        word = match[0].lower()
        if pattern is SHE_OR_HE and word == "her" and not re.match(r"\s+[a-z]", text[match.end() :]):
            word = "him"
        owns = word in {"his", "its", "their"} or word == "her"
        phrase = f"{found.phrase}{_owned(found)}" if owns else found.phrase
        if pattern is THERE:
            phrase = found.phrase
        pieces += [text[position : match.start()], "its" if seen and owns else phrase]
        position, seen = match.end(), True
        carried.append(found.phrase)
    return "".join([*pieces, text[position:]]), carried, missed


def _answered_inside(text: str, match: re.Match[str]) -> bool:
    """Whether the same question names before it what the pronoun stands for."""
    before = text[: match.start()]
    if match[0].lower() in {"they", "their", "themselves"} and OWN_PLURAL.search(before):
        return True
    if not any(each.kind in {Kind.PLACE, Kind.NAME, Kind.ACTOR} for each in mentions_in(before)):
        return False
    possessive = match[0].lower() in {"its", "their", "his", "her"}
    acts = re.match(rf"\s+(?:{AUX}|[a-z]+(?:ed|s)|burst|fell|rose|cut|put|set|left|took|made)\b", text[match.end() :])
    return possessive or (acts is not None and match[0].lower() in {"it", "they", "he", "she"})


def _owned(found: _Found) -> str:
    return "’" if found.phrase.endswith("s") and found.plural else "’s"


def _points_back(text: str) -> bool:
    """Whether a "this" or "that deal" is left that the question itself does not explain."""
    joined = [match.span() for match in JOINS.finditer(text)]
    for match in THIS.finditer(text):
        if any(start <= match.start() < end for start, end in joined):
            continue
        if (
            match[0].lower().startswith("that")
            and text[match.end() :].strip(" ?!.,")
            and not _stands_alone(text, match)
        ):
            continue
        if re.match(r"\s+(?:of|which|who|that)\b", text[match.end() :]) and match["noun"]:
            continue
        return True
    return False


def _stands_alone(text: str, match: re.Match[str]) -> bool:
    """Whether this "that" is no relative pronoun behind a noun: it begins, or follows a verb or preposition."""
    before = text[: match.start()].split()
    if not before:
        return True
    word = before[-1].strip(",;:").lower()
    verb = word in BASE_VERBS or word.endswith("ed") or word in PARTICIPLES
    return verb or word in PREPOSITIONS or re.fullmatch(AUX, word) is not None or word in {"and", "but"}


def _frames(history: Sequence[Exchange]) -> list[Frame]:
    return [frame_of(_plain(each.question)) for each in reversed(history[-3:])]


def _plain(question: str) -> str:
    """Without what an earlier follow-up was completed with."""
    return re.sub(r"\s*\([^()]*\)(?=\?*$)", "", question)


def _person(history: Sequence[Exchange]) -> _Found | None:
    for each in reversed(history[-3:]):
        names = [
            one for one in mentions_in(_plain(each.question)) if one.kind is Kind.NAME and _may_be_person(one.text)
        ]
        subject = frame_of(_plain(each.question)).subject
        if leading := [one for one in names if one.text in subject]:
            return _Found(leading[0].text, plural=False)
        told = [one for one in mentions_in(each.answer) if one.kind is Kind.NAME and _may_be_person(one.text)]
        if speaking := [one for one in told if PERSON_CUE.match(each.answer[one.end :])]:
            return _Found(speaking[0].text, plural=False)
        if names or told:
            return _Found((names or told)[0].text, plural=False)
    return None


def _goods(history: Sequence[Exchange]) -> str:
    """The goods that the last question counted or named; empty without any."""
    question = _plain(history[-1].question)
    if counted := re.match(r"how (?:much|many)\s+(.+)", frame_of(question).wh, re.IGNORECASE):
        return counted[1]
    return next((each.text for each in mentions_in(question) if each.kind is Kind.GOODS), "")


def _may_be_person(name: str) -> bool:
    first = name.partition(" ")[0]
    return "-" not in first and not first.isupper() and not BODY.search(name)


def _thing(history: Sequence[Exchange]) -> _Found | None:
    return _phrase(history, plural=False)


def _several(history: Sequence[Exchange]) -> _Found | None:
    asked = _phrase(history[-1:], plural=True)
    # "What was decided about the millers?" "The millers must pay." "Did they protest?"
    if (told := MANY.match(history[-1].answer)) and (asked is None or not is_plural(asked.phrase)):
        known = re.search(rf"\bthe (?:[\w’'-]+ )?{re.escape(told['who'])}\b", history[-1].question)
        if known:
            return _Found(known.group(), plural=True)
    return asked or _phrase(history, plural=True)


def _phrase(history: Sequence[Exchange], *, plural: bool) -> _Found | None:
    for frame in _frames(history):
        for phrase in _phrases(frame):
            if is_plural(phrase) is plural or (plural and phrase.lower().split()[-1] in ACTORS and phrase.islower()):
                return _Found(phrase, plural)
    return None


def _phrases(frame: Frame) -> list[str]:
    """What the question names, the subject first: each with what belongs to it."""
    if frame.asks_subject:
        _, _, rest = frame.tail.partition(" ")
        own = re.sub(r"^(?:which|what|whose)\s+", "", frame.wh, flags=re.IGNORECASE)
        first = frame.tail.split()[0] if own.lower() in {"which", "what", "who"} else ""
        return [each for each in (_trimmed(rest), first if is_plural(first) else "") if each]
    asked = re.sub(r"^(?:which|what|how (?:much|many))\s*", "", frame.wh, flags=re.IGNORECASE)
    plain = [_trimmed(frame.subject), _trimmed(frame.rest or ("" if frame.subject else frame.tail)), asked]
    return [each for each in plain if each and each.lower() not in {"it", "they", "he", "she", "that", "this"}]


OF_WHAT = re.compile(
    r"^(?:how (?:much|many)|what (?:share|part)|which|most|half|a (?:third|quarter)) of $", re.IGNORECASE
)
MANY = re.compile(
    r"^The (?P<who>(?:[a-z]+ )?[a-z]{3,}s) (?:must|may|will|would|can|have|had|are|were|should|[a-z]+ed)\b"
)
"""An answer whose subject is many: "The millers must pay"."""
BODY = re.compile(
    r"\b(?:Act|Accord|Agreement|Bank|Board|Bureau|Commission|Committee|Congress|Council|Court|Department|Group|House|Institute|"
    r"Ministry|Office|Organi[sz]ation|Parliament|Party|Senate|Treaty|Union|University)\b"
)
"""Names that are no person's."""
TRIM = re.compile(
    r"\s+(?:in|on|at|during|since|until|before|after|by)\s+(?:\w+\s+)?(?:\d|January|February|March|April|May|June|July|"
    r"August|September|October|November|December|return\b).*$"
)
WHY = re.compile(r",?\s+(?:because|after|before|when|while|although|so that|in return|in order)\b.*$")
LED = re.compile(r"^(?:to|on|in|at|for|with|from|about|of|by|against|as|that)\s+", re.IGNORECASE)


def _trimmed(phrase: str) -> str:
    """Without its dates and subordinate clauses, and without a preposition at its head."""
    return LED.sub("", WHY.sub("", TRIM.sub("", phrase.strip(" ,")))).strip(" ,")


def _location(history: Sequence[Exchange]) -> _Found | None:
    for each in reversed(history[-3:]):
        question = _plain(each.question)
        for match in re.finditer(r"\b(?:in|at|to)\s+(?=(?:the\s+)?[A-Z])", question):
            for one in mentions_in(question):
                if one.kind in {Kind.PLACE, Kind.NAME} and match.end() <= one.start <= match.end() + 4:
                    return _Found(
                        f"{match[0].strip().replace('to', 'in')} {question[match.end() : one.end]}", plural=False
                    )
        subject = frame_of(question).subject
        if subject and subject.split()[-1].lower() in LOCATIONS:
            return _Found(f"in {subject}", plural=False)
    return None
