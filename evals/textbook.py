"""The textbook system: a plain LlamaIndex index over Chroma, so that it can be said what Parley adds.

The same articles and the same embedding model, cut and searched as LlamaIndex does by default. Without
a chat model it answers with its best passage; with one, by `CitationQueryEngine`. It knows no dates,
never refuses, and holds no conversation: that is how the textbook has it.

Settings (`--set name=value`): `model`, `base_url`, `key`, `k` (passages for the model, 5).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from evals.given import GivenAnswer, GivenCitation
from evals.gold_corpus import GoldArticle, read_corpus
from evals.samples import Retrieved
from evals.systems import DEPTH, AskedQuestion, Reply
from index.embedding import DEFAULT_EMBEDDING, Embedder, make_embedder
from index.errors import UsageError

if TYPE_CHECKING:
    from llama_index.core.embeddings import BaseEmbedding
    from llama_index.core.schema import NodeWithScore

__all__ = ["TextbookSystem", "textbook_index", "textbook_over"]

DEFAULTS = {"model": "", "base_url": "", "key": "none", "k": "5"}
MARKER = re.compile(r"\[(\d{1,3})\]")
SOURCE_LINE = re.compile(r"^Source \d+:\n")


class TextbookSystem:
    """An index to be asked."""

    name = "textbook"
    takes_history = False

    def __init__(self, index: Any, articles: Mapping[str, GoldArticle], settings: Mapping[str, str]) -> None:
        from llama_index.core import __version__

        self._retriever = index.as_retriever(similarity_top_k=DEPTH)
        self._articles = articles
        self._engine = _citation_engine(index, settings) if settings["model"] else None
        said = {name: value for name, value in settings.items() if name != "key"}
        self.identity = f"llama-index {__version__}/{DEFAULT_EMBEDDING}/{said}"

    def answer(self, question: AskedQuestion) -> Reply:
        """The best passage, or what the model makes of the best ones. The day of the question is not used."""
        if self._engine is None:
            nodes = self._retriever.retrieve(question.text)
            ranking = tuple(self._place(node) for node in nodes)
            return Reply(self._best_passage(nodes), lambda: ranking)
        response = self._engine.query(question.text)
        nodes = self._retriever.retrieve(question.text)
        return Reply(self._written(str(response), response.source_nodes), lambda: tuple(map(self._place, nodes)))

    def _best_passage(self, nodes: Sequence[NodeWithScore]) -> GivenAnswer:
        if not nodes:
            return GivenAnswer(status="no_evidence", text="Nothing was found.", mode="extractive")
        citation = self._citation(1, nodes[0])
        return GivenAnswer(text=f"{' '.join(citation.quote.split())} [1]", citations=(citation,), mode="extractive")

    def _written(self, text: str, nodes: Sequence[NodeWithScore]) -> GivenAnswer:
        used = list(dict.fromkeys(int(number) for number in MARKER.findall(text)))
        order = {number: at for at, number in enumerate((n for n in used if n <= len(nodes)), start=1)}
        # a marker that leads to no source stays as it is, for the scorers to find
        shown = MARKER.sub(lambda match: f"[{order.get(int(match[1]), 900 + int(match[1]))}]", text)
        citations = tuple(self._citation(at, nodes[number - 1]) for number, at in order.items())
        return GivenAnswer(text=shown, citations=citations, mode="generative")

    def _citation(self, number: int, node: NodeWithScore) -> GivenCitation:
        place = self._place(node)
        article = self._articles[place.article_id]
        return GivenCitation(
            n=number,
            article_id=article.id,
            title=article.title,
            source=article.source,
            published=article.published,
            quote=article.text[place.start : place.end],
            start=place.start,
            end=place.end,
        )

    def _place(self, node: NodeWithScore) -> Retrieved:
        """Where a node stands in its article; LlamaIndex keeps no offsets for the pieces of a citation."""
        identity = str(node.node.metadata["article"])
        text = self._articles[identity].text
        piece = SOURCE_LINE.sub("", node.node.get_content(metadata_mode=_no_metadata())).strip()
        start = max(text.find(piece), 0)
        return Retrieved(article_id=identity, start=start, end=start + len(piece))


@contextmanager
def textbook_over(
    corpus: Path, settings: Sequence[str] = (), say: Callable[[str], None] = lambda _: None
) -> Iterator[TextbookSystem]:
    """The system over a folder of articles, in a Chroma of its own that is thrown away afterwards.

    Raises: UsageError for a setting that there is not.
    """
    given = dict(DEFAULTS)
    for setting in settings:
        name, _, value = setting.partition("=")
        if name not in DEFAULTS:
            raise UsageError(f"the textbook has no setting {name!r}", hint=f"choose from {', '.join(DEFAULTS)}")
        given[name] = value
    articles = read_corpus(corpus).by_id
    with TemporaryDirectory(prefix="parley-textbook-") as folder:
        texts = {each.id: each.text for each in articles.values()}
        client, index = textbook_index(Path(folder), texts)
        try:
            say(f"{len(articles)} articles indexed by LlamaIndex")
            yield TextbookSystem(index, articles, given)
        finally:
            client.close()


def textbook_index(folder: Path, texts: Mapping[str, str], passage_tokens: int | None = None) -> tuple[Any, Any]:
    """Chroma's client and LlamaIndex's index over texts by id, cut into its own passages or such of so many tokens."""
    import chromadb
    from chromadb.config import Settings
    from llama_index.core import Document, StorageContext, VectorStoreIndex
    from llama_index.core.node_parser import SentenceSplitter
    from llama_index.vector_stores.chroma import ChromaVectorStore

    client = chromadb.PersistentClient(path=str(folder), settings=Settings(anonymized_telemetry=False))
    collection = client.get_or_create_collection("textbook", embedding_function=None)
    storage = StorageContext.from_defaults(vector_store=ChromaVectorStore(chroma_collection=collection))
    documents = [
        Document(
            text=text,
            id_=identity,
            metadata={"article": identity},
            excluded_embed_metadata_keys=["article"],
            excluded_llm_metadata_keys=["article"],
        )
        for identity, text in texts.items()
    ]
    cut = SentenceSplitter(chunk_size=passage_tokens, chunk_overlap=passage_tokens // 10) if passage_tokens else None
    model = _embedding(make_embedder(DEFAULT_EMBEDDING))
    index = VectorStoreIndex.from_documents(
        documents, storage_context=storage, embed_model=model, transformations=[cut] if cut else None
    )
    return client, index


def _embedding(embedder: Embedder) -> BaseEmbedding:
    from llama_index.core.embeddings import BaseEmbedding

    class SameEmbedding(BaseEmbedding):
        """Parley's embedding model as LlamaIndex calls one."""

        def _get_text_embedding(self, text: str) -> list[float]:
            return [float(each) for each in embedder.embed([text])[0]]

        def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
            return [[float(each) for each in row] for row in embedder.embed(texts)]

        def _get_query_embedding(self, query: str) -> list[float]:
            return [float(each) for each in embedder.embed_query(query)]

        async def _aget_query_embedding(self, query: str) -> list[float]:
            return self._get_query_embedding(query)

    return SameEmbedding(model_name=embedder.fingerprint)


def _citation_engine(index: Any, settings: Mapping[str, str]) -> Any:
    from llama_index.core.query_engine import CitationQueryEngine
    from llama_index.llms.openai_like import OpenAILike

    llm = OpenAILike(
        model=settings["model"],
        api_base=settings["base_url"] or None,
        api_key=settings["key"],
        is_chat_model=True,
        temperature=0.0,
        max_retries=0,
    )
    return CitationQueryEngine.from_args(index, llm=llm, similarity_top_k=int(settings["k"]))


def _no_metadata() -> Any:
    from llama_index.core.schema import MetadataMode

    return MetadataMode.NONE
