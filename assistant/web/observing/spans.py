"""OpenTelemetry spans of answers; the web framework makes those of requests.

Without a tracer provider of the process they cost next to nothing and go nowhere.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from typing import Any

from opentelemetry import trace

from assistant.answers import Answer
from assistant.streaming import AnswerEvent, StreamEvent
from index.errors import SettingsError

__all__ = ["send_spans", "traced"]

NAME = "parley"


def traced(events: Iterator[StreamEvent], door: str) -> Generator[StreamEvent, None, None]:
    """The same events inside a span `parley.ask` that carries the answer's status, mode, counts and step times."""
    with trace.get_tracer(NAME).start_as_current_span("parley.ask") as span:
        span.set_attribute("parley.door", door)
        try:
            for event in events:
                if isinstance(event, AnswerEvent):
                    span.set_attributes(_attributes(event.answer))
                yield event
        finally:
            close = getattr(events, "close", None)
            if close is not None:
                close()


def _attributes(answer: Answer) -> dict[str, Any]:
    steps = {f"parley.step.{name}_ms": spent for name, spent in answer.usage.milliseconds.items()}
    return {
        "parley.status": str(answer.status),
        "parley.mode": str(answer.mode),
        "parley.model": answer.model,
        "parley.sentences": len(answer.sentences),
        "parley.citations": len(answer.citations),
        "parley.prompt_tokens": answer.usage.prompt_tokens,
        "parley.completion_tokens": answer.usage.completion_tokens,
        **steps,
    }


def send_spans(endpoint: str) -> None:
    """Send the process's spans to a collector at this address, by gRPC; once a process.

    Raises: SettingsError where what sends them is not installed.
    """
    try:
        from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter
        from opentelemetry.sdk.resources import Resource
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import BatchSpanProcessor
    except ImportError as error:
        raise SettingsError(
            "serving.otlp_endpoint is set, and what sends spans is not installed",
            hint="pip install 'parley[traces]'",
        ) from error

    provider = TracerProvider(resource=Resource.create({"service.name": NAME}))
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(endpoint=endpoint)))
    trace.set_tracer_provider(provider)
