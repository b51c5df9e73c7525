"""What readers say of answers is kept with the answers."""

from __future__ import annotations

from pathlib import Path

from assistant import Assistant
from assistant.settings import Settings
from tests.assistant.conftest import Parley


def test_feedback_is_kept_with_its_answer_in_order(library: Path) -> None:
    settings = Settings(library=library, embedding="hashing")
    with Assistant(settings) as parley:
        answer = parley.ask("When did talks stall?", as_of="2019-07-31")
        assert parley.feedback() == []
        bad = parley.give_feedback(answer, good=False, comment=" too early ", expected="on 10 May 2019", owner="ana")
        good = parley.give_feedback(answer, good=True)
    with Assistant(settings) as parley:
        assert parley.feedback() == [bad, good]
        assert parley.feedback(good=False) == [bad]
        assert parley.feedback(good=True) == [good]
    assert (bad.comment, bad.expected, bad.owner, bad.answer) == ("too early", "on 10 May 2019", "ana", answer)
    assert bad.id != good.id


def test_what_is_wrong_can_be_said_with_the_question(parley: Parley, library: Path) -> None:
    ran = parley("ask", "When did talks stall?", "--as-of", "2019-07-31", "--wrong", "it was earlier", "--json")
    with Assistant(Settings(library=library, embedding="hashing")) as opened:
        (kept,) = opened.feedback()
    assert (kept.good, kept.comment) == (False, "it was earlier")
    assert kept.answer.model_dump(mode="json") == ran.json
    assert ran.err == f"kept as feedback {kept.id}\n"
