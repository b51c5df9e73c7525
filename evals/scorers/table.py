"""All scorers, in the order in which they are shown. A new one is a file, its test and a line here."""

from __future__ import annotations

from evals.scorers.abstention import score_abstention
from evals.scorers.citation_validity import score_citation_validity
from evals.scorers.contract import Scorer
from evals.scorers.evidence_hit import score_evidence_hit
from evals.scorers.forbidden import score_forbidden
from evals.scorers.key_facts import score_key_facts

__all__ = ["SCORERS"]

SCORERS = (
    Scorer("key_facts", 1, score_key_facts, decides=True),
    Scorer("forbidden", 1, score_forbidden, decides=True),
    Scorer("citation_validity", 1, score_citation_validity, decides=True),
    Scorer("abstention", 1, score_abstention, decides=True),
    Scorer("evidence_hit", 1, score_evidence_hit, decides=False),
)
