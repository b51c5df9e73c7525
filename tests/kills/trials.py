"""One kill after another, each over a fresh copy of the library that its scenario starts from."""

from __future__ import annotations

import importlib
import json
import random
import shutil
import sys
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from itertools import cycle
from pathlib import Path

from tests.index.index_making import records
from tests.kills.children import ChildFailedError, in_child, killed_after
from tests.kills.judging import Readable, archive_is_whole, fingerprint, look, lost
from tests.kills.scenarios import SCENARIOS, Place, Scenario

__all__ = ["Outcome", "Stage"]

MOST_TRIES = 20
"""Of one trial, for work that was done before the kill."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one kill came to."""

    scenario: str
    seconds: float
    """After which the process was killed."""
    rebuilt: bool
    """Whether the indexes had to be rebuilt before the library could be asked in full."""
    faults: tuple[tuple[str, str], ...]
    """`lost`, `unreadable` or `different`, and what was."""


class Stage:
    """The libraries that scenarios start from, how long each takes, and how each ends undisturbed."""

    def __init__(self, folder: Path, articles: int, chance: random.Random) -> None:
        self._chance = chance
        self._folder = folder
        self._some, self._all = folder / "some.jsonl", folder / "all.jsonl"
        self._write_articles(articles)
        self._bases = {"none": folder / "none", "some": folder / "base-some", "all": folder / "base-all"}
        self._bases["none"].mkdir()
        for name, source in (("some", self._some), ("all", self._all)):
            base = Place(self._bases[name], self._some, source)
            base.folder.mkdir()
            self._import(in_child(partial(_modules_after, SCENARIOS["load"], base)))
            in_child(partial(SCENARIOS["backup"].run, base))
        self._took: dict[str, float] = {}
        self._ends: dict[str, str] = {}
        for scenario in SCENARIOS.values():
            place = self._place(scenario)
            self._took[scenario.name] = killed_after(partial(scenario.run, place), 600).seconds
            self._ends[scenario.name] = in_child(partial(fingerprint, place.library))
        self._turn = cycle(SCENARIOS.values())

    def trial(self) -> Outcome:
        """Kill the next scenario at a random moment and judge what is left."""
        scenario = next(self._turn)
        for _ in range(MOST_TRIES):
            place = self._place(scenario)
            seconds = self._chance.uniform(0, self._took[scenario.name])
            ended = killed_after(partial(scenario.run, place), seconds)
            if ended.killed:
                return self._judged(scenario, place, ended.lines, seconds)
        raise ChildFailedError(f"{scenario.name} was always done before it could be killed")

    def _judged(self, scenario: Scenario, place: Place, said: tuple[str, ...], seconds: float) -> Outcome:
        faults = []
        rebuilt = False
        try:
            found = in_child(partial(_look_at_all, place))
            rebuilt = found.rebuilt
            if found.trouble:
                faults.append(("unreadable", found.trouble))
            faults += [("lost", each) for each in lost(scenario, place, said, found)]
        except ChildFailedError as error:
            faults.append(("unreadable", str(error)))
        try:
            end = in_child(partial(_end_of, scenario, place))
            if end != self._ends[scenario.name]:
                faults.append(("different", f"{end} instead of {self._ends[scenario.name]}"))
        except ChildFailedError as error:
            faults.append(("different", str(error)))
        return Outcome(scenario.name, seconds, rebuilt, tuple(faults))

    def _import(self, modules: list[str]) -> None:
        """What a child needed to import, its sisters have from here: a kill then falls into the work itself."""
        for name in modules:
            with suppress(ImportError):
                importlib.import_module(name)

    def _place(self, scenario: Scenario) -> Place:
        folder = self._folder / "trial"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self._bases[scenario.base], folder)
        if scenario.name == "restore":
            shutil.copy(self._bases["all"] / "backup.zip", folder / "backup.zip")
        return Place(folder, self._some, self._all)

    def _write_articles(self, count: int) -> None:
        made = list(records(count))
        some = made[: count // 2]
        changed = [
            {**each, "text": f"{each['text']} It was changed."} if number % 4 == 0 else each
            for number, each in enumerate(made)
        ]
        self._some.write_text("".join(json.dumps(each) + "\n" for each in some), encoding="utf-8")
        self._all.write_text("".join(json.dumps(each) + "\n" for each in changed), encoding="utf-8")


def _look_at_all(place: Place) -> Readable:
    if place.archive.exists():
        archive_is_whole(place.archive)
    return look(place.library)


def _end_of(scenario: Scenario, place: Place) -> str:
    """The fingerprint after the same command again."""
    scenario.run(place)
    return fingerprint(place.library)


def _modules_after(scenario: Scenario, place: Place) -> list[str]:
    scenario.run(place)
    look(place.library)
    return list(sys.modules)
