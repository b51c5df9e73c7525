"""Settings: where they come from, what is refused, what is shown."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from assistant.settings import Settings, SettingValue, load_settings, masked
from index.errors import SettingsError, UsageError


def _values(**given: Any) -> dict[str, SettingValue]:
    return {each.name: each for each in load_settings(**given)[1]}


def test_later_sources_win_and_each_value_says_where_it_is_from(tmp_path: Path) -> None:
    file = tmp_path / "parley.toml"
    file.write_text("k = 3\nembedding = 'hashing'\n[passages]\nbudget_tokens = 128\n", encoding="utf-8")
    values = _values(environment={"PARLEY_K": "4"}, file=file, library="here")
    assert (values["k"].value, values["k"].origin) == (4, "PARLEY_K")
    assert (values["embedding"].value, values["embedding"].origin) == ("hashing", str(file))
    assert (values["passages.budget_tokens"].value, values["passages.overlap_sentences"].origin) == (128, "default")
    assert (values["library"].value, values["library"].origin) == ("here", "given")


def test_nested_settings_are_variables_too() -> None:
    settings, _ = load_settings(environment={"PARLEY_RETRIEVAL__DENSE_WEIGHT": "0.7", "OTHER": "x"})
    assert settings.retrieval.dense_weight == 0.7


def test_the_file_may_be_named_by_a_variable(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text("k = 3", encoding="utf-8")
    assert load_settings(environment={"PARLEY_SETTINGS": str(tmp_path / "a.toml")})[0].k == 3


def test_an_empty_variable_takes_its_value_back() -> None:
    settings, _ = load_settings(environment={"PARLEY_LIBRARY": "", "PARLEY_K": ""})
    assert settings == Settings()


@pytest.mark.parametrize(
    ("environment", "message"),
    [
        ({"PARLEY_EMBEDING": "x"}, "no setting named PARLEY_EMBEDING; did you mean PARLEY_EMBEDDING?"),
        ({"PARLEY_EMBEDING": ""}, "no setting named PARLEY_EMBEDING"),
        ({"PARLEY_ZZZ": "x"}, "see `parley settings` for the names"),
        ({"PARLEY_K": "many"}, r"k cannot be 'many' \(PARLEY_K\)"),
        ({"PARLEY_K": "0"}, r"k cannot be '0' \(PARLEY_K\)"),
        ({"PARLEY_EMBEDDING": "bert"}, r"embedding cannot be 'bert' \(PARLEY_EMBEDDING\): choose one of"),
        ({"PARLEY_SETTINGS": "/nowhere/a.toml"}, "'/nowhere/a.toml' cannot be read"),
    ],
)
def test_a_wrong_variable_is_named_with_its_value(environment: dict[str, str], message: str) -> None:
    with pytest.raises(SettingsError, match=message):
        load_settings(environment=environment)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("k = ", "is not TOML"),
        ("kk = 3", "no setting named 'kk'"),
        ("[retrieval]\nweight = 3", "no setting named 'retrieval.weight'"),
        ("[passages]\nbudget_tokens = 3", "passages.budget_tokens cannot be 3"),
    ],
)
def test_a_wrong_file_is_named(tmp_path: Path, text: str, message: str) -> None:
    file = tmp_path / "parley.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=message):
        load_settings(environment={}, file=file)


def test_settings_cannot_be_changed() -> None:
    with pytest.raises(ValidationError):
        Settings().k = 3  # type: ignore[misc]


def test_keys_and_passwords_are_not_shown() -> None:
    hidden = {
        "api_key": "sk-canary",
        "model.api_key": "sk-canary",
        "page.password": "canary",
        "chroma_token": "canary",
        "database_url": "postgresql://user:canary@host/db",
    }
    for name, value in hidden.items():
        shown = masked(SettingValue(name=name, value=value, origin="default"))
        assert "canary" not in str(shown.value), name
    tokens = SettingValue(name="passages.budget_tokens", value=512, origin="default")
    assert masked(tokens) == tokens


def test_reading_options_are_checked_in_our_words() -> None:
    loading = Settings().loading
    assert str(loading.options(published="2019-05").published) == "2019-05"
    for options, message in (
        ({"published": "May"}, "published: 'May' is not a date"),
        ({"fields": {"headline": "x"}}, "'headline' is not a field of an article"),
        ({"formt": "csv"}, "formt"),
    ):
        with pytest.raises(UsageError, match=message):
            loading.options(**options)
