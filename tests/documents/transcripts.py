"""The commands that the documents show, run as a person would, and what they print.

A block that begins with ```console holds commands after `$ ` and their output. All blocks of one document are
run in order, in one folder that holds the sample articles, with one library. `make docs` writes the output anew.

A command is run in this process, on what it takes for a terminal of 88 columns without colours.
"""

from __future__ import annotations

import io
import os
import re
import shlex
import shutil
from collections.abc import Iterator, Mapping
from contextlib import chdir, contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

__all__ = ["ROOT", "Step", "folder_of_examples", "run", "shows", "steps", "written_anew"]

ROOT = Path(__file__).parents[2]
COLUMNS = 88
BLOCK = re.compile(r"^```console\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
CUT = "…"
"""A line of its own that stands for any lines the document leaves out; they stay out when it is written anew."""
CHANGING = (
    (re.compile(r"\d+\.\d+ (s|MB)\b"), r"N \1"),
    (re.compile(r"[\d.,]+ GB free of [\d.,]+"), "N GB free of N"),
    (re.compile(r"generation g[0-9a-f]+"), "generation G"),
    (re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d UTC"), "T UTC"),
    (re.compile(r"20[2-9]\d-\d\d-\d\d(\s)\(today\)"), r"D\1(today)"),
)
"""What is another every time: seconds, sizes on disk, the clock."""
PROGRESS = re.compile(r"^(?:reading|indexing)\b[^\n]*\n", re.MULTILINE)
"""Said beside the result by what takes longer than a few seconds."""


@dataclass(frozen=True, slots=True)
class Step:
    """A command of a document, and the output that the document shows."""

    command: str
    output: str


class Screen(io.BytesIO):
    """Takes output as a terminal would."""

    def isatty(self) -> bool:
        return True


def steps(document: str) -> list[Step]:
    """The commands of a document, in order."""
    return [step for block in BLOCK.finditer(document) for step in _steps_of(block["body"])]


def _unchanging(output: str) -> str:
    """The output without what is another every time."""
    for pattern, instead in CHANGING:
        output = pattern.sub(instead, output)
    return output.strip()


def shows(step: Step, output: str) -> bool:
    """Whether the document shows this output, but for lines that it leaves out and what always changes."""
    parts = [re.escape(part.strip()) for part in re.split(rf"^{CUT}$", _unchanging(step.output), flags=re.MULTILINE)]
    return re.fullmatch(r".*".join(parts), _unchanging(output), re.DOTALL) is not None


@contextmanager
def folder_of_examples() -> Iterator[Path]:
    """Stand in a folder as a fresh clone has it, with no library and no setting from outside."""
    plain: Mapping[str, str] = {name: value for name, value in os.environ.items() if not name.startswith("PARLEY_")}
    with TemporaryDirectory(prefix="parley-docs-") as name:
        folder = Path(name)
        shutil.copytree(ROOT / "evals" / "corpus", folder / "evals" / "corpus")
        home = {"HOME": name, "COLUMNS": str(COLUMNS), "NO_COLOR": "1", "TERM": "dumb"}
        with chdir(folder), patch.dict(os.environ, {**plain, **home}, clear=True):
            yield folder


def run(command: str) -> str:
    """What `parley …` prints on both of its streams, results first; an exit code other than 0 stands in a last line."""
    from assistant.cli import app

    program, *arguments = shlex.split(command)
    if program != "parley":
        raise ValueError(f"only parley is run here, not {program!r}")
    screen, beside = Screen(), Screen()
    results = io.TextIOWrapper(screen, encoding="utf-8", write_through=True)
    notes = io.TextIOWrapper(beside, encoding="utf-8", write_through=True)
    code: int | str | None = 0
    with redirect_stdout(results), redirect_stderr(notes):
        try:
            app(arguments, prog_name="parley")
        except SystemExit as end:
            code = end.code
    said = (screen.getvalue().decode() + PROGRESS.sub("", beside.getvalue().decode())).replace(str(Path.home()), "~")
    return f"{said}(exit code {code})\n" if code else said


def written_anew(document: str) -> str:
    """The document with the output that its commands print today."""
    with folder_of_examples():
        return BLOCK.sub(_block_anew, document)


def _block_anew(block: re.Match[str]) -> str:
    commands = "\n\n".join(_anew(step) for step in _steps_of(block["body"]))
    return f"```console\n{commands}\n```"


def _anew(step: Step) -> str:
    output = run(step.command)
    if shows(step, output):
        output = step.output
    elif CUT in step.output.splitlines():
        output = _cut_alike(step.output, output)
    return f"$ {step.command}\n{output.strip()}".strip()


def _cut_alike(shown: str, output: str) -> str:
    """As many lines before the cut as the document shows."""
    before = shown.splitlines().index(CUT)
    return "\n".join([*output.splitlines()[:before], CUT])


def _steps_of(body: str) -> Iterator[Step]:
    for part in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
        command, _, output = part.partition("\n")
        yield Step(command.strip(), output)
