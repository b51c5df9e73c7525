"""`parley users`: who may log in at the page and the doors. A password is never an argument, which others can see."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from assistant.cli.invocation import AsJson, Invocation, command
from assistant.cli.terminal import out, out_json, say
from index.errors import UsageError

__all__ = ["register"]

Name = Annotated[str, typer.Argument(metavar="NAME", help="Letters, digits and . _ @ + -")]


def register(app: typer.Typer) -> None:
    """Add the group of commands."""
    group = typer.Typer(rich_markup_mode=None, invoke_without_command=True)

    @group.callback()
    def users(context: typer.Context) -> None:
        """Add, remove and list the users who may log in."""
        if context.invoked_subcommand is None:
            out(context.get_help())

    app.add_typer(group, name="users")

    @command(group, "add")
    def add(run: Invocation, name: Name) -> None:
        """Add a user, or change a password. It is asked for, or read from standard input."""
        from assistant.web.security.users import read_users, set_user

        path = _file(run)
        known = name in read_users(path)
        set_user(path, name, _password())
        say(f"{name} has another password" if known else f"{name} may log in")

    @command(group, "remove")
    def remove(run: Invocation, name: Name) -> None:
        """Remove a user; whoever is logged in under the name is out when the server starts again."""
        from assistant.web.security.users import remove_user

        remove_user(_file(run), name)
        say(f"{name} may not log in any more")

    @command(group, "list")
    def list_users(run: Invocation, *, as_json: AsJson = False) -> None:
        """List the users."""
        from assistant.web.security.users import read_users

        names = read_users(_file(run)).names()
        if as_json:
            out_json(names)
        elif names:
            out("\n".join(names))
        else:
            say("nobody: the page asks for no login")


def _file(run: Invocation) -> Path:
    from assistant.web.security.users import users_file

    settings, _ = run.settings()
    return users_file(settings.serving, settings.folder)


def _password() -> str:
    """Asked twice at a terminal, else the first line of standard input. Raises: UsageError when there is none."""
    if sys.stdin.isatty():
        return str(typer.prompt("Password", hide_input=True, confirmation_prompt=True, err=True))
    line = sys.stdin.readline().rstrip("\r\n")
    if not line:
        raise UsageError("no password was given", hint="type it when asked, or send it to standard input")
    return line
