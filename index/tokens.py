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

__all__ = ["ENCODING", "count_tokens", "encoding"]

ENCODING = "o200k_base"
"""The vocabulary of OpenAI's models since GPT-4o; for other models a close estimate."""


@cache
def encoding(name: str = ENCODING) -> Encoding:
    """The tiktoken encoding, from the vocabulary on disk. Raises: ValueError for an unknown name."""
    import tiktoken

    folder = _bundled_vocabularies()
    before = os.environ.get("TIKTOKEN_CACHE_DIR")
    if before is None and folder is not None:
        os.environ["TIKTOKEN_CACHE_DIR"] = str(folder)
    try:
        return tiktoken.get_encoding(name)
    finally:
        if before is None:
            os.environ.pop("TIKTOKEN_CACHE_DIR", None)


def count_tokens(texts: Sequence[str]) -> list[int]:
    """Tokens of each text; text that looks like a control token (`<|endoftext|>`) counts as plain text."""
    # one by one: the batch call was six times slower on sentences (docs/experiments.md)
    encode = encoding().encode_ordinary
    return [len(encode(text)) for text in texts]


def _bundled_vocabularies() -> Path | None:
    spec = find_spec("llama_index")
    for root in (spec.submodule_search_locations or []) if spec else []:
        folder = Path(root) / "core" / "_static" / "tiktoken_cache"
        if folder.is_dir():
            return folder
    return None
