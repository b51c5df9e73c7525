"""All external sets by name. A new one is a file, its test and a line here."""

from __future__ import annotations

from collections.abc import Callable

from evals.external.contract import ExternalPlan, ExternalReport, Tick
from evals.external.multihop import run_multihop
from evals.external.multihop_rag import run_multihop_rag
from evals.external.news import run_news
from evals.external.realtimeqa import run_realtimeqa
from evals.external.refusals import run_refusals
from evals.external.rgb import run_rgb
from evals.external.trade import run_trade
from evals.external.when_why import run_when_why
from index.errors import UsageError

__all__ = ["RUNNERS", "run_external"]

RUNNERS: dict[str, Callable[[ExternalPlan, Callable[[str], None], Tick], ExternalReport]] = {
    "news": run_news,
    "trade": run_trade,
    "refusals": run_refusals,
    "when_why": run_when_why,
    "multihop": run_multihop,
    "multihop-rag": run_multihop_rag,
    "realtimeqa": run_realtimeqa,
    "rgb": run_rgb,
}


def run_external(
    name: str,
    plan: ExternalPlan,
    say: Callable[[str], None] = lambda _: None,
    tick: Tick = lambda _done, _total: None,
) -> ExternalReport:
    """Measure on one set.

    Raises: UsageError for an unknown name, for data that are not there, and when nothing is selected.
    """
    if name not in RUNNERS:
        raise UsageError(f"no public set {name!r}", hint=f"choose from {', '.join(RUNNERS)}")
    if not plan.data.is_dir():
        raise UsageError(f"no folder {str(plan.data)!r}", hint="--data names where the public data were downloaded")
    report = RUNNERS[name](plan, say, tick)
    if not report.questions:
        raise UsageError(f"no question of {name!r} is in the split {plan.split!r}")
    return report
