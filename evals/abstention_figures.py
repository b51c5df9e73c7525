"""Refusing where it is right, and only there: over-refusal and fabrication side by side.

Macro-F1 is the mean of the F1 of refusing and the F1 of answering, as in TRUST-SCORE (ICLR 2025, arXiv
2409.11242): refusing everything cannot get above one half. The CRAG score counts right answers 1, wrong ones −1
and refusals 0 (arXiv 2406.04744), so that guessing does not pay.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pydantic import BaseModel, ConfigDict

from evals.cases import EvalCase
from evals.samples import Sample
from evals.statistics import Rate, rate_of

__all__ = ["Abstention", "abstention_of"]


class Abstention(BaseModel):
    """The four corners, and what follows from them. Shares are None where there is nothing to share."""

    model_config = ConfigDict(frozen=True)

    refused_rightly: int
    refused_wrongly: int
    answered_rightly: int
    """Answerable and answered, whatever the answer says."""
    answered_wrongly: int
    over_refusal: Rate
    """Refused, of the answerable."""
    fabrication: Rate
    """Answered, of those whose right answer is a refusal."""
    precision: float | None
    recall: float | None
    f1: float | None
    answered_f1: float | None
    macro_f1: float | None
    crag: float | None
    """-1.0 to 1.0."""


def abstention_of(cases: Sequence[EvalCase], samples: Sequence[Sample], passed: Mapping[str, bool]) -> Abstention:
    """From the status of every answer; a case asked several times counts each time, one without an answer never."""
    by_id = {case.id: case for case in cases}
    answers = [(by_id[sample.case], sample.answer) for sample in samples if sample.answer and sample.case in by_id]
    over = [answer.refused for case, answer in answers if case.answerable]
    made_up = [not answer.refused for case, answer in answers if not case.answerable]
    right, wrong = made_up.count(False), sum(over)
    answered, invented = len(over) - wrong, sum(made_up)
    f1 = _f1(right, wrong, invented)
    answered_f1 = _f1(answered, invented, wrong)
    return Abstention(
        refused_rightly=right,
        refused_wrongly=wrong,
        answered_rightly=answered,
        answered_wrongly=invented,
        over_refusal=rate_of(over),
        fabrication=rate_of(made_up),
        precision=_share(right, right + wrong),
        recall=_share(right, right + invented),
        f1=f1,
        answered_f1=answered_f1,
        macro_f1=None if f1 is None or answered_f1 is None else (f1 + answered_f1) / 2,
        crag=_share(
            sum(_points(case, refused=answer.refused, passed=passed) for case, answer in answers), len(answers)
        ),
    )


def _points(case: EvalCase, *, refused: bool, passed: Mapping[str, bool]) -> int:
    if refused:
        return 0 if case.answerable else 1
    return 1 if passed[case.id] else -1


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _f1(hits: int, wrong: int, missed: int) -> float | None:
    """None when there is nothing to hit and nothing was tried."""
    return _share(2 * hits, 2 * hits + wrong + missed)
