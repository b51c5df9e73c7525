"""What every command shares: the global options before or after its name, and one exit code an outcome."""

from __future__ import annotations

import functools
import inspect
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.cli.terminal import error_line, say
from index.errors import ParleyError

if TYPE_CHECKING:
    from assistant.parley import Assistant
    from assistant.settings import Settings, SettingValue

__all__ = ["AsJson", "DebugOption", "ExitCode", "Invocation", "LibraryOption", "SettingsOption", "command"]

LibraryOption = Annotated[
    Path | None, typer.Option("--library", metavar="DIR", help="The library's folder [default: ~/.parley].")
]
SettingsOption = Annotated[Path | None, typer.Option("--settings", metavar="FILE", help="A TOML file of settings.")]
DebugOption = Annotated[bool, typer.Option("--debug", help="Show the traceback of an error.")]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON document on standard output.")]


class ExitCode(IntEnum):
    """What the shell is told."""

    DONE = 0
    REFUSED = 1
    USAGE = 2
    INCOMPLETE = 3
    INTERRUPTED = 130


@dataclass(frozen=True, slots=True)
class Invocation:
    """The global options of one call."""

    library: Path | None = None
    settings_file: Path | None = None
    debug: bool = False

    def settings(self) -> tuple[Settings, list[SettingValue]]:
        """The settings in force, and where each comes from. Raises: SettingsError."""
        from assistant.settings import load_settings

        return load_settings(library=self.library, file=self.settings_file)

    @contextmanager
    def open(self, *, create: bool = False) -> Iterator[Assistant]:
        """The library. Raises: LibraryMissing when there is none and `create` is off."""
        from assistant.parley import Assistant
        from index.memory import share_memory

        settings, _ = self.settings()
        share_memory()
        with Assistant(settings, create=create) as parley:
            yield parley


def command(app: typer.Typer, name: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Register a function whose first parameter is the Invocation; the global options are added to its own."""

    def register(function: Callable[..., None]) -> Callable[..., None]:
        own = inspect.signature(function, eval_str=True)
        _, *parameters = own.parameters.values()

        @functools.wraps(function)
        def called(
            *, context: typer.Context, library: Path | None, settings_file: Path | None, debug: bool, **given: Any
        ) -> None:
            before: Invocation = context.obj or Invocation()
            invocation = replace(
                before,
                library=library or before.library,
                settings_file=settings_file or before.settings_file,
                debug=debug or before.debug,
            )
            with _exit_codes(debug=invocation.debug):
                function(invocation, **given)

        shared = [
            _keyword("context", typer.Context),
            _keyword("library", LibraryOption, None),
            _keyword("settings_file", SettingsOption, None),
            _keyword("debug", DebugOption, default=False),
        ]
        made = own.replace(parameters=[*(_as_keyword(each) for each in parameters), *shared])
        called.__signature__ = made  # type: ignore[attr-defined]
        app.command(name)(called)
        return called

    return register


def _keyword(name: str, annotation: Any, default: Any = inspect.Parameter.empty) -> inspect.Parameter:
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)


def _as_keyword(parameter: inspect.Parameter) -> inspect.Parameter:
    return parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY)


@contextmanager
def _exit_codes(*, debug: bool) -> Iterator[None]:
    """Turn an error or an interrupt into one line and its exit code."""
    try:
        yield
    except ParleyError as error:
        if debug:
            say(traceback.format_exc())
        error_line(str(error))
        raise typer.Exit(ExitCode.USAGE) from error
    except KeyboardInterrupt as error:
        if debug:
            say(traceback.format_exc())
        say("interrupted; the same command goes on from what was done")
        raise typer.Exit(ExitCode.INTERRUPTED) from error
    except (typer.Exit, typer.Abort):
        raise
    except Exception as error:
        if hasattr(error, "format_message"):  # typer's own: it names a wrong argument
            raise
        if debug:
            say(traceback.format_exc())
        hint = "" if debug else "; --debug shows where"
        error_line(f"unexpected {type(error).__name__}: {error}{hint}")
        raise typer.Exit(ExitCode.INCOMPLETE) from error
