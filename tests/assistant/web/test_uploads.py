"""Files sent to the HTTP API: how many, how large, by which names, and onto which disk."""

from __future__ import annotations

import errno
import shutil
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.assistant.web.conftest import Knock

UPLOAD = "/api/v1/articles/upload"


def files(count: int, content: bytes = b"Steel tariffs ended on Friday.") -> list[tuple[str, tuple[str, bytes]]]:
    return [("files", (f"{number}.txt", content)) for number in range(count)]


def test_more_files_than_the_setting_allows_are_refused_with_the_number(knock: Knock) -> None:
    client = knock(max_upload_files=2)
    assert client.post(UPLOAD, files=files(2)).status_code == 200
    refused = client.post(UPLOAD, files=files(3))
    assert refused.status_code == 422
    assert (refused.json()["detail"], refused.json()["hint"]) == ("3 files at once", "at most 2 are taken")


def test_a_thousand_files_and_one_are_not_even_unpacked(client: TestClient) -> None:
    refused = client.post(UPLOAD, files=files(1001, b"x"))
    assert refused.status_code == 400
    assert "Too many files" in refused.json()["detail"]


def test_an_upload_over_the_limit_is_refused_by_its_size(knock: Knock) -> None:
    client = knock(max_upload_mb=1)
    refused = client.post(UPLOAD, files=files(3, b"x" * 500_000))
    assert refused.status_code == 413
    assert "at most 1,048,576" in refused.json()["hint"]


def test_an_upload_that_does_not_say_its_size_is_counted(knock: Knock) -> None:
    client = knock(max_upload_mb=1)
    part = b'--x\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\n'
    kind = {"Content-Type": "multipart/form-data; boundary=x"}
    refused = client.post(UPLOAD, content=iter([part, *[b"x" * 100_000] * 12]), headers=kind)
    assert refused.status_code == 413


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("tool.exe", b"MZ\x90\x00" + bytes(range(256)) * 4, "tool.exe"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(64), "PNG"),
        ("<img src=x onerror=alert(1)>.txt", b"", "no text"),
        ("..\\..\\windows\\evil.txt", b"", "evil.txt"),
        ("/etc/passwd", b"", "passwd"),
        ("a" * 3000 + ".txt", b"", "aaa.txt"),
    ],
)
def test_what_is_no_article_is_named_and_its_name_is_no_path(
    client: TestClient, name: str, content: bytes, words: str
) -> None:
    report = client.post(UPLOAD, files=[("files", (name, content))]).json()
    [note] = report["skipped_inputs"] + report["failed_inputs"]
    assert words in f"{note['place']}: {note['reason']}"
    assert not {"/", "\\", "<"} & set(note["place"])
    assert report["added"] == 0


def test_a_full_disk_is_said(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any, **__: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(shutil, "copyfileobj", full)
    refused = client.post(UPLOAD, files=files(1))
    assert refused.status_code == 507
    assert "the disk is full" in refused.json()["detail"]


def test_another_fault_of_the_system_is_not_called_that(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise OSError(errno.EIO, "a secret of the inside")

    monkeypatch.setattr(shutil, "copyfileobj", broken)
    refused = client.post(UPLOAD, files=files(1))
    assert refused.status_code == 500
    assert "secret" not in refused.text
