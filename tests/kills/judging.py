"""What a killed library still holds, and whether it ends as if nobody had killed anything."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from assistant import Assistant
from assistant.maintenance import restore
from index.errors import IndexStale, LibraryMissing
from index.snapshots import database_faults
from tests.kills.scenarios import Place, Scenario, settings_of

__all__ = ["Readable", "archive_is_whole", "fingerprint", "look", "lost"]


class Readable(NamedTuple):
    """A look at a library after a kill."""

    articles: dict[str, str]
    """Texts by id."""
    turns: int
    rebuilt: bool
    """Whether what is derived had to be made anew before it could be asked on all there is."""
    trouble: str
    """Why it cannot be used, even then; empty when it can."""


def look(library: Path) -> Readable:
    """Open a copy of the library, ask it, and rebuild what is derived where that is needed."""
    if not (library / "articles.db").exists():
        return Readable({}, 0, rebuilt=False, trouble="")
    with TemporaryDirectory() as name:
        copy = Path(name) / "library"
        shutil.copytree(library, copy)
        faults = database_faults(copy / "articles.db")
        if faults:
            return Readable({}, 0, rebuilt=False, trouble=faults[0])
        with Assistant(settings_of(copy)) as parley:
            articles = {each.id: each.text for part in parley.library.iterate() for each in part}
            turns = sum(each.turns for each in parley.conversations())
            rebuilt = False
            if articles and _derived(parley) != _expected(parley):
                parley.rebuild()
                rebuilt = True
            trouble = "" if not articles or _derived(parley) == _expected(parley) else "a rebuild did not mend it"
            return Readable(articles, turns, rebuilt, trouble)


def _derived(parley: Assistant) -> tuple[object, object]:
    """What the indexes hold; asking goes through them first, as a person would."""
    try:
        parley.ask("What did Beijing say about steel?")
        return parley.indexes.keywords().counts(), sorted(parley.indexes.vectors().ids())
    except (IndexStale, LibraryMissing) as error:
        return str(error), None


def _expected(parley: Assistant) -> tuple[object, object]:
    ids = [each for part in parley.library.ids() for each in part]
    passages = [each for parts in parley.library.passages(ids).values() for each in parts]
    return (len(ids), len(passages)), sorted(each.id for each in passages)


def fingerprint(library: Path) -> str:
    """All that a command leaves behind, but what the clock decides."""
    with Assistant(settings_of(library)) as parley:
        found = [each.model_dump_json(exclude={"loaded_at"}) for part in parley.library.iterate() for each in part]
        passages = [str(each) for ids in parley.library.ids() for each in parley.library.passages(ids).items()]
        answer = parley.ask("What did Beijing say about steel?").text if found else ""
        held = [
            *found,
            *passages,
            json.dumps(_derived(parley)),
            answer,
            *(str(path) for path in library.rglob("writing")),
        ]
    return hashlib.sha256("\n".join(held).encode()).hexdigest()


def archive_is_whole(archive: Path) -> int:
    """How many articles a backup holds, restored to a place of its own."""
    with TemporaryDirectory() as name:
        return restore(settings_of(Path(name) / "library"), archive).manifest.articles


def lost(scenario: Scenario, place: Place, said: tuple[str, ...], found: Readable) -> list[str]:
    """What had been reported before the kill and is not there after it."""
    before = _texts(place.some) if scenario.base == "some" else _texts(place.all) if scenario.base == "all" else {}
    after = _texts(place.all)
    missing = [f"{each!r} was there before" for each in before if each not in found.articles]
    if scenario.run.__name__ == "_load":
        kept = max((int(line.split()[1]) for line in said if line.startswith("kept")), default=0)
        reported = list(after.items())[:kept]
        missing += [f"{each!r} was reported" for each, text in reported if found.articles.get(each) != text]
    else:
        wrong = [each for each, text in found.articles.items() if text not in {before.get(each), after.get(each)}]
        missing += [f"{each!r} has another text" for each in wrong]
    turns = sum(line == "turn" for line in said)
    if found.turns < turns:
        missing.append(f"{turns} turns were answered, {found.turns} are kept")
    return missing


def _texts(path: Path) -> dict[str, str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return {record["id"]: record["text"] for record in map(json.loads, lines)}
