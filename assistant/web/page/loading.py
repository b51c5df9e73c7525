"""Articles loaded from the page: what may be, how far it is, and what came of it."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.web.page.markup import rendered
from assistant.web.page.saying import in_words
from assistant.web.workers import Lane
from index.errors import ParleyError, UsageError
from index.loading import LoadProgress, LoadReport

if TYPE_CHECKING:
    from assistant.web.served import Served

__all__ = ["addresses_in", "loaded", "report_markup", "uploads_in"]

EVERY_S = 0.25
"""How often the progress is shown."""
MOST_ADDRESSES = 50
_unwatched: set[asyncio.Future[LoadReport]] = set()
"""Loads under way: asyncio itself keeps none that nobody waits for."""
ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)


def addresses_in(text: str) -> list[str]:
    """The web addresses that somebody typed, one or more. Raises: UsageError for anything else."""
    words = text.split()
    wrong = next((word for word in words if not ADDRESS.fullmatch(word)), None)
    if wrong is not None or not words:
        raise UsageError(f"{wrong or ''!r} is no web address", hint="write it with https:// in front")
    if len(words) > MOST_ADDRESSES:
        raise UsageError(f"{len(words)} addresses are too many at once", hint=f"give at most {MOST_ADDRESSES}")
    return words


def uploads_in(values: Mapping[str, Any], folder: Path, most: int) -> list[Path]:
    """The files that were just sent, at most so many, from where Gradio put them.

    Raises: UsageError for a path that is not inside that folder, which nobody comes by honestly.
    """
    files = [Path(str(each)).resolve() for each in values.get("files") or ()]
    if not files or len(files) > most:
        raise UsageError(f"{len(files):,} files cannot be loaded at once", hint=f"give 1 to {most:,}")
    for file in files:
        if not file.is_relative_to(folder.resolve()) or not file.is_file():
            raise UsageError("that file was not sent", hint="drop it again")
    return files


async def loaded(served: Served, inputs: Sequence[str | Path]) -> AsyncGenerator[str, None]:
    """Load, and say how far it is; the last markup is the report. What was begun is finished though nobody looks."""
    said: asyncio.Queue[LoadProgress] = asyncio.Queue()
    loop = asyncio.get_running_loop()

    def tell(progress: LoadProgress) -> None:
        with suppress(RuntimeError):  # the loop has ended, and with it everybody who looked
            loop.call_soon_threadsafe(said.put_nowait, progress)

    waits = served.workers.load(Lane.LOADING).running
    yield rendered("progress", words="Waiting for another load to end …" if waits else "Reading …", share=None)
    work = asyncio.ensure_future(
        served.workers.run(Lane.LOADING, lambda: served.parley.load(list(inputs), progress=tell), limited=False)
    )
    _unwatched.add(work)
    work.add_done_callback(_unwatched.discard)
    while not work.done():
        await asyncio.wait({work}, timeout=EVERY_S)
        if (progress := _last(said)) and not work.done():
            yield rendered("progress", words=_words(progress), share=_share(progress))
    try:
        yield report_markup(work.result(), names={str(each): Path(each).name for each in inputs})
    except ParleyError as error:
        yield rendered("report", report=None, said=in_words(error), lists=[])


def report_markup(report: LoadReport, names: Mapping[str, str]) -> str:
    """What a load did, in figures and lists; places are shown by the names that the person knows."""
    lists = [
        (title, [(_named(note.place, names), note.reason) for note in notes[:50]], len(notes))
        for title, notes in (
            ("Failed", report.failed_inputs),
            ("Passed over", report.skipped_inputs),
            ("To check", report.doubts),
        )
        if notes
    ]
    return rendered("report", report=report, said="", lists=lists)


def _last(said: asyncio.Queue[LoadProgress]) -> LoadProgress | None:
    """The newest of what was said since."""
    last = None
    while not said.empty():
        last = said.get_nowait()
    return last


def _words(progress: LoadProgress) -> str:
    articles = f"{progress.articles:,} article{'' if progress.articles == 1 else 's'}"
    return f"{'Reading' if progress.phase == 'reading' else 'Indexing'}: {articles}"


def _share(progress: LoadProgress) -> int | None:
    return min(100, round(100 * progress.done / progress.total)) if progress.total else None


def _named(place: str, names: Mapping[str, str]) -> str:
    for path, name in names.items():
        if place.startswith(path):
            return name + place[len(path) :]
    return place
