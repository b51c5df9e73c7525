"""What a command may import: start-up time is spent on what it uses and on nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import assistant
from assistant import Assistant
from assistant.settings import Settings

FOR_ANSWERS = {"chromadb", "numpy", "pydantic", "pydantic_settings", "sqlalchemy", "tantivy"}
NEVER_FOR_ANSWERS = {"gradio", "llama_index", "openai", "pandas", "torch", "trafilatura", "lxml", "feedparser"}


def _imported(program: str, heavy: set[str], library: Path) -> set[str]:
    """Which of the heavy packages are loaded once the program has run."""
    asked = f"{program}\nimport sys\nprint('loaded', *sorted({heavy!r} & set(sys.modules)))"
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PARLEY_")}
    environment |= {"PARLEY_LIBRARY": str(library), "PARLEY_EMBEDDING": "hashing"}
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True, env=environment)
    return set(done.stdout.splitlines()[-1].split()[1:])


def test_the_command_line_itself_imports_nothing_heavy(tmp_path: Path) -> None:
    heavy = FOR_ANSWERS | NEVER_FOR_ANSWERS | {"rich"}
    assert _imported("import assistant.cli", heavy, tmp_path) == set()


def test_help_imports_nothing_heavy(tmp_path: Path) -> None:
    program = "from assistant.cli import app\ntry:\n    app(['ask', '--help'])\nexcept SystemExit:\n    pass"
    # typer itself takes pydantic for the options' types
    assert _imported(program, FOR_ANSWERS | NEVER_FOR_ANSWERS, tmp_path) <= {"pydantic"}


def test_an_answer_costs_no_more_than_its_own_libraries(tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text("Steel tariffs ended on Friday, officials in Ottawa said.", encoding="utf-8")
    with Assistant(Settings(library=tmp_path / "library", embedding="hashing")) as parley:
        parley.load([article])
    program = (
        "from assistant.cli import app\n"
        "try:\n    app(['ask', 'When did steel tariffs end?'])\n"
        "except SystemExit as end:\n    assert not end.code"
    )
    loaded = _imported(program, FOR_ANSWERS | NEVER_FOR_ANSWERS, tmp_path / "library")
    assert loaded == FOR_ANSWERS


def test_every_public_name_is_there() -> None:
    for name in assistant.__all__:
        assert getattr(assistant, name) is getattr(import_module(assistant.HOMES[name]), name)
    assert set(assistant.__all__) == set(assistant.HOMES)
    assert set(assistant.__all__) <= set(dir(assistant))
