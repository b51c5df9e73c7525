"""How near an answer's words are to the reference's: token F1, ROUGE-L and cosine, for diagnosis only.

None of them sees that 2024 is not 2025 or that "rose" is not "fell", so none is ever given a
threshold; the shuffled answers beside them show how little a bare value means.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from evals.given import MARKER
from evals.matching.phrases import plain
from evals.scorers.contract import Judged, Score
from index.embedding import Embedder, make_embedder

__all__ = ["score_cosine", "score_rouge_l", "score_token_f1"]

TOKEN = re.compile(r"[-+$€£¥]?\d[\d,.]*\d%?|[-+$€£¥]?\d%?|[^\W_]+")
"""Figures keep their point, sign and unit: without them 3.5% and 35% are one token."""


def score_token_f1(judged: Judged) -> Score:
    """F1 over the multisets of tokens, as in SQuAD but with figures whole."""
    ours, gold = _tokens(judged.answer.text), _tokens(judged.case.reference)
    return Score(value=_f1(sum((Counter(ours) & Counter(gold)).values()), ours, gold))


def score_rouge_l(judged: Judged) -> Score:
    """F1 over the longest common subsequence of tokens (Lin 2004, section 3), without stemming."""
    ours, gold = _tokens(judged.answer.text), _tokens(judged.case.reference)
    return Score(value=_f1(_common(ours, gold), ours, gold))


def score_cosine(judged: Judged) -> Score:
    """The cosine of the two texts' static word vectors, below 0 as 0."""
    ours, gold = _vector(MARKER.sub("", judged.answer.text)), _vector(judged.case.reference)
    cosine = sum(one * other for one, other in zip(ours, gold, strict=True))
    return Score(value=min(max(cosine, 0.0), 1.0))


def _tokens(text: str) -> list[str]:
    return TOKEN.findall(plain(MARKER.sub("", text)))


def _f1(shared: int, ours: Sequence[str], gold: Sequence[str]) -> float:
    return 2 * shared / (len(ours) + len(gold)) if shared else 0.0


def _common(ours: Sequence[str], gold: Sequence[str]) -> int:
    """The length of the longest common subsequence, a row at a time."""
    row = [0] * (len(gold) + 1)
    for token in ours:
        diagonal = 0
        for at, other in enumerate(gold, start=1):
            diagonal, row[at] = row[at], diagonal + 1 if token == other else max(row[at], row[at - 1])
    return row[-1]


@lru_cache(maxsize=4096)
def _vector(text: str) -> tuple[float, ...]:
    return tuple(float(each) for each in _embedder().embed_query(text))


@lru_cache(maxsize=1)
def _embedder() -> Embedder:
    return make_embedder("wordllama")
