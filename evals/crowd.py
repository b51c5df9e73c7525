"""Many askers at the same time: a real server of the sample articles, a stream for each of them.

Every asker has another question, and each answer is held against the same question asked alone, so that a piece of
somebody else's answer is seen.
"""

from __future__ import annotations

import asyncio
import json
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from pydantic import BaseModel, ConfigDict

from assistant.answers import Answer
from evals.statistics import percentile
from evals.suites import find_suites
from index.errors import ParleyError, UsageError

if TYPE_CHECKING:
    import httpx

__all__ = ["CrowdReport", "Waits", "ask_in_a_crowd", "crowd_text", "served_address", "served_sample"]

ADDRESS = re.compile(r"Parley is at (\S+)")
TIMEOUT_S = 120.0
SHOWN = 10


class Waits(BaseModel):
    """Seconds, over all askers."""

    model_config = ConfigDict(frozen=True)

    p50: float
    p95: float
    longest: float


class CrowdReport(BaseModel):
    """How a server did with a crowd."""

    model_config = ConfigDict(frozen=True)

    askers: int
    rounds: int
    answered: int
    """Streams that came to their end, of `askers` times `rounds`."""
    errors: tuple[str, ...]
    """Of the other streams."""
    strayed: tuple[str, ...]
    """Questions whose stream was not the answer to them that they get when asked alone."""
    first_words: Waits | None
    """From the request to the first piece of the text; None when nothing was answered."""
    whole: Waits | None
    """From the request to the end of the answer."""


class _Asking(NamedTuple):
    question: str
    as_of: str


class _Told(NamedTuple):
    text: str
    answer: Answer
    first_s: float
    whole_s: float


@contextmanager
def served_sample(*options: str) -> Iterator[str]:
    """The address of `parley serve` over a new library of the sample articles, extraction only.

    Raises: ParleyError when it does not start.
    """
    from assistant import Assistant, Settings

    with TemporaryDirectory(prefix="parley-crowd-") as folder:
        with Assistant(Settings(library=Path(folder))) as parley:
            parley.load(sorted({suite.corpus for suite in find_suites(())}))
        program = [sys.executable, "-m", "assistant.cli", "serve", "--library", folder, "--port", "0", "--no-browser"]
        server = subprocess.Popen([*program, *options], stderr=subprocess.PIPE, text=True)  # noqa: S603 - our own command
        try:
            yield served_address(server)
        finally:
            server.terminate()
            server.communicate(timeout=30)


def ask_in_a_crowd(address: str, askers: int, rounds: int = 1) -> CrowdReport:
    """Let so many ask at once, so many times over. Raises: UsageError when there are not so many questions."""
    asked = _questions(askers)
    return asyncio.run(_crowd(address, asked, rounds))


def crowd_text(report: CrowdReport) -> str:
    """The report for a person."""
    lines = [
        f"{report.askers} askers at once, {report.rounds} times: {report.answered} answered, "
        f"{len(report.errors)} errors, {len(report.strayed)} streams that were not their asker's"
    ]
    for name, waits in (("first words", report.first_words), ("whole answer", report.whole)):
        if waits:
            lines.append(f"{name}: median {waits.p50:.2f} s, p95 {waits.p95:.2f} s, longest {waits.longest:.2f} s")
    return "\n".join([*lines, *report.errors[:SHOWN], *(f"strayed: {each}" for each in report.strayed[:SHOWN])])


def served_address(server: subprocess.Popen[str]) -> str:
    """Where the server says that it is. Raises: ParleyError when it ends before it says so."""
    said = []
    for line in server.stderr or ():
        said.append(line)
        if found := ADDRESS.search(line):
            return found[1].rstrip("/")
    raise ParleyError(f"the server did not start: {''.join(said).strip()}")


def _questions(count: int) -> list[_Asking]:
    cases = {case.question: case.as_of.isoformat() for suite in find_suites(()) for case in suite.cases}
    if len(cases) < count:
        raise UsageError(f"there are no {count} different questions", hint=f"give at most {len(cases)}")
    return [_Asking(question, as_of) for question, as_of in list(cases.items())[:count]]


async def _crowd(address: str, asked: Sequence[_Asking], rounds: int) -> CrowdReport:
    import httpx

    limits = httpx.Limits(max_connections=len(asked))
    told: list[tuple[_Asking, _Told]] = []
    errors: list[str] = []
    async with httpx.AsyncClient(base_url=address, timeout=TIMEOUT_S, limits=limits, trust_env=False) as client:
        alone = {each.question: await _ask(client, each) for each in asked}
        for _ in range(rounds):
            came = await asyncio.gather(*(_ask(client, each) for each in asked), return_exceptions=True)
            for each, what in zip(asked, came, strict=True):
                if isinstance(what, _Told):
                    told.append((each, what))
                elif isinstance(what, Exception):
                    errors.append(f"{each.question}: {type(what).__name__}: {what}")
                else:
                    raise what
    strayed = [each.question for each, what in told if not _same(what, alone[each.question])]
    return CrowdReport(
        askers=len(asked),
        rounds=rounds,
        answered=len(told),
        errors=tuple(errors),
        strayed=tuple(strayed),
        first_words=_waits([what.first_s for _, what in told]),
        whole=_waits([what.whole_s for _, what in told]),
    )


async def _ask(client: httpx.AsyncClient, asked: _Asking) -> _Told:
    started = time.perf_counter()
    text, first = "", 0.0
    body = {"question": asked.question, "as_of": asked.as_of, "mode": "extractive", "stream": True}
    async with client.stream("POST", "/api/v1/ask", json=body) as reply:
        if reply.status_code != 200:
            raise ParleyError(f"status {reply.status_code}: {(await reply.aread()).decode()[:200]}")
        async for line in reply.aiter_lines():
            if not line.startswith("data: "):
                continue
            event = json.loads(line.removeprefix("data: "))
            if event.get("kind") in {"text", "answer"}:
                first = first or time.perf_counter() - started
            if event.get("kind") == "text":
                text += event["text"]
            if event.get("kind") == "answer":
                answer = Answer.model_validate(event["answer"])
                return _Told(text, answer, first, time.perf_counter() - started)
    raise ParleyError("the stream ended without an answer")


def _same(told: _Told, alone: _Told) -> bool:
    """Whether it is the answer to the same question, piece by piece and as a whole."""
    plain = [each.answer.model_dump(exclude={"usage"}) for each in (told, alone)]
    return plain[0] == plain[1] and told.text == alone.text


def _waits(seconds: Sequence[float]) -> Waits | None:
    median, late = percentile(seconds, 0.5), percentile(seconds, 0.95)
    if median is None or late is None:
        return None
    return Waits(p50=round(median, 3), p95=round(late, 3), longest=round(max(seconds), 3))
