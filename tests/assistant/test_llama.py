"""Parley as LlamaIndex's own retriever and query engine."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from llama_index.core.base.response.schema import Response
from llama_index.core.instrumentation import root_dispatcher  # type: ignore[attr-defined]  # exported without saying so
from llama_index.core.instrumentation.event_handlers import BaseEventHandler
from llama_index.core.instrumentation.events import BaseEvent
from llama_index.core.instrumentation.events.retrieval import RetrievalEndEvent
from llama_index.core.llms import MockLLM
from llama_index.core.query_engine import BaseQueryEngine, RetrieverQueryEngine
from llama_index.core.response_synthesizers import ResponseMode, get_response_synthesizer
from llama_index.core.retrievers import BaseRetriever
from llama_index.core.schema import NodeWithScore, TextNode
from pydantic import Field

from assistant import Assistant
from assistant.answers import Answer
from index.errors import UsageError
from tests.assistant.conftest import write_corpus
from tests.assistant.story_making import STALLED, fish_and_steel

STALL = "When did talks stall and why?"


@pytest.fixture(scope="module")
def parley(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with fish_and_steel(tmp_path_factory.mktemp("fish")) as opened:
        yield opened


def assert_slice(parley: Assistant, found: NodeWithScore) -> TextNode:
    node = found.node
    assert isinstance(node, TextNode)
    article = parley.article(node.metadata["article_id"])
    assert article is not None
    assert article.text[node.start_char_idx : node.end_char_idx] == node.text
    assert node.metadata["published"]
    assert node.ref_doc_id == article.id
    return node


def test_retrieved_nodes_are_the_passages_of_a_search_and_refer_to_their_articles(parley: Assistant) -> None:
    retriever = parley.as_retriever(k=5)
    assert isinstance(retriever, BaseRetriever)
    found = retriever.retrieve("talks on steel and tuna")
    hits = parley.search("talks on steel and tuna", k=5)
    assert [(each.node.node_id, each.score) for each in found] == [(hit.passage.id, hit.score) for hit in hits]
    assert len(found) == 2
    for each in found:
        assert_slice(parley, each)


def test_the_options_of_a_search_hold(parley: Assistant) -> None:
    assert len(parley.as_retriever(k=1).retrieve("talks on steel")) == 1
    [only] = parley.as_retriever(as_of="2019-07-02").retrieve("talks on steel")
    assert only.node.metadata["article_id"] == "steel"


def test_a_query_is_answered_with_its_citations_as_nodes(parley: Assistant) -> None:
    engine = parley.as_query_engine(as_of="2019-07-31")
    assert isinstance(engine, BaseQueryEngine)
    response = engine.query(STALL)
    assert isinstance(response, Response)
    expected = parley.ask(STALL, as_of="2019-07-31")
    assert str(response) == expected.text
    [node] = [assert_slice_of_citation(parley, each) for each in response.source_nodes]
    assert node.text == STALLED
    assert response.metadata is not None
    answer = Answer.model_validate(response.metadata["answer"])
    assert answer.citations == expected.citations


def assert_slice_of_citation(parley: Assistant, found: NodeWithScore) -> TextNode:
    node = assert_slice(parley, found)
    assert node.metadata["n"] == 1
    return node


def test_a_refusal_is_a_response_without_nodes(parley: Assistant) -> None:
    response = parley.as_query_engine().query("Who won the chess title in Reykjavik?")
    assert isinstance(response, Response)
    assert response.source_nodes == []
    assert "Reykjavik" in str(response)


def test_asking_without_waiting_gives_the_same(parley: Assistant) -> None:
    async def both() -> list[object]:
        engine, retriever = parley.as_query_engine(as_of="2019-07-31"), parley.as_retriever()
        answers = await asyncio.gather(*(engine.aquery(STALL) for _ in range(3)))
        nodes = await retriever.aretrieve("talks on steel")
        return [*(str(each) for each in answers), [each.node.node_id for each in nodes]]

    *texts, ids = asyncio.run(both())
    assert texts == [parley.ask(STALL, as_of="2019-07-31").text] * 3
    assert ids == [hit.passage.id for hit in parley.search("talks on steel")]


def test_what_cannot_be_meant_is_said_as_it_is_elsewhere(parley: Assistant) -> None:
    with pytest.raises(UsageError, match="k cannot be 0"):
        parley.as_retriever(k=0).retrieve("talks")
    with pytest.raises(UsageError, match="is no question"):
        parley.as_query_engine().query("???")


def test_the_retriever_fits_into_llama_indexs_own_engine(parley: Assistant) -> None:
    synthesizer = get_response_synthesizer(response_mode=ResponseMode.COMPACT, llm=MockLLM())
    engine = RetrieverQueryEngine(parley.as_retriever(), response_synthesizer=synthesizer)
    response = engine.query(STALL)
    assert [each.node.node_id for each in response.source_nodes] == [hit.passage.id for hit in parley.search(STALL)]


class Listener(BaseEventHandler):
    """Keeps what it is told."""

    told: list[BaseEvent] = Field(default_factory=list)

    def handle(self, event: BaseEvent, **_: object) -> None:
        self.told.append(event)


@pytest.fixture
def listener() -> Iterator[Listener]:
    handler = Listener()
    root_dispatcher.add_event_handler(handler)
    yield handler
    root_dispatcher.event_handlers.remove(handler)


STEPS = [
    "QueryStartEvent",
    "RetrievalStartEvent",
    "RetrievalEndEvent",
    "SynthesizeStartEvent",
    "SynthesizeEndEvent",
    "QueryEndEvent",
]


def test_an_event_handler_sees_the_steps_of_a_question(parley: Assistant, listener: Listener) -> None:
    answer = parley.ask(STALL)
    assert [event.class_name() for event in listener.told] == STEPS
    found = listener.told[2]
    assert isinstance(found, RetrievalEndEvent)
    assert_slice(parley, found.nodes[0])
    assert answer.text == str(listener.told[-1].response)  # type: ignore[attr-defined]


def test_a_query_engine_tells_of_its_question_once(parley: Assistant, listener: Listener) -> None:
    parley.as_query_engine().query(STALL)
    assert [event.class_name() for event in listener.told] == STEPS


def test_where_nobody_listens_llama_index_is_not_imported(tmp_path: Path) -> None:
    article = {"id": "tin", "text": "Peru ended its duty on tin on Monday.", "published": "2020-03-02"}
    corpus = write_corpus(tmp_path / "corpus.jsonl", [article])
    program = (
        "import sys\nfrom assistant import Assistant\n"
        f"with Assistant.open({str(tmp_path / 'library')!r}, embedding='hashing') as parley:\n"
        f"    parley.load([{str(corpus)!r}])\n"
        "    parley.ask('When did Peru end its duty on tin?')\n"
        "print('llama_index.core' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=tmp_path)
    assert done.stdout.split()[-1] == "False"
