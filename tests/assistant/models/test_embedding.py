"""Embeddings over real HTTP."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from llama_index.core import MockEmbedding
from pydantic import SecretStr

from assistant import Assistant, Settings
from assistant.models.embedding import EndpointEmbedder, as_embedder
from assistant.models.options import EmbeddingEndpoint
from index.embedding import HashingEmbedder, LlamaIndexEmbedder
from index.errors import ModelDenied, SettingsError
from tests.assistant.models import scripted
from tests.assistant.models.conftest import CANARY

pytestmark = pytest.mark.loopback


def vectors(exchange: scripted.Exchange) -> None:
    """Answers as a server would whose model is `HashingEmbedder`."""
    rows = HashingEmbedder(32).embed(exchange.body["input"])
    data = [{"object": "embedding", "index": i, "embedding": row.tolist()} for i, row in enumerate(rows)]
    exchange.head()
    exchange.write(json.dumps({"object": "list", "model": "m", "data": data, "usage": {"prompt_tokens": 1}}))


@pytest.fixture
def server() -> Iterator[scripted.ScriptedServer]:
    with scripted.serving(vectors) as started:
        yield started


def _settings(server: scripted.ScriptedServer, folder: Path) -> Settings:
    endpoint = EmbeddingEndpoint(base_url=server.url, model="any-name", key=SecretStr(CANARY), batch=2)
    return Settings(library=folder, embedding="endpoint", embedding_endpoint=endpoint)


def test_texts_become_unit_vectors_in_batches(server: scripted.ScriptedServer, tmp_path: Path) -> None:
    embedder = EndpointEmbedder(_settings(server, tmp_path).embedding_endpoint)
    made = embedder.embed(["steel tariffs", "", "soybeans"])
    assert made.shape == (3, 32)
    assert np.allclose(made[0], embedder.embed_query("steel tariffs"), atol=1e-5)
    assert [len(exchange.body["input"]) for exchange in server.seen] == [2, 1, 1]
    assert embedder.embed([]).shape == (0, 32)


def test_a_library_is_loaded_and_asked_by_an_endpoint_s_vectors(
    server: scripted.ScriptedServer, tmp_path: Path
) -> None:
    article = tmp_path / "a.txt"
    article.write_text("Steel tariffs ended on Friday, officials in Ottawa said.", encoding="utf-8")
    with Assistant(_settings(server, tmp_path / "library")) as parley:
        assert parley.load([article]).added == 1
        assert not parley.ask("When did steel tariffs end?").refused
        server.replies[:] = [scripted.fails(500)]
        answer = parley.ask("When did steel tariffs end?")
    assert not answer.refused
    assert any("searched by keywords only" in warning and "any-name" in warning for warning in answer.warnings)


def test_a_wrong_key_is_said_without_showing_it(tmp_path: Path) -> None:
    with scripted.serving(scripted.fails(401, f"bad key {CANARY}")) as server:
        embedder = EndpointEmbedder(_settings(server, tmp_path).embedding_endpoint)
        with pytest.raises(ModelDenied, match="PARLEY_EMBEDDING_ENDPOINT__KEY") as raised:
            embedder.embed(["steel"])
    assert CANARY not in str(raised.value)
    assert server.calls == 1


def test_a_fault_that_passes_is_tried_once_more(tmp_path: Path) -> None:
    with scripted.serving(scripted.fails(503), vectors) as server:
        EndpointEmbedder(_settings(server, tmp_path).embedding_endpoint).embed(["steel"])
    assert server.calls == 2


def test_a_model_must_be_named() -> None:
    with pytest.raises(SettingsError, match="PARLEY_EMBEDDING_ENDPOINT__MODEL"):
        EndpointEmbedder(EmbeddingEndpoint())


def test_a_llama_index_embedding_is_taken_as_it_is(tmp_path: Path) -> None:
    assert isinstance(as_embedder(MockEmbedding(embed_dim=8)), LlamaIndexEmbedder)
    own = HashingEmbedder()
    assert as_embedder(own) is own
    with Assistant.open(tmp_path / "library", embedder=MockEmbedding(embed_dim=8)) as parley:
        assert "MockEmbedding" in parley.indexes.fingerprint
