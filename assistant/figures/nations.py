"""Which country acts or is acted on, by any of its names."""

from __future__ import annotations

import re

from assistant.language.places import PLACES

__all__ = ["NATION", "nation_of"]

BY_FORM = {word: place.name for place in PLACES for word in place.words}
NATION = re.compile(
    r"(?<![\w.])(?:" + "|".join(re.escape(form) for form in sorted(BY_FORM, key=len, reverse=True)) + r")(?!\w)"
)


def nation_of(words: str) -> str:
    """The country that a form names; empty when it names none."""
    return BY_FORM.get(words, "")
