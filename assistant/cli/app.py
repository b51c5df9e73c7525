"""The commands' table and the console script."""

from __future__ import annotations

from typing import Annotated

import typer

from assistant.cli import articles, asking, chatting, figures, keeping, loading, quotes, serving, timeline, users
from assistant.cli.group import ParleyGroup
from assistant.cli.invocation import DebugOption, Invocation, LibraryOption, SettingsOption, command
from assistant.cli.terminal import out

__all__ = ["app", "main"]

app = typer.Typer(
    name="parley",
    cls=ParleyGroup,
    help="Ask your own trade-news articles, and see the exact words each answer rests on.",
    epilog="Global options may stand before or after the command. A command X that is not listed runs parley-X.",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    invoke_without_command=True,
)

loading.register(app)
asking.register(app)
chatting.register(app)
timeline.register(app)
quotes.register(app)
figures.register(app)
articles.register(app)
keeping.register(app)
serving.register(app)
users.register(app)


def main() -> None:
    """The console script."""
    app()


def _version(wanted: bool) -> None:
    if wanted:
        _say_version()
        raise typer.Exit


def _say_version() -> None:
    from importlib.metadata import version

    out(f"parley {version('parley')}")


@app.callback()
def _front(
    context: typer.Context,
    *,
    library: LibraryOption = None,
    settings_file: SettingsOption = None,
    debug: DebugOption = False,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    del version  # its callback has answered
    context.obj = Invocation(library=library, settings_file=settings_file, debug=debug)
    if context.invoked_subcommand is None:
        out(context.get_help())


@command(app, "version")
def _version_command(_: Invocation) -> None:
    """Show the version."""
    _say_version()
