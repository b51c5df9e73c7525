"""Were the passages with the evidence found, and how high: by ir-measures, over groups and ranks.

A group is one piece of evidence in any of its places. The ranking is collapsed to groups: the first
passage that bears a group stands for it and later ones are left out, so that copies of a story
neither add nor cost. Scores are made of ranks, since ties are broken differently by every measure.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

from evals.cases import EvidenceGroup
from evals.gold_corpus import GoldCorpus
from evals.samples import Retrieved
from evals.scorers.contract import Judged, Score
from evals.scorers.gold_spans import gold_spans, same_place

__all__ = ["DEPTH", "MEASURES", "score_retrieval"]

DEPTH = 10
"""Passages that count."""
MEASURES = {
    "retrieval_recall": f"R@{DEPTH}",
    "retrieval_hit": f"Success@{DEPTH}",
    "retrieval_rr": f"RR@{DEPTH}",
    "retrieval_ndcg": f"nDCG@{DEPTH}",
}
"""Our name and the one of ir-measures. nDCG has the gain of trec_eval: linear, here 0 or 1."""


def score_retrieval(name: str) -> Callable[[Judged], Score]:
    """A scorer for one measure: 0.0 to 1.0, None for a case without evidence or a system that shows no ranking."""
    measure = MEASURES[name]

    def judge(judged: Judged) -> Score:
        if not judged.case.evidence:
            return Score(value=None, reason="the case names no evidence")
        if judged.retrieved is None:
            return Score(value=None, reason="the system shows no ranking")
        ranking, missed = _collapsed(judged.case.evidence, judged.retrieved[:DEPTH], judged.corpus)
        value = _measured(tuple(ranking), len(judged.case.evidence))[measure]
        reason = f"not in the first {DEPTH}: {', '.join(missed)}" if missed else ""
        return Score(value=value, reason=reason or ("" if value == 1.0 else f"found at {_ranks(ranking)}"))

    return judge


def _collapsed(
    groups: Sequence[EvidenceGroup], retrieved: Sequence[Retrieved], corpus: GoldCorpus
) -> tuple[list[bool], list[str]]:
    """Whether each passage bears a group that was not met before, repeats left out; and the groups not met."""
    spans = {group.group: gold_spans(group, corpus) for group in groups}
    met: set[str] = set()
    ranking: list[bool] = []
    for passage in retrieved:
        borne = {
            name
            for name, places in spans.items()
            for identity, start, end in places
            if identity == passage.article_id and same_place(start, end, passage.start, passage.end)
        }
        new = borne - met
        # a passage with two new groups is two hits, one behind the other
        ranking += [True] * len(new) if new else [False] * (not borne)
        met |= new
    return ranking, [group.group for group in groups if group.group not in met]


@lru_cache(maxsize=4096)
def _measured(ranking: tuple[bool, ...], groups: int) -> dict[str, float]:
    import ir_measures

    measures = [ir_measures.parse_measure(name) for name in MEASURES.values()]
    ids = [f"hit{at}" if hit else f"miss{at}" for at, hit in enumerate(ranking)]
    gold = [each for each in ids if each.startswith("hit")]
    gold += [f"unfound{at}" for at in range(groups - len(gold))]
    qrels = [ir_measures.Qrel("q", each, 1) for each in gold]
    run = [ir_measures.ScoredDoc("q", each, -float(at)) for at, each in enumerate(ids)]
    found = dict.fromkeys(MEASURES.values(), 0.0)
    for metric in ir_measures.iter_calc(measures, qrels, run):
        found[str(metric.measure)] = min(float(metric.value), 1.0)
    return found


def _ranks(ranking: Sequence[bool]) -> str:
    return ", ".join(str(at) for at, hit in enumerate(ranking, start=1) if hit)
