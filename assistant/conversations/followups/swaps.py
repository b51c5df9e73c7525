"""The same question of another: "And Mexico?", "No, the Chinese side", "Not steel, aluminium"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.conversations.followups.frames import Frame, frame_of
from assistant.conversations.followups.names import Kind, Mention, mentions_in

__all__ = ["swapped"]

POSSESSIVE = re.compile(r"['’]s?$")
SIDE = re.compile(r"\s+(?:side|half|camp)$", re.IGNORECASE)
LEADS = ("in", "on", "for", "to", "from", "with", "at", "by", "of", "about", "between", "against", "under")
PREPOSITION = re.compile(rf"^(?P<word>{'|'.join(LEADS)})\s+(?P<rest>.+)$", re.IGNORECASE)
ARTICLE = re.compile(r"^(?:the|a|an|their|its|his|her)\s+", re.IGNORECASE)
ONES = re.compile(r"\s+(?:ones?|counterparts?)$", re.IGNORECASE)
HEAD_END = re.compile(rf"\s+(?:{'|'.join(LEADS)})\s+", re.IGNORECASE)
WHEREABOUTS = re.compile(r"\b(?:in|at|near)\s+(?:the\s+)?$", re.IGNORECASE)
"""A name behind these is of a town, whatever else is not known of it."""
AGENTS = {Kind.PLACE, Kind.NAME, Kind.ACTOR}
OFFICES = (
    r"(?:minister|governor|president|secretary|chancellor|premier|chief|head|commissioner|chairman|chairwoman|"
    r"spokesman|spokeswoman)"
)
OFFICE = re.compile(rf"\b{OFFICES}$", re.IGNORECASE)
OFFICE_PHRASE = re.compile(rf"\b(?:the|a)\s+(?P<old>(?:[a-z’'-]+\s+){{0,3}}{OFFICES})\b", re.IGNORECASE)
COUNTED = re.compile(
    r"^(?:by\s+)?how\s+(?:much|many)\s+(?P<old>(?:[a-z][\w’'-]*\s+){0,2}[a-z][\w’'-]*?)\s+(?:did|does|do|was|were|has|have|had|will|is|are)\b",
    re.IGNORECASE,
)
"""What is counted: "How much brown sugar did"."""
GOODS_LIKE = re.compile(r"[a-z][\w’'-]*(?:\s+[a-z][\w’'-]*){0,2}")
SAYING = frozenset(
    """say think respond react reply answer want demand offer propose argue defend explain claim promise plan comment
    expect fear warn do""".split()
)


@dataclass(frozen=True, slots=True)
class _New:
    """What the fragment names."""

    text: str
    preposition: str
    possessive: bool
    side: bool
    """Whether it says "side": the Chinese side."""
    mention: Mention | None


def swapped(question: str, fragment: str, instead_of: str = "") -> str:
    """The question with what the fragment names in the place of its like; empty when it has no like there.

    `instead_of` says what is to be replaced, where that was said.
    """
    text = question.rstrip("?!. ")
    new = _new(fragment)
    if instead_of and (found := _find_words(text, ARTICLE.sub("", instead_of))):
        return f"{text[: found[0]]}{ARTICLE.sub('', new.text)}{text[found[1] :]}?"
    frame = frame_of(text)
    if new.mention is not None:
        return _swap_mention(text, frame, new, new.mention)
    return _swap_phrase(text, new)


def _new(fragment: str) -> _New:
    text = fragment.strip().rstrip("?!. ")
    preposition = ""
    if match := PREPOSITION.match(text):
        preposition, text = match["word"].lower(), match["rest"]
    side = bool(SIDE.search(text))
    core = ONES.sub("", SIDE.sub("", text))
    possessive = bool(POSSESSIVE.search(core))
    core = POSSESSIVE.sub("", core)
    bare = ARTICLE.sub("", core)
    whole = [each for each in mentions_in(core) if each.text == bare or (each.end == len(core) and each.start <= 4)]
    return _New(core, preposition, possessive, side, whole[0] if len(whole) == 1 else None)


def _swap_mention(text: str, frame: Frame, new: _New, mention: Mention) -> str:
    old = _slot(text, frame, new, mention)
    if old is None:
        return ""
    others = [each for each in mentions_in(text) if _same(each, mention) and each != old]
    start, end, words = old.start, old.end, _form(text, old, new, mention)
    if words.startswith("the ") and text[:start].lower().endswith("the "):
        words = words[4:]
    elif new.mention and _needs_no_article(text, old, words):
        start -= 4
    if others and _exchangeable(frame, text, old):
        other = others[0]
        back = text[old.start : old.end] if not old.adjective else (old.place.nouns[0] if old.place else old.text)
        first, second = sorted(((start, end, words), (other.start, other.end, back)))
        return f"{text[: first[0]]}{first[2]}{text[first[1] : second[0]]}{second[2]}{text[second[1] :]}?"
    if others:
        return ""
    return f"{text[:start]}{words}{text[end:]}?"


def _slot(text: str, frame: Frame, new: _New, mention: Mention) -> Mention | None:
    """Which mention of the question gives way."""
    all_of = [each for each in mentions_in(text) if not _same(each, mention) and not _hyphenated(text, each)]
    if mention.kind is Kind.NAME and new.preposition not in {"in", "at"}:
        all_of = [each for each in all_of if each.kind is not Kind.NAME or not WHEREABOUTS.search(text[: each.start])]
    like = [each for each in all_of if each.kind is mention.kind]
    at = text.find(frame.subject) if frame.subject else -1
    inside = (at, at + len(frame.subject)) if at >= 0 else (0, 0)
    if not like and mention.kind in AGENTS and frame.verb.lower() in SAYING:
        like = [each for each in all_of if each.kind in AGENTS and each.start >= inside[0] and each.end <= inside[1]]
    if new.preposition:
        led = [
            each
            for each in like
            if text[: each.start].lower().rstrip().endswith((f" {new.preposition}", f" {new.preposition} the"))
        ]
        return led[0] if led else (like[-1] if len(like) == 1 and new.preposition in {"for", "of"} else None)
    subject = [each for each in like if inside[0] <= each.start and each.end <= inside[1]]
    if subject:
        return subject[0]
    if frame.asks_subject or mention.kind is not Kind.NAME:
        return like[0] if like else None
    # a name in the place of a name: only where it could be the one that acts or is dealt with
    return like[0] if like and not subject and not frame.subject else None


def _exchangeable(frame: Frame, text: str, old: Mention) -> bool:
    """Whether the old one acts and the other is acted on: "the US demand of China"."""
    at = text.find(frame.subject) if frame.subject else -1
    alone = ARTICLE.sub("", frame.subject) == old.text
    return at >= 0 and at <= old.start < at + len(frame.subject) and alone


def _form(text: str, old: Mention, new: _New, mention: Mention) -> str:
    """The new words in the grammatical form of the old ones."""
    if old.place is None or mention.place is None:
        return ARTICLE.sub("", new.text) if text[: old.start].lower().endswith("the ") else new.text
    followed = re.match(r"\s+[a-z]", text[old.end :]) is not None
    if old.adjective and followed:
        return mention.place.adjectives[0] if mention.place.adjectives else mention.text
    if mention.adjective:
        return _named(mention.place.nouns[0])
    return new.text if text[: old.start].lower().endswith("the ") is False else ARTICLE.sub("", new.text)


def _named(noun: str) -> str:
    """With the article that the name takes."""
    takes = ("United ", "European ", "Netherlands", "Philippines", "EU", "US", "UK", "Czech Republic")
    return f"the {noun}" if noun.startswith(takes) else noun


def _needs_no_article(text: str, old: Mention, words: str) -> bool:
    """ "the United States" gives way to "China": the article goes too."""
    if not text[: old.start].lower().endswith("the ") or old.kind is not Kind.PLACE or old.adjective:
        return False
    followed = re.match(r"\s+[a-z]+s?\b(?!\s*$)", text[old.end :])
    takes = _named(words).startswith("the ")
    return not takes and (followed is None or _named(old.place.nouns[0] if old.place else "").startswith("the "))


def _swap_phrase(text: str, new: _New) -> str:
    """ "the third list" for "the second list": a phrase with the same head, or behind the same preposition."""
    words = ARTICLE.sub("", new.text)
    if made := _like_kind(text, new, words):
        return made
    head = HEAD_END.split(words)[0].split()[-1] if words else ""
    phrase = re.compile(
        rf"(?P<article>\b(?:the|a|an)\s+)(?P<old>(?:[\w’'-]+\s+){{0,3}}?{re.escape(head)})\b"
        r"(?P<more>\s+(?:in|of|at|on|with)\s+(?:the\s+)?[A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*)*)?",
        re.IGNORECASE if not head else 0,
    )
    match = phrase.search(text) if head else None
    if match and match["old"].lower() != words.lower():
        more = "" if HEAD_END.search(words) else match["more"] or ""
        return f"{text[: match.start('old')]}{words}{more}{text[match.end() :]}?"
    if new.preposition:
        led = re.search(rf"\b{new.preposition}\s+(?P<old>[\w’'-]+)$", text, re.IGNORECASE)
        if led:
            return f"{text[: led.start('old')]}{new.text}?"
    return ""


def _like_kind(text: str, new: _New, words: str) -> str:
    """An office in the place of an office, goods of another sort in that of the goods that are counted; else empty."""
    if OFFICE.search(words):
        old = OFFICE_PHRASE.search(text)
        return f"{text[: old.start('old')]}{words}{text[old.end('old') :]}?" if old else ""
    counted = COUNTED.match(text)
    if counted and not new.preposition and GOODS_LIKE.fullmatch(words):
        return f"{text[: counted.start('old')]}{words}{text[counted.end('old') :]}?"
    return ""


def _find_words(text: str, words: str) -> tuple[int, int] | None:
    match = re.search(rf"(?<!\w){re.escape(words.strip())}(?!\w)", text, re.IGNORECASE)
    return match.span() if match else None


def _same(one: Mention, other: Mention) -> bool:
    if one.place is not None and other.place is not None:
        return one.place == other.place
    return one.text.casefold() == other.text.casefold()


def _hyphenated(text: str, mention: Mention) -> bool:
    """ "Trump-Xi" and what else is part of a compound names no one party."""
    return "-" in mention.text or text[mention.end : mention.end + 1] == "-"
