"""An embedding model behind an endpoint, as an `Embedder`."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

import numpy as np

from assistant.models.options import EmbeddingEndpoint
from assistant.models.stopping import current_stop
from assistant.models.transport import Exchange
from index.embedding import Embedder, LlamaIndexEmbedder, Vectors, make_embedder
from index.errors import ModelBroken, ModelBusy, ModelTimeout, SettingsError
from index.tokens import token_prefix

if TYPE_CHECKING:
    from llama_index.core.base.embeddings.base import BaseEmbedding

__all__ = ["EndpointEmbedder", "as_embedder", "embedder_of"]

RETRY_WAIT_S = 1.0
LONGEST_WAIT_S = 30.0


def embedder_of(name: str, endpoint: EmbeddingEndpoint) -> Embedder:
    """The embedding model that the settings name. Raises: SettingsError."""
    return EndpointEmbedder(endpoint) if name == "endpoint" else make_embedder(name)


def as_embedder(model: Embedder | BaseEmbedding) -> Embedder:
    """An embedder as it is, and any LlamaIndex embedding as one."""
    if hasattr(model, "get_text_embedding_batch"):
        return LlamaIndexEmbedder(cast("BaseEmbedding", model))
    return model


class EndpointEmbedder:
    """Texts to vectors by an OpenAI-compatible server; see `Embedder`. Loads nothing before its first call."""

    def __init__(self, settings: EmbeddingEndpoint) -> None:
        """Raises: SettingsError without a model's name."""
        if not settings.model:
            raise SettingsError(
                "no embedding model is named", hint="set PARLEY_EMBEDDING_ENDPOINT__MODEL, and its BASE_URL and KEY"
            )
        self._settings = settings
        host = urlsplit(settings.base_url).netloc or "api.openai.com"
        self._where = f"embedding model {settings.model!r} at {host}"
        self.fingerprint = f"endpoint/{settings.model}/{settings.dimensions or 'own'}"

    @cached_property
    def _model(self) -> LlamaIndexEmbedder:
        from assistant.models.endpoint import endpoint_embedding

        return LlamaIndexEmbedder(endpoint_embedding(self._settings))

    def embed(self, texts: Sequence[str]) -> Vectors:
        """See `Embedder`. Raises: ModelError."""
        longest = self._settings.longest_tokens
        # no token is longer than its letters: most texts need not be counted
        cut = [(text if len(text) <= longest else text[: token_prefix(text, longest)]) or " " for text in texts]
        if not cut:
            return np.zeros((0, len(self.embed_query("dimensions"))), dtype=np.float32)
        size = self._settings.batch
        parts = [self._tried(self._model.embed, cut[i : i + size]) for i in range(0, len(cut), size)]
        widths = {part.shape[1] for part in parts}
        if len(widths) != 1 or sum(map(len, parts)) != len(texts):
            raise ModelBroken(f"{self._where} sent another number of vectors or dimensions than was asked for")
        return np.concatenate(parts)

    def embed_query(self, text: str) -> Vectors:
        """See `Embedder`. Raises: ModelError."""
        vector: Vectors = self._tried(self._model.embed_query, text[: self._settings.longest_tokens * 4] or " ")
        return vector

    def _tried(self, embed: Callable[[Any], Any], given: Any) -> Any:
        """Call, and once more when the failure may pass. Raises: ModelError; Stopped."""
        from assistant.models.failures import as_model_error

        stop = current_stop()
        for last in (False, True):
            stop.check()
            limit = self._settings.timeout_s
            exchange = Exchange(deadline=time.monotonic() + limit, silence_s=limit)
            before = Exchange.current.set(exchange)
            try:
                with stop.telling(exchange.cancel):
                    return embed(given)
            except SettingsError:
                raise
            except Exception as error:
                stop.check()
                failure = as_model_error(error, self._where, "embedding_endpoint")
                wait_s = RETRY_WAIT_S
                if isinstance(failure, ModelBusy) and failure.retry_after_s is not None:
                    wait_s = failure.retry_after_s
                hopeless = last or not failure.retryable or isinstance(failure, ModelTimeout)
                if hopeless or wait_s > LONGEST_WAIT_S:
                    raise failure from error
                stop.wait(wait_s)
            finally:
                Exchange.current.reset(before)
        raise AssertionError("the second try returns or raises")
