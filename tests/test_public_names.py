"""`__all__` is true: it names what is there, all that others use, in order."""

from __future__ import annotations

import ast
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("assistant", "evals", "index", "prompts")
FILES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
NAMES = {".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path for path in FILES}
PROGRAMS = {name for name in NAMES if name.endswith("__main__")}


def _all_of(name: str) -> list[str] | None:
    tree = ast.parse(NAMES[name].read_text(encoding="utf-8"))
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and node.targets[0].id == "__all__":
            found: list[str] = ast.literal_eval(node.value)
            return found
    return None


@pytest.mark.parametrize("name", sorted(set(NAMES) - PROGRAMS))
def test_all_names_what_is_there_once_and_in_order(name: str) -> None:
    listed = _all_of(name)
    if listed is None:
        public = [
            node.name
            for node in ast.parse(NAMES[name].read_text(encoding="utf-8")).body
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
        ]
        assert public == [], f"{name} has no __all__"
        return
    assert len(set(listed)) == len(listed)
    assert listed == sorted(listed, key=_order)
    module = import_module(name)
    assert [each for each in listed if not hasattr(module, each)] == []


def _order(name: str) -> tuple[int, str]:
    """Constants, then classes, then functions, each by name: ruff's order."""
    return (0 if name.isupper() else 1 if name[:1].isupper() else 2, name)


def test_no_module_takes_what_another_does_not_offer() -> None:
    wrong = []
    for name, path in NAMES.items():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module in NAMES:
                offered = set(_all_of(node.module) or ())
                taken = {each.name for each in node.names if f"{node.module}.{each.name}" not in NAMES}
                wrong += [f"{name} takes {node.module}.{each}" for each in sorted(taken - offered)]
    assert wrong == []
