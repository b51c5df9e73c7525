"""`parley serve`: the page and the doors for other tools, on one port."""

from __future__ import annotations

import errno
import socket
from typing import Annotated

import typer

from assistant.cli.invocation import Invocation, command
from assistant.cli.terminal import say
from index.errors import UsageError

__all__ = ["register"]

Host = Annotated[str, typer.Option(metavar="ADDRESS", help="Where to listen; only this machine unless changed.")]
Port = Annotated[int, typer.Option(min=0, max=65535, help="0 takes any free one.")]
Browser = Annotated[bool, typer.Option("--browser/--no-browser", help="Open the page in the browser.")]


def register(app: typer.Typer) -> None:
    """Add the command."""

    @command(app, "serve")
    def serve(run: Invocation, *, host: Host = "127.0.0.1", port: Port = 7860, browser: Browser = True) -> None:
        """Open the page in the browser, until Ctrl-C."""
        listening = _listen(host, port)
        with listening, run.open(create=True) as parley:
            say("opening …")
            import uvicorn

            from assistant.web.server import create_app

            address = _address(host, listening)
            config = uvicorn.Config(create_app(parley), log_level="warning", timeout_graceful_shutdown=3)
            server = uvicorn.Server(config)
            say(f"Parley is at {address} (Ctrl-C ends it)")
            if browser:
                _open_browser(address)
            server.run(sockets=[listening])


def _listen(host: str, port: int) -> socket.socket:
    """A socket that waits for connections, so that nothing is loaded for a port that is taken."""
    try:
        family, kind, protocol, _, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listening = socket.socket(family, kind, protocol)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(place)
        listening.listen(128)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise UsageError(f"port {port} is in use", hint="give another --port, or --port 0 for any") from error
        raise UsageError(f"cannot listen at {host!r} ({error.strerror})", hint="give another --host") from error
    return listening


def _address(host: str, listening: socket.socket) -> str:
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104
    return f"http://{shown}:{listening.getsockname()[1]}/"


def _open_browser(address: str) -> None:
    """The page opens in the person's browser where there is one; where there is none, the address was said."""
    import threading
    import webbrowser

    threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
