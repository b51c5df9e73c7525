"""Errors as the page says them: in a sentence or two, never with a traceback."""

from __future__ import annotations

from index.errors import ParleyError

__all__ = ["UNEXPECTED", "in_words"]

UNEXPECTED = "Something failed inside Parley. What it was stands in the log of the program that serves this page."


def in_words(error: ParleyError) -> str:
    """What went wrong and what to do about it, each as a sentence."""
    said = (error.message, error.hint)
    return " ".join(f"{part[:1].upper()}{part[1:].rstrip('.')}." for part in said if part)
