"""What is told of an answer while it is made, to whoever looks on from outside."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answers import Answer
from index.retrieval import ScoredPassage

__all__ = ["Observer"]


class Observer:
    """Is told the steps in their order. This one listens to none."""

    def question_asked(self, question: str) -> None:
        """Before anything is done."""

    def retrieval_begun(self, text: str) -> None:
        """Before articles are looked for by this text."""

    def retrieved(self, text: str, passages: Sequence[ScoredPassage]) -> None:
        """What was found, best first."""

    def writing_begun(self, question: str) -> None:
        """Before the answer is written or made of sentences, or is refused."""

    def answered(self, question: str, answer: Answer) -> None:
        """After the last step."""
