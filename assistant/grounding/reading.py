"""A model's reply, as text → sentences with the numbers they cite. Links, images and markup are taken off."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.sentences import sentence_spans

__all__ = ["NOTHING_FOUND", "Claim", "cleaned", "read_reply", "refuses", "says_gap"]

NOTHING_FOUND = "NOT IN THE PASSAGES"
THOUGHT = re.compile(r"<think>.*?(?:</think>|$)", re.DOTALL | re.IGNORECASE)
# each repetition has a limit, or ends where the next one cannot begin: a model may repeat anything without end
IMAGE = re.compile(r"!\[[^\]]{0,400}\](?:\([^)]{0,2000}\)|\[[^\]]{0,400}\])")
LINK = re.compile(r"\[([^\]]{0,400})\]\([^)]{0,2000}\)")
TAG = re.compile(r"<[^<>]{0,400}>")
ADDRESS = re.compile(r"\b(?:https?|ftp|data|javascript|file):\S+|\bwww\.\S+", re.IGNORECASE)
MARKUP = re.compile(r"^[ \t]*(?:#{1,6}\s+|[-*•]\s+|\d{1,2}[.)]\s+(?=[A-Z])|>\s+)|\*\*|__|`+", re.MULTILINE)
OTHER_BRACKETS = re.compile(r"[【〔［]([\d,\s–^-]+)(?:†[^】]{0,80})?[】〕］]")
MARKER = re.compile(r"\[\s*\^?(?:passages?\s*)?(\d+(?:\s*[,–-]\s*\^?\d+)*)\s*\]", re.IGNORECASE)
MARKERS = rf"(?:\s*{MARKER.pattern})+"
BEHIND = re.compile(rf"([.!?][\"”’)]*)({MARKERS})", re.IGNORECASE)
GAP = re.compile(
    r"^(?:However, )?(?:the|these|none of the) (?:passages|articles|"
    r"sources)\b.{0,40}\b(?:do(?:es)? not|don[’']t|give no|"
    r"say nothing|mention)\b.*$|^(?:It|This) is not (?:stated|said|mentioned)\b",
    re.IGNORECASE,
)
REFUSAL = re.compile(r"^(?:I[’']?m sorry|I am sorry|Sorry|I can(?:no|['’])t|I am unable|As an AI)\b", re.IGNORECASE)
MOST_NUMBERS = 12
MOST_DIGITS = 9
"""Of a number that leads anywhere; Python refuses to read one of thousands."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence of the reply."""

    text: str
    """Without markers."""
    cites: tuple[int, ...]
    """Numbers of passages, as the model gave them."""


def cleaned(text: str) -> str:
    """The text without thoughts, images, links, tags, addresses and markup."""
    text = IMAGE.sub("", THOUGHT.sub("", text))
    text = TAG.sub("", LINK.sub(r"\1", text))
    return MARKUP.sub("", OTHER_BRACKETS.sub(r"[\1]", ADDRESS.sub("", text)))


def read_reply(text: str) -> list[Claim]:
    """The sentences in order, each with its markers, wherever they stand in or right behind it."""
    plain = " ".join(BEHIND.sub(lambda m: f"{m[2]}{m[1]}", cleaned(text)).split())
    claims = []
    for span in sentence_spans(plain):
        sentence = plain[span.start : span.end]
        numbers: list[int] = []
        while found := list(MARKER.finditer(sentence)):  # again where one stood inside another: `[1[2]]`
            numbers += (number for match in found for number in _numbers(match[1]))
            sentence = MARKER.sub("", sentence)
        words = re.sub(r"\s+([.,;:!?])", r"\1", " ".join(sentence.split()))
        if any(letter.isalpha() for letter in words):
            claims.append(Claim(words, tuple(dict.fromkeys(numbers))[:MOST_NUMBERS]))
    return claims


def says_gap(text: str) -> bool:
    """Whether a sentence says what the passages do not say, instead of something about the world."""
    return bool(GAP.match(text))


def refuses(text: str) -> bool:
    """Whether the reply declines to answer at all."""
    return bool(REFUSAL.match(text.strip()))


def _numbers(inside: str) -> list[int]:
    found: list[int] = []
    for part in inside.replace("^", "").split(","):
        ends = [int(n[:MOST_DIGITS]) for n in re.findall(r"\d+", part)[:2]]
        if len(ends) == 2 and 0 <= ends[1] - ends[0] < MOST_NUMBERS:
            found += range(ends[0], ends[1] + 1)
        else:
            found += ends
    return found
