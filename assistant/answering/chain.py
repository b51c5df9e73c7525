"""The steps from a question to its answer, in their order. No other module knows the order."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from assistant.answering.composing import Draft, compose
from assistant.answering.extraction import Extract, extract
from assistant.answering.judging import gathered, judged
from assistant.answering.named_events import counted_from_event
from assistant.answering.observing import observer_now
from assistant.answering.silence import nothing_published, of_an_empty_period
from assistant.answering.sufficiency import Verdict, judge
from assistant.answers import Answer, AnswerMode, AnswerStatus, Usage
from assistant.conflicts import Finding, find_disagreements, with_sides, with_sides_unsaid
from assistant.evidence import Evidence, Sentence, gather
from assistant.evidence.citing import one_article_a_story
from assistant.evidence.searched import Asked, query_record
from assistant.language.wording import content_terms
from assistant.markers import marked, without_markers
from assistant.models.chat import ChatModel
from assistant.models.spending import Meter
from assistant.models.writing import Writing
from assistant.observer import Observer
from assistant.questions import Request, UnderstoodQuestion, understand
from assistant.questions.parts import parts_of
from assistant.streaming import AnswerEvent, RestartEvent, SearchedEvent, StreamEvent, TextEvent
from assistant.timelines.making import DEFAULT_K, EventsFound, Timeliner
from assistant.timelines.telling import events_among, events_told
from assistant.timelines.topic import between_milestones
from index.errors import ModelError, UsageError
from index.filters import SearchFilter, source_key
from index.library import Library
from index.retrieval import Found, Query, Retriever, ScoredPassage

if TYPE_CHECKING:
    from assistant.answering.generation import Generated

__all__ = ["Chain"]

OLD_PERIOD_DAYS = 60
"""A period that ended longer ago than this is history: newness no longer matters."""
MOST_LINES = 12
"""Events that an answer tells; a timeline may have more."""
LEAST_LINES = 2
"""With fewer, a question about events is answered as any other."""


@dataclass(slots=True)
class _Clock:
    milliseconds: dict[str, float] = field(default_factory=dict)
    usage: Usage | None = None
    """Of a model whose answer was not taken, or that only made the question stand alone."""

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        started = time.perf_counter()
        try:
            yield
        finally:
            self.milliseconds[name] = round((time.perf_counter() - started) * 1000, 2)


@dataclass(frozen=True, slots=True)
class _Told:
    asked: Asked
    verdict: Verdict
    passages: list[ScoredPassage]
    warnings: tuple[str, ...]
    allowed: Sequence[Sentence]
    """What the model may cite."""
    evidence: Evidence
    events: EventsFound | None = None
    """What happened, where the question asks for that in its order."""


class Chain:
    """Answers questions over one library. Several threads may share it."""

    def __init__(
        self,
        library: Library,
        retriever: Retriever,
        fingerprint: str,
        writing: Writing | None = None,
    ) -> None:
        self._library = library
        self._retriever = retriever
        self._writing = writing or Writing()
        self._timeliner = Timeliner(library, retriever, fingerprint)
        self._fingerprint = hashlib.sha256(fingerprint.encode()).hexdigest()[:16]

    def ask(self, request: Request) -> Answer:
        """The answer that `stream` ends with."""
        for event in self.stream(request):
            if isinstance(event, AnswerEvent):
                return event.answer
        raise AssertionError("a stream ends with its answer")

    def stream(self, request: Request, meter: Meter | None = None) -> Iterator[StreamEvent]:
        """Understand, retrieve, judge, extract, cite; tell what is searched, the text as it comes, and the answer.

        `meter` holds what the question has cost so far, and goes on with the answer. LlamaIndex's event handlers are
        told of the steps.
        Closing the iterator ends the work. Raises: UsageError for a question without a word; IndexStale when no
        index can be asked.
        """
        if not any(letter.isalnum() for letter in request.question):
            raise UsageError(f"{request.question!r} is no question", hint="ask something in words")
        observer = observer_now()
        observer.question_asked(request.question)
        steps = self._steps(request, meter, observer)
        try:
            for event in steps:
                if isinstance(event, AnswerEvent):
                    observer.answered(request.question, event.answer)
                yield event
        finally:
            steps.close()

    def _steps(self, request: Request, meter: Meter | None, observer: Observer) -> Generator[StreamEvent, None, None]:
        model = self._writing.model_for(request.mode, request.model)
        if model is not None:
            model.prepare()
        clock = _Clock(usage=meter.usage() if meter and meter.calls else None)
        with clock.step("understand"):
            asked = self._understand(request)
        yield SearchedEvent(query=query_record(asked))
        with clock.step("retrieve"):
            observer.retrieval_begun(asked.query.text)
            found = self._retriever.retrieve(asked.query)
            observer.retrieved(asked.query.text, found.passages)
        with clock.step("judge"):
            passages = one_article_a_story(found.passages)
            evidence = gathered(asked, passages, self._retriever)
            verdict = self._unknown_outlets(asked.query.where) or nothing_published(asked, self._library)
            if verdict is None:
                events = self._events(asked) if asked.question.wants_events else None
                if events is None:
                    looked_at = judged(asked, passages, evidence, self._retriever)
                    passages, evidence = looked_at.passages, looked_at.evidence
                    verdict = of_an_empty_period(asked, looked_at.verdict, self._library)
                else:
                    verdict = Verdict([sentence for draft in events.drafts for sentence in draft.sentences])
            else:
                events = None
        observer.writing_begun(asked.question.text)
        failed = ""
        if model is not None and verdict.sentences:
            with clock.step("parts"):
                wider, allowed = events.context() if events else self._of_parts(asked, verdict, passages)
            written = _Told(asked, verdict, wider, found.warnings, allowed, evidence, events)
            failed = yield from self._write(written, model, clock, meter)
            if not failed:
                return
        if events is not None:
            yield from _ended(events_told(asked, events, self._library, self._fingerprint), clock, model, failed)
            return
        with clock.step("answer"):
            chosen = extract(asked.question, verdict.sentences)
        with clock.step("compare"):
            finding = find_disagreements(
                asked.question, chosen.sentences, verdict.sentences, evidence.weights, self._retriever.terms
            )
            chosen = replace(chosen, sentences=with_sides(chosen.sentences, finding))
        with clock.step("cite"):
            answer = compose(Draft(asked, verdict, chosen, finding, found.warnings), self._library, self._fingerprint)
        yield from _ended(answer, clock, model, failed)

    def _events(self, asked: Asked) -> EventsFound | None:
        """What happened, in order of time; None when too little of it is told for that."""
        query = asked.query.model_copy(update={"k": max(asked.query.k, DEFAULT_K)})
        events = self._timeliner.find(asked.question, query, asked.question.window, limit=MOST_LINES)
        return events if len(events.drafts) >= LEAST_LINES else None

    def _write(
        self, told: _Told, model: ChatModel, clock: _Clock, meter: Meter | None
    ) -> Generator[StreamEvent, None, str]:
        """The model's answer, its last event included; or why there is none, in words."""
        from assistant.answering.generation import Writer

        meter = meter or Meter(self._writing.spending(model))
        writer = Writer(model, meter, self._retriever.terms, self._writing.prompts)
        begun = False
        try:
            with clock.step("write"):
                question = told.asked.question
                writing = writer.write(question, told.passages, told.allowed, str(told.asked.query.today))
                while True:
                    try:
                        event = next(writing)
                    except StopIteration as end:
                        generated: Generated = end.value
                        break
                    begun = True
                    yield event
        except ModelError as error:
            clock.usage = meter.usage()
            if begun:
                yield RestartEvent(reason=error.message)
            return str(error)
        cited = list({(each.article.id, each.start): each for held in generated.held for each in held.cited}.values())
        with clock.step("compare"):
            finding = self._compared(told, cited)
        with clock.step("cite"):
            verdict = told.verdict
            if generated.nothing:
                verdict = Verdict(
                    [], AnswerStatus.NO_EVIDENCE, "the model found no answer in the passages that were found"
                )
            draft = Draft(
                told.asked,
                verdict,
                Extract(with_sides_unsaid(cited, finding), ()),
                finding,
                warnings=(*told.warnings, *generated.warnings),
                written=generated.held,
            )
            answer = compose(draft, self._library, self._fingerprint)
        updates: dict[str, object] = {
            "mode": AnswerMode.GENERATIVE,
            "model": model.name,
            "usage": meter.usage().model_copy(update={"milliseconds": clock.milliseconds}),
        }
        if told.events is not None:
            updates["events"] = tuple(events_among(told.events.drafts, cited))
        if generated.gap:
            updates["refusal_reason"] = without_markers(generated.gap).rstrip(".")
            if answer.status is not AnswerStatus.CONFLICTING:
                updates["status"] = AnswerStatus.PARTIAL
        yield RestartEvent(reason="this is the text as it was checked")
        for sentence in answer.sentences:
            yield TextEvent(text=f"{marked(sentence.text, sentence.citations)} ")
        yield AnswerEvent(answer=answer.model_copy(update=updates))
        return ""

    def _compared(self, told: _Told, cited: list[Sentence]) -> Finding:
        """Who disagrees with what the model cites, among all that it was given."""
        if told.events is not None:
            return Finding()
        question, weights = told.asked.question, told.evidence.weights
        return find_disagreements(question, cited, told.allowed, weights, self._retriever.terms)

    def _of_parts(
        self, asked: Asked, verdict: Verdict, passages: list[ScoredPassage]
    ) -> tuple[list[ScoredPassage], Sequence[Sentence]]:
        """The passages with those of each question inside the question, in turns, and the sentences that may be cited.

        A question that asks one thing keeps what it has.
        """
        parts = parts_of(asked.question.text)
        if len(parts) < 2:
            return passages, verdict.sentences
        lists = [passages]
        lists += [self._retriever.retrieve(asked.query.model_copy(update={"text": part})).passages for part in parts]
        turns: dict[str, ScoredPassage] = {}
        for each in (each for turn in zip_longest(*lists) for each in turn if each is not None):
            turns.setdefault(each.passage.id, each)
        fused = one_article_a_story(list(turns.values()))
        evidence = gather(asked.question, fused, self._retriever.terms, self._retriever.rarity)
        known = {(each.article.id, each.start) for each in verdict.sentences}
        more = [
            each
            for each in judge(asked.question, evidence, asked.span).sentences
            if (each.article.id, each.start) not in known
        ]
        return fused, [*verdict.sentences, *more]

    def find(self, request: Request) -> Found:
        """The first half of `ask`: the passages, best first."""
        return self._retriever.retrieve(self._understand(request).query)

    def _understand(self, request: Request) -> Asked:
        question = self._read(request)
        if request.as_of is None and question.stated_day is not None:
            request = replace(request, as_of=question.stated_day)
            question = self._read(request)
        as_of = request.as_of or request.today
        if request.window is None:
            wall = Query(text=question.text, today=as_of, where=SearchFilter(not_after=request.as_of))
            question = counted_from_event(question, wall, self._retriever)
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

    def _read(self, request: Request) -> UnderstoodQuestion:
        span = self._library.span(SearchFilter(not_after=request.as_of))
        covered = (span.first, span.last) if span.first and span.last else None
        as_of = request.as_of or request.today
        question = understand(request.question, as_of=as_of, sources=self._library.sources(), covered=covered)
        return between_milestones(question, as_of) if question.wants_events else question

    def _unknown_outlets(self, where: SearchFilter) -> Verdict | None:
        """A refusal when no article at all is from the outlets that were asked for."""
        if not where.sources:
            return None
        known = {source_key(source) for source in self._library.sources()}
        if any(source_key(source) in known for source in where.sources):
            return None
        reason = f"no article in the library is from {' or '.join(f'“{source}”' for source in where.sources)}"
        return Verdict([], AnswerStatus.NO_EVIDENCE, reason)


def _ended(answer: Answer, clock: _Clock, model: ChatModel | None, failed: str) -> Iterator[StreamEvent]:
    """The text of an answer made of the articles' sentences, and the answer; `failed` is why no model wrote it."""
    for sentence in answer.sentences:
        yield TextEvent(text=f"{marked(sentence.text, sentence.citations)} ")
    usage = (clock.usage or Usage()).model_copy(update={"milliseconds": clock.milliseconds})
    updates: dict[str, object] = {"usage": usage}
    if failed:
        warnings = (*answer.warnings, f"the answer was made by extraction: {failed}")
        updates |= {"mode": AnswerMode.FALLBACK, "model": model.name if model else "", "warnings": warnings}
    yield AnswerEvent(answer=answer.model_copy(update=updates))
