"""The sentences that an answer can be made of: how well each fits the question, when it speaks of, how it is cited."""

from __future__ import annotations

from assistant.evidence.citing import cite
from assistant.evidence.gathering import REPORTED_ON, Evidence, Sentence, gather, name_terms

__all__ = ["REPORTED_ON", "Evidence", "Sentence", "cite", "gather", "name_terms"]
