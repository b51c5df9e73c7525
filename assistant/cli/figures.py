"""`parley figures`: tariff rates, quotas and values of trade as a table, each with its sentence."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli.asking import AsOf, FailOnRefusal, Since, Sources, Until
from assistant.cli.invocation import AsJson, ExitCode, Invocation, command
from assistant.cli.terminal import given_text, out, out_json, plural, say, styled, wrapped

if TYPE_CHECKING:
    from assistant.figures import Cell, Figure, FigureTable
    from index.dates import DateInterval

__all__ = ["register"]


class MeasureName(StrEnum):
    """The measures, as `assistant.figures.Measure` has them."""

    TARIFF = "tariff"
    QUOTA = "quota"
    TRADE = "trade"


class StateName(StrEnum):
    """The states, as `assistant.figures.FigureState` has them."""

    PROPOSED = "proposed"
    ANNOUNCED = "announced"
    IN_FORCE = "in_force"
    SUSPENDED = "suspended"
    ENDED = "ended"
    REPORTED = "reported"


def register(app: typer.Typer) -> None:
    """Add the command."""

    @command(app, "figures")
    def figures(
        run: Invocation,
        about: Annotated[str, typer.Argument(help="What they are to be about; all when left out.")] = "",
        *,
        by: Annotated[str, typer.Option("--by", metavar="COUNTRY", help="Imposed by.")] = "",
        on: Annotated[str, typer.Option("--on", metavar="COUNTRY", help="Imposed on goods of.")] = "",
        measure: Annotated[MeasureName | None, typer.Option("--measure", help="Only this measure.")] = None,
        state: Annotated[StateName | None, typer.Option("--state", help="Only those that stood so.")] = None,
        as_of: AsOf = None,
        since: Since = None,
        until: Until = None,
        source: Sources = None,
        k: Annotated[int | None, typer.Option("--k", min=1, max=1000, help="Passages to read [default: 200].")] = None,
        limit: Annotated[int, typer.Option(min=1, max=1000, help="Most rows.")] = 50,
        to: Annotated[Path | None, typer.Option("--out", metavar="FILE.csv", help="Write CSV to this file.")] = None,
        fail_on_refusal: FailOnRefusal = False,
        as_json: AsJson = False,
    ) -> None:
        """Table tariff rates, quotas and values of trade: on what, by whom, on whom, since when."""
        sources = tuple(given_text(each) for each in source or ())
        with run.open() as parley:
            table = parley.figures(
                given_text(about),
                imposed_by=given_text(by),
                on=given_text(on),
                measure=measure,
                state=state,
                as_of=as_of,
                since=since,
                until=until,
                sources=sources,
                k=k,
                limit=limit,
            )
        _write(table, to, as_json=as_json)
        if not table.figures and fail_on_refusal:
            raise typer.Exit(ExitCode.REFUSED)


def _write(table: FigureTable, to: Path | None, *, as_json: bool) -> None:
    if to is not None:
        from assistant.exporting import write_whole
        from assistant.figures import as_csv

        write_whole(to, [as_csv(table).removesuffix("\r\n")])
        say(f"wrote {plural(len(table.figures), 'figure')} to {str(to)!r}")
    elif as_json:
        out_json(table)
    else:
        for line in _lines(table):
            out(line)


def _lines(table: FigureTable) -> Iterator[str]:
    if not table.figures:
        yield wrapped(f"{styled('No figures', 'bold')}: {table.refusal_reason}.")
    for each in table.figures:
        mark = f"{each.n}. "
        yield wrapped(styled(_summary(each), "bold"), indent=" " * len(mark), first=mark)
        cited = each.citation
        yield wrapped(f"“{' '.join(cited.quote.split())}”", indent="   ")
        place = f"{cited.article_id}:{cited.start}-{cited.end}"
        yield wrapped(f"{cited.source or 'unnamed outlet'}, “{cited.title}”, {cited.published}; {place}", indent="   ")
        yield ""
    if table.omitted:
        yield f"{plural(table.omitted, 'further figure')} found: --limit shows more."
    for line in table.warnings:
        yield wrapped(f"{line}.")


def _summary(figure: Figure) -> str:
    parts = [f"{figure.measure} {figure.figure.value}"]
    parts += [f"was {figure.before.value}"] if figure.before else []
    parts += [f"on {_both(figure.product, figure.goods)}"] if figure.product or figure.goods else []
    parts += [f"by {figure.imposed_by.value}"] if figure.imposed_by else []
    parts += [f"against {figure.on.value}"] if figure.on else []
    parts += [figure.state.replace("_", " ")] if str(figure.state) != StateName.REPORTED else []
    parts += _days("announced", figure.announced) + _days("since", figure.in_force) + _days("ended", figure.ended)
    return "; ".join(parts)


def _both(product: Cell | None, goods: Cell | None) -> str:
    return " of ".join(cell.value for cell in (goods, product) if cell)


def _days(name: str, interval: DateInterval | None) -> list[str]:
    from index.temporal import format_interval

    if interval is None:
        return []
    days = format_interval(interval)
    return [days if days.startswith(name) else f"{name} {days}"]
