"""Suite files in, checked cases out, with `file:line:column` in every complaint.

YAML 1.2 by ruamel.yaml: `NO` is Norway, and the same key twice is an error.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError
from pydantic_core import ErrorDetails
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, SequenceNode

from evals.cases import EvalCase, Suite
from index.errors import UsageError

__all__ = ["SUITE_FOLDER", "LoadedSuite", "find_suites", "load_suite", "read_suite", "suite_of_digest"]

SUITE_FOLDER = Path(__file__).parent / "cases"
"""The suites that Parley brings along."""
MOST_SHOWN = 20


@dataclass(frozen=True, slots=True)
class LoadedSuite:
    """A suite, and where it lies."""

    path: Path
    suite: Suite

    @property
    def name(self) -> str:
        """The suite's own name."""
        return self.suite.suite

    @property
    def cases(self) -> tuple[EvalCase, ...]:
        """All of its cases, in the order of the file."""
        return self.suite.cases

    @property
    def corpus(self) -> Path:
        """The folder of its articles."""
        return (self.path.parent / self.suite.corpus).resolve()


def find_suites(named: Sequence[str]) -> list[LoadedSuite]:
    """The suites of these files, folders or names; all that Parley brings along when none is named.

    Raises: UsageError for what is not there or is no suite.
    """
    paths = _named_files(named)
    if not paths:
        raise UsageError(f"no suite in {str(SUITE_FOLDER)!r}", hint="name a suite file")
    suites = [load_suite(path) for path in dict.fromkeys(paths)]
    _refuse_shared_ids(suites)
    return suites


def suite_of_digest(name: str, digest: str, named: Sequence[str]) -> LoadedSuite:
    """The suite that a run was made of, among these or those that Parley brings along.

    Raises: UsageError when it is not there, or is there and was changed in a way that touches no single case.
    """
    paths = _named_files(named)
    # a suite file takes a second or two to read: the one that was not changed is known by its bytes
    unchanged = [path for path in paths if path.is_file() and _digest(path) == digest]
    same = [suite for suite in map(load_suite, unchanged) if suite.name == name]
    found = same or [suite for suite in find_suites(named) if suite.name == name]
    if not found:
        raise UsageError(f"the suite {name!r} is not there", hint="name its file with --suite")
    return found[0]


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _named_files(named: Sequence[str]) -> list[Path]:
    return [path for each in named for path in _paths(each)] if named else _files(SUITE_FOLDER)


def load_suite(path: Path) -> LoadedSuite:
    """Read one suite file. Raises: UsageError, one line a fault."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"cannot read the suite {str(path)!r}: {error}") from error
    return LoadedSuite(path.resolve(), read_suite(text, str(path)))


def read_suite(text: str, place: str) -> Suite:
    """A suite from its YAML; `place` names it in complaints.

    Raises: UsageError, one line a fault.
    """
    try:
        data = YAML(typ="safe", pure=True).load(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        spot = f"{place}:{mark.line + 1}:{mark.column + 1}" if mark else place
        problem = str(error.problem or error.context).split("\n", 1)[0]
        raise UsageError(f"{spot}: {problem}") from error
    except YAMLError as error:
        raise UsageError(f"{place}: {error}") from error
    try:
        return Suite.model_validate(data)
    except ValidationError as error:
        root = YAML(typ="safe", pure=True).compose(text)
        lines = [_complaint(place, root, each) for each in error.errors(include_url=False)]
        more = [f"and {len(lines) - MOST_SHOWN} more"] if len(lines) > MOST_SHOWN else []
        raise UsageError("\n".join(lines[:MOST_SHOWN] + more)) from error


def _paths(named: str) -> list[Path]:
    path = Path(named)
    if path.is_dir():
        return _files(path)
    own = SUITE_FOLDER / f"{named}.yaml"
    if path.exists() or not own.exists():
        return [path]
    return [own]


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.yaml"))


def _refuse_shared_ids(suites: Sequence[LoadedSuite]) -> None:
    owners: dict[str, str] = {}
    for suite in suites:
        for case in suite.cases:
            if case.id in owners:
                raise UsageError(f"the case {case.id!r} is in {owners[case.id]} and in {suite.path}")
            owners[case.id] = str(suite.path)


def _complaint(place: str, root: Node | None, error: ErrorDetails) -> str:
    node, named = root, []
    for step in error["loc"]:
        below = _below(node, step)
        named.append(str(step))
        if below is None:
            break
        node = below
    spot = f"{place}:{node.start_mark.line + 1}:{node.start_mark.column + 1}" if node else place
    message = error["msg"].removeprefix("Value error, ")
    hint = " (put it in quotation marks)" if error["type"] == "string_type" else ""
    return f"{spot}: {'.'.join(named) or 'the file'}: {message}{hint}"


def _below(node: Node | None, step: int | str) -> Node | None:
    """The node that a step of a pydantic location leads to; None when there is none."""
    if isinstance(node, SequenceNode) and isinstance(step, int):
        return node.value[step] if step < len(node.value) else None
    if isinstance(node, MappingNode):
        for key, value in node.value:
            if key.value == str(step):
                return value  # type: ignore[no-any-return]  # ruamel's nodes are not typed
    return None
