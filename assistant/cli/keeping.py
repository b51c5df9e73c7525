"""Looking after the library: rebuild and settings."""

from __future__ import annotations

import typer

from assistant.cli.invocation import AsJson, Invocation, command
from assistant.cli.progress import ProgressDisplay
from assistant.cli.terminal import out, out_json, plural

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the commands."""

    @command(app, "rebuild")
    def rebuild(run: Invocation, *, as_json: AsJson = False) -> None:
        """Make the indexes anew from the articles."""
        with run.open() as parley, ProgressDisplay() as display:
            total, _ = parley.library.counts()
            count = parley.rebuild(lambda done: display.count(done, total))
        if as_json:
            out_json({"indexed": count})
        else:
            out(f"indexed {plural(count, 'article')}")

    @command(app, "settings")
    def settings(run: Invocation, *, as_json: AsJson = False) -> None:
        """Show every setting in force and where it comes from."""
        from assistant.settings import masked

        _, values = run.settings()
        shown = [masked(value) for value in values]
        if as_json:
            out_json(shown)
            return
        for each in shown:
            out(f"{each.name:<34} {each.value!s:<24} {each.origin}")
