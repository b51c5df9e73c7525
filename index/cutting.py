"""Articles cut into passages as the settings say, also when those have changed since.

Passages are stored with their articles, so a rebuild of the indexes alone would go on with the old ones.
"""

from __future__ import annotations

from collections.abc import Sequence

from index.articles import Article, Passage
from index.boilerplate import set_aside
from index.errors import IndexStale
from index.library import Library
from index.passages import PassageSettings, split

__all__ = ["cut_anew", "cut_article", "settle_cut"]

RULES = 1
"""Raise it when sentences, passages or what is set aside come out otherwise than before."""


def cut_article(article: Article, settings: PassageSettings) -> list[Passage]:
    """The passages of one article; none when it holds nothing but boilerplate."""
    return split(article.id, article.text, settings, set_aside(article.text))


def settle_cut(library: Library, settings: PassageSettings) -> None:
    """Before articles are added: the others must be cut in the same way; the first ones decide it.

    Raises: IndexStale when they are not.
    """
    found, wanted = library.cut(), settings.name
    if not library.counts()[0]:
        library.set_cut(_made_with(settings))
    elif found.partition("/")[0] not in {"", wanted}:
        raise IndexStale(
            f"the articles are cut into passages of {found.partition('/')[0]!r}, the settings say {wanted!r}",
            hint="run `parley rebuild` or put the setting back",
        )


def cut_anew(library: Library, settings: PassageSettings) -> int:
    """Cut every article as the settings say, unless all are cut so already; returns how many changed.

    Cut off in the middle, it does the rest the next time. An article that would lose all its passages keeps them.
    """
    if library.cut() == _made_with(settings):
        return 0
    changed = 0
    for ids in library.ids():
        for portion in library.portions(ids):
            other = {
                article.id: passages
                for article, before in library.with_passages(portion)
                if (passages := cut_article(article, settings)) and _spans(passages) != _spans(before)
            }
            library.recut(other)
            changed += len(other)
    library.set_cut(_made_with(settings))
    return changed


def _made_with(settings: PassageSettings) -> str:
    return f"{settings.name}/rules-{RULES}"


def _spans(passages: Sequence[Passage]) -> list[tuple[int, int]]:
    return [(passage.start, passage.end) for passage in passages]
