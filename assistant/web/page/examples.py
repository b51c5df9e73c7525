"""Questions that fit the loaded library, made from what its own articles tell."""

from __future__ import annotations

from assistant.parley import Assistant

__all__ = ["examples_of"]


def examples_of(parley: Assistant) -> list[str]:
    """At most four; none for an empty library."""
    articles = parley.articles(limit=4)
    return [f"What happened in “{each.title}”?" for each in articles if each.title]
