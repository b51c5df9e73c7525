"""Articles loaded from the page: what may be, how far it is, and what came of it."""

from __future__ import annotations

import queue
import re
import threading
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.web.page.markup import rendered
from assistant.web.page.saying import in_words
from index.errors import ParleyError, UsageError
from index.loading import LoadProgress, LoadReport

if TYPE_CHECKING:
    from assistant.parley import Assistant

__all__ = ["addresses_in", "loaded", "report_markup", "uploads_in"]

EVERY_S = 0.25
"""How often the progress is shown."""
MOST_FILES = 500
MOST_ADDRESSES = 50
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


def uploads_in(values: Mapping[str, Any], folder: Path) -> list[Path]:
    """The files that were just sent, from where Gradio put them.

    Raises: UsageError for a path that is not inside that folder, which nobody comes by honestly.
    """
    files = [Path(str(each)).resolve() for each in values.get("files") or ()]
    if not files or len(files) > MOST_FILES:
        raise UsageError(f"{len(files)} files cannot be loaded at once", hint=f"give 1 to {MOST_FILES}")
    for file in files:
        if not file.is_relative_to(folder.resolve()) or not file.is_file():
            raise UsageError("that file was not sent", hint="drop it again")
    return files


def loaded(parley: Assistant, inputs: Sequence[str | Path]) -> Iterator[str]:
    """Load, and say how far it is; the last markup is the report. What was begun is finished though nobody looks."""
    said: queue.Queue[LoadProgress | LoadReport | ParleyError] = queue.Queue()

    def work() -> None:
        try:
            said.put(parley.load(list(inputs), progress=said.put))
        except ParleyError as error:
            said.put(error)
        except BaseException:
            said.put(ParleyError("loading ended unexpectedly", hint="what was loaded before is kept; try again"))
            raise

    yield rendered("progress", words="Reading …", share=None)
    threading.Thread(target=work, name="parley-load", daemon=True).start()
    while True:
        message = _last(said)
        match message:
            case LoadReport():
                yield report_markup(message, names={str(each): Path(each).name for each in inputs})
                return
            case ParleyError():
                yield rendered("report", report=None, said=in_words(message), lists=[])
                return
            case LoadProgress():
                yield rendered("progress", words=_words(message), share=_share(message))


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


def _last(said: queue.Queue[Any]) -> Any:
    """The newest message after a while, but no report is passed over."""
    message = said.get()
    if not isinstance(message, LoadProgress):
        return message
    deadline = threading.Event()
    deadline.wait(EVERY_S)
    while not said.empty():
        message = said.get()
        if not isinstance(message, LoadProgress):
            return message
    return message


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
