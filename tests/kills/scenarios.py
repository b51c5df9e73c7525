"""What is killed: a command of Parley over a library, and what the library was before it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from assistant import Assistant
from assistant.maintenance import backup
from assistant.settings import Settings

__all__ = ["SCENARIOS", "Place", "Scenario", "settings_of"]

QUESTIONS = ("What did Beijing say about steel?", "Why did the talks stall?", "What happened to soybeans?", "And when?")


@dataclass(frozen=True, slots=True)
class Place:
    """The folder of one trial, and what it works on."""

    folder: Path
    some: Path
    """Articles of which the library holds these before the command, where it holds any."""
    all: Path
    """All of them, and some of those before changed."""

    @property
    def library(self) -> Path:
        """The library's folder."""
        return self.folder / "library"

    @property
    def archive(self) -> Path:
        """Where backups are written to, and restored from."""
        return self.folder / "backup.zip"


@dataclass(frozen=True, slots=True)
class Scenario:
    """A way for a library to be worked on when the process is killed."""

    name: str
    base: str
    """Which library it starts from: `none`, `some` of the articles or `all` of them."""
    run: Callable[[Place], None]
    """The command. It says a line for what it has reported: `kept N` articles, or a `turn` of a conversation."""


def settings_of(library: Path) -> Settings:
    return Settings(library=library, embedding="hashing")


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _load(place: Place) -> None:
    with Assistant(settings_of(place.library)) as parley:
        parley.load([str(place.all)], progress=lambda step: say(f"kept {step.articles}"))


def _rebuild(place: Place) -> None:
    with Assistant(settings_of(place.library)) as parley:
        say(f"kept {parley.library.counts()[0]}")
        parley.rebuild(lambda _: None)


def _ask(place: Place) -> None:
    with Assistant(settings_of(place.library)) as parley:
        say(f"kept {parley.library.counts()[0]}")
        begun = parley.conversations()
        talk = parley.conversation(begun[0].id if begun else None)
        for _ in range(3):
            for question in QUESTIONS:
                parley.ask(question, conversation=talk)
                say("turn")


def _backup(place: Place) -> None:
    say("kept 0")
    for _ in range(3):
        backup(place.library, place.archive, force=True)
        say("kept 0")


def _restore(place: Place) -> None:
    say("kept 0")
    Assistant.restore(settings_of(place.library), place.archive, force=True)


SCENARIOS = {
    each.name: each
    for each in (
        Scenario("load", "none", _load),
        Scenario("load-more", "some", _load),
        Scenario("rebuild", "all", _rebuild),
        Scenario("ask", "all", _ask),
        Scenario("backup", "all", _backup),
        Scenario("restore", "some", _restore),
    )
}
