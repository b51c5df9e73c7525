"""LlamaIndex's classes over the openai SDK, for an endpoint as the settings describe it.

One of the few modules that import both, which takes seconds; it is loaded on demand. Retries are off in
both, since theirs multiply: the one retry is ours.
"""

from __future__ import annotations

from typing import Any

import httpx
import openai
from llama_index.core.bridge.pydantic import PrivateAttr
from llama_index.embeddings.openai import OpenAIEmbedding
from llama_index.llms.openai_like import OpenAILike

from assistant.models.options import ChatSettings, EmbeddingEndpoint, EndpointSettings
from assistant.models.transport import ExchangeTransport
from index.errors import SettingsError

__all__ = ["endpoint_embedding", "endpoint_llm", "offered_models", "sdk_client"]

NO_KEY = "none"
"""Sent to servers that need no key: the SDK wants one."""
USER_AGENT = {"User-Agent": "parley"}


def sdk_client(settings: EndpointSettings) -> openai.OpenAI:
    """The SDK's client. Raises: SettingsError when Azure's address is missing or the proxy is none."""
    key = settings.key.get_secret_value() or NO_KEY
    try:
        http = httpx.Client(transport=ExchangeTransport(settings.proxy), trust_env=False, follow_redirects=False)
    except (ValueError, httpx.InvalidURL) as error:
        raise SettingsError(f"the proxy {settings.proxy!r} is no address of a proxy") from error
    if settings.provider == "azure":
        if not settings.base_url:
            raise SettingsError(
                "Azure needs base_url", hint="give the resource's address, https://NAME.openai.azure.com"
            )
        address = settings.base_url.removesuffix("/v1").removesuffix("/openai")
        return openai.AzureOpenAI(
            api_key=key,
            azure_endpoint=address,
            azure_deployment=settings.model,
            api_version=settings.api_version,
            max_retries=0,
            http_client=http,
            default_headers=USER_AGENT,
        )
    return openai.OpenAI(
        api_key=key,
        base_url=settings.base_url or "https://api.openai.com/v1",
        max_retries=0,
        http_client=http,
        organization="",
        project="",
        default_headers=USER_AGENT,
    )


def endpoint_llm(settings: ChatSettings) -> OpenAILike:
    """The chat model; any name will do, and its context is what the settings say. Raises: SettingsError."""
    return OpenAILike(
        model=settings.model,
        temperature=settings.temperature,
        context_window=settings.context_tokens,
        is_chat_model=True,
        max_retries=0,
        api_key=NO_KEY,  # the client has the real one
        api_base=settings.base_url or "https://api.openai.com/v1",
        openai_client=sdk_client(settings),
    )


class _Embedding(OpenAIEmbedding):
    """LlamaIndex's class with a client of ours, which alone has the key."""

    _own_client: openai.OpenAI = PrivateAttr()

    def __init__(self, client: openai.OpenAI, **given: Any) -> None:
        super().__init__(**given)
        self._own_client = client

    def _get_client(self) -> openai.OpenAI:
        return self._own_client


def endpoint_embedding(settings: EmbeddingEndpoint) -> OpenAIEmbedding:
    """The embedding model; any name will do. Raises: SettingsError."""
    return _Embedding(
        sdk_client(settings),
        model_name=settings.model,
        dimensions=settings.dimensions or None,
        embed_batch_size=min(settings.batch, 2048),
        max_retries=0,
        timeout=settings.timeout_s,
        api_key=NO_KEY,
        api_base=settings.base_url or "https://api.openai.com/v1",
    )


def offered_models(settings: EndpointSettings) -> list[str]:
    """Names that the endpoint lists, sorted; none when it lists none."""
    try:
        return sorted(each.id for each in sdk_client(settings).with_options(timeout=10.0).models.list().data if each.id)
    except (openai.OpenAIError, httpx.HTTPError, ValueError, AttributeError, TypeError):
        return []
