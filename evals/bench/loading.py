"""Loading, as one process does it from its start to its end: `python -m evals.bench.loading SYSTEM FOLDER FILE TOKENS`.

`parley` loads with everything on (dates, copies, keywords, vectors), `textbook` is LlamaIndex over Chroma with the same
embedding model and passages of as many tokens, `rebuild` makes Parley's indexes anew. What it took is printed as JSON.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from evals.bench.articles import read_articles
from evals.bench.costs import Cost, peak_memory_mb, size_mb
from index.memory import share_memory

__all__ = ["SYSTEMS", "main"]


def _parley(folder: Path, file: Path, tokens: int) -> tuple[int, int]:
    from assistant import Assistant, Settings

    with Assistant(Settings(library=folder, passages={"budget_tokens": tokens})) as parley:
        report = parley.load([file])
        return report.articles, parley.library.counts()[1]


def _textbook(folder: Path, file: Path, tokens: int) -> tuple[int, int]:
    from evals.textbook import textbook_index

    articles = read_articles(file)
    client, index = textbook_index(folder, {each.id: each.text for each in articles}, tokens)
    passages = int(index.vector_store.client.count())
    client.close()
    return len(articles), passages


def _rebuild(folder: Path, _: Path, tokens: int) -> tuple[int, int]:
    from assistant import Assistant, Settings

    with Assistant(Settings(library=folder, passages={"budget_tokens": tokens})) as parley:
        return parley.rebuild(), parley.library.counts()[1]


SYSTEMS = {"parley": _parley, "textbook": _textbook, "rebuild": _rebuild}


def main(system: str, folder: str, file: str, tokens: str) -> None:
    """Do it, and print a `Cost`."""
    began = time.perf_counter()
    if system != "textbook":
        share_memory()  # as `parley` does
    articles, passages = SYSTEMS[system](Path(folder), Path(file), int(tokens))
    seconds = time.perf_counter() - began
    times = os.times()
    cost = Cost(
        articles=articles,
        passages=passages,
        seconds=round(seconds, 2),
        cpu_seconds=round(times.user + times.system, 2),
        disk_mb=size_mb(Path(folder)),
        memory_mb=peak_memory_mb(),
    )
    sys.stdout.write(cost.model_dump_json() + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
