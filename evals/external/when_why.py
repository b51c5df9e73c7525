"""48 articles of 2016 with people's own phrases for when and why.

An article's title is the question, and the articles are loaded without titles, so that no title finds
itself. Retrieval asks for the article itself; answers are asked for the
day that people read in it and for the words of the reason they marked.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pydantic import BaseModel, ConfigDict

from evals.external.answer_words import holds_words
from evals.external.contract import (
    Asked,
    ExternalPlan,
    ExternalReport,
    Figure,
    Tick,
    mean_figure,
    share_figure,
)
from evals.external.data_files import Identified, chosen, data_file, read_lines
from evals.external.ranks import first_rank, hit_rate, reciprocal_ranks
from evals.external.untitled import untitled_drafts
from evals.matching import said_in_answer
from evals.metrics import rate_of
from evals.systems import kept_library, loaded_assistant
from index.dates import parse_partial_date

__all__ = ["AnnotatedArticle", "MarkedPhrase", "MarkedPhrases", "measure_when_why", "run_when_why"]


class MarkedPhrase(BaseModel):
    """Words that a person marked."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    text: str
    parsed: str | None = None
    """For a time, the day that was meant."""


class MarkedPhrases(BaseModel):
    """What people marked in one article; empty where it does not say."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    when: tuple[MarkedPhrase, ...] = ()
    why: tuple[MarkedPhrase, ...] = ()


class AnnotatedArticle(Identified):
    """An article's title and day, with its marks."""

    date: str
    """Empty when nobody knows it; it is then asked without an as_of."""
    title: str
    answers: MarkedPhrases

    @property
    def days(self) -> tuple[str, ...]:
        """The days that people read in it."""
        return tuple(mark.parsed for mark in self.answers.when if mark.parsed)


def run_when_why(plan: ExternalPlan, say: Callable[[str], None], tick: Tick) -> ExternalReport:
    """Measure retrieval and answers. Raises: UsageError when the data are not there."""
    path = data_file(plan, "when_why", "articles.jsonl")
    articles = chosen(read_lines(path, AnnotatedArticle), plan)
    with loaded_assistant(untitled_drafts([path]), kept_library(plan.library, "when_why-untitled"), say) as parley:
        figures = measure_when_why(parley, articles, tick)
    return ExternalReport(
        name="when_why",
        split=plan.split,
        questions=len(articles),
        figures=tuple(figures),
        notes=(
            "each question is an article's own title, asked as of the article's day",
            "the articles are loaded without their titles",
        ),
    )


def measure_when_why(parley: Asked, articles: Sequence[AnnotatedArticle], tick: Tick) -> list[Figure]:
    """The article at rank 1 and 10; the day stated; the marked reason cited."""
    ranks, days, reasons = [], [], []
    for done, article in enumerate(articles, start=1):
        ids = [found.article.id for found in parley.search(article.title, k=10, as_of=article.date or None)]
        ranks.append(first_rank(ids, article.id.__eq__))
        if article.days:
            days.append(_states_a_day(parley, article))
        if article.answers.why:
            reasons.append(_cites_a_reason(parley, article))
        tick(done, len(articles))
    return [
        share_figure("own article at 1", hit_rate(ranks, 1)),
        share_figure("own article at 10", hit_rate(ranks, 10)),
        mean_figure("MRR@10", reciprocal_ranks(ranks, 10)),
        share_figure("when: the marked day is stated", rate_of(days)),
        share_figure("why: the marked words are cited", rate_of(reasons)),
    ]


def _states_a_day(parley: Asked, article: AnnotatedArticle) -> bool:
    said = said_in_answer(parley.ask(f"When did this happen: {article.title}?", as_of=article.date or None))
    gold = [parse_partial_date(day) for day in article.days]
    return any(day.contains(each) for day in gold for each in said.dates)


def _cites_a_reason(parley: Asked, article: AnnotatedArticle) -> bool:
    answer = parley.ask(f"Why did this happen: {article.title}?", as_of=article.date or None)
    return any(holds_words(citation.quote, mark.text) for citation in answer.citations for mark in article.answers.why)
