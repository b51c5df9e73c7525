"""Counts and durations of the server, in the text form that Prometheus reads.

The form: prometheus.io/docs/instrumenting/exposition_formats (version 0.0.4). One process's own figures; Prometheus
adds up those of replicas.
"""

from __future__ import annotations

import threading
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

__all__ = ["CONTENT_TYPE", "Counter", "Gauge", "Histogram", "exposition"]

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0)
MOST_SERIES = 1000
"""Series of one metric; more labels than that would be somebody's attack, and are left out."""

Labels = tuple[str, ...]


class Counter:
    """A number that grows, by labels."""

    kind = "counter"

    def __init__(self, name: str, words: str, labels: Sequence[str] = ()) -> None:
        self.name, self.words, self.labels = name, words, tuple(labels)
        self._values: dict[Labels, float] = {}
        self._lock = threading.Lock()

    def add(self, *labels: str, by: float = 1) -> None:
        """Count; `labels` are values in the order of the names."""
        with self._lock:
            if labels in self._values or len(self._values) < MOST_SERIES:
                self._values[labels] = self._values.get(labels, 0.0) + by

    def value(self, *labels: str) -> float:
        """The count so far."""
        with self._lock:
            return self._values.get(labels, 0.0)

    def samples(self) -> Iterator[str]:
        """One line a series."""
        with self._lock:
            values = dict(self._values)
        for labels, value in values.items():
            yield _line(self.name, dict(zip(self.labels, labels, strict=True)), value)


class Gauge:
    """A number that goes up and down, set when it is asked for."""

    kind = "gauge"

    def __init__(self, name: str, words: str, labels: Sequence[str] = ()) -> None:
        self.name, self.words, self.labels = name, words, tuple(labels)
        self._values: dict[Labels, float] = {}

    def set(self, value: float, *labels: str) -> None:
        """Say how it stands; `labels` are values in the order of the names."""
        self._values[labels] = value

    def samples(self) -> Iterator[str]:
        """One line a series."""
        for labels, value in list(self._values.items()):
            yield _line(self.name, dict(zip(self.labels, labels, strict=True)), value)


class Histogram:
    """Durations in seconds, counted by upper bounds, by labels."""

    kind = "histogram"

    def __init__(self, name: str, words: str, labels: Sequence[str] = (), bounds: Sequence[float] = SECONDS) -> None:
        self.name, self.words, self.labels = name, words, tuple(labels)
        self._bounds = tuple(bounds)
        self._series: dict[Labels, list[int]] = {}
        self._sums: dict[Labels, float] = {}
        self._lock = threading.Lock()

    def observe(self, seconds: float, *labels: str) -> None:
        """Count one duration; `labels` are values in the order of the names."""
        with self._lock:
            if labels not in self._series:
                if len(self._series) >= MOST_SERIES:
                    return
                self._series[labels] = [0] * (len(self._bounds) + 1)
            self._series[labels][bisect_left(self._bounds, seconds)] += 1
            self._sums[labels] = self._sums.get(labels, 0.0) + seconds

    def count(self, *labels: str) -> int:
        """How many were observed."""
        with self._lock:
            return sum(self._series.get(labels, ()))

    def samples(self) -> Iterator[str]:
        """A line a bound and series, and their sum and count."""
        with self._lock:
            series = [(labels, list(counts), self._sums[labels]) for labels, counts in self._series.items()]
        for labels, counts, total in series:
            named = dict(zip(self.labels, labels, strict=True))
            so_far = 0
            for bound, count in zip((*map(str, self._bounds), "+Inf"), counts, strict=True):
                so_far += count
                yield _line(f"{self.name}_bucket", {**named, "le": bound}, so_far)
            yield _line(f"{self.name}_sum", named, total)
            yield _line(f"{self.name}_count", named, so_far)


def exposition(metrics: Sequence[Counter | Gauge | Histogram]) -> str:
    """All metrics as one text, each under its help and type."""
    lines: list[str] = []
    for metric in metrics:
        lines += [f"# HELP {metric.name} {metric.words}", f"# TYPE {metric.name} {metric.kind}", *metric.samples()]
    return "\n".join([*lines, ""])


def _line(name: str, labels: Mapping[str, str], value: float) -> str:
    shown = ",".join(f'{label}="{_escaped(text)}"' for label, text in labels.items())
    number = str(int(value)) if float(value).is_integer() else repr(float(value))
    return f"{name}{{{shown}}} {number}" if shown else f"{name} {number}"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
