"""`parley timeline`: a topic in, its dated events out, to read or as a file."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli.asking import AsOf, FailOnRefusal, Sources
from assistant.cli.invocation import AsJson, ExitCode, Invocation, command
from assistant.cli.terminal import given_text, out, out_json, plural, say, styled, wrapped
from index.errors import UsageError

if TYPE_CHECKING:
    from assistant.timelines import Timeline

__all__ = ["register", "timeline_lines"]

Since = Annotated[str | None, typer.Option(metavar="DATE", help="Events on or after this day, month or year.")]
Until = Annotated[str | None, typer.Option(metavar="DATE", help="Events on or before it.")]
Passages = Annotated[int | None, typer.Option("--k", min=1, max=1000, help="Passages to look at [default: 60].")]


class TimelineFormat(StrEnum):
    """What can be written instead of text."""

    MD = "md"
    CSV = "csv"
    JSON = "json"
    ICS = "ics"
    SVG = "svg"
    HTML = "html"


def register(app: typer.Typer) -> None:
    """Add the command."""

    @command(app, "timeline")
    def timeline(
        run: Invocation,
        topic: Annotated[str, typer.Argument(help="In plain words.")],
        *,
        as_of: AsOf = None,
        since: Since = None,
        until: Until = None,
        source: Sources = None,
        k: Passages = None,
        limit: Annotated[int, typer.Option(min=1, max=500, help="Most events.")] = 20,
        form: Annotated[TimelineFormat | None, typer.Option("--format", help="Write this instead of text.")] = None,
        to: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Here instead of stdout.")] = None,
        fail_on_refusal: FailOnRefusal = False,
        as_json: AsJson = False,
    ) -> None:
        """List what happened when, with the exact words each line rests on."""
        chosen = _format(form, to, as_json=as_json)
        with run.open() as parley:
            sources = tuple(given_text(each) for each in source or ())
            made = parley.timeline(
                given_text(topic), as_of=as_of, since=since, until=until, sources=sources, k=k, limit=limit
            )
        _write(made, chosen, to)
        if not made.events and fail_on_refusal:
            raise typer.Exit(ExitCode.REFUSED)


def _format(form: TimelineFormat | None, to: Path | None, *, as_json: bool) -> TimelineFormat | None:
    """The format asked for, or that of the file's name; None for text."""
    if as_json and form not in {None, TimelineFormat.JSON}:
        raise UsageError(f"--json and --format {form} cannot both be", hint="give one of them")
    if form or as_json:
        return form or TimelineFormat.JSON
    if to is None:
        return None
    ending = to.suffix.lower().lstrip(".")
    if ending not in set(TimelineFormat):
        choices = ", ".join(TimelineFormat)
        raise UsageError(f"{str(to)!r} tells no format by its name", hint=f"give --format, one of {choices}")
    return TimelineFormat(ending)


def _write(timeline: Timeline, form: TimelineFormat | None, to: Path | None) -> None:
    if to is None and form is None:
        for line in timeline_lines(timeline):
            out(line)
        return
    if to is None and form is TimelineFormat.JSON:
        out_json(timeline)
        return
    from assistant.exporting import write_whole
    from assistant.timelines import exported

    text = exported(timeline, str(form))
    # either way ends the text with one line end of its own
    text = text.removesuffix("\n").removesuffix("\r") if form is not TimelineFormat.ICS else text.removesuffix("\n")
    if to is None:
        out(text)
        return
    write_whole(to, [text])
    say(f"wrote {plural(len(timeline.events), 'event')} to {str(to)!r}")


def timeline_lines(timeline: Timeline) -> Iterator[str]:
    """A timeline as a person reads it in a terminal."""
    from assistant.timelines.wording import about_gap, about_search, day_words, state_words

    if not timeline.events:
        yield wrapped(f"{styled('No events', 'bold')}: {timeline.refusal_reason}.")
    for event in timeline.events:
        yield styled(day_words(event), "bold")
        numbers = "".join(f"[{n}]" for n in event.citations)
        outlets = f" ({event.independent_sources} outlets)" if event.independent_sources > 1 else ""
        yield wrapped(f"{event.text} {numbers}{outlets}", indent="  ")
        if words := state_words(event):
            yield wrapped(words, indent="  ")
    for each in timeline.citations:
        yield ""
        mark = f"[{each.n}] "
        yield wrapped(f"“{' '.join(each.quote.split())}”", indent=" " * len(mark), first=mark)
        copies = f" (and {plural(len(each.also_in), 'copy')})" if each.also_in else ""
        place = f"{each.article_id}:{each.start}-{each.end}{copies}"
        yield wrapped(
            f"{each.source or 'unnamed outlet'}, “{each.title}”, {each.published}; {place}", indent=" " * len(mark)
        )
    yield ""
    for line in (*about_gap(timeline), about_search(timeline), *timeline.warnings):
        yield wrapped(f"{line}.")
