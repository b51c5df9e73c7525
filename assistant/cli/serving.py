"""`parley serve`: the page and the doors for other tools, on one port."""

from __future__ import annotations

import errno
import socket
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.cli.invocation import Invocation, command
from assistant.cli.terminal import say
from index.errors import UsageError

if TYPE_CHECKING:
    from assistant.settings import Settings

__all__ = ["register"]

KEEP_ALIVE_S = 75
"""How long a connection may stand idle. Longer than callers and proxies keep one (httpx 5 s, nginx and most libraries
60 s): a connection that the server closed in the moment of its next use would fail a request that nobody saw."""

Host = Annotated[str | None, typer.Option(metavar="ADDRESS", help="Where to listen; only this machine unless changed.")]
Port = Annotated[int | None, typer.Option(min=0, max=65535, help="0 takes any free one; 7860 unless set.")]
NoAuth = Annotated[bool, typer.Option("--no-auth", help="Serve other machines without asking who they are.")]
Browser = Annotated[bool, typer.Option("--browser/--no-browser", help="Open the page in the browser.")]


def register(app: typer.Typer) -> None:
    """Add the command."""

    @command(app, "serve")
    def serve(
        run: Invocation, *, host: Host = None, port: Port = None, browser: Browser = True, no_auth: NoAuth = False
    ) -> None:
        """Open the page in the browser, until Ctrl-C."""
        settings = _settings(run, host=host, port=port, no_auth=no_auth or None)
        serving = settings.serving
        listening = _listen(serving.host, serving.port)
        with listening:
            say("opening …")
            import uvicorn

            from assistant.parley import Assistant
            from assistant.web.observing.logs import configure_logs
            from assistant.web.server import create_app
            from index.memory import share_memory

            share_memory()
            configure_logs(serving.log_format, serving.log_level)
            with Assistant(settings) as parley:
                address = _address(serving.host, listening)
                app_served = create_app(parley)
                config = uvicorn.Config(
                    app_served,
                    log_config=None,
                    access_log=False,
                    timeout_graceful_shutdown=3,
                    timeout_keep_alive=KEEP_ALIVE_S,
                )
                server = uvicorn.Server(config)
                say(f"Parley is at {address} (Ctrl-C ends it)")
                if browser:
                    _open_browser(address)
                server.run(sockets=[listening])

    @command(app, "mcp")
    def mcp(run: Invocation) -> None:
        """Offer ask, search and timeline to a language model's program, over standard input and output."""
        with run.open() as parley:
            from assistant.web.mcp_door import tools_over_stdio
            from assistant.web.served import Served

            tools_over_stdio(Served.of(parley))


def _settings(run: Invocation, **given: Any) -> Settings:
    """The settings in force, with what the command itself says. Raises: SettingsError for an open public address."""
    from assistant.web.security.callers import check_exposure

    settings, _ = run.settings()
    said = {name: value for name, value in given.items() if value is not None}
    serving = settings.serving.model_copy(update=said)
    check_exposure(serving, settings.folder)
    return settings.model_copy(update={"serving": serving})


def _listen(host: str, port: int) -> socket.socket:
    """A socket that waits for connections, so that nothing is loaded for a port that is taken."""
    try:
        family, kind, protocol, _, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listening = socket.socket(family, kind, protocol)
    except OSError as error:
        raise _not_there(host, error) from error
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(place)
        listening.listen(128)
    except OSError as error:
        listening.close()
        if error.errno == errno.EADDRINUSE:
            raise UsageError(f"port {port} is in use", hint="give another --port, or --port 0 for any") from error
        raise _not_there(host, error) from error
    return listening


def _not_there(host: str, error: OSError) -> UsageError:
    return UsageError(f"cannot listen at {host!r} ({error.strerror})", hint="give another --host")


def _address(host: str, listening: socket.socket) -> str:
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104
    return f"http://{shown}:{listening.getsockname()[1]}/"


def _open_browser(address: str) -> None:
    """The page opens in the person's browser where there is one; where there is none, the address was said."""
    import threading
    import webbrowser

    threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
