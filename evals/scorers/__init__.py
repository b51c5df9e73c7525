"""Scorers: each judges one answer to one case, by one question, without a model or a network."""

from evals.scorers.contract import Judged, Score, Scorer
from evals.scorers.table import SCORERS

__all__ = ["SCORERS", "Judged", "Score", "Scorer"]
