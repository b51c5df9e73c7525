"""Whether the articles hold an answer is judged before one is written, and never by the embedder."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assistant import Assistant
from assistant.answering.sufficiency import Verdict, judge
from assistant.answers import AnswerStatus
from assistant.evidence import gather
from assistant.settings import Settings
from index.articles import Article
from index.keywords import Analyzer
from index.library import Span
from tests.assistant.story_making import STEEL, article, asked, draft, evidence_of, found

FISH_AND_STEEL = (article(id="fish"), article(STEEL, id="steel", title="Steel orders fall", day="2019-07-02"))
SEARCHED = Span(articles=2, undated=0, first=date(2019, 7, 2), last=date(2019, 7, 5))


def verdict_on(question: str, *articles: Article, span: Span = SEARCHED) -> Verdict:
    return judge(asked(question), evidence_of(question, *(articles or FISH_AND_STEEL)), span)


@pytest.mark.parametrize(
    "question",
    [
        "When did talks stall and why?",
        "How much is the levy on tuna?",
        "Who is Ada Brook?",
        "Why did the mill close a furnace?",
        "When did negotiations with Kestrel Island collapse?",
        "What happened to steel orders in June 2019?",
    ],
)
def test_what_the_articles_hold_is_accepted(question: str) -> None:
    verdict = verdict_on(question)
    assert verdict.status is AnswerStatus.ANSWERED
    assert verdict.sentences
    assert verdict.reason == ""


def test_words_that_reporters_use_for_one_another_count_before_a_refusal() -> None:
    told = article("Sparks started a fire on a ship.", title="")
    assert verdict_on("Did sparks cause the blaze on the vessel?", told).status is AnswerStatus.ANSWERED
    assert verdict_on("Did sparks cause the feast on the meadow?", told).status is AnswerStatus.NO_EVIDENCE


@pytest.mark.parametrize(
    ("deed", "status"), [("instruct", AnswerStatus.ANSWERED), ("entertain", AnswerStatus.NO_EVIDENCE)]
)
def test_a_deed_told_in_other_words_makes_up_for_the_word_itself(deed: str, status: AnswerStatus) -> None:
    question = f"Why did Kestrel {deed} its tuna fleet to turn?"
    told = found(article("Kestrel ordered its tuna fleet to turn, as fog came.", title=""))
    evidence = gather(
        asked(question),
        told,
        Analyzer().terms,
        lambda terms: {each: 6.0 if each[:5] == deed[:5] else 1.0 for each in terms},
    )
    assert judge(asked(question), evidence, SEARCHED).status is status


def assert_refused(verdict: Verdict, status: AnswerStatus, *words: str) -> None:
    assert verdict.sentences == []
    assert verdict.status is status
    for word in words:
        assert word in verdict.reason


def test_nothing_that_matches_is_a_reason() -> None:
    empty = judge(asked("Who won the chess title?"), evidence_of("Who won the chess title?"), SEARCHED)
    assert_refused(empty, AnswerStatus.NO_EVIDENCE, "nothing in the articles matches")


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("Who won the chess title in Reykjavik?", "“Reykjavik”"),
        ("What did Zanzibar and Freedonia say?", "“Zanzibar” or “Freedonia”"),
        ("When did Freedonia and Sylvania sign a levy?", "“Freedonia”"),
    ],
)
def test_words_that_nothing_mentions_are_a_reason(question: str, missing: str) -> None:
    assert_refused(verdict_on(question), AnswerStatus.NO_EVIDENCE, "do not mention", missing)


def test_a_missing_name_is_refused_though_every_other_word_is_there() -> None:
    question = "When did talks with Freedonia stall?"
    assert_refused(verdict_on(question), AnswerStatus.NO_EVIDENCE, "“Freedonia”")


def test_words_that_stand_apart_are_no_answer() -> None:
    scattered = [article(f"{word} was there.", id=word, title="") for word in ("Tuna", "Steel", "Paper")]
    question = "How do tuna, steel and paper compare?"
    assert_refused(verdict_on(question, *scattered), AnswerStatus.NO_EVIDENCE, "together")


@pytest.mark.parametrize("period", ["in March 1987", "in 1987", "before 2019", "after June 2020"])
def test_a_period_outside_the_articles_is_a_reason_that_says_what_they_cover(period: str) -> None:
    verdict = verdict_on(f"Why did talks stall {period}?")
    assert_refused(verdict, AnswerStatus.OUT_OF_RANGE, "2 July 2019 to 5 July 2019")


def test_a_window_without_articles_is_a_reason() -> None:
    nothing = Span(articles=0, undated=3, first=None, last=None)
    verdict = verdict_on("When did talks stall?", span=nothing)
    assert_refused(verdict, AnswerStatus.OUT_OF_RANGE, "no article", "period")


def test_an_article_of_later_that_tells_of_the_period_is_accepted() -> None:
    later = article("Talks stalled in March 2018 because the island left.", day="2019-07-05")
    assert verdict_on("Why did talks stall in March 2018?", later).status is AnswerStatus.ANSWERED


def test_only_sentences_of_the_period_may_answer() -> None:
    old = article("Talks stalled because of fog.", id="old", day="2017-03-02")
    new = article("Talks stalled because of heat.", id="new", day="2019-07-05")
    span = Span(2, 0, date(2017, 3, 2), date(2019, 7, 5))
    verdict = verdict_on("Why did talks stall since May 2019?", old, new, span=span)
    assert {each.article.id for each in verdict.sentences} == {"new"}


def test_a_long_question_of_several_parts_may_be_answered_from_several_places() -> None:
    pieces = [
        "Tuna catches fell in Kestrel ports.",
        "Steel mills in the valley closed furnaces.",
        "Cotton growers of Ostland burned harvests.",
        "Paper makers near Vienna hired strikers.",
    ]
    articles = [article(piece, id=f"a{n}", title="") for n, piece in enumerate(pieces)]
    question = (
        "Which of the tuna ports, the steel mills and furnaces of the valley, the cotton growers and harvests of "
        "Ostland, or the paper makers and strikers of Vienna were hit?"
    )
    assert verdict_on(question, *articles).status is AnswerStatus.ANSWERED


QUESTIONS = [
    "When did talks stall and why?",
    "Who is Ada Brook?",
    "How much is the levy on tuna?",
    "Why did the mill close a furnace?",
    "Who won the chess title in Reykjavik?",
    "What did the European Commission say?",
    "Why did talks stall in March 1987?",
    "Что случилось?",
]


def test_the_verdict_does_not_depend_on_the_embedder(tmp_path: Path) -> None:
    drafts = [
        draft(id="fish"),
        draft(STEEL, id="steel", title="Steel orders fall", day="2019-07-02"),
        draft("Cotton growers in Ostland hoped for rain. Prices rose by a tenth.", id="cotton", title="Dry fields"),
    ]
    said = []
    for embedding in ("hashing", "wordllama"):
        with Assistant(Settings(library=tmp_path / embedding, embedding=embedding)) as parley:
            parley.load(drafts)
            said.append([parley.ask(each, as_of="2019-07-31").status for each in QUESTIONS])
    assert said[0] == said[1]
    assert said[0] == ["answered"] * 4 + ["no_evidence"] * 2 + ["out_of_range", "no_evidence"]


def test_what_was_before_a_day_is_of_no_earlier_year() -> None:
    old = article(
        "The mill in the valley cut its tariffs on steel orders before September 2001.", id="old", day="2003-05-02"
    )
    question = "What happened to the tariffs on steel orders in {year}?"
    span = Span(articles=1, undated=0, first=date(1990, 1, 1), last=date(2003, 5, 2))
    assert judge(asked(question.format(year=2001)), evidence_of(question.format(year=2001), old), span).sentences
    assert not judge(asked(question.format(year=1995)), evidence_of(question.format(year=1995), old), span).sentences
