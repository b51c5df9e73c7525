"""What people type and what chat models reply."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from itertools import pairwise

from assistant.conversations import Exchange
from assistant.conversations.rewriting import stand_alone
from assistant.grounding.reading import MOST_NUMBERS, cleaned, read_reply, refuses, says_gap
from assistant.markers import MARKER, markers_in, without_markers
from assistant.models.reply import repeats_itself
from assistant.questions.narrowing import Narrowing, request_of
from assistant.questions.parts import is_comparison, parts_of
from assistant.questions.understanding import MOST_CHARACTERS, understand
from index.articles import clean_text
from index.dates import DateOrigin, PublicationDate
from index.errors import UsageError
from index.temporal import find_question_times, find_times
from tests.fuzzing.contract import Target

__all__ = ["FOLLOW_UPS", "MODEL_REPLIES", "NARROWINGS", "QUESTIONS", "TIMES"]

AS_OF = date(2019, 7, 31)
COVERED = (date(2018, 3, 8), date(2019, 7, 5))
OUTLETS = ("The Laurentian Post", "Meridian Wire", "Cape Examiner", "")
ANCHORS = tuple(PublicationDate.of(day, DateOrigin.GIVEN) for day in ("2019-07-05", "2019-07", "2019", "0001-01-01"))
MOST_LETTERS = 4000
"""Texts are read by the sentence; each expression costs a millisecond or two, however many there are."""
BEFORE = (
    Exchange("When did Canada end its steel tariffs?", "Canada ended them on 17 May 2019. [1]"),
    Exchange("Why did talks in Washington stall?", ""),
)


def _text(data: bytes) -> str:
    return clean_text(data.decode("utf-8", "replace"))


def _question(data: bytes) -> None:
    text = _text(data)
    understood = understand(text, as_of=AS_OF, sources=OUTLETS, covered=COVERED)
    assert len(understood.text) <= MOST_CHARACTERS
    assert set(understood.sources) <= set(OUTLETS)
    if understood.window is not None:
        first, last = understood.window.first, understood.window.last
        assert first is None or last is None or first <= last
    understood.model_dump_json()
    is_comparison(understood.text)
    assert all(part.strip() for part in parts_of(understood.text)) or not understood.text


def _times(data: bytes) -> None:
    text = _text(data)[:MOST_LETTERS]
    anchor = (*ANCHORS, None)[len(data) % (len(ANCHORS) + 1)]
    for found in (
        find_times(text, anchor, day_first=(None, True, False)[len(text) % 3]),
        find_question_times(text, AS_OF),
    ):
        assert all(one.end <= other.start for one, other in pairwise(found))
        for each in found:
            assert text[each.start : each.end] == each.text != ""
            first, last = (each.interval.first, each.interval.last) if each.interval else (None, None)
            assert first is None or last is None or first <= last


def _follow_up(data: bytes) -> None:
    typed, _, said = _text(data).partition("\n")
    alone = stand_alone(typed, (*BEFORE, Exchange(said[:1000] or "Who?", said)), AS_OF)
    alone.question.encode()


def _reply(data: bytes) -> None:
    text = data.decode("utf-8", "replace")
    cleaned(text)
    refuses(text)
    repeats_itself(text)
    for claim in read_reply(text):
        assert len(claim.cites) <= MOST_NUMBERS
        assert not MARKER.search(claim.text)
        says_gap(claim.text)
    markers_in(text)
    plain = without_markers(text)
    assert markers_in(plain) == []
    assert without_markers(plain) == plain


def _narrowing(data: bytes) -> None:
    since, until, as_of, *rest = [*data.decode("utf-8", "replace").split("|"), "", "", ""]
    given = Narrowing(since=since or None, until=until or None, as_of=as_of or None, sources=tuple(rest), k=len(data))
    with suppress(UsageError):
        request = request_of("Why?", given, k=10)
        assert (
            request.window is None
            or request.window.first is None
            or request.window.last is None
            or (request.window.first <= request.window.last)
        )


QUESTION_SEEDS = (
    "When did talks between the United States and China stall, and why?", "What happened in early 2019?",
    "As of 10 April 2019, how many tariffs had the Laurentian Post reported since the Osaka summit?",
    "Compare the EU's duties with Canada's; who said what about steel between May and 3 June 2018?",
    "¿Cuándo terminaron los aranceles?", "关税什么时候结束？", "متى انتهت الرسوم؟", "Why did Canada leave the pact?",
)  # fmt: skip
TIME_TOKENS = (
    b"last next this past since until between and from to by in on of early mid- late the a ago later Friday May June "
    b"Q3 H1 2019 2018/19 '19 31 29 first twentieth spring week weeks months decade 1990s century 07/05/2019 "
    b"2019-07-05 noon now today yesterday end beginning half quarter fiscal year-end -- \xe2\x80\x93 couple dozen"
).split()
QUESTIONS = Target(
    _question,
    tuple(each.encode() for each in QUESTION_SEEDS),
    (*TIME_TOKENS, *b"? why when who how many according as of ; and or compare \xd8\x9f".split()),
)
TIMES = Target(
    _times,
    (
        b"Talks resumed on Thursday after a two-week pause that began in late May, the third since Q4 2018.",
        b"From 3 to 5 July 2019, and again between spring 2018 and the end of the 1990s, duties rose.",
        b"the week of 6 May; the next 90 days; fiscal year 2018/19; early next year; May 10th - June 1",
    ),
    tuple(TIME_TOKENS),
)
FOLLOW_UPS = Target(
    _follow_up,
    (
        b"And why?\nCanada ended its duties on Friday, Mr. Trudeau said.",
        b"What about the EU?\nChina raised tariffs to 25 percent.",
        b"When was that?\n",
        b"And in 2018?\nThe senator said so.",
        b"How did they respond to him?\nMexico and the United States agreed.",
    ),
    tuple(
        b"it they them he she that those and what about why when where who else more there then one \n ? in 2018".split(
            b" "
        )
    ),
)
MODEL_REPLIES = Target(
    _reply,
    (
        b"Talks stalled in May. [1] China went back on promises [2, 3].[4-6] They resumed.[^7]",
        "Les droits【1†source】 ont cessé（2）. <think>no</think> ![x](http://a.example/b) [a](b) <img src=x>".encode(),
        b"I cannot help with that.",
        b"The articles do not say. [NOT FOUND]",
        b"```\n1. **One** [1]\n2. Two [2]\n```",
    ),
    tuple(b"[ ] [1] [1] [12-15] [999] [^1] ( ) , - . ! <think> </think> ![ ]( http:// < > ** \xe3\x80\x90 9".split()),
)
NARROWINGS = Target(
    _narrowing,
    (b"2019-05|2019-06-30|2019-07-31|Meridian Wire", b"2019||", b"|0001-01-01|", b"2020-02-29|2019|9999-12-31|a|b"),
    (*b"| - 2019 02 29 0000 9999 13 31 today".split(), "٢٠١٩".encode()),
)
