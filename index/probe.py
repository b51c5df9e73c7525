"""Look into the derived indexes in a process of its own: a damaged one may end the process that opens it.

    python -m index.probe LIBRARY FINGERPRINT

prints one JSON line an index, keywords first: what it holds, or what is wrong with it.
"""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

from pydantic import BaseModel, ConfigDict

from index.derived import DerivedIndexes
from index.errors import IndexStale

__all__ = ["Probed", "probe_indexes"]

TIMEOUT_S = 600


class Probed(BaseModel):
    """What was found in one index."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    problem: str = ""
    """Why it could not be read; empty when it could."""
    articles: int = 0
    """Keyword index only."""
    passages: int = 0
    ids: frozenset[str] = frozenset()
    """Passage ids, vector index only."""


def probe_indexes(library: Path, fingerprint: str) -> tuple[Probed, Probed]:
    """Keyword and vector index of a library folder. Never raises for what is wrong with them."""
    command = [sys.executable, "-P", "-m", "index.probe", str(library), fingerprint]
    try:
        done = subprocess.run(command, capture_output=True, timeout=TIMEOUT_S, check=False)  # noqa: S603 - ourselves
    except subprocess.TimeoutExpired:
        hung = Probed(problem=f"opening it took more than {TIMEOUT_S} s")
        return hung, hung
    lines = [line for line in done.stdout.splitlines() if line.startswith(b"{")]
    found = [Probed.model_validate_json(line) for line in lines[:2]]
    missing = Probed(problem=f"opening it {_ending(done.returncode)}")
    keywords, vectors = [*found, missing, missing][:2]
    return keywords, vectors


def _ending(code: int) -> str:
    if code >= 0:
        return f"ended the process with code {code}"
    name = signal.Signals(-code).name if -code in {each.value for each in signal.Signals} else str(-code)
    return f"crashed the process ({name})"


def _no_embedder() -> NoReturn:
    raise AssertionError("nothing is embedded here")


def _report(look: Callable[[], Probed]) -> None:
    try:
        found = look()
    except IndexStale as error:
        found = Probed(problem=error.message)
    except Exception as error:  # noqa: BLE001 - whatever a damaged file makes a library raise
        found = Probed(problem=f"{type(error).__name__}: {error}")
    values: dict[str, Any] = found.model_dump(mode="json")
    print(json.dumps(values), flush=True)  # noqa: T201 - the answer to the parent process


def _main(folder: str, fingerprint: str) -> None:
    indexes = DerivedIndexes(Path(folder), _no_embedder, fingerprint)

    def keywords() -> Probed:
        articles, passages = indexes.keywords().counts()
        return Probed(articles=articles, passages=passages)

    def vectors() -> Probed:
        ids = indexes.vectors().ids()
        return Probed(passages=len(ids), ids=frozenset(ids))

    _report(keywords)
    _report(vectors)


if __name__ == "__main__":
    _main(*sys.argv[1:3])
