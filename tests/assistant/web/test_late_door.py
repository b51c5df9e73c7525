"""A door that is made at the first knock."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from assistant.web.late_door import LateDoor, Made


class Kept:
    """What a door was seen to do."""

    def __init__(self, error: Exception | None = None) -> None:
        self.seen: list[str] = []
        self._error = error

    def make(self) -> Made:
        self.seen.append("made")
        if self._error:
            raise self._error
        return PlainTextResponse("hello"), self._while_open

    @asynccontextmanager
    async def _while_open(self) -> AsyncIterator[None]:
        self.seen.append("entered")
        try:
            yield
        finally:
            self.seen.append("left")


def behind(kept: Kept) -> FastAPI:
    door = LateDoor(kept.make)

    @asynccontextmanager
    async def running(_: FastAPI) -> AsyncIterator[None]:
        async with door.while_open():
            yield

    app = FastAPI(lifespan=running)
    app.router.routes.append(Route("/door", door))
    return app


def test_it_is_made_once_at_the_first_request_and_left_at_the_end() -> None:
    kept = Kept()
    with TestClient(behind(kept)) as client:
        assert kept.seen == []
        assert [client.get("/door").text for _ in range(2)] == ["hello", "hello"]
        assert kept.seen == ["made", "entered"]
    assert kept.seen == ["made", "entered", "left"]


def test_nobody_knocks_and_nothing_is_made() -> None:
    kept = Kept()
    with TestClient(behind(kept)):
        pass
    assert kept.seen == []


def test_what_making_it_fails_with_is_raised_by_every_request() -> None:
    kept = Kept(ImportError("no such package"))
    with TestClient(behind(kept)) as client:
        for _ in range(2):
            with pytest.raises(ImportError, match="no such package"):
                client.get("/door")
    assert kept.seen == ["made"]
