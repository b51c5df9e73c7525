"""The list of files in docs/files.md: every module by the first sentence of its own docstring.

`make docs` writes it anew.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

__all__ = ["ROOT", "shown_tree", "tree", "written_anew"]

ROOT = Path(__file__).parents[2]
HEADING = "# Every file"
BLOCK = re.compile(
    rf"(?<=^{re.escape(HEADING)}\n)(?P<before>.*?```text\n)(?P<tree>.*?)(?=^```$)", re.DOTALL | re.MULTILINE
)
PACKAGES = ("index", "prompts", "assistant", "evals")
OTHERS = {
    "evals/cases/": "eval cases, and notes on what their facts rest on",
    "evals/corpus/": "the sample articles",
    "evals/followups.yaml": "dialogues, with what the last question means when it stands alone",
    "evals/time_expressions.yaml": "sentences with the days that their time expressions mean",
    "evals/time_expressions_held_out.yaml": "more of them, written before any was run",
    "evals/time_expressions_third.yaml": "still more, written so as well",
    "evals/time_expressions_fourth.yaml": "a fourth set, written so as well",
    "evals/timelines.yaml": "events that the timelines of the cases must and may have",
    "tests/": "tests, in the folders of what they test",
    "docs/": "one page a subject; docs/decisions/ says why things are as they are",
    "app.py": "opens the page: the same as `parley serve`",
    "Makefile": "the demo, the tests, all checks",
    ".ci/run": "what CI runs: what is missing from Debian, then make check",
    "pyproject.toml": "dependencies, console scripts, settings of the tools",
    "requirements.lock": "every dependency with its version and hashes",
    "requirements-dev.lock": "the same, with what the tests and checks need",
    "CHANGELOG.md": "what a user notices, by version",
    "LICENSE": "Apache-2.0",
}
"""What is no module."""
WIDTH = 32


def tree() -> str:
    """Every module and what else is in the project, a line each, ending in a line end."""
    return "".join(f"{line}\n" for line in (*_modules(), *_others()))


def shown_tree(page: str) -> str:
    """What the page shows. Raises: ValueError when it has no such part."""
    found = BLOCK.search(page)
    if found is None:
        raise ValueError(f"no ```text block under {HEADING!r}")
    return found["tree"]


def written_anew(page: str) -> str:
    """The page with the list as it should be."""
    shown_tree(page)
    return BLOCK.sub(lambda block: block["before"] + tree(), page)


def _modules() -> Iterator[str]:
    for package in PACKAGES:
        yield from _folder(ROOT / package, 0)


def _folder(folder: Path, depth: int) -> Iterator[str]:
    yield _line(f"{folder.name}/", depth, _purpose(folder / "__init__.py"))
    for path in sorted(folder.glob("*.py")):
        if path.name != "__init__.py":
            yield _line(path.name, depth + 1, _purpose(path))
    for inner in sorted(path.parent for path in folder.glob("*/__init__.py")):
        yield from _folder(inner, depth + 1)


def _others() -> Iterator[str]:
    for name, purpose in OTHERS.items():
        yield _line(name, 0, purpose)


def _line(name: str, depth: int, purpose: str) -> str:
    return f"{'  ' * depth + name:<{WIDTH}}{purpose}".rstrip()


def _purpose(module: Path) -> str:
    docstring = ast.get_docstring(ast.parse(module.read_text(encoding="utf-8"))) or ""
    first = " ".join(docstring.partition("\n\n")[0].split())
    return re.split(r"(?<=[^.])\.(?:\s|$)", first, maxsplit=1)[0]
