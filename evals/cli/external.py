"""`parley-eval external`: a public question set in its own form."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from evals.cli.options import AsJson, Limit
from evals.terminal import Progress, exit_codes, say

__all__ = ["external"]


class ExternalName(StrEnum):
    """The public question sets."""

    NEWS = "news"
    TRADE = "trade"
    REFUSALS = "refusals"
    WHEN_WHY = "when_why"
    MULTIHOP = "multihop"
    MULTIHOP_RAG = "multihop-rag"
    REALTIMEQA = "realtimeqa"
    RGB = "rgb"


class ExternalSplit(StrEnum):
    """Which questions of a public set are asked."""

    DEV = "dev"
    TEST = "test"
    ALL = "all"


def external(
    name: Annotated[ExternalName, typer.Argument(help="Which public question set.")],
    *,
    data: Annotated[Path, typer.Option(help="The folder of the downloaded data.")],
    split: Annotated[ExternalSplit, typer.Option(help="Tune on dev, report test.")] = ExternalSplit.ALL,
    limit: Limit = None,
    library: Annotated[Path | None, typer.Option(help="Keep the loaded articles here.")] = None,
    as_json: AsJson = False,
) -> None:
    """Measure Parley on a public question set, with the figures of plain BM25 beside it."""
    with exit_codes():
        from evals.external import ExternalPlan, figures_text, run_external

        plan = ExternalPlan(data=data, split=split.value, limit=limit, library=library)
        with Progress() as progress:
            report = run_external(str(name), plan, say, progress.tick)
        typer.echo(report.model_dump_json() if as_json else figures_text(report))
