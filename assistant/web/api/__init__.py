"""The HTTP API for programs, under `/api/v1`."""

from __future__ import annotations

from fastapi import APIRouter

from assistant.web.api import articles, documents, health, questions
from assistant.web.served import Served

__all__ = ["router"]


def router(served: Served) -> APIRouter:
    """All operations of the API, with their paths."""
    routes = APIRouter()
    for each in (questions, articles, health, documents):
        routes.include_router(each.router(served))
    return routes
