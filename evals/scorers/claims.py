"""Which sentences claim something that has to be cited, and are they."""

from __future__ import annotations

import re

from evals.given import GivenSentence, spoken
from evals.scorers.contract import Judged, Score

__all__ = ["claims_something", "score_claims_cited"]

NUMBER = re.compile(r"\d")
NAME = re.compile(r"(?<=[\w,;:)] )[A-Z][\w'’-]+")
REPORTED = re.compile(
    r"\b(?:said|says|told|announced|reported|warned|agreed|imposed|raised|lifted|signed|promised|accused|ruled)\b"
)


def score_claims_cited(judged: Judged) -> Score:
    """0.0 to 1.0: sentences that claim something and cite something, of all that claim something.

    A sentence claims something when it holds a figure, a name or a verb of reporting. 1.0 when none does.
    """
    claims = [] if judged.answer.refused else [each for each in spoken(judged.answer) if claims_something(each)]
    bare = [sentence for sentence in claims if not sentence.citations]
    if not bare:
        return Score(value=1.0)
    reason = f"cites nothing: {_short(bare[0].text)}"
    return Score(value=1 - len(bare) / len(claims), reason=reason)


def claims_something(sentence: GivenSentence) -> bool:
    """Whether it holds a figure, a name after its first word, or a verb of reporting."""
    return any(pattern.search(sentence.text) for pattern in (NUMBER, NAME, REPORTED))


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 100 else f"{line[:97]}..."
