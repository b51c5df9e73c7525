"""Run commands of Parley with every way out of the machine shut and noted: FILE COMMAND…, commands as JSON lists;
`["page"]` makes the page.

Each host that is looked up and each address that is connected to is a line of FILE. Prints the exit codes.
"""

from __future__ import annotations

import json
import socket
import sys
from pathlib import Path
from typing import Any, NoReturn

from typer.testing import CliRunner

NOTES = Path(sys.argv[1])


def _refuse(*what: Any, **_: Any) -> NoReturn:
    with NOTES.open("a", encoding="utf-8") as notes:
        notes.write(f"{what}\n")
    raise OSError(101, "Network is unreachable")


def _page_size() -> int:
    """How many letters the page has that `parley serve` would show."""
    from starlette.testclient import TestClient

    from assistant import Assistant
    from assistant.settings import load_settings
    from assistant.web.server import create_app

    with Assistant(load_settings()[0]) as parley, TestClient(create_app(parley), base_url="http://127.0.0.1") as client:
        return len(client.get("/").raise_for_status().text)


def main(commands: list[list[str]]) -> None:
    socket.getaddrinfo = _refuse
    socket.gethostbyname = _refuse
    socket.socket.connect = _refuse  # type: ignore[method-assign]
    socket.socket.connect_ex = _refuse  # type: ignore[method-assign]
    from assistant.cli import app

    for command in commands:
        if command == ["page"]:
            print("0 [" + str(_page_size()))  # noqa: T201 - read by the test
            continue
        result = CliRunner().invoke(app, command)
        print(result.exit_code, command, result.output[-500:])  # noqa: T201 - read by the test


if __name__ == "__main__":
    main([json.loads(each) for each in sys.argv[2:]])
