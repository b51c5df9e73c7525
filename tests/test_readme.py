"""The README says what is so: its runs, its example, its links, its make targets."""

from __future__ import annotations

import re

import pytest

from tests.documents import code_examples, transcripts

README = (transcripts.ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (transcripts.ROOT / "Makefile").read_text(encoding="utf-8")


@pytest.mark.slow
def test_its_runs_print_what_it_shows() -> None:
    with transcripts.folder_of_examples():
        for step in transcripts.steps(README):
            printed = transcripts.run(step.command)
            assert transcripts.shows(step, printed), f"`make docs` writes it anew; {step.command} prints\n{printed}"


@pytest.mark.slow
def test_its_python_prints_what_it_shows() -> None:
    with transcripts.folder_of_examples():
        for example, printed in code_examples.run_all(README, "README.md"):
            assert printed == example.shown, "`make docs` writes it anew"


def test_the_demo_is_what_it_shows() -> None:
    demo = re.findall(r"^\t\$\(BIN\)/parley --library \.demo (.+)$", MAKEFILE, re.MULTILINE)
    shown = [step.command.removeprefix("parley ") for step in transcripts.steps(README)]
    assert demo == shown[: len(demo)]


def test_the_make_targets_that_it_names_are_there() -> None:
    named = set(re.findall(r"(?:`|^)make ([a-z]+)\b", README, re.MULTILINE))
    there = set(re.findall(r"^([a-z]+):", MAKEFILE, re.MULTILINE))
    assert named <= there
