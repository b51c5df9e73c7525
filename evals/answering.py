"""Ask a system every case. Nothing is judged here, so that old answers can be scored again."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator

from evals.cases import EvalCase
from evals.samples import Sample
from evals.systems import System, asked_question

__all__ = ["ask_case", "ask_cases"]


def ask_cases(
    system: System, cases: Iterable[EvalCase], done: Callable[[Sample], None] = lambda _: None
) -> Iterator[Sample]:
    """One sample a case, in order, each handed to `done` as soon as it is there."""
    for case in cases:
        sample = ask_case(system, case)
        done(sample)
        yield sample


def ask_case(system: System, case: EvalCase) -> Sample:
    """Ask one case. What the system raises becomes the sample's error; an interrupt goes through."""
    question = asked_question(case)
    started = time.perf_counter()
    answer, error = None, ""
    try:
        answer = system.answer(question)
    except Exception as fault:  # noqa: BLE001  # one case that fails must not cost the others
        error = f"{type(fault).__name__}: {fault}"
    return Sample(
        case=case.id,
        question=case.question,
        as_of=case.as_of,
        system=system.name,
        answer=answer,
        error=error,
        milliseconds=round(1000 * (time.perf_counter() - started), 1),
        history_given=system.takes_history or not question.history,
    )
