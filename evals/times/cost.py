"""What finding and resolving the times of articles costs, beside loading them: `python -m evals.times.cost PATH …`.

Each round loads the inputs into a new library with the default settings, then resolves every time expression of the
same articles, so that both are measured in one process, in seconds of its processor time.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import typer

from assistant import Assistant
from index.articles import Article
from index.temporal import find_times

__all__ = ["Cost", "main", "measure"]

ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Cost:
    """One round."""

    articles: int
    expressions: int
    loading_s: float
    resolving_s: float

    @property
    def share(self) -> float:
        """Resolving as a share of loading; 0 when nothing was loaded."""
        return self.resolving_s / self.loading_s if self.articles else 0.0


def measure(paths: Sequence[Path]) -> Cost:
    """Load the paths into a new library, then resolve the times of its articles."""
    with TemporaryDirectory(prefix="parley-cost-") as folder, Assistant.open(folder) as parley:
        started = time.process_time()
        parley.load(paths)
        loading_s = time.process_time() - started
        articles: list[Article] = list(parley.all_articles())
        started = time.process_time()
        expressions = sum(len(find_times(each.text, each.published)) for each in articles)
        resolving_s = time.process_time() - started
    return Cost(len(articles), expressions, loading_s, resolving_s)


def main(arguments: Sequence[str]) -> None:
    """Print a line a round."""
    for _ in range(ROUNDS):
        cost = measure([Path(each) for each in arguments])
        typer.echo(
            f"{cost.articles} articles, {cost.expressions} expressions: loading {cost.loading_s:.2f} s, "
            f"resolving {cost.resolving_s:.2f} s, {cost.share:.1%}"
        )


if __name__ == "__main__":
    main(sys.argv[1:])
