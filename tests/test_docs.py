"""The pages under docs/ say what is so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import typer

from assistant.cli import app
from assistant.settings import LoadingSettings
from index.readers import READER_NAMES, ReadOptions
from index.readers.contract import FIELD_NAMES
from index.readers.records import ALIASES
from tests.documents import chats, code_examples, file_tree, transcripts

ROOT = transcripts.ROOT
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))]
CLI = (DOCS / "cli.md").read_text(encoding="utf-8")
FORMATS = (DOCS / "formats.md").read_text(encoding="utf-8")
PYTHON = (DOCS / "python.md").read_text(encoding="utf-8")
SHARED = {"--library", "--settings", "--debug", "--json", "--help"}


@pytest.mark.slow
@pytest.mark.parametrize("page", ["python.md", "time.md"])
def test_every_python_example_prints_what_its_page_shows(page: str) -> None:
    with transcripts.folder_of_examples():
        for example, printed in code_examples.run_all((DOCS / page).read_text(encoding="utf-8"), f"docs/{page}"):
            assert printed == (example.shown or ""), f"`make docs` writes it anew; line {example.line}"


@pytest.mark.slow
@pytest.mark.parametrize("page", ["cli.md", "time.md"])
def test_every_command_prints_what_its_page_shows(page: str) -> None:
    with transcripts.folder_of_examples():
        for step in transcripts.steps((DOCS / page).read_text(encoding="utf-8")):
            printed = transcripts.run(step.command)
            assert transcripts.shows(step, printed), f"`make docs` writes it anew; {step.command} prints\n{printed}"


@pytest.mark.slow
def test_every_example_of_a_conversation_prints_what_its_page_shows() -> None:
    with transcripts.folder_of_examples():
        for example, printed in code_examples.run_all((DOCS / "chat.md").read_text(encoding="utf-8"), "docs/chat.md"):
            assert printed == (example.shown or ""), f"`make docs` writes it anew; line {example.line}"


@pytest.mark.slow
def test_every_chat_goes_as_its_page_shows() -> None:
    shown = chats.blocks((DOCS / "chat.md").read_text(encoding="utf-8"))
    assert shown
    with transcripts.folder_of_examples():
        transcripts.run("parley load evals/corpus")
        for step in shown:
            printed = chats.held(step)
            assert transcripts.shows(step, printed), f"`make docs` writes it anew; {step.command} prints\n{printed}"


def test_the_list_of_files_is_that_of_the_project() -> None:
    page = (DOCS / "files.md").read_text(encoding="utf-8")
    assert file_tree.shown_tree(page) == file_tree.tree(), "`make docs` writes it anew"
    for name in file_tree.OTHERS:
        assert (ROOT / name).exists(), name


def _commands() -> dict[str, set[str]]:
    """Every command by its full name, with the long forms of its own options."""
    found = {}
    groups = {"": typer.main.get_command(app)}
    while groups:
        prefix, group = groups.popitem()
        for name, command in getattr(group, "commands", {}).items():
            full = f"{prefix} {name}".strip()
            if hasattr(command, "commands"):
                groups[full] = command
                continue
            options = {option for each in command.params for option in (*each.opts, *each.secondary_opts)}
            found[full] = {option for option in options if option.startswith("--")} - SHARED
    return found


COMMANDS = _commands()


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_shown_in_a_run(command: str) -> None:
    runs = [step.command.removeprefix("parley ").removeprefix("--library second ") for step in transcripts.steps(CLI)]
    assert any(run == command or run.startswith(f"{command} ") for run in runs)


@pytest.mark.parametrize("command", ["load", "ask", "timeline", "doctor", "restore"])
def test_every_option_is_named(command: str) -> None:
    page = CLI.partition(f"## {command}\n")[2] or CLI.partition("## backup and restore\n")[2]
    section = page.partition("\n## ")[0]
    missing = {option for option in COMMANDS[command] if option not in section and option != "--quotes"}
    assert not missing


def test_every_format_has_its_row() -> None:
    rows = re.findall(r"^\| `(\w+)` \|", FORMATS.partition("## Fields")[0], re.MULTILINE)
    assert sorted(rows) == sorted(READER_NAMES)


@pytest.mark.parametrize("field", FIELD_NAMES)
def test_every_name_of_a_field_is_listed(field: str) -> None:
    row = re.search(rf"^\| `{field}` \| (.+) \|$", FORMATS.partition("## Fields")[2], re.MULTILINE)
    assert row is not None
    assert tuple(name.strip().lower() for name in row.group(1).split(",")) == ALIASES[field]


def test_the_limits_are_the_ones_in_force() -> None:
    limits = LoadingSettings()
    assert limits.options() == ReadOptions()
    section = FORMATS.partition("## Limits")[2]
    shown = (limits.max_file_mb, limits.max_record_mb, limits.max_pages, limits.max_feed_entries)
    assert [int(number.replace(",", "")) for number in re.findall(r"\b\d[\d,]*\b", section)] == list(shown)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_leads_to_a_file(page: Path) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#\s]+)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


def test_decisions_are_numbered_without_gaps() -> None:
    numbers = [int(path.name[:3]) for path in sorted((DOCS / "decisions").glob("*.md"))]
    assert numbers == list(range(1, len(numbers) + 1))


def test_the_pages_hold_runs_and_examples() -> None:
    assert len(transcripts.steps(CLI)) > 20
    assert len(code_examples.examples(PYTHON)) > 10


def test_a_run_that_prints_something_else_is_noticed() -> None:
    step = transcripts.Step("parley stats", "articles 70\n…\ndisk 0.4 MB\n")
    assert transcripts.shows(step, "articles 70\npassages 71\ndisk 0.5 MB\n")
    assert not transcripts.shows(step, "articles 71\npassages 71\ndisk 0.5 MB\n")
    assert not transcripts.shows(step, "articles 70\npassages 71\n")
