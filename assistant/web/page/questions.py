"""What is asked on the page, as the parts of the page hand it over, and what may be done about a refusal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from assistant.answers import Answer
from assistant.questions.narrowing import Narrowing

__all__ = ["LONGEST", "Asking", "Way", "ways_out"]

LONGEST = 2000
"""Letters of a question."""


@dataclass(frozen=True, slots=True)
class Asking:
    """A question with its filters, as a person typed them."""

    question: str
    since: str = ""
    until: str = ""
    as_of: str = ""
    sources: tuple[str, ...] = ()
    k: int | None = None
    mode: str | None = None
    """Who writes; the settings' own when not chosen."""
    model: str = ""

    @classmethod
    def of(
        cls, values: Mapping[str, Any], k: int | None = None, mode: str | None = None, model: str | None = None
    ) -> Asking:
        """From the values of a form of the page, and what is chosen beside it."""
        sources = values.get("sources") or ()
        listed = sources.split(";") if isinstance(sources, str) else sources
        return cls(
            question=str(values.get("question") or "").strip()[:LONGEST],
            since=str(values.get("since") or "").strip(),
            until=str(values.get("until") or "").strip(),
            as_of=str(values.get("as_of") or "").strip(),
            sources=tuple(name for each in listed if (name := str(each).strip())),
            k=k,
            mode=mode,
            model=(model or "").strip(),
        )

    @classmethod
    def again(cls, question: str, answer: Answer) -> Asking:
        """What an answer that was kept was asked with."""
        query = answer.query
        window = query.window if query.window and not query.window_words else None
        return cls(
            question=question,
            since=window.first.isoformat() if window and window.first else "",
            until=window.last.isoformat() if window and window.last else "",
            as_of=query.as_of.isoformat() if query.as_of_given else "",
            sources=query.sources,
            k=query.k,
        )

    def narrowing(self) -> Narrowing:
        """The same for `Assistant.stream`."""
        return Narrowing(
            since=self.since or None,
            until=self.until or None,
            as_of=self.as_of or None,
            sources=self.sources,
            k=self.k,
            mode=self.mode,
            model=self.model or None,
        )


@dataclass(frozen=True, slots=True)
class Way:
    """The same question asked more widely."""

    label: str
    since: str
    until: str
    as_of: str
    sources: Sequence[str]


def ways_out(asking: Asking, answer: Answer) -> list[Way]:
    """What a refused question could be asked without; nothing when it was asked of everything."""
    return list(_ways(asking)) if answer.refused else []


def _ways(asking: Asking) -> Iterator[Way]:
    wider: list[tuple[str, Asking]] = []
    if asking.since or asking.until:
        wider.append(("Search all dates", replace(asking, since="", until="")))
    if asking.as_of:
        wider.append(("Ask as of today", replace(asking, as_of="")))
    if asking.sources:
        wider.append(("Search all outlets", replace(asking, sources=())))
    if len(wider) > 1:
        wider.append(("Search everything", replace(asking, since="", until="", as_of="", sources=())))
    for label, each in wider:
        yield Way(label, each.since, each.until, each.as_of, each.sources)
