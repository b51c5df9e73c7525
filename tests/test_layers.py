"""Who may import whom, over every import statement there is, lazy ones included."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[1]
MAY_IMPORT = {
    "index": set(),
    "prompts": set(),
    "assistant": {"index", "prompts"},
    "evals": {"assistant", "index", "prompts"},
}
ONLY_IN = {
    "chromadb": {"index.vectors", "index.chroma_server", "evals.textbook"},
    "tantivy": {"index.keywords"},
    "wordllama": {"index.embedding"},
    "llama_index": {"assistant.llama", "assistant.models", "evals.textbook"},
    "openai": {"assistant.models", "index.embedding"},
    "tiktoken": {"index.tokens"},
    "gradio": {"assistant.web.page"},
    "fastapi": {"assistant.web"},
    "starlette": {"assistant.web"},
    "uvicorn": {"assistant.cli.serving"},
    "mcp": {"assistant.web.mcp_door"},
    "mcp_types": {"assistant.web.mcp_door"},
    "opentelemetry": {"assistant.web.observing.spans"},
    "filelock": {"index.locks"},
    "ray": {"index.ray_work"},
    "trafilatura": {"index.readers"},
    "htmldate": {"index.readers"},
    "feedparser": {"index.readers"},
    "pypdf": {"index.readers"},
    "docx": {"index.readers", "assistant.documents.word_file"},
}
"""Heavy or replaceable libraries, and the modules or packages that adapt them."""
TYPES_ONLY = {"llama_index": {"index.embedding", "assistant.parley"}}
"""Modules that may name the library's types where only a type checker reads them."""
READ_THE_ENVIRONMENT = {
    "assistant.settings": "the one place for settings",
    "index.ray_work": "turns Ray's reports to its makers off before it starts",
    "index.tokens": "points tiktoken at the vocabularies on disk while it loads one",
    "assistant.cli.terminal": "NO_COLOR and TERM, which belong to the terminal",
    "evals.bench.costs": "starts what is measured without this shell's settings of Parley",
    "assistant.cli.group": "hands the environment on to another program, parley-X",
}


class Import(NamedTuple):
    module: str
    """Where the statement stands."""
    name: str
    lazy: bool
    types_only: bool


def _modules() -> dict[str, ast.Module]:
    files = [path for package in MAY_IMPORT for path in (ROOT / package).rglob("*.py")]
    names = {".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path for path in files}
    return {name: ast.parse(path.read_text(encoding="utf-8"), str(path)) for name, path in names.items()}


MODULES = _modules()


def _imports(module: str, tree: ast.Module) -> Iterator[Import]:
    def walk(node: ast.AST, *, lazy: bool, types: bool) -> Iterator[Import]:
        if isinstance(node, ast.Import):
            yield from (Import(module, alias.name, lazy, types) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module} imports relatively"
            for alias in node.names:
                full = f"{node.module}.{alias.name}"
                yield Import(module, full if full in MODULES else str(node.module), lazy, types)
        lazy = lazy or isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
            for statement in node.body:
                yield from walk(statement, lazy=lazy, types=True)
            for statement in node.orelse:
                yield from walk(statement, lazy=lazy, types=types)
            return
        for child in ast.iter_child_nodes(node):
            yield from walk(child, lazy=lazy, types=types)

    yield from walk(tree, lazy=False, types=False)


IMPORTS = [each for name, tree in MODULES.items() for each in _imports(name, tree)]


def _within(module: str, homes: set[str]) -> bool:
    return any(module == home or module.startswith(f"{home}.") for home in homes)


def test_the_statements_are_found() -> None:
    assert len(MODULES) > 60
    assert any(each.lazy and each.name == "chromadb" for each in IMPORTS)
    assert any(each.types_only for each in IMPORTS)


def test_nothing_imports_upward() -> None:
    layers = [(each, each.module.partition(".")[0], each.name.partition(".")[0]) for each in IMPORTS]
    wrong = [each for each, here, there in layers if there in MAY_IMPORT and there not in MAY_IMPORT[here] | {here}]
    assert wrong == []


def test_nothing_imports_the_tests_or_the_program() -> None:
    assert [each for each in IMPORTS if each.name.partition(".")[0] in {"tests", "app"}] == []


@pytest.mark.parametrize("library", ONLY_IN)
def test_a_heavy_library_is_imported_in_its_adapter_only(library: str) -> None:
    users = [each for each in IMPORTS if each.name.partition(".")[0] == library]
    allowed = ONLY_IN[library]
    for each in users:
        named = each.types_only and _within(each.module, TYPES_ONLY.get(library, set()))
        assert named or _within(each.module, allowed), each


def test_only_the_stated_modules_touch_the_environment() -> None:
    touching = {
        name
        for name, tree in MODULES.items()
        for node in ast.walk(tree)
        if (isinstance(node, ast.Attribute) and node.attr in {"environ", "environb", "getenv", "putenv", "unsetenv"})
        or (
            isinstance(node, ast.ImportFrom)
            and node.module == "os"
            and {a.name for a in node.names} & {"environ", "getenv"}
        )
    }
    assert touching <= set(READ_THE_ENVIRONMENT)


@pytest.mark.parametrize("rooms", [False, True], ids=["modules", "folders"])
def test_there_is_no_cycle(rooms: bool) -> None:
    def place(module: str) -> str:
        return ".".join(module.split(".")[:2]) if rooms else module

    graph: dict[str, set[str]] = {place(name): set() for name in MODULES}
    for each in IMPORTS:
        there = place(each.name)
        if each.name in MODULES and there != place(each.module) and not each.types_only:
            graph[place(each.module)].add(there)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(f"these import each other in a circle: {' -> '.join(error.args[1])}")
