"""From a question and what was said before it to one that can be understood alone.

Rules by default; a rewriter, which may be a chat model, is asked first where one is given.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from assistant.answers import Frozen
from assistant.conversations.followups import resolve
from assistant.conversations.models import Exchange
from index.errors import ParleyError

__all__ = ["Rewriter", "StandAlone", "stand_alone", "told_apart"]

Rewriter = Callable[[Sequence[Exchange], str], str]
"""What was said before, oldest first, and the question as typed → the stand-alone question. Raises: ParleyError."""
LONGEST = 600
"""Characters of a rewritten question, beyond its typed form; what is longer is no question."""
LONGEST_FOLLOW_UP = 1000
"""Whoever writes more has said what it is about; reading it costs with the square of its length."""


class StandAlone(Frozen):
    """A question that can be understood without what was said before it."""

    question: str
    carried: tuple[str, ...] = ()
    """What was taken over from before; empty when the question needed nothing."""
    notes: tuple[str, ...] = ()
    """What the person should know about how it was made."""


def stand_alone(
    question: str, history: Sequence[Exchange], as_of: date, rewriter: Rewriter | None = None
) -> StandAlone:
    """The question as it can be searched; unchanged when nothing came before or it says everything itself.

    One of more than 1,000 characters is taken to say everything itself.

    Where the rewriter fails, or what it gives is empty or far too long, the rules step in and a note says so.
    """
    if not history or len(question) > LONGEST_FOLLOW_UP:
        return StandAlone(question=question)
    by_rules = resolve(question, history, as_of)
    plain = StandAlone(question=by_rules.question, carried=by_rules.carried)
    if rewriter is None:
        return plain
    try:
        rewritten = " ".join(rewriter(history, question).split())
    except ParleyError as error:
        return plain.model_copy(update={"notes": (f"the question was completed by rules: {error.message}",)})
    if not any(letter.isalnum() for letter in rewritten) or len(rewritten) > len(question) + LONGEST:
        note = "the question was completed by rules: the model gave nothing that could be used"
        return plain.model_copy(update={"notes": (note,)})
    return StandAlone(question=rewritten, carried=() if rewritten == question else _taken(question, rewritten))


def told_apart(history: Sequence[Exchange], as_of: date, rewriter: Rewriter | None = None) -> tuple[Exchange, ...]:
    """The same exchanges with each question in its stand-alone form, for histories that hold them as typed."""
    apart: list[Exchange] = []
    for each in history:
        apart.append(Exchange(stand_alone(each.question, apart, as_of, rewriter).question, each.answer))
    return tuple(apart)


def _taken(typed: str, rewritten: str) -> tuple[str, ...]:
    """The stretches of words that the rewritten question has and the typed one has not."""
    known = {word.strip("?,.;:!").casefold() for word in typed.split()}
    stretches: list[list[str]] = [[]]
    for word in rewritten.split():
        bare = word.strip("?,.;:!")
        if bare.casefold() in known:
            stretches.append([])
        else:
            stretches[-1].append(bare)
    return tuple(" ".join(stretch) for stretch in stretches if stretch)
