"""What can be asked: anything that answers a question as of a day. A system never sees the gold."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Protocol

from evals.cases import CaseTurn, EvalCase
from evals.given import GivenAnswer, given
from evals.samples import Retrieved
from index.errors import InputError

if TYPE_CHECKING:
    from assistant import Assistant
    from index.articles import Draft

__all__ = [
    "DEPTH",
    "AskedQuestion",
    "AssistantSystem",
    "Reply",
    "System",
    "asked_question",
    "code_digest",
    "kept_library",
    "loaded_assistant",
]

DEPTH = 20
"""Passages of a system's ranking that are kept."""


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """What a system is told of a case."""

    text: str
    as_of: date
    history: tuple[CaseTurn, ...] = ()


@dataclass(frozen=True, slots=True)
class Reply:
    """What a system gives back."""

    answer: GivenAnswer
    retrieved: Callable[[], tuple[Retrieved, ...] | None] = lambda: None
    """Its ranking for the question, best first; asked for when the answer's time has been taken."""


class System(Protocol):
    """Anything that answers."""

    @property
    def name(self) -> str:
        """What the record calls it."""

    @property
    def identity(self) -> str:
        """Changes when its answers may: settings, code, model."""

    @property
    def takes_history(self) -> bool:
        """Whether it looks at the earlier turns of a conversation."""

    def answer(self, question: AskedQuestion) -> Reply:
        """The answer; whatever it raises is recorded as an error of this case."""


class AssistantSystem:
    """Parley itself, as its users call it."""

    name = "parley"
    takes_history = True

    def __init__(self, parley: Assistant) -> None:
        self._parley = parley
        self.identity = f"{parley.settings.model_dump_json(exclude={'library'})}/{code_digest()}"

    def answer(self, question: AskedQuestion) -> Reply:
        """Ask as of the question's day, after the turns before it."""
        from assistant.conversations import Exchange

        history = [Exchange(turn.question, turn.answer) for turn in question.history]
        answer = self._parley.ask(question.text, as_of=question.as_of, history=history)
        return Reply(given(answer), lambda: self._retrieved(answer.query.question, question.as_of))

    def _retrieved(self, text: str, as_of: date) -> tuple[Retrieved, ...]:
        found = self._parley.search(text, as_of=as_of, k=DEPTH)
        return tuple(
            Retrieved(article_id=each.article.id, start=each.passage.start, end=each.passage.end) for each in found
        )


def asked_question(case: EvalCase) -> AskedQuestion:
    """The part of a case that may be told."""
    return AskedQuestion(case.question, case.as_of, case.history)


def code_digest() -> str:
    """Changes when a line of the code that answers does: of `index`, `prompts` and `assistant`."""
    digest = hashlib.sha256()
    root = Path(__file__).parents[1]
    for package in ("index", "prompts", "assistant"):
        for path in sorted((root / package).rglob("*")):
            if path.suffix in {".py", ".jinja", ".yaml", ".toml"}:
                digest.update(path.relative_to(root).as_posix().encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def kept_library(parent: Path | None, name: str) -> Path | None:
    """The folder of one corpus's library below the folder where libraries are kept, if they are."""
    return parent / name if parent else None


@contextmanager
def loaded_assistant(
    inputs: Sequence[Path | Draft],
    library: Path | None,
    say: Callable[[str], None] = lambda _: None,
    settings: Sequence[str] = (),
) -> Iterator[Assistant]:
    """An assistant over these inputs, in a library that is kept or, without one, thrown away.

    `settings` are `name=value` with dotted names (`retrieval.recency_weight=0`). Loading into a kept library costs
    nothing when all is there already. Raises: SettingsError; InputError when an input could not be loaded;
    KeyboardInterrupt, also when loading was cut off.
    """
    from assistant import Assistant

    with TemporaryDirectory(prefix="parley-eval-") as passing:
        folder = library or Path(passing)
        with Assistant.open(folder, **_nested(settings)) as parley:
            report = parley.load(inputs)
            if report.interrupted:
                raise KeyboardInterrupt
            if report.failed:
                note = report.failed_inputs[0]
                raise InputError(f"{report.failed} inputs were not loaded: {note.place}: {note.reason}")
            say(f"{report.articles} articles, {report.added} of them new, in {report.seconds:.1f} s")
            yield parley


def _nested(settings: Sequence[str]) -> dict[str, Any]:
    from index.errors import UsageError

    values: dict[str, Any] = {}
    for setting in settings:
        name, separator, value = setting.partition("=")
        if not separator:
            raise UsageError(f"the setting {setting!r} has no value", hint="write --set retrieval.recency_weight=0")
        *above, last = name.strip().split(".")
        into = values
        for part in above:
            into = into.setdefault(part, {})
        into[last] = value.strip()
    return values
