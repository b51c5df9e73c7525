"""From an answer or a conversation to the bytes of a file, by the name of a format."""

from __future__ import annotations

import json
import os
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

from assistant.answers import Answer
from assistant.conversations import Conversation, Turn
from assistant.documents.html_page import html_page
from assistant.documents.markdown import markdown
from assistant.documents.parts import Entry, Script
from assistant.documents.word_file import word_file
from index.errors import StorageError, UsageError

__all__ = ["DOCUMENT_FORMATS", "exported_answer", "exported_conversation", "file_name", "save"]

WRITERS: dict[str, Callable[[Script], bytes]] = {
    "md": lambda script: markdown(script).encode("utf-8", "replace"),
    "html": lambda script: html_page(script).encode("utf-8", "replace"),
    "docx": word_file,
}
DOCUMENT_FORMATS = (*WRITERS, "json")
"""Every format by its name, which is also the ending of its files."""
MOST_NAME_CHARACTERS = 60


def exported_answer(answer: Answer, form: str) -> bytes:
    """One answer. JSON is the answer as `--json` prints it. Raises: UsageError for an unknown format."""
    if _known(form) == "json":
        return f"{answer.model_dump_json(indent=2)}\n".encode()
    question = answer.query.asked or answer.query.question
    return WRITERS[form](Script(question, (Entry(question, answer),)))


def exported_conversation(talk: Conversation, form: str) -> bytes:
    """All turns in order. JSON has `id`, `title` and `turns`. Raises: UsageError for an unknown format."""
    turns, title = talk.turns, talk.title or "Conversation"
    if _known(form) == "json":
        plain = {"id": talk.id, "title": title, "turns": [turn.model_dump(mode="json") for turn in turns]}
        return f"{json.dumps(plain, ensure_ascii=False, indent=2)}\n".encode("utf-8", "replace")
    return WRITERS[form](Script(title, tuple(_entry(turn) for turn in turns)))


def file_name(title: str, form: str) -> str:
    """A name that every file system takes: `when-did-talks-stall.docx`. Raises: UsageError for an unknown format."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:MOST_NAME_CHARACTERS].strip("-")
    reserved = re.fullmatch(r"con|prn|aux|nul|com\d|lpt\d", words)
    return f"{'parley-' if reserved else ''}{words or 'answer'}.{_known(form)}"


def save(data: bytes, path: Path) -> None:
    """Write a file that appears only when it is complete. Raises: StorageError when it cannot be written."""
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        try:
            draft.write_bytes(data)
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        raise StorageError(f"{str(path)!r} cannot be written ({error.strerror})", hint="give another file") from error


def _known(form: str) -> str:
    if form not in DOCUMENT_FORMATS:
        raise UsageError(f"no document format {form!r}", hint=f"choose from {', '.join(DOCUMENT_FORMATS)}")
    return form


def _entry(turn: Turn) -> Entry:
    return Entry(turn.question, turn.answer, f"asked on {turn.at:%-d %B %Y at %H:%M} UTC")
