"""Parley as a model: `POST /v1/chat/completions` and `GET /v1/models` in OpenAI's form."""

from assistant.web.openai_door.routes import router

__all__ = ["router"]
