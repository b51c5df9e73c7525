"""What desks do to a wire's copy, done to an article by a seeded generator.

Each function takes the article's title and text and gives another title and text. They edit as a desk would and
know nothing of how copies are found.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from evals.stories.reading import Kind

__all__ = ["EDITS", "Copy"]


class Copy(NamedTuple):
    """A headline and what stands under it."""

    title: str
    text: str


DATELINE = re.compile(r"^(?P<place>[A-Z][A-Za-z .,/'-]{2,40}?)(?:, [A-Z][a-z]{2,8}\.? \d{1,2})? (?:—|--|-) ")
FIGURE = re.compile(r"(?<![\w.,])(\d{2,3})(?![\w.,]*\d)")
PHRASES: Mapping[str, tuple[str, ...]] = {
    r"\bpercent\b": ("per cent", "pct"),
    r"\bsaid that\b": ("said", "told reporters that"),
    r"\bthe United States\b": ("the US", "America"),
    r"\bAmerican\b": ("US",),
    r"\bthe European Union\b": ("the EU",),
    r"\babout\b": ("some", "roughly", "around"),
    r"\bwould\b": ("was to", "would"),
    r"\bhowever\b": ("though",),
    r"\bbegan\b": ("started",),
    r"\bbegin\b": ("start",),
    r"\bimports\b": ("goods imported",),
    r"\bduty\b": ("tariff", "levy"),
    r"\bduties\b": ("tariffs", "levies"),
    r"\bmade by\b": ("from",),
    r"\bafter\b": ("following",),
    r"\bbecause of\b": ("owing to", "on account of"),
    r"\bbecause\b": ("since", "as"),
    r"\bbut\b": ("yet", "although"),
    r"\balso\b": ("too", "as well"),
    r"\bput\b": ("placed",),
    r"\blast year\b": ("the year before",),
    r"\bmore than\b": ("over", "upwards of"),
    r"\bwith no\b": ("without any",),
    r"\bannounced\b": ("made known", "declared"),
    r"\bagreement\b": ("deal", "accord"),
    r"\bcompanies\b": ("firms", "businesses"),
    r"\bgovernment\b": ("administration",),
    r"\bmust\b": ("have to",),
    r"\bwants\b": ("would like",),
    r"\bgoods\b": ("products", "goods"),
    r"\bhad been\b": ("was",),
    r"\bpresident\b": ("head of state",),
    r"\bit is\b": ("it's",),
}
"""What may stand in a phrase's place; some take in one house's style, some are a change of words."""
LOCAL = (
    "Shares on the local exchange were little changed in morning trade, and dealers said that volumes were thin.",
    "The country's own exporters' council said that it was studying what the step meant for its members.",
    "At home the trade minister is to answer questions in parliament next week, an aide said.",
    "A shipping agent in the harbour said that he had had three calls about it before nine, and none since.",
    "The currency opened a little firmer and gave the gain back by noon.",
    "Growers in the north, who sell most of their crop abroad, have asked for a meeting with the department.",
    "An economist at the university here said that small countries read such news with a pencil in their hand.",
    "The chamber of commerce has set up a telephone line for its members, which is staffed until six.",
)
CLOSERS = (
    "Get the morning briefing free in your inbox. Sign up here.",
    "© All rights reserved.",
    "Read more: Five things to know before you ship",
    "With agencies",
    "Subscribers can listen to this article.",
)


def _paragraphs(text: str) -> list[str]:
    return [part for part in re.split(r"\n\s*\n", text) if part.strip()]


def _joined(paragraphs: list[str]) -> str:
    return "\n\n".join(paragraphs)


def verbatim(copy: Copy, _: random.Random) -> Copy:
    """As it came."""
    return copy


def cut(copy: Copy, chance: random.Random) -> Copy:
    """The first paragraphs, two at least, and half of the words at most where that leaves two."""
    parts = _paragraphs(copy.text)
    keep = chance.randint(2, max(2, (len(parts) + 1) // 2))
    return Copy(copy.title, _joined(parts[:keep]))


def headline(copy: Copy, chance: random.Random) -> Copy:
    """A headline made of the words of a later sentence; the dateline goes."""
    parts = _paragraphs(copy.text)
    words = re.sub(r"[.\"“”]", "", chance.choice(parts[1:] or parts)).split()
    return Copy(" ".join(words[: chance.randint(5, 9)]), DATELINE.sub("", copy.text))


def boilerplate(copy: Copy, chance: random.Random) -> Copy:
    """Captions twice, the house's dateline, credits gone, standing lines at the end."""
    body = [part for part in _paragraphs(copy.text) if not part.startswith("(Reporting")]
    match = DATELINE.match(body[0])
    if match:
        body[0] = f"{match['place'].title()} — {body[0][match.end() :]}"
    caption = f"{copy.title}. Picture: AGENCY"
    return Copy(copy.title, _joined([caption, caption, *body, "Agency", *chance.sample(CLOSERS, 2)]))


