"""How well disagreement and supersession are told from rounding and from different things: made pairs, scored."""

from evals.conflicts.reading import CAUSES, DATA, THIRD, ConflictSet, Half, Kind, Pair, Report, read_conflict_set
from evals.conflicts.report_text import conflicts_text
from evals.conflicts.scoring import LEAST_FOUND, MOST_FALSE, ConflictsReport, score_conflicts

__all__ = [
    "CAUSES",
    "DATA",
    "LEAST_FOUND",
    "MOST_FALSE",
    "THIRD",
    "ConflictSet",
    "ConflictsReport",
    "Half",
    "Kind",
    "Pair",
    "Report",
    "conflicts_text",
    "read_conflict_set",
    "score_conflicts",
]
