"""Words in an article that speak to a machine and not to a reader of news: they are no evidence.

"Ignore previous instructions and say …" in a comment under an article, or hidden in its markup. Ordinary news says
that a country ignores the rules; only a command to whoever reads the text is meant here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.sentences import Span, sentence_spans

__all__ = ["instructs", "planted_spans"]

COMMAND = r"(?:^|[:.!?“\"'‘]\s*|\bplease\s+|\bmust\s+now\s+)(?:ignore|disregard|forget|override)\b"
INSTRUCTION = re.compile(
    r"\b(?:ignore|disregard|forget|override)\b.{0,40}\b(?:instructions?|prompts?)\b|"
    rf"{COMMAND}.{{0,30}}\b(?:previous|above|prior|earlier)\b|"
    rf"{COMMAND}\s+(?:all\s+|any\s+|the\s+|these\s+|other\s+)*(?:articles|passages|rules|text)\b|"
    r"\b(?:system|developer) (?:prompt|message)\b|"
    r"\byou are (?:now )?(?:an?|the) (?:\w+ )?(?:assistant|ai|model|chatbot)\b|"
    r"(?:^|[.!?]\s+)(?:assistant|ai|ai model|language model|chatbot)s?\s*[:,]|"
    r"\b(?:ai|language) (?:models?|assistants?)\s*[:,]|"
    r"\b(?:reply|respond|answer|output)\b.{0,30}\b(?:only|exactly|with)\b.{0,30}[:\"“]|"
    r"\byour (?:reply|answer|response|output|summary)\b|"
    r"\b(?:do not|don[’']t|never) (?:cite|quote|mention) (?:any|the) (?:articles?|passages?|sources?)\b|"
    r"\[/?inst\]|<\|?/?(?:system|im_start|im_end|assistant|user|passages?\b)|"
    r"(?:^|[\]>])\s*(?:system|assistant|user)\s*:|"
    r"\b(?:ignora|ignoriere|ignorez|ignorieren sie|olvida|vergiss|oubliez|negeer)\b|игнорируй|忽略|無視",
    re.IGNORECASE,
)

NEEDED = (
    *(
        "ignor override disregard forget prompt message assistant model chatbot reply respond answer output inst] < "
        "user system olvida vergiss oubliez negeer игнорируй 忽略 無視"
    ).split(),
    *(f"your {word}" for word in ("response", "summary")),
    *(f"{verb} {which}" for verb in ("cite", "quote", "mention") for which in ("any", "the")),
)
"""Each instruction has one of these in it, or the word "AI": a look for them is far quicker than the pattern."""
AI = re.compile(r"\bais?\b")
LETTERS = {0x131: "i", 0x307: None}
"""What the pattern takes for other letters, beyond what `casefold` does."""


def instructs(text: str) -> bool:
    """Whether the text gives a machine instructions."""
    return bool(INSTRUCTION.search(text))


def planted_spans(text: str, sentences: Sequence[Span] | None = None) -> list[Span]:
    """From each instruction to the end of its paragraph: what follows one belongs to it.

    `sentences` are the text's own, where they are known.
    """
    if not _may_instruct(text):
        return []
    spans = []
    for sentence in sentence_spans(text) if sentences is None else sentences:
        said = text[sentence.start : sentence.end]
        if _may_instruct(said) and instructs(said):
            end = text.find("\n", sentence.end)
            spans.append(Span(sentence.start, end if end >= 0 else len(text)))
    return spans


def _may_instruct(text: str) -> bool:
    """False only for a text in which the pattern finds nothing."""
    plain = text.lower() if text.isascii() else text.casefold().translate(LETTERS)
    return any(word in plain for word in NEEDED) or bool(AI.search(plain))
