"""Ask a system every case, several at a time. Nothing is judged here, so that old answers can be scored again."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Thread

from evals.answer_cache import AnswerCache
from evals.cases import EvalCase
from evals.samples import Sample
from evals.systems import Reply, System, asked_question

__all__ = ["Asking", "ask_case", "ask_cases"]


@dataclass(frozen=True, slots=True)
class Asking:
    """How to ask."""

    jobs: int = 1
    """Questions at a time."""
    timeout_s: float | None = None
    """After so long a question is an error; None waits for ever."""
    cache: AnswerCache | None = None


def ask_cases(system: System, asks: Iterable[tuple[EvalCase, int]], how: Asking) -> Iterator[Sample]:
    """One sample for every case and repeat, as they come; in order when one is asked at a time.

    What was begun when the iterator is closed is waited for and left out.
    """
    if how.jobs == 1:
        for case, repeat in asks:
            yield ask_case(system, case, repeat, how)
        return
    pool = ThreadPoolExecutor(how.jobs, thread_name_prefix="ask")
    try:
        waiting: Sequence[Future[Sample]] = [pool.submit(ask_case, system, case, at, how) for case, at in asks]
        for done in as_completed(waiting):
            yield done.result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def ask_case(system: System, case: EvalCase, repeat: int = 0, how: Asking | None = None) -> Sample:
    """Ask one case. What the system raises becomes the sample's error; an interrupt goes through."""
    how = how or Asking()
    question = asked_question(case)
    if how.cache and (kept := how.cache.get(system, case, repeat)):
        return kept
    bare = Sample(
        case=case.id,
        repeat=repeat,
        question=case.question,
        as_of=case.as_of,
        system=system.name,
        answer=None,
        milliseconds=0.0,
        history_given=system.takes_history or not question.history,
    )
    started = time.perf_counter()
    try:
        reply = _within(how.timeout_s, lambda: system.answer(question))
        milliseconds = round(1000 * (time.perf_counter() - started), 1)
        retrieved = reply.retrieved()
    except Exception as fault:  # noqa: BLE001  # one case that fails must not cost the others
        spent = round(1000 * (time.perf_counter() - started), 1)
        return bare.model_copy(update={"error": _line(fault), "milliseconds": spent})
    sample = bare.model_copy(update={"answer": reply.answer, "milliseconds": milliseconds, "retrieved": retrieved})
    if how.cache:
        how.cache.put(system, case, repeat, sample)
    return sample


def _within(seconds: float | None, ask: Callable[[], Reply]) -> Reply:
    """What `ask` gives. Raises: TimeoutError; what was begun then goes on unheard until it ends."""
    if seconds is None:
        return ask()
    heard: SimpleQueue[Reply | BaseException] = SimpleQueue()

    def listen() -> None:
        try:
            heard.put(ask())
        except BaseException as fault:  # noqa: BLE001  # raised again where the answer is waited for
            heard.put(fault)

    Thread(target=listen, daemon=True, name="ask with a time limit").start()
    try:
        reply = heard.get(timeout=seconds)
    except Empty:
        raise TimeoutError(f"no answer within {seconds:g} s") from None
    if isinstance(reply, BaseException):
        raise reply
    return reply


def _line(fault: Exception) -> str:
    return " ".join(f"{type(fault).__name__}: {fault}".split())
