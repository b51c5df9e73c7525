"""What turns bytes into text, and text into dates, sentences and passages."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from index.articles import Draft, clean_text
from index.boilerplate import set_aside
from index.dates import DateOrigin
from index.dating import date_in_name, date_in_text, settle_date
from index.errors import InputError
from index.passages import PassageSettings, split
from index.readers import ReadOptions
from index.readers.decoding import decode, decode_line, is_binary, wide_encoding
from index.readers.written_dates import read_date
from index.sentences import sentence_spans
from tests.fuzzing.contract import Target

__all__ = ["DATES", "DATING", "DECODING", "PASSAGES", "SENTENCES"]

TODAY = date(2024, 6, 1)
CHARSETS = ("", "utf-8", "latin-1", "utf-16", "shift_jis", "utf-7", "punycode", "idna", "no-such", "hex", "rot13")
SETTINGS = PassageSettings(budget_tokens=32)


def _text(data: bytes) -> str:
    return clean_text(data.decode("utf-8", "replace"))


def _decoding(data: bytes) -> None:
    is_binary(data)
    wide_encoding(data)
    decode_line(data).text.encode("utf-8", "replace")
    try:
        decoded = decode(data, CHARSETS[len(data) % len(CHARSETS)])
    except InputError:
        return
    assert clean_text(clean_text(decoded.text)) == clean_text(decoded.text)
    clean_text(decoded.text).encode()


def _dates(data: bytes) -> None:
    found = read_date(data.decode("utf-8", "replace"), DateOrigin.METADATA)
    found.doubt.encode()
    if found.published is not None:
        first, last = found.published.first_day, found.published.last_day
        assert first is None or last is None or first <= last


def _dating(data: bytes) -> None:
    text = _text(data)
    name, _, rest = text.partition("\n")
    date_in_name(name)
    date_in_text(rest)
    draft = Draft(text=rest or "x", place=name, url=f"http://a.example/{name}", title=name[:40])
    settled = settle_date(draft, ReadOptions(), today=TODAY)
    assert all(isinstance(doubt, str) for doubt in settled.doubts)


def _sentences(data: bytes) -> None:
    text = _text(data)
    spans = sentence_spans(text)
    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert "".join("".join(text[span.start : span.end].split()) for span in spans) == "".join(text.split())


def _passages(data: bytes) -> None:
    text = _text(data)
    aside = set_aside(text)
    for one, other in pairwise(aside):
        assert one.end <= other.start
    passages = split("a", text, SETTINGS, aside)
    for passage in passages:
        assert passage.text == text[passage.start : passage.end]
        assert passage.token_count <= SETTINGS.budget_tokens
    left = "".join(text[span.start : span.end] for span in aside)
    assert passages or len("".join(left.split())) == len("".join(text.split()))


NEWS = (
    'GENEVA, July 5, 2019 (Wire) — Mr. J. P. Smith of the U.S. said: "No deal." He left on Nov. 30. Talks ended…\n\n'
    "PHOTO: Reuters\n\nREAD MORE: steel\n\n中美贸易谈判。双方没有达成协议！ المحادثات توقفت. क्षत्रिय। "
    "e\u0301te\u0301 \U0001f600 No?! “Yes.” (It did.)"
).encode()
DATE_SEEDS = (
    "2019-07-05", "5 July 2019", "July 5th, 2019", "Fri, 05 Jul 2019 10:00:00 +0200", "20190705T233000-0500",
    "07/05/2019", "1562320800", "1562320800000", "Juli 2019", "2019", "٢٠١٩-٠٧-٠٥", "5 de julio de 2019", "2019-W27-5",
)  # fmt: skip
DATE_TOKENS = (
    b"- / . : T Z + AM pm st July Sept 31 30 29 13 00 0000 1900 2099 yesterday 1e9 -1 \xd9\xa3 \xc2\xb2".split()
)
SENTENCE_TOKENS = tuple(
    b". ! ? \xe2\x80\xa6 \" ' ) U.S. Mr. No. a.m. \n\n \xe2\x80\x9d \xe3\x80\x82 1.5 Jan. \xc2\xa0".split(b" ")
)

DECODING = Target(
    _decoding,
    (
        NEWS,
        NEWS.decode().encode("utf-16"),
        "Négociations à Genève où l’été".encode("cp1252"),
        "Переговоры".encode("koi8-r"),
    ),
    (b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"\xff\xfe\0\0", b"\xc3\xa9", b"\x81", b"\x1b$B", b"+AGE-"),
)
DATES = Target(_dates, tuple(each.encode() for each in DATE_SEEDS), tuple(DATE_TOKENS))
DATING = Target(
    _dating,
    (b"2019/07/05/talks-resume.html\n" + NEWS, b"a_20190705_b.txt\nPublished: 5 July 2019\n\nText.", NEWS),
    (*DATE_TOKENS, b"Published:", b"Updated: ", b"/2019/07/", b" \xe2\x80\x94 ", b"(Reuters) -"),
)
SENTENCES = Target(_sentences, (NEWS,), SENTENCE_TOKENS)
PASSAGES = Target(
    _passages, (NEWS, NEWS[:60]), (*SENTENCE_TOKENS, b"\nPHOTO: x\n", b"<|endoftext|>", b"aaaaaaaaaaaaaaaaaaaa")
)
