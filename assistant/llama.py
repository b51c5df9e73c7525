"""Parley as LlamaIndex sees it: a retriever and a query engine.

The only module of this folder that imports LlamaIndex, which takes seconds; it is loaded on demand.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from llama_index.core.base.response.schema import RESPONSE_TYPE, Response
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
from index.retrieval import ScoredPassage

__all__ = ["ParleyQueryEngine", "ParleyRetriever"]


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
        answer = self._ask(query_bundle.query_str, **self._options)
        return Response(
            response=answer.text,
            source_nodes=[_cited(citation) for citation in answer.citations],
            metadata={"answer": answer.model_dump(mode="json")},
        )

    async def _aquery(self, query_bundle: QueryBundle) -> RESPONSE_TYPE:
        import asyncio

        return await asyncio.to_thread(self._query, query_bundle)

    def _get_prompt_modules(self) -> PromptMixinType:
        return {}


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
