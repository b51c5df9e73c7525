"""A lint report as text."""

from __future__ import annotations

from evals.lint import LintReport

__all__ = ["lint_text"]


def lint_text(report: LintReport) -> str:
    """What the suite is made of, then one line a finding, errors first."""
    share = f"{100 * report.refusals / report.cases:.0f} %" if report.cases else "none"
    lines = [
        f"{report.suite}: {report.cases} cases, {report.refusals} ({share}) to be refused",
        *(f"  {kind}: {_splits(counts)}" for kind, counts in report.kinds.items()),
    ]
    ordered = sorted(report.findings, key=lambda each: each.level)
    lines += [f"{each.level}: {each.case}: {each.message}" for each in ordered]
    errors = len(report.errors)
    return "\n".join([*lines, f"{errors} errors, {len(report.findings) - errors} warnings"])


def _splits(counts: dict[str, int]) -> str:
    return ", ".join(f"{count} {split}" for split, count in counts.items())
