"""A question that takes for granted what no article says is refused, with what the articles do say."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.answering.sufficiency import Verdict, judge
from assistant.answers import AnswerStatus
from assistant.claims.deciding import statement
from assistant.claims.reading import claims_in
from index.library import Span
from tests.assistant.story_making import AS_OF, article, asked, evidence_of

TUNA = (
    "Canada raised its levy on Mexican tuna to 20 percent on Monday because of cheap catches. "
    "Mexico has not raised its levy on Canadian salmon, and plans to leave the fishing pact in 2020. "
    "Ada Brook, the Canadian minister, said that the levy would protect fishing ports. "
    "Tom Reed, who trades tuna, paid the levy at once."
)
SEARCHED = Span(articles=1, undated=0, first=date(2019, 7, 5), last=date(2019, 7, 5))


def verdict_on(question: str) -> Verdict:
    told = article(TUNA, title="Levies on tuna and salmon in the fishing pact")
    return judge(asked(question), evidence_of(question, told), SEARCHED, AS_OF)


@pytest.mark.parametrize(
    "question",
    [
        "Why did Canada raise its levy on Mexican tuna?",
        "When did Canada lift its levy on Mexican tuna to 20 percent?",
        "What did Ada Brook say about the levy?",
        "How much is the Canadian levy on Mexican tuna?",
        "Did Mexico raise its levy on Canadian salmon?",
        "Why does Mexico plan to leave the fishing pact?",
    ],
)
def test_what_the_articles_say_is_answered(question: str) -> None:
    assert verdict_on(question).status is AnswerStatus.ANSWERED


def test_what_somebody_said_is_answered_by_that_speaker_alone() -> None:
    spoken = verdict_on("What did Ada Brook say about the levy?").sentences
    assert spoken
    assert all("Brook" in each.text for each in spoken)
    assert len(verdict_on("How much is the Canadian levy on Mexican tuna?").sentences) > len(spoken)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Why did Mexico raise its levy on Canadian tuna?", "do not say that Mexico raised its levy on Canadian tuna"),
        ("Why did Canada raise its levy on Mexican tuna to 35 percent?", "35 percent"),
        ("Why did Mexico raise its levy on Canadian salmon?", "as not so"),
        ("Why did Mexico leave the fishing pact?", "as a plan"),
        ("Why did Canada abolish its levy on Mexican tuna?", "do not say that Canada abolished its levy"),
        ("What did Tom Reed say about the levy?", "do not report what was said"),
        ("What price does Mexican tuna have?", "give no such figure"),
        ("What did Tom Reed reply to Ada Brook about the levy?", "do not report what was said"),
        ("How much will Mexico pay in the fishing pact?", "do not say that Mexico pays in the fishing pact"),
    ],
)
def test_what_no_article_says_is_refused_with_what_they_do_say(question: str, words: str) -> None:
    verdict = verdict_on(question)
    assert verdict.status is AnswerStatus.NO_EVIDENCE
    assert words in verdict.reason


def test_a_refusal_knows_the_sentence_that_comes_nearest() -> None:
    verdict = verdict_on("Why did Mexico leave the fishing pact?")
    assert verdict.nearest is not None
    assert "plans to leave" in verdict.nearest.text


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Why did Canada pull out of the pact?", "Canada pulled out of the pact"),
        ("When was the levy raised by Japan?", "the levy was raised by Japan"),
        ("When was the pact torn up?", None),
        ("Why did Canada not sign the pact?", "Why did Canada not sign the pact"),
    ],
)
def test_a_claim_is_told_in_the_words_of_its_question(question: str, words: str | None) -> None:
    claims = claims_in(question)
    assert [statement(each) for each in claims] == ([words] if words else [])