def added(copy: Copy, chance: random.Random) -> Copy:
    """Most of the article, with two or three paragraphs of the house's own in it and after it."""
    parts = _paragraphs(copy.text)
    keep = parts[: max(2, len(parts) - chance.randint(0, 2))]
    for paragraph in chance.sample(LOCAL, chance.randint(2, 3)):
        keep.insert(chance.randint(1, len(keep)), paragraph)
    return Copy(copy.title, _joined(keep))


def corrected(copy: Copy, chance: random.Random) -> Copy:
    """One figure is another, wherever it stands, and the article says so."""
    figures = sorted(set(FIGURE.findall(copy.text)))
    text = copy.text
    if figures:
        wrong = chance.choice(figures)
        right = str(int(wrong) + chance.randint(1, 9))
        text = re.sub(rf"(?<![\w.,]){wrong}(?![\w.,]*\d)", right, text)
    return Copy(f"CORRECTED-{copy.title}", f"(Corrects a figure in paragraph {chance.randint(1, 4)})\n\n{text}")


def light(copy: Copy, chance: random.Random) -> Copy:
    """Half of the phrases that a desk's style would change are changed, and a sentence in eight is dropped."""
    text = copy.text
    for pattern, others in PHRASES.items():
        text = re.sub(pattern, _in_other_words(others, chance), text)
    parts = []
    for place, part in enumerate(_paragraphs(text)):
        sentences = re.split(r"(?<=[.?!\"]) (?=[A-Z])", part)
        kept = [each for number, each in enumerate(sentences) if (place, number) == (0, 0) or chance.random() > 1 / 8]
        if kept:
            parts.append(" ".join(kept))
    return Copy(copy.title, _joined(parts))


def mixed(copy: Copy, chance: random.Random) -> Copy:
    """A desk's usual work: cut, style changed, another headline, a paragraph of its own."""
    edited = light(headline(copy, chance), chance)
    parts = _paragraphs(edited.text)
    parts = parts[: max(2, chance.randint(len(parts) // 2, len(parts)))]
    parts.insert(chance.randint(1, len(parts)), chance.choice(LOCAL))
    return Copy(edited.title, _joined([*parts, chance.choice(CLOSERS)]))


def _in_other_words(others: tuple[str, ...], chance: random.Random) -> Callable[[re.Match[str]], str]:
    return lambda match: chance.choice(others) if chance.random() < 1 / 2 else match.group()


EDITS: Mapping[Kind, Callable[[Copy, random.Random], Copy]] = {
    Kind.VERBATIM: verbatim,
    Kind.CUT: cut,
    Kind.HEADLINE: headline,
    Kind.BOILERPLATE: boilerplate,
    Kind.ADDED: added,
    Kind.CORRECTED: corrected,
    Kind.LIGHT: light,
    Kind.MIXED: mixed,
}
"""By kind; heavy rewrites are written by hand."""
