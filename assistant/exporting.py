"""Articles written out: as JSON lines and CSV that `load` reads again under the same ids, or to be read."""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from index.articles import Article
from index.errors import StorageError, UsageError

__all__ = ["EXPORT_FORMATS", "exported", "write_whole"]

FIELDS = ("id", "title", "published", "source", "author", "url", "language", "text")


def exported(articles: Iterable[Article], file_format: str) -> Iterator[str]:
    """One piece of text an article, without the line end after it; CSV begins with its header.

    Raises: UsageError for a format that is not in `EXPORT_FORMATS`.
    """
    if file_format not in EXPORT_FORMATS:
        raise UsageError(f"no export format {file_format!r}", hint=f"choose from {', '.join(EXPORT_FORMATS)}")
    return EXPORT_FORMATS[file_format](articles)


def write_whole(path: Path, pieces: Iterable[str]) -> int:
    """Write all pieces to a file that appears only when it is complete; returns how many there were.

    Raises: StorageError when it cannot be written.
    """
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    count = 0
    try:
        try:
            with draft.open("w", encoding="utf-8", newline="") as file:
                for count, piece in enumerate(pieces, start=1):  # noqa: B007 - the last count is returned
                    file.write(f"{piece}\n")
                file.flush()
                os.fsync(file.fileno())
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        raise StorageError(f"{str(path)!r} cannot be written ({error.strerror})", hint="give another --out") from error
    return count


def _record(article: Article) -> dict[str, str]:
    values = article.model_dump(include=set(FIELDS) - {"published"})
    return {name: article.published.value or "" if name == "published" else values[name] for name in FIELDS}


def _json_lines(articles: Iterable[Article]) -> Iterator[str]:
    for article in articles:
        record = {name: value for name, value in _record(article).items() if value}
        yield json.dumps(record, ensure_ascii=False)


def _csv(articles: Iterable[Article]) -> Iterator[str]:
    yield _row(FIELDS)
    for article in articles:
        yield _row(_record(article).values())


def _row(values: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow(values)
    return line.getvalue()


def _markdown(articles: Iterable[Article]) -> Iterator[str]:
    for article in articles:
        facts = (article.source, str(article.published), article.author, article.url, article.id)
        yield f"# {article.title}\n\n{' · '.join(fact for fact in facts if fact)}\n\n{article.text}\n"


EXPORT_FORMATS = {"jsonl": _json_lines, "md": _markdown, "csv": _csv}
"""Every format by its name."""
