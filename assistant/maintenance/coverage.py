"""Are the passages where they should be: inside their article's text, and together all of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from index.articles import Article, Passage
from index.boilerplate import set_aside
from index.library import Library

__all__ = ["PassageFaults", "passage_faults"]


@dataclass(slots=True)
class PassageFaults:
    """Ids of articles with something amiss, in order."""

    looked_at: int = 0
    outside: list[str] = field(default_factory=list)
    """A passage reaches beyond the text, is empty, or is missing in the numbering."""
    uncovered: list[str] = field(default_factory=list)
    """Words stand in no passage and are none that today's rules set aside."""


def passage_faults(library: Library) -> PassageFaults:
    """Look at every article, in bounded memory."""
    found = PassageFaults()
    for ids in library.ids():
        for portion in library.portions(ids):
            for article, passages in library.with_passages(portion):
                found.looked_at += 1
                if not _in_place(article, passages):
                    found.outside.append(article.id)
                elif not _covered(article, passages):
                    found.uncovered.append(article.id)
    return found


def _in_place(article: Article, passages: list[Passage]) -> bool:
    numbered = [passage.ordinal for passage in passages] == list(range(len(passages)))
    return numbered and all(0 <= each.start < each.end <= len(article.text) for each in passages)


def _covered(article: Article, passages: list[Passage]) -> bool:
    spans = sorted([(each.start, each.end) for each in passages] + [(s.start, s.end) for s in set_aside(article.text)])
    at = 0
    for start, end in spans:
        if article.text[at:start].strip():
            return False
        at = max(at, end)
    return not article.text[at:].strip()
