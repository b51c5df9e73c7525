"""The command's front: foreign commands as git has them, near misses, signals, and errors in one line."""

from __future__ import annotations

import difflib
import os
import re
import shutil
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

import typer
from typer.core import TyperGroup

from assistant.cli.invocation import ExitCode
from assistant.cli.terminal import error_line, make_safe, say

__all__ = ["ParleyGroup"]

PLAIN_NAME = re.compile(r"[a-z][a-z0-9-]*")


class ParleyGroup(TyperGroup):
    """A group that runs `parley-X` for a command X that it does not know."""

    def main(self, *args: Any, **given: Any) -> NoReturn:
        """Run, and leave with the exit code of what came out of it."""
        make_safe()
        given["standalone_mode"] = False
        try:
            with _terminated_as_interrupted():
                code = super().main(*args, **given)
        except (typer.Abort, KeyboardInterrupt):
            say("interrupted")
            code = ExitCode.INTERRUPTED
        except Exception as error:
            tell = getattr(error, "format_message", None)
            if tell is None:
                raise
            error_line(tell())
            code = ExitCode.USAGE
        sys.exit(code if isinstance(code, int) else ExitCode.DONE)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that the first word names, else the program `parley-<word>`."""
        name = args[0]
        if name not in self.commands and not name.startswith("-"):
            _run_foreign(
                name, args[1:], library=ctx.params.get("library"), settings_file=ctx.params.get("settings_file")
            )
            near = difflib.get_close_matches(name, self.commands, n=1)
            hint = f"did you mean {near[0]!r}?" if near else "see `parley --help`"
            ctx.fail(f"no command {name!r}; {hint}")
        return super().resolve_command(ctx, args)


def _run_foreign(name: str, arguments: list[str], *, library: Path | None, settings_file: Path | None) -> None:
    """Become `parley-<name>`, which stands on PATH or beside this program; return when there is none."""
    if not PLAIN_NAME.fullmatch(name):
        return
    beside = str(Path(sys.argv[0]).absolute().parent)
    program = shutil.which(f"parley-{name}") or shutil.which(f"parley-{name}", path=beside)
    if program is None:
        return
    environment = dict(os.environ)
    if library:
        environment["PARLEY_LIBRARY"] = str(library)
    if settings_file:
        environment["PARLEY_SETTINGS"] = str(settings_file)
    sys.stdout.flush()
    sys.stderr.flush()
    try:
        os.execve(program, [program, *arguments], environment)  # noqa: S606 - the person named the program
    except OSError as error:
        error_line(f"{program!r} cannot be run ({error.strerror})")
        raise typer.Exit(ExitCode.USAGE) from error


@contextmanager
def _terminated_as_interrupted() -> Iterator[None]:
    """Treat SIGTERM like Ctrl-C, so that a load that is told to stop reports what it has done."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def interrupt(_signal: int, _frame: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
