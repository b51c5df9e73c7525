"""How well time expressions are found and resolved: sentences with the days a careful reader gives them, scored."""

from evals.times.reading import DATA, TimeCase, TimeSet, read_time_set
from evals.times.report_text import times_text
from evals.times.scoring import LEAST_RIGHT, MOST_TAKEN, TimesReport, score_times

__all__ = [
    "DATA",
    "LEAST_RIGHT",
    "MOST_TAKEN",
    "TimeCase",
    "TimeSet",
    "TimesReport",
    "read_time_set",
    "score_times",
    "times_text",
]
