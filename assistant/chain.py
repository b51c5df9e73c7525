"""The steps from a question to its answer, in their order. No other module knows the order."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from assistant.answers import Answer, AnswerStatus, Usage
from assistant.composing import Asked, Draft, Request, compose, query_record
from assistant.evidence import gather
from assistant.extraction import extract
from assistant.markers import marked
from assistant.questions import understand
from assistant.streaming import AnswerEvent, SearchedEvent, StreamEvent, TextEvent
from assistant.sufficiency import Verdict, judge
from assistant.wording import content_terms
from index.errors import UsageError
from index.filters import SearchFilter, source_key
from index.library import Library
from index.retrieval import Found, Query, Retriever, ScoredPassage

__all__ = ["Chain"]

OLD_PERIOD_DAYS = 60
"""A period that ended longer ago than this is history: newness no longer matters."""


@dataclass(slots=True)
class _Clock:
    milliseconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        started = time.perf_counter()
        try:
            yield
        finally:
            self.milliseconds[name] = round((time.perf_counter() - started) * 1000, 2)


class Chain:
    """Answers questions over one library. Several threads may share it."""

    def __init__(self, library: Library, retriever: Retriever, fingerprint: str) -> None:
        self._library = library
        self._retriever = retriever
        self._fingerprint = hashlib.sha256(fingerprint.encode()).hexdigest()[:16]

    def ask(self, request: Request) -> Answer:
        """The answer that `stream` ends with."""
        for event in self.stream(request):
            if isinstance(event, AnswerEvent):
                return event.answer
        raise AssertionError("a stream ends with its answer")

    def stream(self, request: Request) -> Iterator[StreamEvent]:
        """Understand, retrieve, judge, extract, cite; tell what is searched, the text as it comes, and the answer.

        Closing the iterator ends the work. Raises: UsageError for a question without a word; IndexStale when no
        index can be asked.
        """
        if not any(letter.isalnum() for letter in request.question):
            raise UsageError(f"{request.question!r} is no question", hint="ask something in words")
        clock = _Clock()
        with clock.step("understand"):
            asked = self._understand(request)
        yield SearchedEvent(query=query_record(asked))
        with clock.step("retrieve"):
            found = self._retriever.retrieve(asked.query)
        with clock.step("judge"):
            passages = _one_article_a_story(found.passages)
            evidence = gather(asked.question, passages, self._retriever.terms, self._retriever.rarity)
            verdict = self._unknown_outlets(asked.query.where) or judge(asked.question, evidence, asked.span)
        with clock.step("answer"):
            chosen = extract(asked.question, verdict.sentences)
        with clock.step("cite"):
            answer = compose(Draft(asked, verdict, chosen, found.warnings), self._library, self._fingerprint)
        for sentence in answer.sentences:
            yield TextEvent(text=f"{marked(sentence.text, sentence.citations)} ")
        yield AnswerEvent(answer=answer.model_copy(update={"usage": Usage(milliseconds=clock.milliseconds)}))

    def find(self, request: Request) -> Found:
        """The first half of `ask`: the passages, best first."""
        return self._retriever.retrieve(self._understand(request).query)

    def _understand(self, request: Request) -> Asked:
        span = self._library.span(SearchFilter(not_after=request.as_of))
        covered = (span.first, span.last) if span.first and span.last else None
        as_of = request.as_of or request.today
        question = understand(request.question, as_of=as_of, sources=self._library.sources(), covered=covered)
        # a question of nothing but a period ("What happened on 23 August?") is searched inside it
        named = bool(content_terms(question.topic, self._retriever.terms))
        window = request.window or (None if named else question.window)
        where = SearchFilter(not_after=request.as_of, window=window, sources=request.sources or question.sources)
        last = question.window.last if question.window else None
        history = last is not None and (as_of - last).days > OLD_PERIOD_DAYS
        query = Query(
            text=question.text, k=request.k, where=where, today=as_of, recency=not history, prefer=question.window
        )
        return Asked(request, question, query, self._library.span(where))

    def _unknown_outlets(self, where: SearchFilter) -> Verdict | None:
        """A refusal when no article at all is from the outlets that were asked for."""
        known = {source_key(source) for source in self._library.sources()}
        if not where.sources or any(source_key(source) in known for source in where.sources):
            return None
        reason = f"no article in the library is from {' or '.join(f'“{source}”' for source in where.sources)}"
        return Verdict([], AnswerStatus.NO_EVIDENCE, reason)


def _one_article_a_story(passages: Sequence[ScoredPassage]) -> list[ScoredPassage]:
    """Those of the first article met of each story: a copy says nothing that needs saying twice."""
    heads: dict[str, str] = {}
    return [each for each in passages if heads.setdefault(each.article.story_id, each.article.id) == each.article.id]
