"""Uploaded files → a load: kept in a folder of their own while they are read, and named in the report as they were."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fastapi import UploadFile

from index.loading import LoadReport, Note

if TYPE_CHECKING:
    from assistant.parley import Assistant

__all__ = ["load_uploads"]

UNSAFE = re.compile(r"[^\w.() -]")
MOST_LETTERS = 100


def load_uploads(parley: Assistant, files: Sequence[UploadFile], options: Mapping[str, Any]) -> LoadReport:
    """Load them in their order. No name of theirs is ever a path: only its end tells the format.

    Raises: what `Assistant.load` raises.
    """
    with tempfile.TemporaryDirectory(prefix="parley-upload-") as name:
        folder = Path(name).resolve()
        shown = {}
        for number, file in enumerate(files):
            path = folder / str(number) / _safe(file.filename or "")
            path.parent.mkdir()
            with path.open("wb") as kept:
                shutil.copyfileobj(file.file, kept)
            shown[str(path)] = path.name
        return _named_anew(parley.load(list(shown), **options), shown)


def _safe(name: str) -> str:
    """The last part of a name, harmless as a file of ours."""
    last = UNSAFE.sub("_", name.replace("\\", "/").rpartition("/")[2]).lstrip(". -")
    return last[-MOST_LETTERS:] or "unnamed"


def _named_anew(report: LoadReport, shown: Mapping[str, str]) -> LoadReport:
    def anew(notes: Sequence[Note]) -> list[Note]:
        return [Note(place=_plain(note.place, shown), reason=_plain(note.reason, shown)) for note in notes]

    lists = ("skipped_inputs", "failed_inputs", "doubts")
    return report.model_copy(update={name: anew(getattr(report, name)) for name in lists})


def _plain(text: str, shown: Mapping[str, str]) -> str:
    for path, name in shown.items():
        text = text.replace(path, name)
    return text
