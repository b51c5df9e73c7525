"""Each newswire story of 1987 sought by its own title, among trade articles of other decades.

Sought twice: in articles without titles, which is what plain BM25's figures must rest on, and in
articles with them, where the title finds itself and anything below 1 is a fault.
"""

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
from evals.external.ranks import first_rank, hit_rate, reciprocal_ranks
from evals.external.untitled import untitled_drafts
from evals.systems import kept_library, loaded_assistant

__all__ = ["REUTERS", "TRADE_FILES", "TitledStory", "measure_titles", "run_trade"]

REUTERS = "reuters_1987.jsonl"
TRADE_FILES = (REUTERS, "peoples_daily_2014_2018.jsonl", "usatoday_cnn_to_2024.jsonl")
BM25 = {1: 0.600, 5: 0.874, 10: 0.926}
"""Share found by plain BM25 over the texts of the 1987 stories, by rank (the README of the data)."""


class TitledStory(Identified):
    """A story by its title. 48 titles occur twice, so that the title decides and not the id."""

    title: str


def run_trade(plan: ExternalPlan, say: Callable[[str], None], tick: Tick) -> ExternalReport:
    """Measure retrieval. Raises: UsageError when the data are not there."""
    files = [data_file(plan, "trade", name) for name in TRADE_FILES]
    stories = chosen(read_lines(files[0], TitledStory), plan)
    titles = {each.id: _plain(each.title) for file in files for each in read_lines(file, TitledStory)}
    with loaded_assistant(untitled_drafts(files), kept_library(plan.library, "trade-untitled"), say) as parley:
        unseen = measure_titles(parley, stories, titles, label="title not indexed", tick=tick, baseline=BM25)
    with loaded_assistant(files, kept_library(plan.library, "trade"), say) as parley:
        seen = measure_titles(parley, stories, titles, label="title indexed", tick=tick)
    return ExternalReport(
        name="trade",
        split=plan.split,
        questions=len(stories),
        figures=(*unseen, *seen),
        notes=(
            "compare only `title not indexed` with BM25: 4 of the 517 titles stand in their own text, so an index "
            "that holds titles is asked for what it was given",
            "the source of the BM25 figures does not say whether it saw the titles; at .600 it can hardly have. It is "
            "over all stories of 1987, ours searches 619 later articles as well",
            "no as_of, and so no help from time",
        ),
    )


def measure_titles(
    parley: Asked,
    stories: Sequence[TitledStory],
    titles: Mapping[str, str],
    *,
    label: str,
    tick: Tick,
    baseline: Mapping[int, float] | None = None,
) -> list[Figure]:
    """A passage of an article with the very title at rank 1, 5 and 10, and MRR@10.

    `titles` leads from an article's id to the title it has in the data, whatever the library holds.
    """
    ranks = []
    for done, story in enumerate(stories, start=1):
        found = [titles.get(each.article.id, "") for each in parley.search(story.title, k=10)]
        ranks.append(first_rank(found, _plain(story.title).__eq__))
        tick(done, len(stories))
    known = baseline or {}
    shares = [share_figure(f"{label}: own story at {k}", hit_rate(ranks, k), known.get(k)) for k in (1, 5, 10)]
    return [*shares, mean_figure(f"{label}: MRR@10", reciprocal_ranks(ranks, 10))]


def _plain(title: str) -> str:
    return " ".join(title.casefold().split())
