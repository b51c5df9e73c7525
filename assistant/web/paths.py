"""Where the doors are: the paths of the one port."""

from __future__ import annotations

from starlette.types import Scope

__all__ = [
    "API",
    "API_DOCS",
    "ARTICLES",
    "DOORS",
    "HEALTH",
    "LOGIN",
    "MCP",
    "METRICS",
    "OPENAI",
    "OPENAPI",
    "door_of",
    "path_of",
    "within",
]

API = "/api/v1"
OPENAI = "/v1"
MCP = "/mcp"
METRICS = "/metrics"
DOORS = (API, OPENAI, MCP, METRICS)
"""For programs; everything else is the page."""
ARTICLES = f"{API}/articles"
HEALTH = f"{API}/health"
OPENAPI = f"{API}/openapi.json"
API_DOCS = f"{API}/docs"
LOGIN = "/login"


def path_of(scope: Scope) -> str:
    """The path without the one that a proxy put before it."""
    path, before = str(scope["path"]), str(scope.get("root_path", "")).rstrip("/")
    return path[len(before) :] if before and path.startswith(f"{before}/") else path


def within(scope: Scope, door: str) -> bool:
    """Whether a request is for this door."""
    path = path_of(scope)
    return path == door or path.startswith(f"{door}/")


def door_of(scope: Scope) -> str:
    """The door's path, or the empty string for the page."""
    return next((door for door in DOORS if within(scope, door)), "")
