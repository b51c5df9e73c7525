"""Where models are reached: what may be set, and that no key is ever shown."""

from __future__ import annotations

import pytest

from assistant.models.options import ChatSettings
from assistant.settings import load_settings, masked
from index.errors import SettingsError
from tests.assistant.models.conftest import CANARY

CHAT = {"PARLEY_CHAT__MODEL": "small", "PARLEY_CHAT__KEY": CANARY}


def test_a_key_is_kept_and_never_shown() -> None:
    settings, values = load_settings(environment=CHAT)
    assert settings.chat.key.get_secret_value() == CANARY
    shown = [masked(value) for value in values]
    assert CANARY not in f"{settings!r}{settings}{settings.model_dump_json()}{settings.model_dump()}{shown}{values}"
    assert {value.name: value.value for value in shown}["chat.key"] == "***"


@pytest.mark.parametrize("key", ["two words", "schlüssel", "line\nbreak"])
def test_a_key_that_cannot_be_sent_is_refused_without_showing_it(key: str) -> None:
    with pytest.raises(SettingsError, match="ASCII") as raised:
        load_settings(environment={"PARLEY_CHAT__KEY": key})
    assert key not in str(raised.value)


def test_white_space_around_a_key_does_no_harm() -> None:
    settings, _ = load_settings(environment={"PARLEY_CHAT__KEY": f" {CANARY}\n"})
    assert settings.chat.key.get_secret_value() == CANARY


@pytest.mark.parametrize(
    ("url", "taken"),
    [
        ("http://localhost:11434/v1/", "http://localhost:11434/v1"),
        ("https://models.example/v1/chat/completions", "https://models.example/v1"),
    ],
)
def test_an_address_is_taken_as_it_is_meant(url: str, taken: str) -> None:
    assert ChatSettings(base_url=url).base_url == taken


@pytest.mark.parametrize(
    "url", ["localhost:11434", "file:///etc/passwd", "http://", "http://user:pw@models.example/v1"]
)
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(SettingsError, match="base_url"):
        load_settings(environment={"PARLEY_CHAT__BASE_URL": url})


def test_openai_s_own_variable_holds_for_openai_s_own_address_alone() -> None:
    ours = {"OPENAI_API_KEY": CANARY, "PARLEY_CHAT__MODEL": "gpt-4o-mini"}
    settings, values = load_settings(environment=ours)
    assert settings.chat.key.get_secret_value() == CANARY
    assert {value.name: value.origin for value in values}["chat.key"] == "OPENAI_API_KEY"
    elsewhere, _ = load_settings(environment={**ours, "PARLEY_CHAT__BASE_URL": "http://localhost:8000/v1"})
    assert not elsewhere.chat.key.get_secret_value()
