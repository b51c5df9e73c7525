"""The sample articles, where this installation has them beside the program."""

from __future__ import annotations

from pathlib import Path

import assistant

__all__ = ["sample_files"]


def sample_files() -> list[Path]:
    """The files; none when they were not installed with it."""
    folder = Path(assistant.__file__).parents[1] / "evals" / "corpus"
    return sorted(folder.glob("*.md"))
