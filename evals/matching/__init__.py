"""Does a text state a fact: phrases on whole words, numbers with their unit, dates with their precision."""

from evals.matching.facts import (
    FactMatch,
    Said,
    date_missing,
    match_fact,
    number_missing,
    said_in_answer,
    said_in_text,
    said_in_windows,
    states_date,
    states_number,
)

__all__ = [
    "FactMatch",
    "Said",
    "date_missing",
    "match_fact",
    "number_missing",
    "said_in_answer",
    "said_in_text",
    "said_in_windows",
    "states_date",
    "states_number",
]
