"""An answer says the same in Python and in JSON, and refuses to exist with broken numbering."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from assistant.answers import (
    Answer,
    AnswerMode,
    AnswerSentence,
    AnswerStatus,
    Citation,
    Conflict,
    ConflictingClaim,
    Coverage,
    Event,
    QueryRecord,
    ResolvedDate,
    Support,
    Usage,
)
from assistant.markers import marked, without_markers
from index.dates import DateInterval, DateOrigin, Precision, PublicationDate

WORDS = st.text(st.characters(codec="utf-8"), max_size=30)
DAYS = st.dates()
DATES = st.builds(
    PublicationDate.of,
    st.one_of(st.none(), DAYS.map(str), DAYS.map(lambda day: f"{day:%Y-%m}".zfill(7)), st.just("2019")),
    st.sampled_from(DateOrigin),
)
INTERVALS = st.builds(
    lambda first, days, precision: DateInterval(
        first=first, last=min(first, date(9000, 1, 1)) + timedelta(days=days) if first else None, precision=precision
    ),
    st.none() | st.dates(max_value=date(9000, 1, 1)),
    st.integers(0, 9999),
    st.sampled_from(Precision),
)
RESOLVED = st.builds(ResolvedDate, text=WORDS, interval=INTERVALS, anchor=DATES)
COVERAGES = st.builds(
    Coverage,
    articles=st.integers(0),
    undated=st.integers(0),
    first=st.none() | DAYS,
    last=st.none() | DAYS,
    independent_sources=st.integers(0),
)
RECORDS = st.builds(
    QueryRecord,
    question=WORDS,
    kind=WORDS,
    as_of=DAYS,
    as_of_given=st.booleans(),
    window=st.none() | INTERVALS,
    window_words=WORDS,
    sources=st.lists(WORDS, max_size=2).map(tuple),
    k=st.integers(1, 1000),
)


@st.composite
def answers(draw: st.DrawFn) -> Answer:
    count = draw(st.integers(0, 5))
    citations = [
        Citation(
            n=n,
            passage_id=draw(WORDS),
            article_id=draw(WORDS),
            title=draw(WORDS),
            source=draw(WORDS),
            published=draw(DATES),
            url=draw(WORDS),
            quote=draw(WORDS),
            start=draw(st.integers(0)),
            end=draw(st.integers(0)),
            also_in=tuple(draw(st.lists(WORDS, max_size=2))),
        )
        for n in range(1, count + 1)
    ]
    sentences = [
        AnswerSentence(
            text=without_markers(draw(WORDS)),
            citations=(citation.n,),
            support=draw(st.sampled_from(Support)),
            dates=tuple(draw(st.lists(RESOLVED, max_size=2))),
        )
        for citation in citations
    ]
    numbers = st.integers(1, count) if count else st.nothing()
    return Answer(
        status=draw(st.sampled_from(AnswerStatus)),
        text=" ".join(marked(each.text, each.citations) for each in sentences),
        sentences=tuple(sentences),
        citations=tuple(citations),
        events=tuple(
            draw(st.lists(st.builds(Event, text=WORDS, interval=INTERVALS, citations=st.tuples(numbers)), max_size=2))
        ),
        conflicts=tuple(
            draw(
                st.lists(
                    st.builds(
                        Conflict,
                        about=WORDS,
                        claims=st.tuples(
                            st.builds(ConflictingClaim, claim=WORDS, source=WORDS, published=DATES, citation=numbers)
                        ),
                    ),
                    max_size=2,
                )
            )
        ),
        refusal_reason=draw(WORDS),
        coverage=draw(COVERAGES),
        query=draw(RECORDS),
        mode=draw(st.sampled_from(AnswerMode)),
        model=draw(WORDS),
        usage=Usage(
            prompt_tokens=draw(st.integers(0)),
            cost_usd=draw(st.floats(0, 1e6)),
            milliseconds=draw(st.dictionaries(WORDS, st.floats(0, 1e9), max_size=3)),
        ),
        fingerprint=draw(WORDS),
        warnings=tuple(draw(st.lists(WORDS, max_size=2))),
    )


@given(answers())
@settings(max_examples=60)
def test_json_and_back_is_the_same_answer(answer: Answer) -> None:
    assert Answer.model_validate_json(answer.model_dump_json()) == answer
    assert Answer.model_validate(json.loads(json.dumps(answer.model_dump(mode="json")))) == answer


def test_the_json_schema_can_be_published() -> None:
    schema = Answer.model_json_schema()
    assert schema["additionalProperties"] is False
    assert json.loads(json.dumps(schema)) == schema


def parts(**changed: Any) -> dict[str, Any]:
    """A valid answer of two sentences as plain data, with these fields instead."""
    dated = PublicationDate.of("2019-07-05", DateOrigin.GIVEN).model_dump()
    place = {"passage_id": "a#0", "article_id": "a", "title": "", "source": "", "published": dated, "url": ""}
    return {
        "status": "answered",
        "text": "One. [1] Two. [2]",
        "sentences": [
            {"text": "One.", "citations": [1], "support": "supported"},
            {"text": "Two.", "citations": [2], "support": "supported"},
        ],
        "citations": [{"n": n, "quote": "One.", "start": 0, "end": 4, **place} for n in (1, 2)],
        "coverage": {"articles": 1, "undated": 0, "first": None, "last": None, "independent_sources": 1},
        "query": {"question": "?", "kind": "what", "as_of": "2019-07-31", "as_of_given": True, "k": 10},
        "fingerprint": "f",
        **changed,
    }


def citing(*numbers: int) -> list[dict[str, Any]]:
    return [{"text": "One.", "citations": [number], "support": "supported"} for number in numbers]


def cited(*numbers: int) -> list[dict[str, Any]]:
    return [{**parts()["citations"][0], "n": number} for number in numbers]


def test_dense_numbers_in_order_of_first_use_are_valid() -> None:
    assert Answer.model_validate(parts()).citations[1].n == 2
    Answer.model_validate(parts(text="One. [1][2] Two. [2][1]"))


@pytest.mark.parametrize(
    "broken",
    [
        pytest.param({"citations": cited(1, 3), "sentences": citing(1, 3), "text": "One. [1] One. [3]"}, id="gap"),
        pytest.param({"citations": cited(2), "sentences": citing(2), "text": "One. [2]"}, id="begins at 2"),
        pytest.param({"citations": cited(1, 1), "sentences": citing(1), "text": "One. [1]"}, id="same number twice"),
        pytest.param({"citations": cited(2, 1)}, id="citations out of order"),
        pytest.param({"citations": cited(1, 2, 3)}, id="citation that nothing uses"),
        pytest.param({"citations": cited(1)}, id="sentence without its citation"),
        pytest.param({"text": "One. [1] Two. [2] Three. [3]"}, id="marker without citation"),
        pytest.param({"text": "One. [1] Two."}, id="citation without marker"),
        pytest.param({"text": "Two. [2] One. [1]"}, id="not in order of first use"),
        pytest.param({"sentences": [], "citations": []}, id="markers of a refusal"),
        pytest.param({"citations": cited(0), "sentences": citing(0), "text": "One. [0]"}, id="number 0"),
    ],
)
def test_broken_numbering_is_refused(broken: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Answer.model_validate(parts(**broken))


def test_words_in_brackets_are_no_markers() -> None:
    answer = Answer.model_validate(parts(text="One [sic] in May [May 2019] [in 2018]. [1] Two [7a]. [2]"))
    assert len(answer.citations) == 2


@pytest.mark.parametrize("part", ["", "coverage", "query", "usage"])
def test_nothing_of_an_answer_can_be_changed(part: str) -> None:
    answer = Answer.model_validate(parts())
    changed: BaseModel = getattr(answer, part) if part else answer
    name = next(iter(type(changed).model_fields))
    with pytest.raises(ValidationError, match="frozen"):
        setattr(changed, name, getattr(changed, name))


@pytest.mark.parametrize("part", ["sentences", "citations"])
def test_nothing_of_its_lists_can_be_changed(part: str) -> None:
    answer = Answer.model_validate(parts())
    each = getattr(answer, part)
    assert isinstance(each, tuple)
    with pytest.raises(ValidationError, match="frozen"):
        each[0].text = each[0].quote = "other words"


@pytest.mark.parametrize("part", ["", "coverage", "query", "sentences", "citations"])
def test_an_unknown_field_is_refused_at_every_depth(part: str) -> None:
    data = parts()
    within = data[part] if part else data
    (within[0] if isinstance(within, list) else within)["surprise"] = 1
    with pytest.raises(ValidationError, match="surprise"):
        Answer.model_validate(data)


@pytest.mark.parametrize(
    ("status", "refused"),
    [("answered", False), ("partial", False), ("conflicting", False), ("no_evidence", True), ("out_of_range", True)],
)
def test_only_what_answers_nothing_is_a_refusal(status: str, refused: bool) -> None:
    assert Answer.model_validate(parts(status=status)).refused is refused


def test_an_answer_of_another_schema_version_is_refused() -> None:
    with pytest.raises(ValidationError, match="schema_version"):
        Answer.model_validate(parts(schema_version=2))
