"""Reading, dating, cutting and embedding on a Ray cluster; the articles are stored by the process that asks for it.

Every machine of the cluster has this version of Parley and sees the files under the same names. A task whose worker
dies is done again by Ray; since nothing is stored by a task, that changes nothing.
"""

from __future__ import annotations

import hashlib
import importlib.util
import logging
import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain
from typing import Any

import numpy as np

from index.articles import Article, Draft, Passage
from index.cutting import cut_article
from index.derived import texts_to_embed
from index.embedding import Embedder, Vectors
from index.errors import LibraryUnreachable, SettingsError
from index.passages import PassageSettings
from index.preparing import Here, Intake, Settled, batches, settled_all
from index.readers import Problem, ReadOptions
from index.readers.inputs import STDIN, FoundFile, WebAddress, expand
from index.readers.reading import read_found

__all__ = ["RayWork"]

LOCAL = "local"
GROUP_FILES = 32
GROUP_BYTES = 4_000_000
GROUPS_AHEAD = 4
"""Groups of files that are read while an earlier one is stored."""
RETRIES = 5
"""Workers that a task may lose."""

Found = FoundFile | WebAddress | Problem


class RayWork:
    """One connection to a cluster."""

    ahead = 8

    def __init__(self, address: str, passages: PassageSettings, make_embedder: Callable[[], Embedder]) -> None:
        """`local` as the address starts a cluster on this machine; `make_embedder` is called once in each worker.

        Raises: SettingsError without Ray; LibraryUnreachable when the cluster does not answer.
        """
        if importlib.util.find_spec("ray") is None:
            raise SettingsError("--ray needs Ray, which is missing", hint="pip install 'parley[ray]'")
        # Ray would tell its makers of every start, and takes a busy machine for one that does not start
        os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
        os.environ.setdefault("RAY_raylet_start_wait_time_s", "600")
        import ray

        given: dict[str, Any] = {"include_dashboard": False} if address == LOCAL else {"address": address}
        try:
            ray.init(log_to_driver=False, logging_level=logging.ERROR, **given)
        except (ConnectionError, RuntimeError, ValueError) as error:
            reason = str(error).strip().partition("\n")[0]
            raise LibraryUnreachable(
                f"the Ray cluster at {address!r} does not answer ({reason})", hint="start it, or check --ray"
            ) from error
        self._here = Here(passages)
        self._read = ray.remote(max_retries=RETRIES, num_returns="streaming")(_read)
        self._cut = ray.remote(max_retries=RETRIES)(_cut)
        self._passages = passages
        self._make_embedder = ray.put(make_embedder)
        self._get = ray.get
        self._end = ray.shutdown
        self.embedder = _Remembering(make_embedder)
        """For the indexes: it knows the vectors that the workers made."""

    def close(self) -> None:
        """Let go of the cluster; a local one ends."""
        self._end()

    def settled(self, intake: Intake) -> Iterator[list[Settled | Problem]]:
        """See `index.preparing.Work`. What comes by standard input or from Python is read here."""
        return batches(chain.from_iterable(self._parts(intake)))

    def _parts(self, intake: Intake) -> Iterator[list[Settled | Problem]]:
        running: deque[Any] = deque()
        for each in intake.inputs:
            if isinstance(each, Draft) or each == STDIN:
                yield from self._results(running, 0, intake.on_bytes)
                yield from self._here.settled(replace(intake, inputs=[each]))
                continue
            for group in _groups(expand([each])):
                running.append(self._read.remote(group, intake.options, intake.today))
                yield from self._results(running, GROUPS_AHEAD, intake.on_bytes)
        yield from self._results(running, 0, intake.on_bytes)

    def cut(self, articles: Sequence[Article]) -> Callable[[], list[list[Passage]]]:
        """See `index.preparing.Work`; the passages' vectors are kept for the indexes."""
        if not articles:
            return list
        running = self._cut.remote(list(articles), self._passages, self._make_embedder)

        def wait() -> list[list[Passage]]:
            passages, vectors = self._get(running)
            texts = [
                text
                for article, parts in zip(articles, passages, strict=True)
                for text in texts_to_embed(article, parts)
            ]
            self.embedder.remember(texts, vectors)
            found: list[list[Passage]] = passages
            return found

        return wait

    def _results(
        self, running: deque[Any], most: int, on_bytes: Callable[[int], None]
    ) -> Iterator[list[Settled | Problem]]:
        while len(running) > most:
            for part in running.popleft():
                read, batch = self._get(part)
                on_bytes(read)
                yield batch


class _Remembering:
    """An embedder that takes what workers have embedded, and embeds the rest itself."""

    def __init__(self, make: Callable[[], Embedder]) -> None:
        self._make = make
        self._own: Embedder | None = None
        self._known: dict[bytes, Vectors] = {}

    @property
    def fingerprint(self) -> str:
        """The same as without workers."""
        return self._embedder().fingerprint

    def remember(self, texts: Sequence[str], vectors: Vectors) -> None:
        """Keep vectors until their texts are embedded."""
        self._known.update(zip(map(_key, texts), vectors, strict=True))

    def embed(self, texts: Sequence[str]) -> Vectors:
        """See `index.embedding.Embedder`."""
        keys = [_key(text) for text in texts]
        missing = [text for key, text in zip(keys, texts, strict=True) if key not in self._known]
        if missing:
            self.remember(missing, self._embedder().embed(missing))
        rows = np.stack([self._known[key] for key in keys]) if keys else self._embedder().embed([])
        for key in keys:
            self._known.pop(key, None)
        return rows

    def embed_query(self, text: str) -> Vectors:
        """See `index.embedding.Embedder`."""
        return self._embedder().embed_query(text)

    def _embedder(self) -> Embedder:
        if self._own is None:
            self._own = self._make()
        return self._own


def _key(text: str) -> bytes:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _groups(found: Iterator[Found]) -> Iterator[list[Found]]:
    """As many files as one task reads."""
    group: list[Found] = []
    size = 0
    for each in found:
        group.append(each)
        size += each.size if isinstance(each, FoundFile) else 0
        if len(group) == GROUP_FILES or size >= GROUP_BYTES:
            yield group
            group, size = [], 0
    if group:
        yield group


# what workers do


def _read(group: Sequence[Found], options: ReadOptions, today: date) -> Iterator[tuple[int, list[Settled | Problem]]]:
    """Batches of what a group of files holds, each with the bytes that were read for it."""
    read: list[int] = []
    drafts = (draft for each in group for draft in read_found(each, options, read.append))
    for batch in batches(drafts):
        yield sum(read), settled_all(batch, options, today)
        read.clear()
    if read:
        yield sum(read), []


_EMBEDDERS: list[Embedder] = []
"""This worker's, made at its first task; it serves one load alone."""


def _cut(
    articles: Sequence[Article], passages: PassageSettings, make_embedder: Callable[[], Embedder]
) -> tuple[list[list[Passage]], Vectors]:
    """The passages of each article, and the vectors of all of them in order."""
    parts = [cut_article(article, passages) for article in articles]
    texts = [text for article, cut in zip(articles, parts, strict=True) for text in texts_to_embed(article, cut)]
    if not _EMBEDDERS:
        _EMBEDDERS.append(make_embedder())
    return parts, _EMBEDDERS[0].embed(texts)
