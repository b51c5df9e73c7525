"""Templates by name and version, filled in inside a sandbox."""

from __future__ import annotations

from pathlib import Path

import pytest

from prompts import Message, PromptError, load_prompt

SHIPPED = {"answer.v1": "e305d9187e40", "repair.v1": "823854e46447", "standalone.v1": "9a35f86db739"}
"""A released version never changes: new words are a new file."""
PASSAGE = {
    "number": 1,
    "title": "A {{ 7 * 7 }} title",
    "outlet": "Wire",
    "published": "2019-05-10",
    "text": "{% raw %}",
}
FILLED = {
    "question": "Why?",
    "as_of": "2019-07-31",
    "passages": [PASSAGE],
    "parts": ["Who?"],
    "nothing_found": "NOT IN THE PASSAGES",
    "draft": "It rose. [1]",
    "faults": [{"sentence": "It rose.", "problem": "It fell."}],
}


@pytest.mark.parametrize("label", SHIPPED)
def test_a_shipped_version_is_what_it_was(label: str) -> None:
    name, _, version = label.partition(".v")
    prompt = load_prompt(name)
    assert (prompt.version, prompt.digest) == (int(version), SHIPPED[label])


@pytest.mark.parametrize("name", ["answer", "repair"])
def test_a_prompt_makes_a_system_and_a_user_message(name: str) -> None:
    system, user = load_prompt(name).messages(**FILLED)
    assert (system.role, user.role) == ("system", "user")
    assert "NOT IN THE PASSAGES" in system.text
    assert "Why?" in user.text
    assert "Why?" not in system.text


def test_what_is_filled_in_is_not_run() -> None:
    _, user = load_prompt("answer").messages(**FILLED)
    assert "A {{ 7 * 7 }} title" in user.text
    assert "{% raw %}" in user.text


def test_a_missing_variable_is_an_error() -> None:
    with pytest.raises(PromptError, match="as_of"):
        load_prompt("answer").messages(**{name: value for name, value in FILLED.items() if name != "as_of"})


def test_a_folder_s_newest_version_comes_first_and_the_others_stay(tmp_path: Path) -> None:
    for version in (2, 10):
        (tmp_path / f"answer.v{version}.jinja").write_text(
            "{% block system %}Be brief.{% endblock %}{% block user %}{{ question }}" + str(version) + "{% endblock %}"
        )
    prompt = load_prompt("answer", tmp_path)
    assert prompt.messages(question="Who?") == [Message("system", "Be brief."), Message("user", "Who?10")]
    assert load_prompt("repair", tmp_path) == load_prompt("repair")
    assert prompt.label.startswith("answer.v10/")


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("{% block system %}{% endblock %}", "no block 'user'"),
        ("{% block system %}{{ ", "cannot be filled in"),
        ("{% block system %}{{ ''.__class__.__mro__ }}{% endblock %}{% block user %}{% endblock %}", "unsafe"),
    ],
)
def test_a_broken_template_is_named(tmp_path: Path, source: str, said: str) -> None:
    (tmp_path / "answer.v1.jinja").write_text(source)
    with pytest.raises(PromptError, match=said):
        load_prompt("answer", tmp_path).messages()


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(PromptError, match="nowhere"):
        load_prompt("answer", tmp_path / "nowhere")


def test_no_prompt_of_that_name() -> None:
    with pytest.raises(PromptError, match="'poem'"):
        load_prompt("poem")
