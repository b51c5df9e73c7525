"""Sources that disagree are found; rounding, other things and what became of things are not taken for it."""

from __future__ import annotations

import pytest

from assistant.answering.extraction import extract
from assistant.conflicts import Finding, find_disagreements
from index.articles import Article
from index.keywords import Analyzer
from tests.assistant.story_making import article, asked, evidence_of

LEVY = "What levy does Kestrel Island put on tuna?"
JOBS = "How many jobs did the levy on tuna cost?"


def found(question: str, *articles: Article) -> Finding:
    evidence = evidence_of(question, *articles)
    chosen = extract(asked(question), evidence.sentences)
    return find_disagreements(asked(question), chosen.sentences, evidence.sentences, evidence.weights, Analyzer().terms)


def report(text: str, name: str, day: str = "2019-07-05", source: str = "") -> Article:
    return article(text, id=name, title="", day=day, source=source or f"{name} post")


def told(finding: Finding) -> list[str]:
    return [side.told for side in finding.disagreement.sides] if finding.disagreement else []


def test_two_outlets_with_two_figures_disagree_newest_first() -> None:
    finding = found(
        LEVY,
        report("Kestrel Island put a levy of 15 percent on tuna.", "a", "2019-07-04"),
        report("The levy that Kestrel Island put on tuna is 20 percent.", "b", "2019-07-05"),
    )
    assert told(finding) == ["20 percent", "15 percent"]
    assert finding.superseded == ()


def test_one_outlet_alone_does_not_disagree_with_itself() -> None:
    finding = found(
        LEVY,
        report("Kestrel Island put a levy of 15 percent on tuna.", "a", "2019-07-04", "Harbour Wire"),
        report("The levy that Kestrel Island put on tuna is 20 percent.", "b", "2019-07-05", "Harbour Wire"),
    )
    assert finding == Finding()


def test_two_speakers_in_one_article_disagree() -> None:
    finding = found(
        JOBS,
        report(
            "The levy on tuna cost 3,000 jobs, the fishers' league says. A bank in Callow puts it at 900 jobs.", "a"
        ),
    )
    assert [(side.told, side.speaker) for side in (finding.disagreement.sides if finding.disagreement else ())] == [
        ("3,000 jobs", "the fishers' league"),
        ("900 jobs", "A bank in Callow"),
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The levy on tuna cost 3,000 jobs.", "About 3,020 jobs were lost to the levy on tuna."),
        ("The levy on tuna cost up to 3,000 jobs.", "The levy on tuna cost 2,900 jobs."),
        ("The levy on tuna cost 3,000 jobs in canning.", "The levy on tuna cost $90 million in canning."),
        ("The levy on tuna cost 3,000 jobs in 2017.", "The levy on tuna cost 900 jobs in 2018."),
        ("The levy on tuna cost 3,000 jobs in Vienna.", "The levy on tuna cost 900 jobs in Callow."),
        ("The first levy on tuna cost 3,000 jobs.", "The second levy on tuna cost 900 jobs."),
    ],
)
def test_rounding_and_different_things_are_no_disagreement(one: str, other: str) -> None:
    assert found(JOBS, report(one, "a"), report(other, "b")) == Finding()


@pytest.mark.parametrize(
    ("later", "corrects"),
    [
        ("The island raised its levy on tuna to 20 percent.", False),
        ("The island's levy on tuna went from 15 percent to 20 percent.", False),
        ("The island put a levy of 20 percent on tuna, not 15 percent as first reported.", True),
    ],
)
def test_a_later_report_of_a_change_or_a_correction_replaces_the_earlier_one(later: str, corrects: bool) -> None:
    question = "What levy does the island put on tuna?"
    early = report("The island put a levy of 15 percent on tuna.", "a", "2019-05-02")
    finding = found(question, early, report(later, "b", "2019-07-05"))
    assert finding.disagreement is None
    [pair] = finding.superseded
    assert (pair.newer.told, pair.older.told, pair.corrects) == ("20 percent", "15 percent", corrects)


def test_days_of_one_event_disagree_only_when_they_cannot_be_one() -> None:
    question = "When did the ministers sign the fish accord?"
    one = report("The ministers signed the fish accord on May 14.", "a", "2019-05-20")
    other = report("The fish accord was signed by the ministers on May 17.", "b", "2019-05-21")
    coarse = report("The ministers signed the fish accord in May.", "c", "2019-06-21")
    assert told(found(question, one, other)) == ["May 17", "May 14"]
    assert found(question, one, coarse) == Finding()


def test_what_one_says_and_another_denies_is_a_disagreement() -> None:
    finding = found(
        "Did Kestrel Island agree to open its ports?",
        report("Kestrel Island has agreed to open its ports, the union said.", "a"),
        report("The island's minister denied that it had agreed to open its ports.", "b", "2019-07-06"),
    )
    assert [side.denied for side in (finding.disagreement.sides if finding.disagreement else ())] == [True, False]


def test_no_sentence_finds_nothing() -> None:
    assert find_disagreements(asked(LEVY), [], [], {}, Analyzer().terms) == Finding()


def test_two_outlets_with_two_causes_disagree() -> None:
    finding = found(
        "Why did the talks on tuna break off?",
        report("The talks on tuna broke off because Kestrel Island shut its ports, the union's envoy said.", "a"),
        report("The talks on tuna broke off because the union asked for a new quota.", "b", "2019-07-06"),
    )
    assert told(finding) == ["because the union asked for a new quota", "because Kestrel Island shut its ports"]


def test_two_outlets_that_blame_two_sides_disagree() -> None:
    finding = found(
        "Who is to blame for the collapse of the tuna talks?",
        report("The union's envoy blamed Kestrel Island for the collapse of the tuna talks.", "a"),
        report("The island's minister blamed the Northern Union for the collapse of the tuna talks.", "b"),
    )
    assert sorted(told(finding)) == ["Kestrel Island", "the Northern Union"]


def test_two_outlets_with_two_outcomes_disagree() -> None:
    finding = found(
        "How did the talks on tuna end?",
        report("The talks on tuna ended with an agreement, the union's envoy said.", "a"),
        report("The talks on tuna ended without an agreement.", "b"),
    )
    assert sorted(told(finding)) == ["ended with an agreement", "without an agreement"]


@pytest.mark.parametrize(
    "other",
    [
        "The talks on tuna broke off over Kestrel Island's decision to shut its ports.",
        "The talks on tuna broke off partly because the union wanted a quota.",
        "The talks on tuna broke off after three hours.",
        "The talks on steel broke off because the union wanted a quota.",
        "The talks on tuna broke off because Kestrel Island shut its ports. "
        "The talks on tuna broke off because the union wanted a quota.",
    ],
)
def test_causes_that_go_together_are_no_disagreement(other: str) -> None:
    one = report("The talks on tuna broke off because Kestrel Island shut its ports.", "a")
    assert found("Why did the talks on tuna break off?", one, report(other, "b")) == Finding()


def test_what_became_of_an_outcome_replaces_it() -> None:
    finding = found(
        "How did the talks on tuna end?",
        report("The talks on tuna ended without a deal.", "a", "2019-05-02"),
        report("The talks on tuna, resumed in June, ended with a deal.", "b", "2019-07-05"),
    )
    assert finding.disagreement is None
    [pair] = finding.superseded
    assert (pair.newer.told, pair.older.told) == ("ended with a deal", "without a deal")
