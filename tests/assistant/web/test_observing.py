"""Request ids, logs, metrics, spans: what the server tells of itself, and what it never tells."""

from __future__ import annotations

import io
import json
import logging
import re
import sys
import time
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from opentelemetry import trace
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from assistant.web.observing import spans
from assistant.web.observing.logs import LOGGERS, configure_logs
from assistant.web.observing.metrics import Counter, Histogram, exposition
from index.errors import SettingsError
from tests.assistant.web.conftest import Knock

ASKED = {"question": "Why did talks in Washington stall?", "as_of": "2019-06-30"}


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What the server writes, as JSON lines."""
    before = {name: (logging.getLogger(name).handlers, logging.getLogger(name).propagate) for name in LOGGERS}
    stream = io.StringIO()
    configure_logs("json", stream=stream)
    yield stream
    for name, (handlers, propagate) in before.items():
        logging.getLogger(name).handlers = handlers
        logging.getLogger(name).propagate = propagate


def lines_of(log: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in log.getvalue().splitlines()]


def test_a_request_s_id_is_taken_or_made_and_given_back(client: TestClient) -> None:
    given = client.get("/api/v1/health", headers={"X-Request-ID": "desk-7:abc.1"})
    assert given.headers["x-request-id"] == "desk-7:abc.1"
    made = {client.get("/api/v1/health").headers["x-request-id"] for _ in range(3)}
    assert len(made) == 3
    forged = client.get("/api/v1/health", headers={"X-Request-ID": 'a"\tb'})
    assert re.fullmatch("[0-9a-f]{32}", forged.headers["x-request-id"])


def test_every_request_is_one_line_of_the_log_with_its_id(client: TestClient, log: io.StringIO) -> None:
    client.post("/api/v1/ask", json=ASKED, headers={"X-Request-ID": "one"})
    client.get("/api/v1/articles/no%0Asuch", headers={"X-Request-ID": "two"})
    told = {str(line["request_id"]): line for line in lines_of(log)}
    assert told["one"]["status"] == 200
    assert told["one"]["path"] == "/api/v1/ask"
    assert told["two"]["status"] == 404
    assert "\n" not in str(told["two"]["message"])
    assert "Washington" not in log.getvalue()


def test_an_unexpected_error_is_logged_and_not_shown(
    client: TestClient, log: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    served = client.app.state.served  # type: ignore[attr-defined]

    def broken(_: str) -> None:
        raise ZeroDivisionError("a secret of the inside")

    monkeypatch.setattr(served.parley, "article", broken)
    reply = client.get("/api/v1/articles/raise", headers={"X-Request-ID": "three"})
    assert reply.status_code == 500
    assert reply.json()["type"] == "urn:parley:unexpected"
    assert reply.json()["request_id"] == "three"
    assert "secret" not in reply.text
    [line] = [line for line in lines_of(log) if "traceback" in line]
    assert line["request_id"] == "three"
    assert "ZeroDivisionError" in str(line["traceback"])


def test_keys_never_reach_the_log(knock: Knock, log: io.StringIO) -> None:
    client = knock(api_keys=("canary-key-of-the-desk",))
    client.get("/api/v1/articles", headers={"Authorization": "Bearer canary-key-of-the-desk"})
    client.get("/api/v1/articles", headers={"Authorization": "Bearer canary-of-somebody-else"})
    assert log.getvalue().count("\n") == 2
    assert "canary" not in log.getvalue()


def test_text_lines_stay_lines(client: TestClient) -> None:
    stream = io.StringIO()
    before = {name: (logging.getLogger(name).handlers, logging.getLogger(name).propagate) for name in LOGGERS}
    configure_logs("text", stream=stream)
    client.get("/api/v1/articles/a%0Ab%1b[31m", headers={"X-Request-ID": "four"})
    for name, (handlers, propagate) in before.items():
        logging.getLogger(name).handlers = handlers
        logging.getLogger(name).propagate = propagate
    [line] = stream.getvalue().splitlines()
    assert "four GET /api/v1/articles/a\\nb\\x1b[31m 404" in line


def test_metrics_count_what_was_asked(client: TestClient) -> None:
    for _ in range(2):
        client.post("/api/v1/ask", json=ASKED)
    client.post("/api/v1/ask", json={"question": "Who won the chess Olympiad in Baku?"})
    client.get("/api/v1/articles/raise")
    client.get("/api/v1/articles/soy")
    reply = client.get("/metrics")
    assert reply.headers["content-type"].startswith("text/plain; version=0.0.4")
    told = dict(line.rsplit(" ", 1) for line in reply.text.splitlines() if not line.startswith("#"))
    assert told['parley_answers_total{status="answered",mode="extractive"}'] == "2"
    assert told['parley_answers_total{status="no_evidence",mode="extractive"}'] == "1"
    assert told['parley_first_words_seconds_count{mode="extractive"}'] == "3"
    route = 'door="/api/v1",method="GET",route="/api/v1/articles/{article_id}",status="200"'
    assert told[f"parley_requests_total{{{route}}}"] == "2"
    assert told["parley_articles"] == "3"
    assert int(told["process_resident_memory_bytes"]) > 10_000_000


def test_the_exposition_is_as_prometheus_reads_it() -> None:
    counted = Counter("seen_total", "Seen.", ("what",))
    counted.add('a "b"\n\\')
    took = Histogram("took_seconds", "Took.", bounds=(0.1, 1.0))
    for seconds in (0.05, 0.1, 0.5, 7.0):
        took.observe(seconds)
    assert exposition([counted, took]).splitlines() == [
        "# HELP seen_total Seen.",
        "# TYPE seen_total counter",
        'seen_total{what="a \\"b\\"\\n\\\\"} 1',
        "# HELP took_seconds Took.",
        "# TYPE took_seconds histogram",
        'took_seconds_bucket{le="0.1"} 2',
        'took_seconds_bucket{le="1.0"} 3',
        'took_seconds_bucket{le="+Inf"} 4',
        "took_seconds_sum 7.65",
        "took_seconds_count 4",
    ]


def test_an_answer_is_a_span_with_its_steps(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    exporter = InMemorySpanExporter()
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    monkeypatch.setattr(spans, "trace", _Provided(provider))
    client.post("/api/v1/ask", json=ASKED)
    span = _finished(exporter)
    assert span.attributes is not None
    assert span.attributes["parley.status"] == "answered"
    assert span.attributes["parley.door"] == "api"
    assert float(str(span.attributes["parley.step.retrieve_ms"])) > 0
    assert "Washington" not in str(dict(span.attributes))


def test_spans_that_cannot_be_sent_name_what_is_to_be_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "opentelemetry.exporter.otlp.proto.grpc.trace_exporter", None)
    with pytest.raises(SettingsError, match=r"parley\[traces\]"):
        spans.send_spans("http://127.0.0.1:4317")


def _finished(exporter: InMemorySpanExporter) -> ReadableSpan:
    """The answer's span, which its thread may end a moment after the reply has left."""
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        if found := [each for each in exporter.get_finished_spans() if each.name == "parley.ask"]:
            return found[0]
        time.sleep(0.01)
    raise AssertionError("no span was finished")


class _Provided:
    """The tracing API over one provider, without making it the process's own."""

    def __init__(self, provider: TracerProvider) -> None:
        self._provider = provider

    def get_tracer(self, name: str) -> trace.Tracer:
        return self._provider.get_tracer(name)
