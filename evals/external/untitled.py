"""Articles without their titles, for questions that are titles.

Parley indexes titles. A title asked of an index that holds it finds itself, which says nothing of
how well an article is found by what it tells.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from index.articles import Draft
from index.errors import UsageError
from index.readers import Problem, ReadOptions, read_inputs

__all__ = ["untitled_drafts"]


def untitled_drafts(files: Sequence[Path]) -> list[Draft]:
    """The articles of these files with an empty title; ids stay what the records say.

    Raises: UsageError for a record that cannot be read.
    """
    drafts = []
    for each in read_inputs([str(file) for file in files], ReadOptions()):
        if isinstance(each, Draft):
            drafts.append(each.model_copy(update={"title": ""}))
        elif isinstance(each, Problem) and each.failed:
            raise UsageError(f"the data cannot be read: {each.place}: {each.reason}")
    return drafts
