"""Parley over servers: articles and conversations in PostgreSQL, vectors on Chroma, by settings alone."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant import Assistant, Settings
from assistant.feedback import keep_feedback
from assistant.maintenance import CheckState, examine
from assistant.settings import load_settings, masked
from index.errors import LibraryMissing, LibraryUnreachable, SettingsError, UsageError
from tests.servers.chroma import ChromaProcess
from tests.servers.postgres import Cluster

pytestmark = [pytest.mark.postgresql, pytest.mark.loopback]

ARTICLES = [
    {
        "id": "a",
        "title": "Talks stall",
        "date": "2019-05-10",
        "text": "Trade talks stalled on Friday over steel duties.",
    },
    {
        "id": "b",
        "title": "Talks resume",
        "date": "2019-06-29",
        "text": "Trade talks resumed in Osaka, both sides said.",
    },
]
QUESTION = "When did trade talks stall?"


@pytest.fixture(scope="module")
def chroma(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ChromaProcess]:
    with ChromaProcess(tmp_path_factory.mktemp("chroma")) as process:
        yield process


@pytest.fixture
def team(tmp_path: Path, postgres: Cluster, chroma: ChromaProcess) -> Callable[[str], Settings]:
    """The settings of a machine of the team, by its name."""
    url = postgres.database()

    def machine(name: str) -> Settings:
        given = {
            "PARLEY_LIBRARY": str(tmp_path / name),
            "PARLEY_DATABASE_URL": url,
            "PARLEY_CHROMA_URL": chroma.url,
            "PARLEY_EMBEDDING": "hashing",
        }
        return load_settings(environment=given)[0]

    return machine


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "articles.jsonl"
    path.write_text("\n".join(map(json.dumps, ARTICLES)), encoding="utf-8")
    return path


def test_one_loads_and_another_answers_as_one_machine_does(
    team: Callable[[str], Settings], source: Path, tmp_path: Path
) -> None:
    with Assistant(team("loader")) as loader:
        assert loader.load([source]).added == 2
        assert loader.load([source]).unchanged == 2
    with (
        Assistant(team("desk"), create=False) as desk,
        Assistant(Settings(library=tmp_path / "alone", embedding="hashing")) as alone,
    ):
        alone.load([source])
        here, there = (each.ask(QUESTION, as_of="2019-12-31") for each in (desk, alone))
        assert here.text == there.text
        assert here.citations == there.citations
        assert here.fingerprint == there.fingerprint
        assert here.warnings == ()
        assert desk.stats().articles == 2
        assert desk.stats().waiting == 0


def test_conversations_and_feedback_are_everybodys(team: Callable[[str], Settings], source: Path) -> None:
    with Assistant(team("one")) as one, Assistant(team("other")) as other:
        one.load([source])
        talk = one.conversation(owner="ada")
        answer = one.ask(QUESTION, conversation=talk)
        keep_feedback(one._talks, answer, good=True, comment="right")
        assert [each.question for each in other.conversation(talk.id, owner="ada").turns] == [QUESTION]
        assert [each.comment for each in other.feedback()] == ["right"]
        assert other.conversations(owner="bob") == []


def test_the_doctor_names_the_servers(team: Callable[[str], Settings], source: Path) -> None:
    with pytest.raises(LibraryMissing, match="no library in postgresql"):
        examine(team("desk"))
    with Assistant(team("loader")) as loader:
        loader.load([source])
    loaded, fresh = examine(team("loader")), examine(team("desk"))
    for diagnosis in (loaded, fresh):
        assert diagnosis.healthy, diagnosis
        told = {check.name: check.detail for check in diagnosis.checks}
        assert told["database"].startswith("postgresql+psycopg://parley@127.0.0.1")
        assert "PostgreSQL 1" in told["database"]
        assert "the Chroma server at http://127.0.0.1" in told["vectors"]
        assert "2 passages" in told["vectors"]
    assert {check.name: check.state for check in fresh.checks}["indexes"] is CheckState.NOTE


def test_the_doctor_says_what_does_not_answer(
    team: Callable[[str], Settings], source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = team("loader")
    with Assistant(settings) as loader:
        loader.load([source])
    monkeypatch.setattr("index.postgres.PATIENCE_S", 0.5)
    nobody = settings.model_copy(update={"database_url": settings.database_url.replace("127.0.0.1:", "127.0.0.1:1")})
    problems = [check for check in examine(nobody).checks if check.state is CheckState.PROBLEM]
    assert [check.name for check in problems] == ["database"]
    gone = settings.chroma.model_copy(update={"url": "http://127.0.0.1:9", "timeout_s": 0.5})
    diagnosis = examine(settings.model_copy(update={"chroma": gone}))
    [problem] = [check for check in diagnosis.checks if check.state is CheckState.PROBLEM]
    assert (problem.name, problem.derived) == ("vectors", False)
    assert "PARLEY_CHROMA_URL" in problem.remedy
    with pytest.raises(LibraryUnreachable), Assistant(nobody):
        pass


def test_backups_are_left_to_the_servers_own_programs(
    team: Callable[[str], Settings], source: Path, tmp_path: Path
) -> None:
    settings = team("loader")
    with Assistant(settings) as loader:
        loader.load([source])
        with pytest.raises(UsageError, match="pg_dump"):
            loader.backup(tmp_path / "b.zip")
    with pytest.raises(UsageError, match="pg_restore"):
        Assistant.restore(settings, tmp_path / "b.zip")


def test_settings_name_servers_and_hide_what_is_secret() -> None:
    given = {
        "PARLEY_DATABASE_URL": "postgres://parley:canary-1@db/parley",
        "PARLEY_CHROMA_URL": "https://api.trychroma.com/",
        "PARLEY_CHROMA_KEY": "canary-2",
        "PARLEY_CHROMA_TENANT": "desk",
    }
    settings, values = load_settings(environment=given)
    assert settings.database_url == "postgresql://parley:canary-1@db/parley"
    assert settings.chroma.key.get_secret_value() == "canary-2"
    assert (settings.chroma.url, settings.chroma.tenant) == ("https://api.trychroma.com", "desk")
    shown = [str(masked(value)) for value in values]
    assert not [line for line in shown if "canary" in line]
    assert any("PARLEY_CHROMA_URL" in line for line in shown)


@pytest.mark.parametrize("url", ["mysql://db/parley", "db.example", "sqlite:///x.db"])
def test_other_databases_are_refused(url: str) -> None:
    with pytest.raises(SettingsError, match="postgresql://"):
        load_settings(environment={"PARLEY_DATABASE_URL": url})
