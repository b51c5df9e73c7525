"""Embedding models by name: texts in, unit vectors out.

The default arrives inside a wheel and needs no network. Any LlamaIndex embedding can be adapted.
A model is known by its fingerprint: vectors of two fingerprints never share an index.
"""

from __future__ import annotations

import hashlib
import logging
import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from index.errors import SettingsError

if TYPE_CHECKING:
    from llama_index.core.base.embeddings.base import BaseEmbedding

__all__ = [
    "DEFAULT_EMBEDDING",
    "Embedder",
    "HashingEmbedder",
    "LlamaIndexEmbedder",
    "Vectors",
    "WordLlamaEmbedder",
    "embedder_names",
    "make_embedder",
]

DEFAULT_EMBEDDING = "wordllama"
TOKENIZED = 256
"""Texts whose tokens are in memory at once."""

Vectors = NDArray[np.float32]
"""Shape (texts, dimensions); rows of length 1, or of zeros for a text without a known word."""


class Embedder(Protocol):
    """Turns texts into vectors whose dot product is their cosine similarity."""

    @property
    def fingerprint(self) -> str:
        """Name and whatever else changes the vectors, dimensions included."""
        ...

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Vectors of passages, in order; shape (0, dimensions) for no texts."""
        ...

    def embed_query(self, text: str) -> Vectors:
        """The vector of a question; shape (dimensions,)."""
        ...


class WordLlamaEmbedder:
    """Static token vectors of a large model, averaged: 256 dimensions, thousands of texts a second."""

    fingerprint = "wordllama/l2_supercat/256"

    def __init__(self) -> None:
        handlers, level = list(logging.root.handlers), logging.root.level
        import wordllama

        # the package calls logging.basicConfig when it is imported
        logging.root.handlers[:] = handlers
        logging.root.setLevel(level)
        folder = str(wordllama.__path__[0])
        model: Any = wordllama.WordLlama.load(cache_dir=folder, disable_download=True)
        self._table: Vectors = model.embedding
        self._tokenizer: Any = model.tokenizer
        self._tokenizer.no_padding()

    def embed(self, texts: Sequence[str]) -> Vectors:
        """See `Embedder`."""
        # the package's own `embed` pads texts to one length and averages all of that: ten times the work
        vectors = np.zeros((len(texts), self._table.shape[1]), dtype=np.float32)
        for first in range(0, len(texts), TOKENIZED):
            tokens = self._tokenizer.encode_batch_fast(list(texts[first : first + TOKENIZED]), add_special_tokens=False)
            for row, each in enumerate(tokens, start=first):
                vectors[row] = self._table[each.ids].sum(axis=0)
        return _unit(vectors)

    def embed_query(self, text: str) -> Vectors:
        """See `Embedder`."""
        vector: Vectors = self.embed([text])[0]
        return vector


class HashingEmbedder:
    """Words hashed into buckets: no model at all. For tests, and as the plainest baseline."""

    def __init__(self, dimensions: int = 64) -> None:
        self.dimensions = dimensions
        self.fingerprint = f"hashing/{dimensions}"

    def embed(self, texts: Sequence[str]) -> Vectors:
        """See `Embedder`."""
        vectors = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for row, text in enumerate(texts):
            for word in re.findall(r"\w+", text.lower()):
                digest = hashlib.blake2b(word.encode(), digest_size=8).digest()
                vectors[row, int.from_bytes(digest[:4], "big") % self.dimensions] += 1 if digest[4] % 2 else -1
        return _unit(vectors)

    def embed_query(self, text: str) -> Vectors:
        """See `Embedder`."""
        vector: Vectors = self.embed([text])[0]
        return vector


class LlamaIndexEmbedder:
    """Any LlamaIndex embedding model as an `Embedder`."""

    def __init__(self, model: BaseEmbedding) -> None:
        self._model = model
        size = next((found for name in DIMENSIONS if (found := getattr(model, name, None))), "own")
        self.fingerprint = f"llama-index/{type(model).__name__}/{model.model_name}/{size}"

    def embed(self, texts: Sequence[str]) -> Vectors:
        """See `Embedder`."""
        if not texts:
            return np.zeros((0, len(self.embed_query("dimensions"))), dtype=np.float32)
        rows = self._model.get_text_embedding_batch(list(texts))
        return _unit(np.asarray(rows, dtype=np.float32).reshape(len(texts), -1))

    def embed_query(self, text: str) -> Vectors:
        """See `Embedder`."""
        vector: Vectors = _unit(np.asarray([self._model.get_query_embedding(text)], dtype=np.float32))[0]
        return vector


DIMENSIONS = ("dimensions", "embed_dim", "output_dimensionality", "truncate_dim")
"""What LlamaIndex's models call a number of dimensions other than the model's own."""

EMBEDDERS: dict[str, Callable[[], Embedder]] = {
    "wordllama": WordLlamaEmbedder,
    "hashing": HashingEmbedder,
}


def embedder_names() -> list[str]:
    """Names that `make_embedder` takes."""
    return sorted(EMBEDDERS)


def make_embedder(name: str) -> Embedder:
    """Load an embedding model by its name. Raises: SettingsError for a name that is not in the table."""
    factory = EMBEDDERS.get(name)
    if factory is None:
        raise SettingsError(f"no embedding model named {name!r}", hint=f"choose one of {', '.join(embedder_names())}")
    return factory()


def _unit(vectors: Vectors) -> Vectors:
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.nan_to_num(vectors / np.where(norms > 0, norms, 1.0)).astype(np.float32)
