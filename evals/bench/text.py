"""A measurement as a table: what was seen, the baseline beside it, what was aimed at."""

from __future__ import annotations

from collections.abc import Iterator

from evals.bench.asking import Asking
from evals.bench.costs import Cost
from evals.bench.running import BenchReport

__all__ = ["bench_text"]

HEAD = ("", "Parley", "beside it", "ratio", "aim")
FIRST, LARGE = 1, 10
AIMS_MS = {FIRST: (40, 120), LARGE: (80, 250)}
"""Median and 95th of 100 milliseconds of an answer, by size."""

Row = tuple[str, str, str, str, str]


def bench_text(report: BenchReport) -> str:
    """The report for a person, in Markdown."""
    rows = [*_loading(report), *_asking(report), *_starting(report)]
    lines = [
        f"{report.day}, {report.machine}; load average {' before, '.join(map(str, report.load_average))} after.",
        f"{report.material}, passages of at most {report.passage_tokens} tokens.",
        "",
        f"| {' | '.join(HEAD)} |",
        f"|{'---|' * len(HEAD)}",
        *(f"| {' | '.join(row)} |" for row in rows),
        "",
        *_steps(report),
    ]
    return "\n".join(lines)


def _loading(report: BenchReport) -> Iterator[Row]:
    ours, theirs = report.parley, report.textbook
    if ours and theirs:
        yield _pair("loading, articles a second", _rate(ours), _rate(theirs), "≥ 3 ×")
        yield _pair("the same, a second of the processor", _cpu_rate(ours), _cpu_rate(theirs), "")
        yield _pair("disk, MB", ours.disk_mb, theirs.disk_mb, "≤ 0.5 ×")
        yield _pair("most memory while loading, MB", ours.memory_mb, theirs.memory_mb, "≤ 0.5 ×")
        yield _pair("passages", ours.passages, theirs.passages, "")
    for times, cost in report.larger.items():
        yield (f"loading {times} times as many, articles a second", f"{_rate(cost):.0f}", "", "", "")
        yield (f"most memory while loading {times} times as many, MB", f"{cost.memory_mb:.0f}", "", "", "")
    if report.rebuild:
        rate = report.rebuild.passages / report.rebuild.seconds
        yield ("making both indexes anew, passages a second", f"{rate:,.0f}", "", "", "≥ 1,500")
        cpu = report.rebuild.passages / report.rebuild.cpu_seconds
        yield ("the same, a second of the processor", f"{cpu:,.0f}", "", "", "")


def _asking(report: BenchReport) -> Iterator[Row]:
    for times, seen in report.asking.items():
        p50, p95 = AIMS_MS.get(times, (0, 0))
        aim = f"≤ {p50} and {p95}" if p50 else ""
        floor = seen.floor
        at = f"{seen.passages:,} passages"
        yield (
            f"floor at {at}: p50, p95 ms (processor)",
            "",
            f"{floor.p50_ms}, {floor.p95_ms} ({floor.cpu_p50_ms})",
            "",
            "",
        )
        for way, took in seen.ways.items():
            ratio = f"{took.cpu_p50_ms / max(floor.cpu_p50_ms, 0.1):.1f} ×"
            yield (f"asking, {way}", f"{took.p50_ms}, {took.p95_ms} ({took.cpu_p50_ms})", "", f"{ratio} the floor", aim)
        yield (f"opening at {at}, s (processor)", f"{seen.open_s} ({seen.open_cpu_s})", "", "", "≤ 1")
        yield (f"first answer at {at}, s", f"{seen.first_s}", "", "", "")
        yield (f"memory after asking at {at}, MB", f"{seen.memory_mb:.0f}", "", "", "≤ 1,200" if times == LARGE else "")
    if {FIRST, LARGE} <= set(report.asking):
        yield _growth(report.asking[FIRST], report.asking[LARGE])


def _growth(small: Asking, large: Asking) -> Row:
    ratios = [large.ways[way].cpu_p50_ms / took.cpu_p50_ms for way, took in small.ways.items()]
    return (
        "growth of an answer's processor time to that size",
        f"{min(ratios):.1f} to {max(ratios):.1f} ×",
        "",
        "",
        "≤ 2 ×",
    )


def _starting(report: BenchReport) -> Iterator[Row]:
    for command, start, aim in (("`parley --help`", report.help, "≤ 0.4"), ("`parley ask`", report.cold_ask, "≤ 2.5")):
        yield (f"{command}, from its start, s (processor)", f"{start.seconds} ({start.cpu_seconds})", "", "", aim)

    page, empty = report.page, report.empty_page
    yield (
        "the page, from the start of `parley serve`, s (processor)",
        f"{page.seconds} ({page.cpu_seconds})",
        f"{empty.seconds} ({empty.cpu_seconds})",
        f"{page.seconds - empty.seconds:+.1f} s",
        "≤ + 1 s",
    )


def _steps(report: BenchReport) -> Iterator[str]:
    for seen in report.asking.values():
        told = ", ".join(f"{step} {milliseconds}" for step, milliseconds in seen.steps.items())
        yield f"Milliseconds of an answer as of its day at {seen.passages:,} passages, by step: {told}."


def _pair(what: str, ours: float, theirs: float, aim: str) -> Row:
    return (what, f"{ours:,.0f}", f"{theirs:,.0f}", f"{ours / theirs:.2f} ×", aim)


def _rate(cost: Cost) -> float:
    return cost.articles / cost.seconds


def _cpu_rate(cost: Cost) -> float:
    return cost.articles / cost.cpu_seconds
