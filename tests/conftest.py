"""What holds for every test: no network but a marked loopback, and hypothesis without deadlines; a small disk."""

from __future__ import annotations

import ipaddress
import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from tests.servers.postgres import Cluster, missing

settings.register_profile("parley", deadline=None)
settings.load_profile("parley")


@pytest.fixture(scope="session")
def postgres() -> Iterator[Cluster]:
    """A PostgreSQL server of the tests' own; without the programs the test is skipped, with the reason."""
    if reason := missing():
        pytest.skip(reason)
    with Cluster() as cluster:
        yield cluster


@pytest.fixture(autouse=True)
def _no_network(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Connections leave the process only to the loopback interface, and only in tests marked `loopback`."""
    allowed = request.node.get_closest_marker("loopback") is not None
    connect = socket.socket.connect

    def judged(self: socket.socket, address: Any) -> None:
        local = self.family == socket.AF_UNIX or (allowed and _is_loopback(str(address[0])))
        if not local:
            pytest.fail(f"this test connects to {address!r}; mark it `loopback` if that is this machine", pytrace=True)
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", judged)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A real file system of 3 MB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = shutil.which("mount")
    made = mount and subprocess.run(
        [mount, "-t", "tmpfs", "-o", "size=3m", "tmpfs", folder], check=False, capture_output=True
    )
    if not made or made.returncode:
        pytest.skip("a small file system cannot be mounted here (that takes root)")
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
