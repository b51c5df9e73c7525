"""48 articles of 2016 with people's own phrases for when and why.

An article's title is the question. The articles are loaded twice: as a user has them, and without their titles, so
that no title finds itself. Retrieval asks for the article itself; answers are asked for the day that people read in
it and for the words of the reason they marked. Some marked days lie after the article's own date, which is also the
day it is asked as of, and some articles have no date: those no answer can give, so the figures are
also told over the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

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
from evals.external.date_search import default_search
from evals.external.ranks import first_rank, hit_rate, reciprocal_ranks
from evals.external.untitled import untitled_drafts
from evals.matching import said_in_answer
from evals.statistics import rate_of
from evals.systems import kept_library, loaded_assistant
from index.dates import DateInterval, parse_partial_date

__all__ = [
    "AnnotatedArticle",
    "MarkedPhrase",
    "MarkedPhrases",
    "can_be_known",
    "measure_date_search",
    "measure_days",
    "measure_when_why",
    "run_when_why",
]


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
    text: str = ""
    answers: MarkedPhrases

    @property
    def days(self) -> tuple[str, ...]:
        """The days that people read in it."""
        return tuple(mark.parsed for mark in self.answers.when if mark.parsed)


def run_when_why(plan: ExternalPlan, say: Callable[[str], None], tick: Tick) -> ExternalReport:
    """Measure retrieval and answers. Raises: UsageError when the data are not there."""
    path = data_file(plan, "when_why", "articles.jsonl")
    articles = chosen(read_lines(path, AnnotatedArticle), plan)
    figures: list[Figure] = []
    with loaded_assistant([path], kept_library(plan.library, "when_why"), say) as parley:
        figures += measure_days(parley, articles, "with titles", tick)
    with loaded_assistant(untitled_drafts([path]), kept_library(plan.library, "when_why-untitled"), say) as parley:
        figures += measure_when_why(parley, articles, tick)
        figures += measure_days(parley, articles, "untitled", tick)
    return ExternalReport(
        name="when_why",
        split=plan.split,
        questions=len(articles),
        figures=(*figures, *measure_date_search(articles)),
        notes=(
            "each question is an article's own title, asked as of the article's day",
            "ranks and reasons: the articles are loaded without their titles",
            "can be known: the article has a date, and it is not before every day that was marked",
            "stated: one of the days that the answer gives; first: the day of its first event",
            "search_dates: dateparser with its defaults, over the article itself",
        ),
    )


def measure_when_why(parley: Asked, articles: Sequence[AnnotatedArticle], tick: Tick) -> list[Figure]:
    """The article at rank 1 and 10, and the marked reason cited."""
    ranks, reasons = [], []
    for done, article in enumerate(articles, start=1):
        ids = [found.article.id for found in parley.search(article.title, k=10, as_of=article.date or None)]
        ranks.append(first_rank(ids, article.id.__eq__))
        if article.answers.why:
            reasons.append(_cites_a_reason(parley, article))
        tick(done, len(articles))
    return [
        share_figure("own article at 1", hit_rate(ranks, 1)),
        share_figure("own article at 10", hit_rate(ranks, 10)),
        mean_figure("MRR@10", reciprocal_ranks(ranks, 10)),
        share_figure("why: the marked words are cited", rate_of(reasons)),
    ]


def measure_days(parley: Asked, articles: Sequence[AnnotatedArticle], loaded: str, tick: Tick) -> list[Figure]:
    """The marked day among the days that an answer gives, and as the first of them, over all and over what can be."""
    asked = [article for article in articles if article.days]
    stated, first = [], []
    for done, article in enumerate(asked, start=1):
        answer = parley.ask(f"When did this happen: {article.title}?", as_of=article.date or None)
        stated.append(_is_marked(article, said_in_answer(answer).dates))
        first.append(_is_marked(article, [event.interval for event in answer.events[:1]]))
        tick(done, len(asked))
    known = [can_be_known(article) for article in asked]
    return [
        share_figure(f"when, {loaded}: stated", rate_of(stated)),
        share_figure(f"when, {loaded}: stated, of what can be known", rate_of(_only(stated, known))),
        share_figure(f"when, {loaded}: first", rate_of(first)),
        share_figure(f"when, {loaded}: first, of what can be known", rate_of(_only(first, known))),
    ]


def measure_date_search(articles: Sequence[AnnotatedArticle]) -> list[Figure]:
    """What dateparser's defaults find in the article itself: their first day, and any of their days."""
    asked = [article for article in articles if article.days]
    found = [default_search(f"{article.title}. {article.text}") for article in asked]
    first = [_is_marked(article, days[:1]) for article, days in zip(asked, found, strict=True)]
    anywhere = [_is_marked(article, days) for article, days in zip(asked, found, strict=True)]
    return [
        share_figure("when, search_dates: first", rate_of(first)),
        share_figure("when, search_dates: any in the article", rate_of(anywhere)),
    ]


def can_be_known(article: AnnotatedArticle) -> bool:
    """Whether the article's own date allows one of the marked days: it has a date, which is not before them all."""
    return bool(article.date) and any(day <= article.date for day in article.days)


def _only(values: Sequence[bool], wanted: Sequence[bool]) -> list[bool]:
    return [value for value, keep in zip(values, wanted, strict=True) if keep]


def _is_marked(article: AnnotatedArticle, days: Iterable[DateInterval]) -> bool:
    marked = [parse_partial_date(day) for day in article.days]
    return any(gold.contains(day) for gold in marked for day in days)


def _cites_a_reason(parley: Asked, article: AnnotatedArticle) -> bool:
    answer = parley.ask(f"Why did this happen: {article.title}?", as_of=article.date or None)
    return any(holds_words(citation.quote, mark.text) for citation in answer.citations for mark in article.answers.why)
