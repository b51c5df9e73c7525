"""A server in use for a long time: many askers, one loader, one reader of the page; nothing may pile up.

The loader adds articles and removes those it added first, so that the library stays as large as it is: memory that
grows all the same is a leak.
"""

from __future__ import annotations

import random
import subprocess
import sys
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict

from evals.bench.articles import NewsArticle, made_articles
from evals.bench.costs import environment_with
from evals.bench.process import Growth, Held, growths, held_by
from evals.crowd import served_address
from index.errors import ParleyError

if TYPE_CHECKING:
    import httpx

__all__ = ["SoakPlan", "SoakReport", "soak", "soak_text"]

WARM_UP = 0.25
"""Share of the time after which memory must stay as it is."""
SAMPLES = 120
MOST_LOADED = 60
"""Articles of the loader in the library at a time."""
LOADED_AT_ONCE = 5
TIMEOUT_S = 120.0
ENDS_WITHIN_S = 60
SHOWN = 10
LONGEST = 500
"""Letters of what a request failed with that are told."""


class SoakPlan(BaseModel):
    """How long, and with how many."""

    model_config = ConfigDict(frozen=True)

    minutes: float = 60.0
    askers: int = 20
    pause_s: float = 1.0
    """What an asker waits, on average, between an answer and the next question."""
    loader_pause_s: float = 5.0


class SoakReport(BaseModel):
    """What was done, and what the server held meanwhile."""

    model_config = ConfigDict(frozen=True)

    minutes: float
    articles: int
    """In the library at the beginning."""
    done: dict[str, int]
    """Requests by what they were for."""
    errors: tuple[str, ...]
    growths: tuple[Growth, ...]
    samples: tuple[Held, ...]

    @property
    def holds(self) -> bool:
        """Whether nothing failed and nothing grew; too short a run shows nothing."""
        return bool(self.growths) and not self.errors and not any(each.leaks for each in self.growths)


class _Soak:
    """What the threads of one run share."""

    def __init__(self, address: str, plan: SoakPlan) -> None:
        self.address = address
        self.plan = plan
        self.over = threading.Event()
        self.done: Counter[str] = Counter()
        self.errors: list[str] = []
        self._lock = threading.Lock()

    def keep_on(self, name: str, act: Callable[[httpx.Client, random.Random], None], pause_s: float, seed: int) -> None:
        """Do something again and again until it is over; what fails is noted, and the next is tried."""
        import httpx

        chooser = random.Random(seed)  # noqa: S311 - pauses, not secrets
        with httpx.Client(base_url=self.address, timeout=TIMEOUT_S, trust_env=False) as client:
            while not self.over.wait(chooser.uniform(0, 2 * pause_s)):
                try:
                    act(client, chooser)
                except (httpx.HTTPError, ParleyError) as error:
                    with self._lock:
                        self.errors.append(f"{name}: {type(error).__name__}: {error}{_body_of(error)}")
                else:
                    with self._lock:
                        self.done[name] += 1


def _body_of(error: Exception) -> str:
    """What the server said of a request that it refused, as far as that was read."""
    import httpx

    if isinstance(error, httpx.HTTPStatusError) and error.response.is_stream_consumed:
        return f" {error.response.text[:LONGEST]}"
    return ""


