"""Where the lines of a chat come from: an editor with history on a terminal, else standard input line by line."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from assistant.cli.terminal import is_live

__all__ = ["HISTORY_FILE", "PROMPT", "is_interactive", "line_reader"]

HISTORY_FILE = "chat_history"
"""Beside the articles: what was typed, for the up arrow."""
PROMPT = "> "


def is_interactive() -> bool:
    """Whether a person types on a terminal and reads there."""
    return sys.stdin.isatty() and is_live(sys.stdout)


def line_reader(folder: Path, words: Iterable[str]) -> Callable[[], str]:
    """A function that gives the next line; `words` are completed at the beginning of a line.

    It raises EOFError at the end (Ctrl-D) and KeyboardInterrupt at Ctrl-C.
    """
    return _editor(folder, list(words)) if is_interactive() else _next_line


def _next_line() -> str:
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line


def _editor(folder: Path, words: list[str]) -> Callable[[], str]:
    from prompt_toolkit import PromptSession
    from prompt_toolkit.completion import WordCompleter
    from prompt_toolkit.history import FileHistory, History, InMemoryHistory

    file = folder / HISTORY_FILE
    writable = os.access(file if file.exists() else folder, os.W_OK)
    history: History = FileHistory(str(file)) if writable else InMemoryHistory()
    session: PromptSession[str] = PromptSession(
        history=history,
        completer=WordCompleter(words, sentence=True),
        complete_while_typing=False,
    )
    return lambda: session.prompt(PROMPT)
