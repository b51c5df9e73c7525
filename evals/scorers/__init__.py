"""Scorers: each judges one answer to one case, by one question, without a model or a network."""

from evals.scorers.contract import Judged, Role, Score, Scorer
from evals.scorers.table import PRIMARY, SCORERS

__all__ = ["PRIMARY", "SCORERS", "Judged", "Role", "Score", "Scorer"]
