"""How something ended is read from a clause; what is open or only in part is no outcome."""

from __future__ import annotations

import pytest

from assistant.conflicts.outcomes import outcome_in


@pytest.mark.parametrize(
    ("text", "kind", "good"),
    [
        ("The talks ended on Sunday with an agreement", "deal", True),
        ("The ministers struck a last-minute deal", "deal", True),
        ("An accord on milk was reached at the summit", "deal", True),
        ("The two sides settled the dispute", "deal", True),
        ("The talks ended without an agreement", "deal", False),
        ("The talks ended with no agreement", "deal", False),
        ("The ministers failed to reach a deal", "deal", False),
        ("The summit broke up in May", "deal", False),
        ("The panel upheld the duty", "ruling", True),
        ("The panel ruled against the duty", "ruling", False),
        ("Judges threw out the levy", "ruling", False),
    ],
)
def test_outcomes(text: str, kind: str, good: bool) -> None:
    outcome = outcome_in(text)
    assert outcome is not None
    assert (outcome.kind, outcome.good) == (kind, good)
    assert outcome.told in text


@pytest.mark.parametrize(
    "text",
    [
        "The ministers met on Monday",
        "The ministers agreed to meet again",
        "The ministers hope to reach a deal",
        "The ministers may reach a deal",
        "The panel rejected the complaint against the duty",
        "The panel partly upheld the duty",
    ],
)
def test_no_outcome(text: str) -> None:
    assert outcome_in(text) is None
