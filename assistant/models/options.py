"""What can be set about chat and embedding models. No library is imported here."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr, field_validator

from index.http_address import http_address

__all__ = ["AnswerModeChoice", "ChatSettings", "EmbeddingEndpoint", "EndpointSettings"]

AnswerModeChoice = Literal["auto", "extractive", "generative"]
"""Who writes answers: `auto` is the chat model where one is set, else extraction."""


class EndpointSettings(BaseModel):
    """Where a model is reached."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    provider: Literal["openai", "azure"] = "openai"
    """`openai` for OpenAI and whatever speaks its language (Ollama, vLLM, llama.cpp, LiteLLM); `azure`."""
    base_url: str = ""
    """OpenAI's own when empty; up to and including `/v1`. For Azure the resource's address."""
    key: SecretStr = SecretStr("")
    """Never shown. A local server needs none."""
    model: str = ""
    """As the endpoint calls it; for Azure the deployment's name. Any name will do."""
    api_version: str = "2024-10-21"
    """Azure only."""
    proxy: str = ""
    """The proxy on the way there; those of the environment are not used, as they would be for local servers too."""

    @field_validator("base_url")
    @classmethod
    def _is_address(cls, url: str) -> str:
        url = http_address(url, example="http://localhost:11434/v1")
        return url.removesuffix("/chat/completions").removesuffix("/embeddings")

    @field_validator("key")
    @classmethod
    def _is_sendable(cls, key: SecretStr) -> SecretStr:
        text = key.get_secret_value().strip()
        if not text.isascii() or any(letter.isspace() for letter in text):
            raise ValueError("a key is made of ASCII letters, digits and signs without a space")
        return SecretStr(text)

    @field_validator("model")
    @classmethod
    def _stripped(cls, name: str) -> str:
        return name.strip()


class ChatSettings(EndpointSettings):
    """The chat model that writes answers. Without `model` there is none, and answers are made by extraction."""

    context_tokens: int = Field(default=8192, ge=1024, le=4_000_000)
    """What the model can take, answer included. Most endpoints do not say."""
    answer_tokens: int = Field(default=700, ge=64, le=32_000)
    """Kept free for the answer."""
    temperature: float = Field(default=0.0, ge=0, le=2)
    first_word_s: float = Field(default=30.0, gt=0, le=600)
    """Seconds until the first word."""
    stall_s: float = Field(default=20.0, gt=0, le=600)
    """Seconds between two pieces."""
    deadline_s: float = Field(default=90.0, gt=0, le=3600)
    """Seconds for an answer, repair and second try included."""
    unsupported: Literal["drop", "mark"] = "drop"
    """What becomes of a sentence that the passages do not bear out and that could not be repaired."""
    repair: bool = True
    """Whether the model is asked once to correct what the passages do not bear out."""
    prices: Path | None = None
    """A price file instead of the shipped one."""
    max_cost_usd: float = Field(default=0.0, ge=0)
    """The most that one answer may cost; 0 for no limit. A call that might pass it is not made."""
    max_session_cost_usd: float = Field(default=0.0, ge=0)
    """The most that all answers of one opened library may cost; 0 for no limit."""


class EmbeddingEndpoint(EndpointSettings):
    """The embedding model that `embedding = "endpoint"` uses."""

    dimensions: int = Field(default=0, ge=0, le=100_000)
    """Asked of models that can be shortened; 0 for the model's own."""
    batch: int = Field(default=64, ge=1, le=2048)
    """Texts a call."""
    longest_tokens: int = Field(default=8000, ge=64, le=1_000_000)
    """Longer texts are cut to this before they are sent."""
    timeout_s: float = Field(default=60.0, gt=0, le=3600)
