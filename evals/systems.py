"""What can be asked: anything that answers a question as of a day. A system never sees the gold."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Protocol

from evals.cases import CaseTurn, EvalCase
from index.errors import InputError

if TYPE_CHECKING:
    from assistant import Assistant
    from assistant.answers import Answer
    from index.articles import Draft

__all__ = ["AskedQuestion", "AssistantSystem", "System", "asked_question", "kept_library", "loaded_assistant"]


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """What a system is told of a case."""

    text: str
    as_of: date
    history: tuple[CaseTurn, ...] = ()


class System(Protocol):
    """Anything that answers."""

    @property
    def name(self) -> str:
        """What the record calls it."""

    @property
    def takes_history(self) -> bool:
        """Whether it looks at the earlier turns of a conversation."""

    def answer(self, question: AskedQuestion) -> Answer:
        """The answer; whatever it raises is recorded as an error of this case."""


class AssistantSystem:
    """Parley itself, as its users call it."""

    name = "parley"
    takes_history = False

    def __init__(self, parley: Assistant) -> None:
        self._parley = parley

    def answer(self, question: AskedQuestion) -> Answer:
        """Ask as of the question's day."""
        return self._parley.ask(question.text, as_of=question.as_of)


def asked_question(case: EvalCase) -> AskedQuestion:
    """The part of a case that may be told."""
    return AskedQuestion(case.question, case.as_of, case.history)


def kept_library(parent: Path | None, name: str) -> Path | None:
    """The folder of one corpus's library below the folder where libraries are kept, if they are."""
    return parent / name if parent else None


@contextmanager
def loaded_assistant(
    inputs: Sequence[Path | Draft], library: Path | None, say: Callable[[str], None] = lambda _: None
) -> Iterator[Assistant]:
    """An assistant over these inputs, in a library that is kept or, without one, thrown away.

    Loading into a kept library costs nothing when all is there already.
    Raises: InputError when an input could not be loaded; KeyboardInterrupt, also when loading was cut off.
    """
    from assistant import Assistant

    with TemporaryDirectory(prefix="parley-eval-") as passing:
        folder = library or Path(passing)
        with Assistant.open(folder) as parley:
            report = parley.load(inputs)
            if report.interrupted:
                raise KeyboardInterrupt
            if report.failed:
                note = report.failed_inputs[0]
                raise InputError(f"{report.failed} inputs were not loaded: {note.place}: {note.reason}")
            say(f"{report.articles} articles, {report.added} of them new, in {report.seconds:.1f} s")
            yield parley
