"""A run's figures as text for a terminal or a file: aligned, without colours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from evals.costs import cost_text
from evals.gates import GateResult
from evals.metrics import RunFigures, ScorerFigures
from evals.records import RunRecord, RunSummary
from evals.scorers import Role
from evals.statistics import Mean, Rate

__all__ = ["aligned", "gate_line", "interval_text", "mean_text", "rate_text", "run_text"]

LINE = 200
SHOWN_OF_BASELINES = ("key_facts", "abstention", "evidence_hit", "traceable", "token_f1", "cosine")


def run_text(record: RunRecord) -> str:
    """The table, abstention, baselines, gates, and one line for each case that failed."""
    figures = record.summary.figures
    rows = [("scorer", "mean", "95 %", "full", "n/a", "unscored"), *map(_scorer_row, figures.scorers)]
    asked = f"{figures.cases} cases" + (f" {figures.repeats} times" if figures.repeats > 1 else "")
    return "\n".join(
        [
            f"{record.summary.suite}, {record.summary.system}: {asked}, {figures.errors} errors, "
            f"{rate_text(figures.passed)} passed",
            "",
            *aligned(rows),
            "",
            *_abstention(figures),
            f"by kind: {', '.join(f'{kind} {rate.hits}/{rate.of}' for kind, rate in figures.by_kind.items())}",
            *_notes(figures),
            "",
            *_baselines(record.summary),
            *map(gate_line, record.summary.gates),
            *_failures(figures),
            "",
            f"record: {record.folder}",
        ]
    )


def rate_text(rate: Rate) -> str:
    """`12/40 (30 %, 18 to 45)`; `0/0` for none at all."""
    if rate.share is None:
        return "0/0"
    return f"{rate.hits}/{rate.of} ({100 * rate.share:.0f} %, {interval_text(rate)})"


def interval_text(rate: Rate) -> str:
    """`18 to 45`, in percent; empty for none at all."""
    if rate.low is None or rate.high is None:
        return ""
    return f"{100 * rate.low:.0f} to {100 * rate.high:.0f}"


def aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    """Rows as lines with columns of one width: the first to the left, the others to the right."""
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    return [
        "  ".join(
            cell.ljust(width) if at == 0 else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]


def mean_text(mean: Mean) -> str:
    """`.681`; a dash for none."""
    return "–" if mean.value is None else f"{mean.value:.3f}"


def gate_line(result: GateResult) -> str:
    """`gate ok: key_facts 0.681 >= 0.6`."""
    measured = "not measured" if result.measured is None else f"{result.measured:.3f}"
    sign = "<=" if result.at_most else ">="
    return f"gate {'ok' if result.passed else 'FAILED'}: {result.gate} {measured} {sign} {result.threshold:g}"


def _scorer_row(figures: ScorerFigures) -> tuple[str, ...]:
    mean = figures.mean
    interval = "" if mean.low is None or mean.high is None else f"{mean.low:.3f} to {mean.high:.3f}"
    star = {Role.DECIDES: "", Role.MEASURES: " ·", Role.DIAGNOSES: " ··"}[figures.role]
    return (
        f"{figures.scorer}{star}",
        mean_text(mean),
        interval,
        f"{figures.full.hits}/{figures.full.of}",
        str(figures.not_applicable),
        str(figures.unscored),
    )


def _abstention(figures: RunFigures) -> Iterator[str]:
    each = figures.abstention
    yield "· does not decide whether a case passes   ·· for diagnosis only"
    yield f"over-refusal {rate_text(each.over_refusal)}   fabrication {rate_text(each.fabrication)}"
    shares = {"precision": each.precision, "recall": each.recall, "macro-F1": each.macro_f1, "CRAG score": each.crag}
    yield "refusals: " + "   ".join(f"{name} {'–' if v is None else f'{v:.3f}'}" for name, v in shares.items())


def _notes(figures: RunFigures) -> Iterator[str]:
    costs = figures.costs
    if costs.total is not None:
        cached = f", {costs.cached} from the cache left out" if costs.cached else ""
        yield f"time an answer: median {costs.total.p50:.0f} ms, 95 % within {costs.total.p95:.0f} ms{cached}"
    elif costs.cached:
        yield f"no time was taken: all {costs.cached} answers are from the cache"
    if costs.prompt_tokens or costs.completion_tokens:
        spent = cost_text(costs.cost_usd, costs.price_dates)
        yield f"tokens: {costs.prompt_tokens} in, {costs.completion_tokens} out, {spent}"
    if figures.flaky:
        yield f"pass in some repeats only: {', '.join(figures.flaky)}"
    if figures.without_history:
        yield f"{figures.without_history} follow-ups were asked without the turns before them"


def _baselines(summary: RunSummary) -> Iterator[str]:
    if not summary.baselines:
        return
    own = {each.scorer: each.mean.value for each in summary.figures.scorers}
    rows: list[tuple[str, ...]] = [("baseline", "passed", *SHOWN_OF_BASELINES, "words")]
    passed = summary.figures.passed
    rows.append(
        (
            "this run",
            f"{passed.hits}/{passed.of}",
            *(_shown(own.get(name)) for name in SHOWN_OF_BASELINES),
            _words(summary.figures.costs.words),
        )
    )
    for each in summary.baselines:
        values = (_shown(each.means.get(name)) for name in SHOWN_OF_BASELINES)
        rows.append((each.name, f"{each.passed.hits}/{each.passed.of}", *values, _words(each.words)))
    yield from aligned(rows)
    yield ""


def _words(value: float | None) -> str:
    return "–" if value is None else f"{value:.0f}"


def _shown(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _failures(figures: RunFigures) -> Iterator[str]:
    if figures.failed:
        yield ""
        yield "failed:"
    for each in figures.failed:
        yield f"  {each.case} ({each.stage}): {_short('; '.join(each.reasons))}"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LINE else f"{line[: LINE - 1]}…"
