"""MultiHop-RAG as its authors publish it: `corpus.json` (whole articles) and `MultiHopRAG.json` (questions).

A passage counts when it holds an evidence sentence, white space aside, as in the published script. Questions of
the type `null_query` have no evidence and must be refused.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from evals.external.contract import Asked, ExternalPlan, ExternalReport, Figure, Tick, mean_figure, share_figure
from evals.external.data_files import Identified, chosen, files_below
from evals.external.published import OF_MULTIHOP_RAG
from evals.external.ranks import first_rank, hit_rate, reciprocal_ranks
from evals.statistics import rate_of
from evals.systems import kept_library, loaded_assistant
from index.articles import Draft
from index.dates import DateOrigin, PublicationDate
from index.errors import UsageError

__all__ = ["RagArticle", "RagQuestion", "measure_hops", "run_multihop_rag"]

CORPUS, QUESTIONS = re.compile(r"corpus\.json"), re.compile(r"MultiHopRAG\.json")
READ = 10


class _Evidence(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    fact: str


class RagQuestion(BaseModel):
    """A question and the sentences that it takes."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    query: str
    question_type: str = ""
    evidence_list: tuple[_Evidence, ...] = ()

    @property
    def facts(self) -> list[str]:
        """The sentences without white space."""
        return [_bare(each.fact) for each in self.evidence_list if each.fact.strip()]


class RagArticle(BaseModel):
    """An article of the corpus."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    title: str = ""
    body: str
    source: str = ""
    author: str | None = ""
    published_at: str = ""
    url: str = ""


class _Questions(BaseModel):
    items: tuple[RagQuestion, ...]


class _Articles(BaseModel):
    items: tuple[RagArticle, ...]


_Form = TypeVar("_Form", _Questions, _Articles)


class _Named(Identified):
    question: RagQuestion


def run_multihop_rag(plan: ExternalPlan, say: Callable[[str], None], tick: Tick) -> ExternalReport:
    """Measure retrieval and refusals. Raises: UsageError when the data are not there or have another form."""
    articles = [each for path in files_below(plan, CORPUS) for each in _read(path, _Articles).items]
    asked = [each for path in files_below(plan, QUESTIONS) for each in _read(path, _Questions).items]
    named = [_Named(id=hashlib.sha256(each.query.encode()).hexdigest(), question=each) for each in asked]
    questions = [each.question for each in chosen(named, plan)]
    drafts = [_draft(each) for each in articles if each.body.strip()]
    with loaded_assistant(drafts, kept_library(plan.library, "multihop-rag"), say) as parley:
        figures = measure_hops(parley, questions, tick)
    return ExternalReport(
        name="multihop-rag",
        split=plan.split,
        questions=len(questions),
        figures=tuple(figures),
        published=OF_MULTIHOP_RAG,
    )


def measure_hops(parley: Asked, questions: Sequence[RagQuestion], tick: Tick) -> list[Figure]:
    """Hits and ranks of passages that hold evidence, the share of evidence found, and refusals."""
    ranks: list[int | None] = []
    shares: list[float] = []
    refused: list[bool] = []
    over: list[bool] = []
    for done, question in enumerate(questions, start=1):
        facts = question.facts
        (over if facts else refused).append(parley.ask(question.query).refused)
        if facts:
            found = [_bare(each.passage.text) for each in parley.search(question.query, k=READ)]
            ranks.append(first_rank(found, lambda text, facts=facts: any(fact in text for fact in facts)))  # type: ignore[misc]
            shares.append(sum(any(fact in text for text in found) for fact in facts) / len(facts))
        tick(done, len(questions))
    return [
        share_figure("Hits@4: a passage with evidence", hit_rate(ranks, 4)),
        share_figure("Hits@10: a passage with evidence", hit_rate(ranks, 10)),
        mean_figure("MRR@10", reciprocal_ranks(ranks, 10)),
        mean_figure("share of the evidence in the first 10", shares),
        share_figure("null queries refused", rate_of(refused)),
        share_figure("over-refusal", rate_of(over)),
    ]


def _read(path: Path, model: type[_Form]) -> _Form:
    try:
        return model.model_validate_json(f'{{"items": {path.read_text(encoding="utf-8")}}}')
    except ValidationError as error:
        raise UsageError(f"{path} has another form: {error.errors()[0]['msg']}") from error


def _bare(text: str) -> str:
    return "".join(text.split())


def _draft(article: RagArticle) -> Draft:
    dates = (PublicationDate.of(article.published_at[:10], DateOrigin.METADATA),) if article.published_at else ()
    return Draft(
        text=article.body,
        place=article.url or article.title,
        title=article.title,
        source=article.source,
        author=article.author or "",
        url=article.url,
        dates=dates,
    )
