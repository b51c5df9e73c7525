from __future__ import annotations

import logging
import subprocess
import sys
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.embedding import (
    Embedder,
    HashingEmbedder,
    LlamaIndexEmbedder,
    WordLlamaEmbedder,
    embedder_names,
    make_embedder,
)
from index.errors import SettingsError


def _llama_index() -> Embedder:
    from llama_index.core.base.embeddings.base import BaseEmbedding

    class LengthEmbedding(BaseEmbedding):
        """Says how long a text is and how many words it has; queries see the same."""

        def _get_text_embedding(self, text: str) -> list[float]:
            return [float(len(text)), float(len(text.split())), float("steel" in text)]

        def _get_query_embedding(self, query: str) -> list[float]:
            return self._get_text_embedding(query)

        async def _aget_query_embedding(self, query: str) -> list[float]:
            return self._get_text_embedding(query)

    return LlamaIndexEmbedder(LengthEmbedding(model_name="length"))


MAKERS: list[Callable[[], Embedder]] = [WordLlamaEmbedder, HashingEmbedder, _llama_index]


@pytest.fixture(scope="module", params=MAKERS, ids=["wordllama", "hashing", "llama-index"])
def embedder(request: pytest.FixtureRequest) -> Embedder:
    made: Embedder = request.param()
    return made


TEXTS = ["Steel duties rose to 25 percent.", "", "  ", "中美贸易谈判", "😀", "\u0301", "steel " * 2000, "x"]


class TestContract:
    """What holds for every embedder."""

    def test_vectors_are_rows_in_order_of_length_one_or_zero(self, embedder: Embedder) -> None:
        vectors = embedder.embed(TEXTS)
        assert vectors.shape[0] == len(TEXTS)
        assert vectors.dtype == np.float32
        assert all(np.isclose(norm, 1, atol=1e-5) or norm == 0 for norm in np.linalg.norm(vectors, axis=1))
        assert np.linalg.norm(vectors[0]) > 0
        for row, text in enumerate(TEXTS):
            assert np.allclose(embedder.embed([text])[0], vectors[row], atol=1e-5)

    def test_the_same_text_has_the_same_vector(self, embedder: Embedder) -> None:
        assert np.array_equal(embedder.embed(TEXTS), embedder.embed(TEXTS))

    def test_no_texts_are_no_rows_of_the_same_width(self, embedder: Embedder) -> None:
        assert embedder.embed([]).shape == (0, embedder.embed(["a"]).shape[1])

    def test_a_question_is_one_vector_of_the_same_width(self, embedder: Embedder) -> None:
        query = embedder.embed_query("steel duties")
        assert query.shape == (embedder.embed(["a"]).shape[1],)
        assert query.dtype == np.float32

    def test_a_text_is_nearest_to_itself(self, embedder: Embedder) -> None:
        texts = ["Steel duties rose.", "The harvest failed in the north of the country.", "Talks"]
        assert list((embedder.embed(texts) @ embedder.embed(texts).T).argmax(axis=1)) == [0, 1, 2]

    def test_the_fingerprint_is_one_short_line(self, embedder: Embedder) -> None:
        assert embedder.fingerprint == embedder.fingerprint.strip()
        assert 0 < len(embedder.fingerprint) < 100


@given(st.lists(st.text(), max_size=5))
def test_hashing_takes_any_text(texts: list[str]) -> None:
    assert HashingEmbedder(8).embed(texts).shape == (len(texts), 8)


def test_fingerprints_differ_with_the_dimensions() -> None:
    from llama_index.core.embeddings import MockEmbedding

    mocks = {LlamaIndexEmbedder(MockEmbedding(embed_dim=size)).fingerprint for size in (4, 8)}
    assert len(mocks | {HashingEmbedder(4).fingerprint, HashingEmbedder(8).fingerprint}) == 4


def test_loading_wordllama_leaves_the_logs_of_the_program_alone() -> None:
    code = (
        "import logging\n"
        "from index.embedding import make_embedder\n"
        "make_embedder('wordllama').embed_query('steel')\n"
        "assert logging.root.handlers == [], logging.root.handlers\n"
        "assert logging.root.level == logging.WARNING\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert logging.root.level >= 0


def test_models_are_made_by_name_and_an_unknown_name_lists_them() -> None:
    assert isinstance(make_embedder("hashing"), HashingEmbedder)
    assert embedder_names() == sorted(embedder_names())
    with pytest.raises(SettingsError, match=r"'nope'.*hashing, wordllama"):
        make_embedder("nope")
