"""`parley load`: articles into the library, and a report of what became of every input."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.cli.invocation import AsJson, ExitCode, Invocation, command
from assistant.cli.progress import ProgressDisplay
from assistant.cli.terminal import given_text, out, out_json, say, wrapped
from index.errors import UsageError

if TYPE_CHECKING:
    from assistant.parley import Assistant
    from index.loading import LoadReport, Note

__all__ = ["register"]

SHOWN = 20
"""Lines of each list in the report for people."""

Inputs = Annotated[
    list[str], typer.Argument(metavar="PATH|URL|-…", help="Files, folders, patterns, web addresses, or - for stdin.")
]
Published = Annotated[str | None, typer.Option(metavar="DATE", help="Publication date of all of it.")]
Source = Annotated[str | None, typer.Option(metavar="NAME", help="Outlet of all of it.")]
Format = Annotated[str | None, typer.Option("--format", metavar="FORMAT", help="Read all of it as this format.")]
Fields = Annotated[
    list[str] | None, typer.Option("--field", metavar="OURS=THEIRS", help="Such as title=headline; may be repeated.")
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Read and report; store nothing.")]
Ray = Annotated[
    str | None, typer.Option("--ray", metavar="ADDRESS", help="Read, cut and embed on this Ray cluster, or `local`.")
]
Private = Annotated[bool, typer.Option("--allow-private", help="Fetch from private addresses and any port.")]


def register(app: typer.Typer) -> None:
    """Add the command."""

    @command(app, "load")
    def load(
        run: Invocation,
        inputs: Inputs,
        *,
        published: Published = None,
        source: Source = None,
        file_format: Format = None,
        field: Fields = None,
        dry_run: DryRun = False,
        allow_private: Private = False,
        ray: Ray = None,
        as_json: AsJson = False,
    ) -> None:
        """Load articles. What is there already is not loaded twice."""
        options: dict[str, Any] = {
            "published": published,
            "source": given_text(source) if source else None,
            "format": file_format,
            "fields": _fields(field or []) or None,
            "allow_private": allow_private or None,
        }
        given = {name: value for name, value in options.items() if value is not None}
        with _library(run, dry_run=dry_run) as parley, ProgressDisplay() as display:
            stdin = sys.stdin.buffer if "-" in inputs else None
            report = parley.load(inputs, dry_run=dry_run, stdin=stdin, progress=display.show, ray=ray, **given)
        if as_json:
            out_json(report)
        else:
            _tell(report)
        if report.interrupted:
            say("interrupted; what is reported is kept, and the same command goes on from there")
            raise typer.Exit(ExitCode.INTERRUPTED)
        if report.failed:
            raise typer.Exit(ExitCode.INCOMPLETE)


@contextmanager
def _library(run: Invocation, *, dry_run: bool) -> Iterator[Assistant]:
    """The library; for a dry run where there is none yet, one that is thrown away."""
    from assistant.parley import Assistant

    settings, _ = run.settings()
    with TemporaryDirectory(prefix="parley-") as passing:
        if dry_run and not settings.places.has_file():
            settings = settings.model_copy(update={"library": Path(passing)})
        with Assistant(settings) as parley:
            yield parley


def _fields(given: Sequence[str]) -> dict[str, str]:
    fields = {}
    for each in given:
        ours, equals, theirs = each.partition("=")
        if not equals or not ours.strip() or not theirs.strip():
            raise UsageError(f"--field {each!r} is not OURS=THEIRS", hint="write for example --field title=headline")
        fields[ours.strip()] = theirs.strip()
    return fields


def _tell(report: LoadReport) -> None:
    counts = [
        ("would add" if report.dry_run else "added", report.added),
        ("would update" if report.dry_run else "updated", report.updated),
        ("unchanged", report.unchanged),
        ("linked as copies", report.linked),
        ("skipped", report.skipped),
        ("failed", report.failed),
    ]
    out(", ".join(f"{count:,} {name}" for name, count in counts) + f" ({report.seconds:.1f} s)")
    _list("skipped", report.skipped_inputs, report.skipped)
    _list("failed", report.failed_inputs, report.failed)
    _list("to check", report.doubts, len(report.doubts))
    if not report.articles and not report.skipped and not report.failed:
        out("nothing to load was found there")


def _list(title: str, notes: Sequence[Note], count: int) -> None:
    if not notes:
        return
    out(f"{title}:")
    for note in notes[:SHOWN]:
        out(wrapped(f"{note.place}: {note.reason}", indent="    ", first="  "))
    if count > SHOWN:
        out(f"  … and {count - SHOWN:,} more; --json lists them")
