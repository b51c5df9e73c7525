"""The metrics that Parley keeps, and `/metrics` that tells them."""

from __future__ import annotations

import os
import time
from pathlib import Path

from assistant.web.observing.metrics import Counter, Gauge, Histogram, exposition
from assistant.web.workers import Lane, Workers

__all__ = ["Figures"]

STATM = Path("/proc/self/statm")


class Figures:
    """One server's metrics."""

    def __init__(self) -> None:
        self.requests = Counter(
            "parley_requests_total", "Requests that were answered.", ("door", "method", "route", "status")
        )
        self.seconds = Histogram(
            "parley_request_seconds", "From a request's arrival to the end of its response.", ("door", "route")
        )
        self.answers = Counter(
            "parley_answers_total", "Answers by their status and who wrote them.", ("status", "mode")
        )
        self.first_words = Histogram(
            "parley_first_words_seconds", "From a question's arrival to the first words of its answer.", ("mode",)
        )
        self.steps = Counter("parley_step_seconds_total", "Seconds spent in each step of answering.", ("step",))
        self.tokens = Counter("parley_model_tokens_total", "Tokens that chat models read and wrote.", ("kind",))
        self.gone = Counter("parley_clients_gone_total", "Callers who left before their response ended.", ("door",))
        self.refused = Counter("parley_refused_total", "Requests that were not let in.", ("reason",))
        self._work = Gauge("parley_work", "Work by lane that runs or waits right now.", ("lane", "state"))
        self._articles = Gauge("parley_articles", "Articles in the library.")
        self._memory = Gauge("process_resident_memory_bytes", "Memory of the process.")
        self._started = Gauge("process_start_time_seconds", "When the server started.")
        self._started.set(time.time())

    def told(self, workers: Workers, articles: int) -> str:
        """All of them as Prometheus reads them."""
        for lane in Lane:
            load = workers.load(lane)
            self._work.set(load.running, lane, "running")
            self._work.set(load.waiting, lane, "waiting")
        self._articles.set(articles)
        if STATM.exists():
            self._memory.set(int(STATM.read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE"))
        return exposition(
            [
                self.requests,
                self.seconds,
                self.answers,
                self.first_words,
                self.steps,
                self.tokens,
                self.gone,
                self.refused,
                self._work,
                self._articles,
                self._memory,
                self._started,
            ]
        )
