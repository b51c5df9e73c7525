"""Does a text state a fact: phrases on whole words, numbers with their unit, dates with their precision."""

from evals.matching.facts import FactMatch, Said, match_fact, said_in_answer, said_in_text

__all__ = ["FactMatch", "Said", "match_fact", "said_in_answer", "said_in_text"]
