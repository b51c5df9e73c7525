"""A chat model as a judge beside the scorers: asked twice, held to a reply contract, and measured itself."""

from evals.judges.judge import JUDGE_SCORERS, Judge, make_judge

__all__ = ["JUDGE_SCORERS", "Judge", "make_judge"]
