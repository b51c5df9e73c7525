"""A PostgreSQL cluster of the tests' own, on loopback: Debian's programs over a folder that is thrown away."""

from __future__ import annotations

import itertools
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Self

from tests.servers.chroma import free_port

NUMBERS = itertools.count(1)


def programs() -> Path | None:
    """The folder of `initdb` and its like, the newest there is; None when PostgreSQL is not installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    initdb = shutil.which("initdb")
    return Path(initdb).parent if initdb else None


def missing() -> str:
    """Why no cluster can be made here; empty when one can."""
    if programs() is None:
        return "PostgreSQL is not installed"
    if os.geteuid() == 0 and _user() is None:
        return "PostgreSQL does not run as root, and there is no user postgres"
    return ""


def _user() -> str | None:
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam("postgres").pw_name
    except KeyError:
        return None


class Cluster:
    """One server with many databases. Texts sort by the rules of English, which no test may notice."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="parley-pg-"))
        self.port = free_port()
        self.data = self.folder / "data"
        self.process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        if user := _user():
            shutil.chown(self.folder, user)
        locale = ["--locale-provider=icu", "--icu-locale=en-US"] if self._knows_icu() else []
        self._run("initdb", "-D", self.data, "-U", "parley", "-E", "UTF8", "--locale=C.UTF-8", *locale, "--no-sync")
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def start(self) -> None:
        """Until it answers."""
        settings = {"listen_addresses": "127.0.0.1", "port": self.port, "fsync": "off", "max_connections": 200}
        settings["unix_socket_directories"] = self.folder
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        log = (self.folder / "log").open("ab")
        with log:
            self.process = subprocess.Popen(
                [self._program("postgres"), "-D", self.data, *options], stdout=log, stderr=log, user=_user(), cwd="/"
            )
        given_up = time.monotonic() + 60
        while self._run("pg_isready", "-q", "-h", "127.0.0.1", "-p", self.port, check=False) != 0:
            assert time.monotonic() < given_up, (self.folder / "log").read_text()
            time.sleep(0.05)

    def stop(self) -> None:
        """At once; a transaction that was committed stays, as after a crash."""
        if self.process is not None:
            self.process.send_signal(signal.SIGQUIT)
            self.process.wait()
            self.process = None

    def database(self) -> str:
        """The address of a new, empty database."""
        name = f"t{next(NUMBERS)}"
        self.run_sql(f"CREATE DATABASE {name}")
        return self.url(name)

    def url(self, database: str) -> str:
        return f"postgresql://parley@127.0.0.1:{self.port}/{database}"

    def run_sql(self, statement: str, database: str = "postgres") -> None:
        place = ["-h", "127.0.0.1", "-p", self.port, "-U", "parley", "-d", database]
        self._run("psql", "-q", "-v", "ON_ERROR_STOP=1", *place, "-c", statement)

    def _knows_icu(self) -> bool:
        told = subprocess.run([self._program("initdb"), "--help"], capture_output=True, text=True, check=True)
        return "icu-locale" in told.stdout

    def _run(self, name: str, *args: object, check: bool = True) -> int:
        command = [self._program(name), *map(str, args)]
        done = subprocess.run(command, user=_user(), cwd="/", capture_output=True, check=False)
        assert not check or done.returncode == 0, done.stderr.decode()
        return done.returncode

    def _program(self, name: str) -> str:
        folder = programs()
        assert folder is not None
        return str(folder / name)
