"""Where sources disagree, and where a later report replaces an earlier one.

Looked for among the sentences that were gathered for the question: nothing more is searched.
"""

from assistant.conflicts.finding import Disagreement, Finding, Side, Supersession, find_disagreements
from assistant.conflicts.telling import Told, tell, with_sides, with_sides_unsaid

__all__ = [
    "Disagreement",
    "Finding",
    "Side",
    "Supersession",
    "Told",
    "find_disagreements",
    "tell",
    "with_sides",
    "with_sides_unsaid",
]
