"""Answers that no real system may be near, and one that it may hope for, scored like any other.

A metric that does not set the run apart from these measures nothing. They are made of what the run
left: its rankings, its answers, and the gold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict

from evals.cases import EvalCase
from evals.given import GivenAnswer, GivenCitation, GivenDate, GivenSentence, answer_of_sentences
from evals.gold_corpus import GoldArticle, GoldCorpus
from evals.metrics import case_scores
from evals.samples import Retrieved, Sample, ScoreState
from evals.scorers import SCORERS
from evals.scoring import score_samples
from evals.statistics import Rate, percentile, rate_of
from index.temporal import find_times

__all__ = ["BASELINES", "BaselineFigures", "baselines_of", "oracle_answer", "shuffled"]

LEAD_WORDS = 60
REFUSAL = GivenAnswer(status="no_evidence", text="There is not enough information.", refusal_reason="always")
OF_ANSWER = tuple(scorer for scorer in SCORERS if scorer.of_answer)


class BaselineFigures(BaseModel):
    """What one baseline comes to."""

    model_config = ConfigDict(frozen=True)

    name: str
    passed: Rate
    means: dict[str, float]
    """By scorer, over the cases that it applies to."""
    words: float | None
    """Median length of an answer that is no refusal: a whole passage states much that nobody asked for."""


def median_words(answers: Iterable[GivenAnswer]) -> float | None:
    """Words of the answers that are no refusals; None when all are."""
    return percentile([float(len(answer.text.split())) for answer in answers if not answer.refused], 0.5)


@dataclass(frozen=True, slots=True)
class Material:
    """What a run left, from which baselines are made."""

    cases: Sequence[EvalCase]
    samples: Sequence[Sample]
    corpus: GoldCorpus


def baselines_of(
    cases: Sequence[EvalCase], samples: Sequence[Sample], corpus: GoldCorpus, canaries: tuple[str, ...] = ()
) -> tuple[BaselineFigures, ...]:
    """The figures of every baseline that the run's samples allow: some need its rankings."""
    run = Material(cases, samples, corpus)
    made = {name: make(run) for name, make in BASELINES.items()}
    return tuple(_figures(name, run, answers, canaries) for name, answers in made.items() if answers)


def oracle_answer(case: EvalCase, corpus: GoldCorpus) -> GivenAnswer:
    """The gold quotes themselves, each with its citation; a refusal for a case without evidence."""
    places = [(corpus.by_name.get(group.any[0].article), group.any[0].quote) for group in case.evidence]
    citations = [
        _citation(at, article, article.text.find(quote), len(quote))
        for at, (article, quote) in enumerate(places, start=1)
        if article is not None and quote in article.text
    ]
    if not citations:
        return REFUSAL
    sentences = [_said(each) for each in citations]
    return answer_of_sentences(GivenAnswer(text="", citations=tuple(citations)), sentences)


def shuffled(run: Material) -> dict[str, GivenAnswer]:
    """The run's own answers, each given to a case of another story half the suite away."""
    own = {sample.case: sample.answer for sample in run.samples if sample.answer is not None and not sample.repeat}
    asked = [case for case in run.cases if case.id in own]
    answers = {}
    for at, case in enumerate(asked):
        others = [asked[(at + len(asked) // 2 + step) % len(asked)] for step in range(len(asked))]
        other = next((each for each in others if (each.cluster or each.id) != (case.cluster or case.id)), None)
        if other is not None:
            answers[case.id] = own[other.id]
    return answers


def _echo(run: Material) -> dict[str, GivenAnswer]:
    return {case.id: GivenAnswer(text=case.question) for case in run.cases}


def _refuse(run: Material) -> dict[str, GivenAnswer]:
    return {case.id: REFUSAL for case in run.cases}


def _first_passage(run: Material) -> dict[str, GivenAnswer]:
    return _from_top(run, lambda _, top: (top.start, top.end))


def _lead(run: Material) -> dict[str, GivenAnswer]:
    return _from_top(run, lambda article, _: (0, _end_of_words(article.text, LEAD_WORDS)))


def _from_top(run: Material, span: Callable[[GoldArticle, Retrieved], tuple[int, int]]) -> dict[str, GivenAnswer]:
    rankings = {sample.case: sample.retrieved for sample in run.samples if sample.retrieved is not None}
    if not rankings:
        return {}
    answers = {}
    for case in run.cases:
        top = next(iter(rankings.get(case.id) or ()), None)
        article = run.corpus.by_id.get(top.article_id) if top else None
        if top is None or article is None:
            answers[case.id] = REFUSAL
            continue
        start, end = span(article, top)
        citation = _citation(1, article, start, end - start)
        answers[case.id] = answer_of_sentences(
            GivenAnswer(text="", citations=(citation,)),
            [_said(citation)],
        )
    return answers


def _oracle(run: Material) -> dict[str, GivenAnswer]:
    return {case.id: oracle_answer(case, run.corpus) for case in run.cases}


BASELINES: Mapping[str, Callable[[Material], dict[str, GivenAnswer]]] = {
    "echo the question": _echo,
    "always refuse": _refuse,
    "first passage": _first_passage,
    "first 60 words of the top article": _lead,
    "shuffled answers": shuffled,
    "oracle context": _oracle,
}


def _citation(number: int, article: GoldArticle, start: int, length: int) -> GivenCitation:
    return GivenCitation(
        n=number,
        article_id=article.id,
        published=article.published,
        quote=article.text[start : start + length],
        start=start,
        end=start + length,
    )


def _said(citation: GivenCitation) -> GivenSentence:
    """The quote as a sentence, with its relative dates resolved as a reader of the article would."""
    text = " ".join(citation.quote.split())
    times = find_times(text, citation.published)
    dates = [
        GivenDate(text=each.text, interval=each.interval, anchor=citation.published) for each in times if each.interval
    ]
    return GivenSentence(text=text, citations=(citation.n,), dates=tuple(dates))


def _end_of_words(text: str, words: int) -> int:
    end = 0
    for word in text.split()[:words]:
        end = text.index(word, end) + len(word)
    return end


def _figures(
    name: str, run: Material, answers: Mapping[str, GivenAnswer], canaries: tuple[str, ...]
) -> BaselineFigures:
    asked = [case for case in run.cases if case.id in answers]
    samples = [
        Sample(case=case.id, question=case.question, as_of=case.as_of, system=name, answer=answers[case.id],
               milliseconds=None)
        for case in asked
    ]  # fmt: skip
    scores = score_samples(asked, samples, run.corpus, canaries=canaries, scorers=OF_ANSWER)
    values: dict[str, list[float]] = {}
    for score in scores:
        if score.state is ScoreState.OK and score.value is not None:
            values.setdefault(score.scorer, []).append(score.value)
    passed = case_scores(asked, scores, OF_ANSWER)
    return BaselineFigures(
        name=name,
        passed=rate_of(each.passed for each in passed.values()),
        means={scorer: sum(found) / len(found) for scorer, found in values.items()},
        words=median_words(answers.values()),
    )
