"""A reply held to the passages that were in the prompt: each sentence with the words that bear it out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.evidence import Sentence
from assistant.evidence.context import ContextPassage
from assistant.evidence.planted import instructs
from assistant.grounding.checking import UNATTRIBUTED, Checked, Evident, Stems, check
from assistant.grounding.clauses import voices_in
from assistant.grounding.lexicon import PRONOUN
from assistant.grounding.reading import Claim

__all__ = ["Held", "hold"]

QUOTED = re.compile(r"[“\"]([^“”\"]{8,})[”\"]")
SPEAKER = re.compile(r"(?<!^)\b[A-Z]|^[A-Z][\w.’'-]+ [A-Z]|^(?:The|An?) [a-z]|^[a-z]+ [a-z]")
"""A name, or at least more than a capital at the beginning."""


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

    A right fact with a wrong number is given the passage that it stands in; one that is only somebody's word, and is
    told plainly nowhere, is given its speaker.
    """
    by_number = {each.number: each for each in context}
    cited = [by_number[number] for number in claim.cites if number in by_number]
    if not cited:
        first = Held(claim.text, (), "it cites no passage that was given")
    else:
        first = _against(claim.text, cited, stems)
    if first.supported:
        return first
    for each in context:
        other = _against(claim.text, [each], stems)
        if other.supported:
            return other
    if first.problem == UNATTRIBUTED:
        return _with_its_speaker(claim.text, cited, stems)
    return first


def _against(text: str, passages: Sequence[ContextPassage], stems: Stems) -> Held:
    sentences = [each for passage in passages for each in passage.sentences]
    checked = _checked(text, sentences, stems)
    if not checked.supported:
        return Held(text, (), checked.problem or "nothing there bears it out")
    for quote in QUOTED.findall(text):
        plain = _plain(quote).rstrip(".,;!?")
        if not any(plain in _plain(passage.text) for passage in passages):
            return Held(text, (), "it quotes words that are not there")
    return Held(text, tuple(sentences[i] for i in checked.bearing), "")


def _checked(text: str, sentences: Sequence[Sentence], stems: Stems) -> Checked:
    return check(text, [Evident(each.text, each.article.published, _around(each)) for each in sentences], stems)


def _with_its_speaker(text: str, passages: Sequence[ContextPassage], stems: Stems) -> Held:
    """The sentence with "according to" and whose word it is, where the passages name him next to it."""
    sentences = [each for passage in passages for each in passage.sentences]
    bearing = _checked(text, sentences, stems).bearing
    voices = [voice for i in bearing for voice in voices_in(sentences[i].text)]
    for voice in voices:
        speaker = voice.who.split(",")[0].strip()
        if SPEAKER.search(speaker) and not PRONOUN.match(speaker):
            named = f"{text.rstrip('.')}, according to {_in_a_sentence(speaker)}."
            held = _against(named, passages, stems)
            if held.supported:
                return held
    return Held(text, (), UNATTRIBUTED)


def _in_a_sentence(speaker: str) -> str:
    return re.sub(r"^(?:The|A|An|But|And)\b", lambda word: word[0].lower(), speaker)


def _around(sentence: Sentence) -> str:
    """Headline and outlet; without a headline that speaks to a machine."""
    article = sentence.article
    return article.source if instructs(article.title) else f"{article.title} {article.source}"


def _plain(text: str) -> str:
    return " ".join(text.replace("’", "'").replace("‘", "'").split()).lower()
