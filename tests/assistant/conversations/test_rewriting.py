"""What a question becomes after what was said before it."""

from __future__ import annotations

import time
from datetime import date

from assistant.conversations import Exchange
from assistant.conversations.rewriting import LONGEST_FOLLOW_UP, stand_alone

BEFORE = (Exchange("When did Canada end its steel tariffs?", "Canada ended them on 17 May 2019. [1]"),)
AS_OF = date(2019, 7, 31)


def test_a_follow_up_takes_over_what_it_is_about() -> None:
    alone = stand_alone("And why?", BEFORE, AS_OF)
    assert "steel tariffs" in alone.question
    assert alone.carried


def test_a_long_one_is_taken_as_it_is_and_at_once() -> None:
    typed = "Why did they " * 1500
    started = time.process_time()
    assert stand_alone(typed, BEFORE, AS_OF).question == typed
    assert len(typed) > LONGEST_FOLLOW_UP
    assert time.process_time() - started < 1
