"""Text that is written as it comes, broken between words to the terminal's width."""

from __future__ import annotations

import shutil
import sys

from assistant.cli.terminal import WIDEST, printable, write_piece

__all__ = ["Flow"]


class Flow:
    """One running text. Pieces may break anywhere; a word is written when its end is known."""

    def __init__(self) -> None:
        live = sys.stdout.isatty()
        self._width = max(min(shutil.get_terminal_size().columns, WIDEST), 30) if live else 0
        self._column = 0
        self._word = ""
        self.text = ""
        """Everything so far, as it came."""

    def feed(self, piece: str) -> None:
        """Write what can be written of it. Raises: StorageError when standard output is closed to it."""
        self.text += piece
        *whole, self._word = (self._word + printable(piece)).split(" ")
        for word in whole:
            self._write(word)

    def end(self) -> None:
        """Write what is left, and end the line."""
        if self._word:
            self._write(self._word)
            self._word = ""
        if self._column:
            write_piece("\n")
            self._column = 0

    def _write(self, word: str) -> None:
        if not word:
            return
        if self._column and self._width and self._column + 1 + len(word) > self._width:
            write_piece(f"\n{word}")
            self._column = len(word)
            return
        write_piece(f" {word}" if self._column else word)
        self._column += len(word) + (1 if self._column else 0)
