"""A model's answer is held against the other articles it was given: who disagrees, and what replaces what it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant import Answer, Assistant, Settings
from assistant.answers import AnswerMode, AnswerStatus
from assistant.models.options import ChatSettings
from index.articles import Draft
from tests.assistant.models import scripted
from tests.assistant.story_making import draft, library_of

pytestmark = pytest.mark.loopback
LEVY = "What levy does Kestrel Island put on tuna?"
WHY = "Why did the talks on tuna break off?"
FIRST = "Kestrel Island put a levy of 15 percent on tuna."
SECOND = "The levy that Kestrel Island put on tuna is 20 percent, the fishers' league said."


def report(text: str, name: str, day: str, source: str) -> Draft:
    return draft(text, id=name, title="", day=day, source=source)


EARLY = report(FIRST, "early", "2019-05-02", "Harbour Wire")
OTHER = report(SECOND, "other", "2019-05-03", "Valley Post")
LATER = report("Kestrel Island raised its levy on tuna to 20 percent.", "later", "2019-07-02", "Valley Post")


def written(folder: Path, question: str, says: dict[str, str], *drafts: Draft) -> Answer:
    """`says` is what the model writes, each sentence with the words of the article that it cites."""
    library_of(folder, *drafts).close()

    def reply(exchange: scripted.Exchange) -> None:
        prompt = exchange.prompt
        order = sorted(prompt.index(words) for words in (each.text.split(".")[0] for each in drafts) if words in prompt)
        numbers = {words: 1 + order.index(prompt.index(words)) for words in says.values()}
        scripted.says(" ".join(f"{text} [{numbers[words]}]" for text, words in says.items()))(exchange)

    with scripted.serving(reply) as server:
        settings = Settings(
            library=folder, embedding="hashing", chat=ChatSettings(base_url=server.url, model="small", repair=False)
        )
        with Assistant(settings, create=False) as parley:
            answer = parley.ask(question, as_of="2019-07-31")
    assert answer.mode is AnswerMode.GENERATIVE, answer.warnings
    assert Answer.model_validate_json(answer.model_dump_json()) == answer
    return answer


def test_a_side_that_the_prose_leaves_out_is_told_before_it(tmp_path: Path) -> None:
    answer = written(tmp_path, LEVY, {"Kestrel Island put a levy of 15 percent on tuna.": FIRST[:-1]}, EARLY, OTHER)
    assert answer.status is AnswerStatus.CONFLICTING
    assert answer.text.startswith("Sources disagree: 20 percent (the fishers' league in Valley Post, 2019-05-03) or ")
    assert answer.sentences[1].text == "Kestrel Island put a levy of 15 percent on tuna."
    [conflict] = answer.conflicts
    assert [(each.claim, each.source) for each in conflict.claims] == [
        ("20 percent", "Valley Post"),
        ("15 percent", "Harbour Wire"),
    ]
    assert [answer.citations[each.citation - 1].quote for each in conflict.claims] == [SECOND, FIRST]


def test_prose_that_gives_every_side_gets_the_table_alone(tmp_path: Path) -> None:
    says = {
        "Kestrel Island put a levy of 15 percent on tuna.": FIRST[:-1],
        "The levy that Kestrel Island put on tuna is 20 percent, the fishers' league said.": SECOND[:-1],
    }
    answer = written(tmp_path, LEVY, says, EARLY, OTHER)
    assert answer.status is AnswerStatus.CONFLICTING
    assert [each.text for each in answer.sentences] == list(says)
    assert len(answer.conflicts[0].claims) == 2


def test_causes_are_compared_in_prose_too(tmp_path: Path) -> None:
    one = "The talks on tuna broke off because Kestrel Island shut its ports, the union's envoy said."
    two = "The talks on tuna broke off because the union asked for a second quota, the island's minister said."
    answer = written(
        tmp_path,
        WHY,
        {"The talks on tuna broke off because Kestrel Island shut its ports, the union's envoy said.": one[:-1]},
        report(one, "one", "2019-05-02", "Harbour Wire"),
        report(two, "two", "2019-05-03", "Valley Post"),
    )
    assert answer.status is AnswerStatus.CONFLICTING
    assert [each.speaker for each in answer.conflicts[0].claims] == ["the island's minister", "the union's envoy"]


def test_what_a_later_report_changed_is_marked_behind_the_later_one(tmp_path: Path) -> None:
    answer = written(tmp_path, LEVY, {"Kestrel Island put a levy of 15 percent on tuna.": FIRST[:-1]}, EARLY, LATER)
    assert (answer.status, answer.conflicts) == (AnswerStatus.ANSWERED, ())
    assert [(each.text, each.superseded) for each in answer.sentences] == [
        ("Kestrel Island raised its levy on tuna to 20 percent.", False),
        ("Kestrel Island put a levy of 15 percent on tuna. [superseded by the report of 2019-07-02]", True),
    ]


def test_what_agrees_leaves_the_prose_alone(tmp_path: Path) -> None:
    same = report("The levy on tuna that Kestrel Island put is 15 percent.", "same", "2019-05-03", "Valley Post")
    answer = written(tmp_path, LEVY, {"Kestrel Island put a levy of 15 percent on tuna.": FIRST[:-1]}, EARLY, same)
    assert (answer.status, answer.conflicts) == (AnswerStatus.ANSWERED, ())
    assert [each.text for each in answer.sentences] == ["Kestrel Island put a levy of 15 percent on tuna."]
