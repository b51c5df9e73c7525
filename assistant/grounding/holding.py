"""A reply held to the passages that were in the prompt: each sentence with the words that bear it out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.evidence import Sentence
from assistant.evidence.context import ContextPassage
from assistant.evidence.planted import instructs
from assistant.grounding.checking import Checked, Evident, Stems, check
from assistant.grounding.lexicon import SPOKEN, UNREAL
from assistant.grounding.reading import Claim

__all__ = ["Held", "hold"]

QUOTED = re.compile(r"[“\"]([^“”\"]{8,})[”\"]")
SPEAKER = re.compile(r"((?:[A-Z][\w.’'-]*)(?: [A-Z][\w.’'-]*){0,4}),? (?:\w+ ){0,2}?(?:said|told|says|warned|wrote)\b")


@dataclass(frozen=True, slots=True)
class Held:
    """A sentence of the reply, judged."""

    text: str
    cited: tuple[Sentence, ...]
    """The sentences of articles that bear it out; none when it is not borne out."""
    problem: str

    @property
    def supported(self) -> bool:
        """Whether it may be shown as said by the articles."""
        return not self.problem


def hold(claim: Claim, context: Sequence[ContextPassage], stems: Stems) -> Held:
    """Check a sentence against what it cites, and where that fails against each passage alone.

    A right fact with a wrong number is given the passage that it stands in.
    """
    by_number = {each.number: each for each in context}
    cited = [by_number[number] for number in claim.cites if number in by_number]
    first = _against(claim.text, cited, stems) if cited else Held(claim.text, (), "it cites no passage that was given")
    if first.supported:
        return first
    for each in context:
        other = _against(claim.text, [each], stems)
        if other.supported:
            return other
    return first


def _against(text: str, passages: Sequence[ContextPassage], stems: Stems) -> Held:
    sentences = [each for passage in passages for each in passage.sentences]
    evident = [Evident(each.text, each.article.published, _around(each)) for each in sentences]
    checked: Checked = check(text, evident, stems)
    if not checked.supported:
        return Held(text, (), checked.problem or "nothing there bears it out")
    for quote in QUOTED.findall(text):
        plain = _plain(quote).rstrip(".,;!?")
        if not any(plain in _plain(passage.text) for passage in passages):
            return Held(text, (), "it quotes words that are not there")
    cited = tuple(sentences[i] for i in checked.bearing)
    return _attributed(text, cited)


def _around(sentence: Sentence) -> str:
    """Headline and outlet; without a headline that speaks to a machine."""
    article = sentence.article
    return article.source if instructs(article.title) else f"{article.title} {article.source}"


def _attributed(text: str, cited: tuple[Sentence, ...]) -> Held:
    """What somebody expects or claims stays somebody's word."""
    said = " ".join(each.text for each in cited)
    if SPOKEN.search(text) or not (SPOKEN.search(said) and UNREAL.search(said)):
        return Held(text, cited, "")
    speaker = SPEAKER.search(said)
    if speaker is None:
        return Held(text, (), "it does not say whose word it is")
    return Held(f"{text.rstrip('.')}, according to {speaker[1]}.", cited, "")


def _plain(text: str) -> str:
    return " ".join(text.replace("’", "'").replace("‘", "'").split()).lower()
