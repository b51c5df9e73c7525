"""Vectors that were read lately, in one matrix: reading one from Chroma takes as long as comparing hundreds.

Who asks about this month asks about it again, so the passages of a narrow window are mostly here.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence

import numpy as np

from index.embedding import Vectors

__all__ = ["KeptVectors"]

Read = Callable[[list[str]], tuple[list[str], Vectors]]
"""Takes ids; gives those that are there, and their vectors row by row."""


class KeptVectors:
    """Vectors of `most` passages; it begins anew when it is full. Several threads may share it."""

    def __init__(self, read: Read, most: int) -> None:
        self._read = read
        self._most = most
        self._lock = threading.Lock()
        self._rows: dict[str, int] = {}
        self._matrix: Vectors = np.zeros((0, 0), dtype=np.float32)

    def similarities(self, vector: Vectors, ids: Sequence[str]) -> dict[str, float]:
        """The dot product with each passage's vector, by its id; ids that are not there are left out."""
        with self._lock:
            known = [each for each in ids if each in self._rows]
            rows = self._matrix[[self._rows[each] for each in known]]
        found = _compared(vector, known, rows)
        missing = [each for each in ids if each not in found]
        if missing:
            there, vectors = self._read(missing)
            found |= _compared(vector, there, vectors)
            with self._lock:
                self._keep(there, vectors)
        return found

    def forget(self) -> None:
        """Keep nothing: what was read is being written over."""
        with self._lock:
            self._rows = {}

    def _keep(self, ids: Sequence[str], vectors: Vectors) -> None:
        new = [n for n, each in enumerate(ids) if each not in self._rows][: self._most]
        if not new:
            return
        if len(self._rows) + len(new) > self._most:
            self._rows = {}
        if self._matrix.shape[1] != vectors.shape[1]:
            self._matrix = np.empty((self._most, vectors.shape[1]), dtype=np.float32)
        first = len(self._rows)
        self._matrix[first : first + len(new)] = vectors[new]
        self._rows |= {ids[n]: first + at for at, n in enumerate(new)}


def _compared(vector: Vectors, ids: Sequence[str], vectors: Vectors) -> dict[str, float]:
    return dict(zip(ids, (vectors @ vector).tolist(), strict=True)) if ids else {}
