"""Addresses: what was fetched, as an input like any other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable

    from index.readers.contract import ReadOptions
    from index.readers.raw_input import RawInput

__all__ = ["open_address"]


def open_address(url: str, options: ReadOptions, on_bytes: Callable[[int], None]) -> RawInput:  # noqa: ARG001
    """Fetch an address."""
    raise InputError("addresses cannot be read yet")
