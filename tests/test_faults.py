"""docs/faults.md: every row names tests, and they exist."""

from __future__ import annotations

import ast
import re
from functools import cache
from typing import NamedTuple

import pytest

from tests.documents.transcripts import ROOT

PAGE = (ROOT / "docs" / "faults.md").read_text(encoding="utf-8")
NAMED = re.compile(r"`(tests/[\w/]+\.py)::([\w:]+)`")
CELLS = re.compile(r"(?<!\\)\|")


class Row(NamedTuple):
    section: str
    fault: str
    shown_by: str
    seen: str


def rows(page: str) -> list[Row]:
    """The rows of all tables of faults, with the heading that each stands under."""
    found = []
    for section in page.split("\n## ")[1:]:
        heading, _, body = section.partition("\n")
        if "| Shown by |" not in body:
            continue
        table = body.partition("|---|---|---|\n")[2].partition("\n\n")[0]
        for line in (line for line in table.splitlines() if line.startswith("|")):
            fault, shown_by, seen = (cell.strip() for cell in CELLS.split(line.strip())[1:-1])
            found.append(Row(heading, fault, shown_by, seen))
    return found


@cache
def claims_in(path: str) -> frozenset[str]:
    """The names of a file's tests; those of a class are `Class::name`."""
    names = set()
    for node in ast.parse((ROOT / path).read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ClassDef):
            names |= {f"{node.name}::{each.name}" for each in node.body if isinstance(each, ast.FunctionDef)}
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            names.add(node.name)
    return frozenset(name for name in names if "test_" in name)


ROWS = rows(PAGE)


@pytest.mark.parametrize("row", ROWS, ids=[f"{row.section}: {row.fault[:40]}" for row in ROWS])
def test_a_row_names_tests_that_exist_and_a_line_that_is_seen(row: Row) -> None:
    named = NAMED.findall(row.shown_by)
    assert named, row.fault
    assert NAMED.sub("", row.shown_by).strip() == "", "only tests stand there"
    for path, name in named:
        assert name in claims_in(path), f"{path}::{name}"
    assert row.fault
    assert row.seen


def test_the_tables_are_read() -> None:
    assert {row.section for row in ROWS} >= {"Loading", "URLs and feeds", "The library", "Surroundings"}
    assert len(ROWS) > 25


def test_a_test_that_is_not_there_is_noticed() -> None:
    assert "test_the_tables_are_read" in claims_in("tests/test_faults.py")
    assert "test_of_another_name" not in claims_in("tests/test_faults.py")
    [row] = rows("# x\n\n## Odd\n\n| Fault | Shown by | What one sees |\n|---|---|---|\n| a | b | c |\n")
    assert row == Row("Odd", "a", "b", "c")
    with pytest.raises(AssertionError):
        test_a_row_names_tests_that_exist_and_a_line_that_is_seen(row)
