"""What a question asks for, of which period and of whom; and that no words can break the reading."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.questions import Aspect, UnderstoodQuestion, understand

AS_OF = date(2019, 7, 31)
COVERED = (date(2018, 1, 1), AS_OF)
OUTLETS = ("Harbour Wire", "The Ledger", "WSJ", "C++ News (Online)", "", "[a-z]+")


def read(question: str, *, as_of: date = AS_OF, covered: tuple[date, date] | None = COVERED) -> UnderstoodQuestion:
    return understand(question, as_of=as_of, sources=OUTLETS, covered=covered)


def period(
    question: str, *, as_of: date = AS_OF, covered: tuple[date, date] | None = COVERED
) -> tuple[str, str] | None:
    window = read(question, as_of=as_of, covered=covered).window
    return (str(window.first or ""), str(window.last or "")) if window else None


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("When did talks stall?", "when"),
        ("On what date was the deal signed?", "when"),
        ("In which month did exports fall?", "when"),
        ("Why did talks stall?", "why"),
        ("What caused the collapse?", "why"),
        ("What was the reason for the delay?", "why"),
        ("Who signed the accord?", "who"),
        ("Whose idea was it?", "who"),
        ("Which minister resigned?", "who"),
        ("Where did they meet?", "where"),
        ("In which city did they meet?", "where"),
        ("How much is the levy?", "how_much"),
        ("How many ships were turned back?", "how_much"),
        ("What is the rate of the levy?", "how_much"),
        ("What did the union do?", "what"),
        ("Summarise the dispute over tuna", "what"),
        ("tuna", "what"),
        ("When did talks stall and why?", "when_why"),
        ("Why did talks stall, and when?", "why_when"),
        ("Who raised the levy and by how much?", "who_how_much"),
        ("WHEN DID TALKS STALL AND WHY", "when_why"),
    ],
)
def test_the_aspects_are_read_in_the_order_of_the_question(question: str, kind: str) -> None:
    assert read(question).kind == kind


@pytest.mark.parametrize(
    "question", ["What did the minister say when talks stalled?", "What happens whenever it rains?"]
)
def test_a_when_that_joins_clauses_asks_for_no_date(question: str) -> None:
    assert Aspect.WHEN not in read(question).aspects


@pytest.mark.parametrize(
    ("question", "days"),
    [
        ("Why did tariffs rise since May 2018?", ("2018-05-01", "")),
        ("What happened before March 2018?", ("", "2018-02-28")),
        ("What happened after 1 June 2018?", ("2018-06-02", "")),
        ("What happened until May 2019?", ("", "2019-05-31")),
        ("What happened between March and May 2018?", ("2018-03-01", "2018-05-31")),
        ("What happened from March to May 2018?", ("2018-03-01", "2018-05-31")),
        ("What happened in March 2018?", ("2018-03-01", "2018-03-31")),
        ("What happened in the first half of 1987?", ("1987-01-01", "1987-06-30")),
        ("What happened during 2018?", ("2018-01-01", "2018-12-31")),
        ("What happened on 5 July 2019?", ("2019-07-05", "2019-07-05")),
        ("As of 10 April 2019, who leads the talks?", ("", "2019-04-10")),
        ("What happened over the past three months?", ("2019-04-30", "2019-07-31")),
        ("What happened in the past two months?", ("2019-05-31", "2019-07-31")),
        ("What happened in early 2019?", ("2019-01-01", "2019-04-30")),
        ("What happened this week?", ("2019-07-29", "2019-08-04")),
        ("What happened last month?", ("2019-06-01", "2019-06-30")),
        ("What happened this year?", ("2019-01-01", "2019-12-31")),
        ("What happened yesterday?", ("2019-07-30", "2019-07-30")),
        ("What did they say on Monday?", ("2019-07-29", "2019-07-29")),
        ("What happened after the May 2018 summit?", ("2018-05-01", "")),
        ("What happened before the 3 June 2018 summit?", ("", "2018-06-02")),
    ],
)
def test_the_words_of_a_question_give_its_period(question: str, days: tuple[str, str]) -> None:
    assert period(question) == days
    assert read(question).window_words in question


@pytest.mark.parametrize(
    "question",
    [
        "What happened?",
        "What happened today?",
        "What is the latest?",
        "Who leads the talks now?",
        "What has happened lately?",
        "What did last year's tariffs bring?",
        "What did the 2018 tariffs hit?",
        "What did the June 28 meeting bring?",
        "What happened in fiscal 2018?",
        "How did a 25% duty fare?",
    ],
)
def test_what_only_names_a_thing_or_a_moment_limits_nothing(question: str) -> None:
    assert period(question) is None


def test_what_is_counted_from_today_is_a_period_whether_or_not_there_are_articles_of_it() -> None:
    old = (date(1987, 1, 1), date(1987, 12, 31))
    assert period("What happened this week?", covered=old) == ("2019-07-29", "2019-08-04")
    assert period("What happened yesterday?", covered=old) == ("2019-07-30", "2019-07-30")


@pytest.mark.parametrize(
    ("question", "side", "name", "words"),
    [
        ("What changed since the Osaka summit?", "since", "Osaka summit", "since the Osaka summit"),
        ("What did they buy before the truce?", "before", "truce", "before the truce"),
        ("What came after the talks in Cape Town?", "since", "talks in Cape Town", "after the talks in Cape Town"),
        ("Who lost in the run-up to the vote?", "before", "vote", "in the run-up to the vote"),
        ("Who paid until the Lisbon accord?", "until", "Lisbon accord", "until the Lisbon accord"),
        (
            "What fell since Ada Brook's resignation and arrest?",
            None,
            "",
            "",
        ),
        ("What must be settled before any agreement?", None, "", ""),
        ("What happened since the price rose?", None, "", ""),
        ("What happened since May 2018, after the truce?", None, "", ""),
    ],
)
def test_an_event_that_bounds_the_period_is_named(question: str, side: str | None, name: str, words: str) -> None:
    beside = read(question).beside
    assert (beside and beside.side.value, beside.name if beside else "", beside.words if beside else "") == (
        side,
        name,
        words,
    )


@pytest.mark.parametrize(
    ("question", "day"),
    [
        ("As of 10 April 2019, who leads the talks?", date(2019, 4, 10)),
        ("What is the levy as of 10 April?", date(2019, 4, 10)),
        ("What is the levy as of 10 December?", date(2018, 12, 10)),
        ("What is the levy as of May 2019?", date(2019, 5, 31)),
        ("What is the levy as of 10 April 2025?", None),
        ("What was the levy on 10 April 2019?", None),
    ],
)
def test_the_day_that_a_question_wants_to_be_answered_as_of(question: str, day: date | None) -> None:
    assert read(question).stated_day == day


def test_a_month_without_a_year_is_the_last_such_month() -> None:
    assert period("What happened in March?") == ("2019-03-01", "2019-03-31")
    assert period("What happened in March?", as_of=date(2018, 12, 1)) == ("2018-03-01", "2018-03-31")


def test_a_month_without_a_year_limits_nothing_where_the_library_holds_none_of_it() -> None:
    old = (date(1987, 1, 1), date(1987, 12, 31))
    assert period("What happened in March?", covered=old) is None
    assert period("What happened in March 1987?", covered=old) == ("1987-03-01", "1987-03-31")
    assert period("What happened in March 2018?", covered=old) == ("2018-03-01", "2018-03-31")


def test_the_topic_is_the_question_without_its_times() -> None:
    assert read("Why did tariffs rise since May 2018?").topic == "Why did tariffs rise ?"


@pytest.mark.parametrize(
    ("question", "outlets"),
    [
        ("According to the Harbour Wire, why did talks stall?", ("Harbour Wire",)),
        ("What did harbour wire report?", ("Harbour Wire",)),
        ("What did the Ledger report?", ("The Ledger",)),
        ("What does WSJ's reporter say?", ("WSJ",)),
        ("What is reported by C++ News (Online)?", ("C++ News (Online)",)),
        ("What did the Harbour Wireless company do?", ()),
        ("Who leads Harbour Wire?", ()),
        ("When did talks stall?", ()),
    ],
)
def test_outlets_named_as_such_are_found(question: str, outlets: tuple[str, ...]) -> None:
    assert read(question).sources == outlets


@pytest.mark.parametrize(
    "question",
    [
        "Is there a deal?",
        "Will talks resume?",
        "Does Ostland buy tuna?",
        "Has the deal been signed?",
        "What is the latest on talks?",
        "When will talks resume?",
    ],
)
def test_how_things_stand_is_told_from_what_was(question: str) -> None:
    assert read(question).wants_state
    assert not read(question).about_past


@pytest.mark.parametrize("question", ["When did talks stall?", "Why was the levy raised?", "What did they agree on?"])
def test_what_was_is_told_from_how_things_stand(question: str) -> None:
    assert read(question).about_past
    assert not read(question).wants_state


def test_white_space_is_folded() -> None:
    assert read("  When\n\tdid   talks\u2003stall? ").text == "When did talks stall?"


def test_a_long_question_is_cut_with_a_note() -> None:
    question = read("When did talks stall? " * 200)
    assert len(question.text) == 2000
    [note] = question.notes
    assert "2000" in note
    assert read("When did talks stall?").notes == ()


ODD = [
    "'; DROP TABLE articles; --",
    "1 OR 1=1",
    'title:"steel" AND body:* NOT tuna',
    "NEAR(tuna steel, 5)",
    "tuna* ^2 ~1",
    "(((((",
    ")))]]}}",
    "[a-z]+(?=x)",
    "(a+)+$",
    "\\",
    "\\d{4}",
    "{{7*7}}",
    "{% for x in y %}",
    "${jndi:ldap://x}",
    "%s %d %n",
    "{0} {text}",
    "../../etc/passwd",
    "C:\\Windows\\System32",
    "file:///etc/passwd",
    "<script>alert(1)</script>",
    "<|endoftext|>",
    "![x](http://x/y.png)",
    "`rm -rf /`",
    "$(reboot)",
    "--as-of",
    "-1",
    "0",
    "when",
    "why why why",
    "When?",
    "?!when",
    "¿Cuándo?",
    "متى توقفت المحادثات؟",
    "מתי נעצרו השיחות?",
    "\u202eWhen did talks stall?\u202c",
    "谈判何时停滞？",
    "交渉はいつ？",
    "😀 when 😀",
    "👩‍👩‍👧🏴󠁧󠁢󠁥󠁮󠁧󠁿",
    "e\u0301\u0316" * 50,
    "\u200b\u200d\ufeff",
    "\x00\x01\x1b[31m",
    "\ud800 when",
    "a" * 5000,
    "when " * 20_000,
    "since May " * 10_000,
    "1987 " * 20_000,
    "When did A stall? " * 50,
    "as of 99 Foo 2019 and 31 February 2019 and 2019-13-45",
    "since 2020 until 2010",
    "between December 2019 and March 2018",
    "in the year 0 and 9999 and 10000",
    "   ",
    "",
]


@pytest.mark.parametrize("question", ODD, ids=[ascii(each)[:30] for each in ODD])
def test_odd_words_are_plain_words(question: str) -> None:
    understood = read(question)
    assert understood.aspects
    assert len(understood.text) <= 2000
    window = understood.window
    assert window is None or not (window.first and window.last) or window.first <= window.last


@given(st.text(max_size=200), st.dates(), st.lists(st.text(max_size=12), max_size=4))
@settings(max_examples=60)
def test_any_text_any_day_and_any_outlets_can_be_read(text: str, as_of: date, outlets: list[str]) -> None:
    understood = understand(text, as_of=as_of, sources=outlets, covered=COVERED)
    assert set(understood.sources) <= set(outlets)
    assert understood.aspects
