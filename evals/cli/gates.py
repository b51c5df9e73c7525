"""`--gate` with nothing behind it means Parley's own thresholds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from typer.core import TyperCommand

__all__ = ["GateCommand"]


class GateCommand(TyperCommand):
    """A command whose `--gate` may stand alone."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """What click reads, with the value that is left out put in."""
        return list(super().parse_args(ctx, _with_values(args)))


def _with_values(args: Sequence[str]) -> list[str]:
    """`--gate` becomes `--gate=` unless a file or a `name=value` follows it."""
    given = [*args, ""]
    alone = [
        each == "--gate" and not (following.endswith(".toml") or ("=" in following and following[:1] != "-"))
        for each, following in zip(args, given[1:], strict=True)
    ]
    return [f"{each}=" if bare else each for each, bare in zip(args, alone, strict=True)]
