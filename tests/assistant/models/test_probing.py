"""`parley settings check`: one tiny call each, and words that help."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

import pytest

from tests.assistant.models import scripted
from tests.assistant.models.conftest import CANARY

pytestmark = pytest.mark.loopback


class Run(Protocol):
    def __call__(self, *arguments: str) -> object: ...


def _check(parley: Run, monkeypatch: pytest.MonkeyPatch, url: str) -> tuple[int, str]:
    monkeypatch.setenv("PARLEY_CHAT__BASE_URL", url)
    monkeypatch.setenv("PARLEY_CHAT__MODEL", "small")
    monkeypatch.setenv("PARLEY_CHAT__KEY", CANARY)
    ran = parley("settings", "check")
    return ran.code, f"{ran.out}{ran.err}"  # type: ignore[attr-defined]


def test_what_works_is_said(parley: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    with scripted.serving(scripted.says("OK")) as server:
        code, said = _check(parley, monkeypatch, server.url)
    assert code == 0
    assert "streams; counts tokens" in said
    assert "64 dimensions" in said
    assert server.calls == 1


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (scripted.fails(401, f"bad key {CANARY}"), "PARLEY_CHAT__KEY"),
        (scripted.fails(404), "the endpoint offers small"),
        (scripted.sends("<html></html>", "text/html"), "/v1"),
    ],
)
def test_what_is_wrong_is_said_with_the_setting(
    parley: Run, monkeypatch: pytest.MonkeyPatch, reply: scripted.Reply, words: str
) -> None:
    with scripted.serving(reply) as server:
        code, said = _check(parley, monkeypatch, server.url)
    assert code == 3
    assert words in said
    assert CANARY not in said


def test_without_a_model_it_says_so(parley: Run, library: Path) -> None:
    ran = parley("settings", "check")
    assert ran.code == 0  # type: ignore[attr-defined]
    assert "made by extraction" in ran.out  # type: ignore[attr-defined]