def soak(
    plan: SoakPlan, articles: Sequence[NewsArticle], questions: Sequence[str], say: Callable[[str], None]
) -> SoakReport:
    """Serve the articles for so long while they are asked about. Raises: UsageError where there is no /proc."""
    with _server(articles) as (address, server):
        run = _Soak(address, plan)
        began = time.monotonic()
        threads = [threading.Thread(target=run.keep_on, args=given) for given in _workers(plan, articles, questions)]
        for thread in threads:
            thread.start()
        samples: list[Held] = []
        try:
            every = plan.minutes * 60 / SAMPLES
            while (second := time.monotonic() - began) < plan.minutes * 60:
                samples.append(held_by(server.pid, second))
                if len(samples) % (SAMPLES // 6) == 1:
                    say(f"{second / 60:.0f} min: {_sample_text(samples[-1])}; {sum(run.done.values())} requests")
                time.sleep(every)
        finally:
            run.over.set()
            for thread in threads:
                thread.join()
        minutes = round((time.monotonic() - began) / 60, 1)
        if not _ended(server):
            run.errors.append(f"the server did not end within {ENDS_WITHIN_S} s of being told to")
    return SoakReport(
        minutes=minutes,
        articles=len(articles),
        done=dict(sorted(run.done.items())),
        errors=tuple(run.errors),
        growths=tuple(growths(samples, plan.minutes * 60 * WARM_UP)),
        samples=tuple(samples),
    )


def soak_text(report: SoakReport) -> str:
    """The report for a person."""
    done = ", ".join(f"{count} × {name}" for name, count in report.done.items())
    lines = [f"{report.minutes:.0f} minutes over {report.articles} articles: {done}; {len(report.errors)} errors"]
    for each in report.growths:
        said = "GREW" if each.leaks else "held"
        change = f" ({each.last / each.first - 1:+.1%})" if each.measure == "memory_mb" else ""
        lines.append(
            f"{each.measure:<12}{each.first:>8g} after the warm-up, {each.last:>8g} at the end{change}: {said}"
        )
    if not report.growths:
        lines.append("too short to show anything: fewer than ten samples after the warm-up")
    return "\n".join([*lines, *report.errors[:SHOWN]])


Worker = tuple[str, "Callable[[httpx.Client, random.Random], None]", float, int]


def _workers(plan: SoakPlan, articles: Sequence[NewsArticle], questions: Sequence[str]) -> Iterator[Worker]:
    for number in range(plan.askers):
        yield "answers", _asker(questions, streamed=bool(number % 2)), plan.pause_s, number
    yield "loads", _loader(articles), plan.loader_pause_s, -1
    yield "pages", _reader(), plan.loader_pause_s, -2


def _asker(questions: Sequence[str], *, streamed: bool) -> Callable[[httpx.Client, random.Random], None]:
    def ask(client: httpx.Client, chooser: random.Random) -> None:
        body = {"question": chooser.choice(questions), "mode": "extractive", "stream": streamed}
        with client.stream("POST", "/api/v1/ask", json=body) as reply:
            told = "".join(reply.iter_text())
        reply.raise_for_status()
        if '"fingerprint"' not in told:
            raise ParleyError(f"no answer: {told[-200:]}")

    return ask


def _loader(articles: Sequence[NewsArticle]) -> Callable[[httpx.Client, random.Random], None]:
    there: deque[str] = deque()
    made = made_articles(articles, 10**9, seed=11, words=400)

    def load(client: httpx.Client, _: random.Random) -> None:
        more = [next(made) for _ in range(LOADED_AT_ONCE)]
        named = [each.model_copy(update={"id": f"soak-{each.id}"}).model_dump(exclude_defaults=True) for each in more]
        client.post("/api/v1/articles", json={"articles": named}).raise_for_status()
        there.extend(each["id"] for each in named)
        while len(there) > MOST_LOADED:
            client.delete(f"/api/v1/articles/{there.popleft()}").raise_for_status()

    return load


def _reader() -> Callable[[httpx.Client, random.Random], None]:
    def read(client: httpx.Client, chooser: random.Random) -> None:
        for path in ("/", "/config", "/api/v1/health", "/api/v1/articles", "/metrics"):
            client.get(path).raise_for_status()
        # a browser holds this open for as long as it shows the page
        with client.stream("GET", f"/gradio_api/heartbeat/{chooser.getrandbits(48):x}") as beating:
            beating.raise_for_status()
            next(beating.iter_bytes(), b"")

    return read


@contextmanager
def _server(articles: Sequence[NewsArticle]) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The address of `parley serve` over a new library of these articles, and its process; it ends with the block."""
    from assistant import Assistant, Settings
    from evals.bench.articles import write_articles

    with TemporaryDirectory(prefix="parley-soak-") as folder:
        file = Path(folder) / "articles.jsonl"
        write_articles(articles, file)
        library = Path(folder) / "library"
        with Assistant(Settings(library=library)) as parley:
            parley.load([file])
        program = [sys.executable, "-m", "assistant.cli", "serve", "--library", str(library), "--port", "0"]
        environment = environment_with(PARLEY_SERVING__REQUESTS_PER_MINUTE="0")
        server = subprocess.Popen([*program, "--no-browser"], stderr=subprocess.PIPE, text=True, env=environment)  # noqa: S603 - our own command
        try:
            address = served_address(server)
            threading.Thread(target=_drained, args=(server,), daemon=True).start()
            yield address, server
        finally:
            _ended(server)


def _ended(server: subprocess.Popen[str]) -> bool:
    """Tell the server to end, and kill it when it does not; whether it did."""
    server.terminate()
    try:
        server.wait(timeout=ENDS_WITHIN_S)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
        return False
    return True


def _drained(server: subprocess.Popen[str]) -> None:
    """Read on what the server says: a full pipe would stop it."""
    for _ in server.stderr or ():
        pass


def _sample_text(held: Held) -> str:
    return f"{held.memory_mb:.0f} MB, {held.threads} threads, {held.files} files, {held.connections} connections"
