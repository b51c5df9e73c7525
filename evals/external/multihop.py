"""Questions that need two to four articles of late 2023, some of which nothing answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

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
from evals.external.published import OF_MULTIHOP
from evals.external.ranks import first_rank, hit_rate, recall, reciprocal_ranks
from evals.statistics import rate_of
from evals.systems import kept_library, loaded_assistant

__all__ = ["HopArticle", "HopQuestion", "measure_evidence", "measure_refusals", "run_multihop"]

ANY_1, ANY_10, ALL_10 = 0.881, 0.998, 0.892
"""Plain BM25 (the README of the data)."""


class HopQuestion(Identified):
    """A question and the addresses of its evidence; none when nothing answers it."""

    question: str
    evidence_urls: tuple[str, ...]


class HopArticle(Identified):
    """An article by its address."""

    url: str


def run_multihop(plan: ExternalPlan, say: Callable[[str], None], tick: Tick) -> ExternalReport:
    """Measure retrieval and refusals. Raises: UsageError when the data are not there."""
    path = data_file(plan, "multihop", "articles.jsonl")
    questions = chosen(read_lines(data_file(plan, "multihop", "questions.jsonl"), HopQuestion), plan)
    ids = {article.url: article.id for article in read_lines(path, HopArticle)}
    with loaded_assistant([path], kept_library(plan.library, "multihop"), say) as parley:
        figures = [*measure_evidence(parley, questions, ids, tick), *measure_refusals(parley, questions, tick)]
    return ExternalReport(
        name="multihop",
        split=plan.split,
        questions=len(questions),
        figures=tuple(figures),
        published=OF_MULTIHOP,
        notes=(
            "articles are only their evidence sentences, so that hit@10 is easy",
            "BM25 was not measured on this split, and whether its share of all evidence is a mean over questions "
            "is not said",
        ),
    )


def measure_evidence(
    parley: Asked, questions: Sequence[HopQuestion], ids: Mapping[str, str], tick: Tick
) -> list[Figure]:
    """Any evidence article at rank 1 and 10, and the share of all evidence in the first 10 passages.

    `ids` leads from an address to the article's id. Questions without evidence are left out.
    """
    answerable = [question for question in questions if question.evidence_urls]
    ranks, shares = [], []
    for done, question in enumerate(answerable, start=1):
        gold = {ids.get(url, url) for url in question.evidence_urls}
        found = [each.article.id for each in parley.search(question.question, k=10)]
        ranks.append(first_rank(found, gold.__contains__))
        shares.append(recall(found, gold))
        tick(done, len(answerable))
    return [
        share_figure("any evidence article at 1", hit_rate(ranks, 1), ANY_1),
        share_figure("any evidence article at 10", hit_rate(ranks, 10), ANY_10),
        mean_figure("MRR@10 of the first evidence article", reciprocal_ranks(ranks, 10)),
        mean_figure("share of all evidence in the first 10", shares, ALL_10),
        share_figure("all evidence in the first 10", rate_of(share == 1.0 for share in shares)),
    ]


def measure_refusals(parley: Asked, questions: Sequence[HopQuestion], tick: Tick) -> list[Figure]:
    """Refusals where nothing answers, and where something does."""
    right: list[bool] = []
    over: list[bool] = []
    for done, question in enumerate(questions, start=1):
        refused = parley.ask(question.question).refused
        (over if question.evidence_urls else right).append(refused)
        tick(done, len(questions))
    return [share_figure("unanswerable refused", rate_of(right)), share_figure("over-refusal", rate_of(over))]
