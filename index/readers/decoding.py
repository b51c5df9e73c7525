"""Bytes to text, saying so when the encoding had to be guessed."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from index.errors import InputError

__all__ = ["BOMS", "Decoded", "decode", "decode_line", "is_binary", "wide_encoding"]

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
FEW_BAD_BYTES = 0.01
"""Up to this share of undecodable characters, a text is still taken for damaged UTF-8."""
WESTERN_SHARE = 0.25
"""Western European prose has fewer accented letters than this among its letters; Cyrillic or Greek
read as windows-1252 has nearly nothing else."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, and what a person should know about how it was told."""

    text: str
    note: str = ""


def decode(data: bytes, declared: str = "") -> Decoded:
    """Decode a whole input: BOM, UTF-8, UTF-16 by its zeros, what was declared, then a guess.

    Raises: InputError when no encoding makes text of it.
    """
    for bom, name in BOMS:
        if data.startswith(bom):
            return _with_note(data, name, told=True)
    if wide := wide_encoding(data):
        return _with_note(data, wide, told=False)
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    if declared and (text := _try(data, declared)) is not None:
        return Decoded(text, f"decoded as {declared}")
    return _damaged_utf8(data) or _guess(data)


def decode_line(data: bytes, fallback: str = "cp1252") -> Decoded:
    """Decode one line of a long file, in which one line may differ from the others."""
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    damaged = _damaged_utf8(data)
    if damaged is not None:
        return damaged
    return Decoded(data.decode(fallback, "replace"), f"decoded as {fallback}")


def wide_encoding(head: bytes) -> str:
    """UTF-16 or UTF-32, by BOM or by where the zeros are; empty for anything else."""
    for bom, name in BOMS[1:]:
        if head.startswith(bom):
            return name
    sample = head[:4096]
    half = len(sample) // 2
    if half < 2:
        return ""
    even, odd = sample[0::2].count(0) / half, sample[1::2].count(0) / half
    if odd > 0.4 and even < 0.05:
        return "utf-16-le"
    if even > 0.4 and odd < 0.05:
        return "utf-16-be"
    return ""


def is_binary(head: bytes) -> bool:
    """Whether the bytes are of no text: control characters in number, in no wide encoding."""
    if not head:
        return False
    if wide := wide_encoding(head):
        text = head[: len(head) // 4 * 4].decode(wide, "replace")
        return len(CONTROLS.findall(text)) + text.count("\ufffd") > 0.02 * len(text) + 1
    controls = len(CONTROLS.findall(head.decode("latin-1")))
    return controls > 0.01 * len(head)


def _with_note(data: bytes, encoding: str, *, told: bool) -> Decoded:
    text = data.decode(encoding, "replace")
    bad = text.count("\ufffd")
    if bad > FEW_BAD_BYTES * len(text) + 1:
        raise InputError(f"the bytes are not {encoding.upper()}, though they look like it")
    notes = [] if told else [f"decoded as {encoding}"]
    if bad:
        notes.append(f"{bad} characters could not be decoded")
    return Decoded(text, "; ".join(notes))


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (LookupError, UnicodeError, ValueError):
        return None


def _damaged_utf8(data: bytes) -> Decoded | None:
    """UTF-8 with a few broken bytes, rather than another encoding read as mojibake."""
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = sum(1 for char in text if char > "\x7f") - bad
    if good <= bad or bad > FEW_BAD_BYTES * len(text) + 1:
        return None
    return Decoded(text, f"{bad} characters are not UTF-8 and were replaced")


def _guess(data: bytes) -> Decoded:
    western = _try(data, "cp1252")
    if western is not None and _looks_western(western):
        return Decoded(western, "decoded as windows-1252")
    from charset_normalizer import from_bytes

    best = from_bytes(data[:1_000_000]).best()
    text = _try(data, best.encoding) if best else None
    if best is None or text is None:
        raise InputError("the encoding cannot be told", hint="save the file as UTF-8")
    return Decoded(text, f"decoded as {best.encoding}")


def _looks_western(text: str) -> bool:
    letters = sum(1 for char in text if char.isalpha())
    foreign = sum(1 for char in text if char.isalpha() and char > "\x7f")
    return letters > 0 and foreign / letters < WESTERN_SHARE and not CONTROLS.search(text)
