"""Through the whole chain: an answer says that sources disagree, and marks what no longer holds."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from assistant import Answer, AnswerStatus
from assistant.cli.answer_text import answer_lines
from tests.assistant.story_making import draft, library_of

QUESTION = "What levy does Kestrel Island put on tuna?"
EARLY = draft(
    "Kestrel Island put a levy of 15 percent on tuna.", id="a", title="", day="2019-05-02", source="Harbour Wire"
)
OTHER = draft(
    "The levy that Kestrel Island put on tuna is 20 percent, the fishers' league said.",
    id="b",
    title="",
    day="2019-05-03",
    source="Valley Post",
)
LATER = draft(
    "Kestrel Island raised its levy on tuna to 20 percent.", id="c", title="", day="2019-07-02", source="Valley Post"
)


def answer(folder: Path, *drafts: object) -> Answer:
    return library_of(folder, *drafts).ask(QUESTION, as_of=date(2019, 7, 31))  # type: ignore[arg-type]


def test_both_sides_are_said_cited_and_set_side_by_side(tmp_path: Path) -> None:
    given = answer(tmp_path, EARLY, OTHER)
    assert given.status is AnswerStatus.CONFLICTING
    assert given.text.startswith(
        "Sources disagree: 20 percent (the fishers' league in Valley Post, 2019-05-03) or "
        "15 percent (Harbour Wire, 2019-05-02). [1][2]"
    )
    [conflict] = given.conflicts
    assert [(each.claim, each.source, each.speaker, each.citation) for each in conflict.claims] == [
        ("20 percent", "Valley Post", "the fishers' league", 1),
        ("15 percent", "Harbour Wire", "", 2),
    ]
    assert [each.quote for each in conflict.claims] == [each.quote for each in given.citations]
    assert Answer.model_validate_json(given.model_dump_json()) == given


def test_the_terminal_shows_the_claims(tmp_path: Path) -> None:
    shown = "\n".join(answer_lines(answer(tmp_path, EARLY, OTHER), quotes=True))
    assert "What each says, newest first" in shown
    assert "15 percent: Harbour Wire, 2019-05-02 [2]" in shown


def test_what_a_later_report_changed_is_marked_and_comes_second(tmp_path: Path) -> None:
    given = answer(tmp_path, EARLY, LATER)
    assert given.status is AnswerStatus.ANSWERED
    assert given.conflicts == ()
    assert [each.superseded for each in given.sentences] == [False, True]
    assert given.sentences[1].text.endswith("[superseded by the report of 2019-07-02]")


def test_before_the_later_report_nothing_is_superseded(tmp_path: Path) -> None:
    given = library_of(tmp_path, EARLY, LATER).ask(QUESTION, as_of=date(2019, 5, 31))
    assert [each.superseded for each in given.sentences] == [False]
    assert "20 percent" not in given.text
