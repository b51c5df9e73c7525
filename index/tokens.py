"""Count tokens with tiktoken, without any download.

tiktoken fetches its vocabularies at first use; `llama_index.core` ships two of them, and this
module points tiktoken at that folder (found without importing the package, which takes seconds).
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tiktoken import Encoding

__all__ = ["ENCODING", "LONGEST", "count_tokens", "encoding", "token_prefix"]

ENCODING = "o200k_base"
"""The vocabulary of OpenAI's models since GPT-4o; for other models a close estimate."""
LONGEST = 20_000
"""Letters given to tiktoken at once: it panics on a million spaces, with an error no `except Exception` catches."""


@cache
def encoding(name: str = ENCODING) -> Encoding:
    """The tiktoken encoding, from the vocabulary on disk. Raises: ValueError for an unknown name."""
    import tiktoken

    folder = _bundled_vocabularies()
    before = os.environ.get("TIKTOKEN_CACHE_DIR")
    if before is None and folder is not None:
        os.environ["TIKTOKEN_CACHE_DIR"] = str(folder)
    try:
        found = tiktoken.get_encoding(name)
        # a second copy of the vocabulary, 35 MB, for copying and showing an encoding alone
        found._mergeable_ranks = {}  # noqa: SLF001
        return found
    finally:
        if before is None:
            os.environ.pop("TIKTOKEN_CACHE_DIR", None)


def count_tokens(texts: Sequence[str]) -> list[int]:
    """Tokens of each text; text that looks like a control token (`<|endoftext|>`) counts as plain text.

    A text longer than `LONGEST` letters is counted in slices of that length.
    """
    # one by one: the batch call was six times slower on sentences (docs/experiments.md)
    encode = encoding().encode_ordinary
    return [
        len(encode(text))
        if len(text) <= LONGEST
        else sum(len(encode(text[i : i + LONGEST])) for i in range(0, len(text), LONGEST))
        for text in texts
    ]


def token_prefix(text: str, tokens: int) -> int:
    """How many letters at the beginning of the text make at most so many tokens; at least one."""
    encode = encoding().encode_ordinary
    window = text[: min(LONGEST, tokens * 8)]
    found = encode(window)
    if len(found) > tokens:
        # a token may end inside a letter of several bytes, which is then left out
        window = window[: len(encoding().decode(found[:tokens], errors="ignore"))]
    while len(window) > 1 and len(encode(window)) > tokens:
        window = window[: len(window) * 9 // 10]
    return max(len(window), 1)


def _bundled_vocabularies() -> Path | None:
    spec = find_spec("llama_index")
    for root in (spec.submodule_search_locations or []) if spec else []:
        folder = Path(root) / "core" / "_static" / "tiktoken_cache"
        if folder.is_dir():
            return folder
    return None
