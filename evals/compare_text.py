"""A comparison as text: flips first, then what can be told from chance."""

from __future__ import annotations

from evals.comparing import Comparison, Difference, Flip
from evals.run_table import aligned

__all__ = ["compare_text"]


def compare_text(found: Comparison) -> str:
    """Flips, the verdict on them in words, and a line a scorer."""
    broken = sum(not flip.fixed for flip in found.flips)
    rows = [("scorer", "base", "new", "difference", "95 %", "p", "visible", "n", ""), *map(_row, found.differences)]
    return "\n".join(
        [
            f"{found.suite}: {found.base} against {found.new}, {found.cases} cases",
            f"flips: {broken} broken, {len(found.flips) - broken} fixed",
            *map(_flip, found.flips),
            "",
            f"passed {found.base_passed} then {found.new_passed}: {_verdict(found)} (p = {found.p:.3f})",
            f"with what went the other way, {found.flips_needed} flips one way would have been told from chance",
            "",
            *aligned(rows),
        ]
    )


def _verdict(found: Comparison) -> str:
    if found.p >= 0.05:
        return f"no evidence of a difference at {found.cases} cases"
    return "better" if found.new_passed > found.base_passed else "worse"


def _flip(flip: Flip) -> str:
    reasons = " ".join("; ".join(flip.reasons).split())
    line = f"  {'fixed' if flip.fixed else 'BROKEN'} {flip.case}: {'was ' if flip.fixed else ''}{reasons}"
    return line if len(line) <= 200 else f"{line[:199]}…"


def _row(each: Difference) -> tuple[str, ...]:
    interval = "" if each.low is None or each.high is None else f"{each.low:+.3f} to {each.high:+.3f}"
    visible = "–" if each.visible is None else f"{each.visible:.3f}"
    return (
        f"{each.scorer}{' *' if each.primary else ''}",
        f"{each.base:.3f}",
        f"{each.new:.3f}",
        f"{each.new - each.base:+.3f}",
        interval,
        f"{each.p:.3f}",
        visible,
        str(each.of),
        each.verdict,
    )
