"""Passages follow their settings: on a rebuild all are cut anew, and a load never mixes two ways of cutting."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant import Assistant
from assistant.settings import Settings
from index.articles import Draft
from index.errors import IndexStale
from index.passages import PassageSettings

SHORT = PassageSettings(budget_tokens=32, overlap_sentences=0)
LONG = Draft(
    id="long",
    title="Talks go on",
    place="test",
    text=" ".join(f"On day {n} the ministers of trade met in Geneva and agreed to meet again." for n in range(40)),
)
OTHER = Draft(id="other", title="Duties", place="test", text="The duties on steel ended on Friday, Ottawa said.")


def _settings(folder: Path, passages: PassageSettings | None = None) -> Settings:
    return Settings(library=folder, embedding="hashing", passages=passages or PassageSettings())


def _load(settings: Settings, *drafts: Draft) -> None:
    with Assistant(settings) as parley:
        parley.load(drafts)


def test_a_rebuild_cuts_articles_as_the_settings_say(tmp_path: Path) -> None:
    _load(_settings(tmp_path), LONG, OTHER)
    with Assistant(_settings(tmp_path, SHORT)) as parley:
        assert parley.rebuild() == 2
        passages = parley.library.passages(["long"])["long"]
        assert max(passage.token_count for passage in passages) <= 32
        assert parley.indexes.keywords().counts() == (2, parley.library.counts()[1])
        assert parley.indexes.vectors().count() == parley.library.counts()[1]
        assert parley.search("ministers met in Geneva")[0].article.id == "long"
    with Assistant(_settings(tmp_path / "fresh", SHORT)) as fresh:
        fresh.load([LONG, OTHER])
        assert fresh.library.passages(["long"])["long"] == passages


def test_a_load_with_other_passages_is_refused_and_changes_nothing(tmp_path: Path) -> None:
    _load(_settings(tmp_path), LONG)
    with pytest.raises(IndexStale, match=r"'hashing/512\+1/.*'hashing/32\+0/.*`parley rebuild` or put the setting"):
        _load(_settings(tmp_path, SHORT), OTHER)
    with Assistant(_settings(tmp_path)) as parley:
        assert parley.library.counts()[0] == 1


def test_it_is_refused_without_an_index_too(tmp_path: Path) -> None:
    _load(_settings(tmp_path), LONG)
    (tmp_path / "indexes" / "current.json").unlink()
    with pytest.raises(IndexStale, match=r"passages of '512\+1', the settings say '32\+0'"):
        _load(_settings(tmp_path, SHORT), OTHER)


def test_an_empty_library_takes_any_settings(tmp_path: Path) -> None:
    _load(_settings(tmp_path), LONG)
    with Assistant(_settings(tmp_path)) as parley:
        parley.remove(["long"])
    with Assistant(_settings(tmp_path, SHORT)) as parley:
        parley.rebuild()
        assert parley.load([LONG]).added == 1


def test_cutting_that_was_cut_off_is_finished_later(tmp_path: Path) -> None:
    _load(_settings(tmp_path), LONG, OTHER)
    with Assistant(_settings(tmp_path, SHORT)) as parley:
        parley.rebuild()
        whole = parley.library.passages(["long"])
        parley.library.recut({"long": whole["long"][:2]})
        parley.library.set_cut("")
        parley.rebuild()
        assert parley.library.passages(["long"]) == whole
        assert parley.indexes.lag(parley.library) == 0
