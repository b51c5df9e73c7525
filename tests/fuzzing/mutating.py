"""New inputs from sound ones: bytes changed, cut out, repeated and set in, and words of the format with them."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

__all__ = ["mutated"]

ODD = (
    b"\x00", b"\xff", b"\xfe\xff", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\xc0\x80", b"\xf4\x90\x80\x80", b"\r\n", b"\n",
    b"\t", b"\x1b[31m", "\u2028".encode(), "\u202e".encode(), "\u0301".encode(), "\U0001f600".encode(), "ß".encode(),
    "İ".encode(), "ﬁ".encode(), "٣".encode(), "²".encode(), "\ufffd".encode(), "　".encode(), b"0", b"-1",
    b"99999999999999999999", b"1e400", b"NaN", b"%s", b"{}", b"{{7*7}}", b"../", b"<!--", b"-->", b"&#0;", b"&#xD800;",
    b"\\u0000", b"\\ud800",
)  # fmt: skip
"""What has broken readers elsewhere."""
MOST_STEPS = 6
Step = Callable[[random.Random, bytearray, Sequence[bytes], Sequence[bytes]], None]


def mutated(chance: random.Random, seeds: Sequence[bytes], tokens: Sequence[bytes], most: int) -> bytes:
    """An input of at most `most` bytes, a few changes away from one of the seeds; any bytes when there is none."""
    data = bytearray(chance.choice(seeds) if seeds else chance.randbytes(chance.randrange(60)))
    for _ in range(chance.randint(1, MOST_STEPS)):
        chance.choice(STEPS)(chance, data, seeds, tokens)
    return bytes(data[:most])


def _place(chance: random.Random, data: bytearray) -> int:
    return chance.randrange(len(data) + 1)


def _part(chance: random.Random, data: bytes | bytearray) -> tuple[int, int]:
    """Where a part begins and ends; short ones are likelier than long ones."""
    start = chance.randrange(len(data) + 1)
    return start, min(len(data), start + int(chance.paretovariate(0.8)))


def _change(chance: random.Random, data: bytearray, _seeds: Sequence[bytes], _tokens: Sequence[bytes]) -> None:
    for _ in range(chance.randint(1, 4)):
        if data:
            data[chance.randrange(len(data))] = chance.randrange(256)


def _flip(chance: random.Random, data: bytearray, _seeds: Sequence[bytes], _tokens: Sequence[bytes]) -> None:
    if data:
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def _cut_out(chance: random.Random, data: bytearray, _seeds: Sequence[bytes], _tokens: Sequence[bytes]) -> None:
    start, end = _part(chance, data)
    del data[start:end]


def _cut_off(chance: random.Random, data: bytearray, _seeds: Sequence[bytes], _tokens: Sequence[bytes]) -> None:
    del data[_place(chance, data) :]


def _repeat(chance: random.Random, data: bytearray, _seeds: Sequence[bytes], _tokens: Sequence[bytes]) -> None:
    start, end = _part(chance, data)
    times = chance.choice((1, 1, 1, 2, 3, 10, 50, 1000))
    place = _place(chance, data)
    data[place:place] = (bytes(data[start:end]) * times)[:3_000]


def _set_in(chance: random.Random, data: bytearray, _seeds: Sequence[bytes], tokens: Sequence[bytes]) -> None:
    place = _place(chance, data)
    data[place:place] = chance.choice(tokens if tokens and chance.random() < 0.7 else ODD)


def _put_over(chance: random.Random, data: bytearray, _seeds: Sequence[bytes], tokens: Sequence[bytes]) -> None:
    word = chance.choice(tokens if tokens and chance.random() < 0.5 else ODD)
    place = _place(chance, data)
    data[place : place + len(word)] = word


def _swap(chance: random.Random, data: bytearray, _seeds: Sequence[bytes], _tokens: Sequence[bytes]) -> None:
    start, end = _part(chance, data)
    part = bytes(data[start:end])
    del data[start:end]
    place = _place(chance, data)
    data[place:place] = part


def _splice(chance: random.Random, data: bytearray, seeds: Sequence[bytes], _tokens: Sequence[bytes]) -> None:
    if seeds:
        other = chance.choice(seeds)
        start = chance.randrange(len(other) + 1)
        data[_place(chance, data) :] = other[start:]


STEPS: tuple[Step, ...] = (_change, _flip, _cut_out, _cut_off, _repeat, _set_in, _set_in, _put_over, _swap, _splice)
