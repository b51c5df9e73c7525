"""The judge that a command's options name."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from evals.judging import Judge

__all__ = ["judge_of"]


def judge_of(model: str | None, url: str | None, max_cost: float | None) -> Judge | None:
    """None when no model is named. Raises: SettingsError for a judge that cannot be asked."""
    if model is None:
        return None
    from evals.judging import make_judge

    return make_judge(model, url, max_cost)
