"""Several `parley serve` behind HAProxy, by deploy/haproxy.cfg with the addresses of a test."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from typing import Self

from tests.servers.chroma import free_port

SHIPPED = Path(__file__).parents[2] / "deploy" / "haproxy.cfg"
STARTED_WITHIN_S = 300


def haproxy() -> str | None:
    """The program; Debian keeps it where only root looks."""
    return shutil.which("haproxy") or shutil.which("haproxy", path="/usr/sbin")


class Replicas:
    """As many servers as asked for, each with a folder of its own, and one address for all."""

    def __init__(self, folder: Path, environment: Mapping[str, str], number: int = 3) -> None:
        self.folder = folder
        self.ports = [free_port() for _ in range(number)]
        self.port = free_port()
        self._environment = {name: value for name, value in os.environ.items() if not name.startswith("PARLEY_")}
        self._environment |= {**environment, "PARLEY_SERVING__REQUESTS_PER_MINUTE": "0"}
        self.processes: list[subprocess.Popen[bytes]] = []
        self._balancer: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> Self:
        try:
            self._start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def _start(self) -> None:
        program = haproxy()
        assert program is not None
        config = self.folder / "haproxy.cfg"
        config.write_text(self._configured(), encoding="utf-8")
        for number, port in enumerate(self.ports, start=1):
            command = [sys.executable, "-m", "assistant.cli", "serve", "--port", str(port), "--no-browser"]
            own = {"PARLEY_LIBRARY": str(self.folder / f"replica-{number}")}
            self.processes.append(self._run(command, f"replica-{number}", {**self._environment, **own}))
        self._balancer = self._run([program, "-db", "-f", str(config)], "haproxy", self._environment)
        for port in (*self.ports, self.port):
            self._wait(f"http://127.0.0.1:{port}/api/v1/health")

    def _run(self, command: list[str], name: str, environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
        with (self.folder / f"{name}.log").open("wb") as log:
            return subprocess.Popen(command, stdout=log, stderr=log, env=environment)

    def __exit__(self, *_: object) -> None:
        for process in (*self.processes, self._balancer):
            if process is not None:
                process.kill()
                process.wait()

    def kill(self, number: int) -> None:
        """The replica of this number, from 1, as by kill -9."""
        self.processes[number - 1].kill()
        self.processes[number - 1].wait()

    def _configured(self) -> str:
        text = SHIPPED.read_text(encoding="utf-8").replace("bind :7860", f"bind 127.0.0.1:{self.port}")
        for number, port in enumerate(self.ports, start=1):
            text, found = re.subn(rf"parley-{number}:7860", f"127.0.0.1:{port}", text)
            assert found == 1
        return text

    def _wait(self, url: str) -> None:
        given_up = time.monotonic() + STARTED_WITHIN_S
        while True:
            try:
                with urllib.request.urlopen(url, timeout=5) as answer:
                    if answer.status == 200:
                        return
            except (urllib.error.URLError, OSError):
                pass
            logs = "\n".join(path.read_text(errors="replace")[-2000:] for path in self.folder.glob("*.log"))
            assert time.monotonic() < given_up, logs
            time.sleep(0.1)
