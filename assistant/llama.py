"""Parley as LlamaIndex sees it: a retriever, a query engine, and events of the steps of an answer.

The only module of this folder that imports LlamaIndex, which takes seconds; it is loaded on demand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from llama_index.core.base.response.schema import RESPONSE_TYPE, Response
from llama_index.core.instrumentation import (  # type: ignore[attr-defined]  # exported there without saying so
    NullEventHandler,
    get_dispatcher,
    root_dispatcher,
)
from llama_index.core.instrumentation.events.query import QueryEndEvent, QueryStartEvent
from llama_index.core.instrumentation.events.retrieval import RetrievalEndEvent, RetrievalStartEvent
from llama_index.core.instrumentation.events.synthesis import SynthesizeEndEvent, SynthesizeStartEvent
from llama_index.core.prompts.mixin import PromptMixinType
from llama_index.core.query_engine import BaseQueryEngine
from llama_index.core.retrievers import BaseRetriever
from llama_index.core.schema import (
    NodeRelationship,
    NodeWithScore,
    QueryBundle,
    RelatedNodeInfo,
    RelatedNodeType,
    TextNode,
)

from assistant.answers import Answer, Citation
from assistant.observer import Observer
from index.retrieval import ScoredPassage

__all__ = ["ParleyQueryEngine", "ParleyRetriever", "observer_of_handlers"]

DISPATCHER = get_dispatcher("assistant.llama")
IN_AN_ENGINE: ContextVar[bool] = ContextVar("parley_in_an_engine", default=False)
"""Whether LlamaIndex itself tells of the question and its end: its query engines do."""


class ParleyRetriever(BaseRetriever):
    """Ranked passages as nodes: `node.ref_doc_id` is the article's id, offsets count in its text."""

    def __init__(self, search: Callable[..., list[ScoredPassage]], options: Mapping[str, Any]) -> None:
        self._search = search
        self._options = dict(options)
        super().__init__()

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        return [_node(found) for found in self._search(query_bundle.query_str, **self._options)]


class ParleyQueryEngine(BaseQueryEngine):
    """Answers as responses: the text with its markers, a node a citation, the whole answer in `metadata`."""

    def __init__(self, ask: Callable[..., Answer], options: Mapping[str, Any]) -> None:
        self._ask = ask
        self._options = dict(options)
        super().__init__(callback_manager=None)

    def _query(self, query_bundle: QueryBundle) -> RESPONSE_TYPE:
        with _in_an_engine():
            return _response(self._ask(query_bundle.query_str, **self._options))

    async def _aquery(self, query_bundle: QueryBundle) -> RESPONSE_TYPE:
        import asyncio

        return await asyncio.to_thread(self._query, query_bundle)

    def _get_prompt_modules(self) -> PromptMixinType:
        return {}


class _Told(Observer):
    """Tells LlamaIndex's event handlers."""

    def question_asked(self, question: str) -> None:
        """See `Observer`."""
        if not IN_AN_ENGINE.get():
            DISPATCHER.event(QueryStartEvent(query=question))

    def retrieval_begun(self, text: str) -> None:
        """See `Observer`."""
        DISPATCHER.event(RetrievalStartEvent(str_or_query_bundle=text))

    def retrieved(self, text: str, passages: Sequence[ScoredPassage]) -> None:
        """See `Observer`."""
        DISPATCHER.event(RetrievalEndEvent(str_or_query_bundle=text, nodes=[_node(each) for each in passages]))

    def writing_begun(self, question: str) -> None:
        """See `Observer`."""
        DISPATCHER.event(SynthesizeStartEvent(query=question))

    def answered(self, question: str, answer: Answer) -> None:
        """See `Observer`."""
        response = _response(answer)
        DISPATCHER.event(SynthesizeEndEvent(query=question, response=response))
        if not IN_AN_ENGINE.get():
            DISPATCHER.event(QueryEndEvent(query=question, response=response))


def observer_of_handlers() -> Observer | None:
    """What tells LlamaIndex's event handlers of an answer's steps; None where there is no handler."""
    handlers = [*root_dispatcher.event_handlers, *DISPATCHER.event_handlers]
    return _Told() if any(not isinstance(each, NullEventHandler) for each in handlers) else None


@contextmanager
def _in_an_engine() -> Iterator[None]:
    token = IN_AN_ENGINE.set(True)
    try:
        yield
    finally:
        IN_AN_ENGINE.reset(token)


def _response(answer: Answer) -> Response:
    return Response(
        response=answer.text,
        source_nodes=[_cited(citation) for citation in answer.citations],
        metadata={"answer": answer.model_dump(mode="json")},
    )


def _node(found: ScoredPassage) -> NodeWithScore:
    article, passage = found.article, found.passage
    node = TextNode(
        id_=passage.id,
        text=passage.text,
        start_char_idx=passage.start,
        end_char_idx=passage.end,
        relationships=_of_article(article.id),
        metadata={
            "article_id": article.id,
            "title": article.title,
            "source": article.source,
            "published": article.published.value,
            "url": article.url,
        },
    )
    return NodeWithScore(node=node, score=found.score)


def _cited(citation: Citation) -> NodeWithScore:
    node = TextNode(
        id_=f"{citation.article_id}:{citation.start}-{citation.end}",
        text=citation.quote,
        start_char_idx=citation.start,
        end_char_idx=citation.end,
        relationships=_of_article(citation.article_id),
        metadata=citation.model_dump(mode="json", exclude={"quote"}),
    )
    return NodeWithScore(node=node)


def _of_article(article_id: str) -> dict[NodeRelationship, RelatedNodeType]:
    return {NodeRelationship.SOURCE: RelatedNodeInfo(node_id=article_id)}
