"""Addresses as they may be shown: without the user name and the password that stand in some."""

from __future__ import annotations

import re

__all__ = ["without_login"]

LOGIN = re.compile(r"(?<=://)[^/?#\s]*@")


def without_login(url: str) -> str:
    """The address with `…@` where it names a user, sound or not."""
    return LOGIN.sub("…@", url)
