"""The Python that the documents show, run block by block.

All ```python blocks of one document share their names and run in order. A ```text block right after one is what it
prints; `make docs` writes it anew.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.documents.transcripts import folder_of_examples

__all__ = ["Example", "examples", "run_all", "written_anew"]

BLOCK = re.compile(r"^```python\n(?P<code>.*?)^```$(?:\n\n^```text\n(?P<output>.*?)^```$)?", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Example:
    """A block of code, and what the document says that it prints; None when it says nothing of it."""

    line: int
    code: str
    shown: str | None


def examples(document: str) -> list[Example]:
    """The code of a document, in order."""
    return [
        Example(document[: block.start("code")].count("\n") + 1, block["code"], block["output"])
        for block in BLOCK.finditer(document)
    ]


def run_all(document: str, name: str) -> Iterator[tuple[Example, str]]:
    """Run every example and say what each prints. Stand in `folder_of_examples` for it."""
    names: dict[str, Any] = {"__name__": "__main__"}
    for example in examples(document):
        # blank lines before it make the line of an error that of the document
        code = compile("\n" * (example.line - 1) + example.code, name, "exec")
        printed = io.StringIO()
        with redirect_stdout(printed):
            exec(code, names)
        yield example, printed.getvalue().replace(str(Path.home()), "~")


def written_anew(document: str, name: str) -> str:
    """The document with what its examples print today."""
    with folder_of_examples():
        printed = iter([said for _, said in run_all(document, name)])

    def anew(block: re.Match[str]) -> str:
        said = next(printed)
        if block["output"] is None:
            return block.group()
        return f"```python\n{block['code']}```\n\n```text\n{said}```"

    return BLOCK.sub(anew, document)
