"""`parley quotes`: who said what, with the exact words and where they stand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli.asking import AsOf, FailOnRefusal, Since, Sources, Until
from assistant.cli.invocation import AsJson, ExitCode, Invocation, command
from assistant.cli.terminal import given_text, out, out_json, plural, styled, wrapped

if TYPE_CHECKING:
    from assistant.quotes import QuoteList

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command."""

    @command(app, "quotes")
    def quotes(
        run: Invocation,
        *,
        speaker: Annotated[
            str, typer.Option("--speaker", metavar="NAME", help="A name or part of it, an office, an organisation.")
        ] = "",
        about: Annotated[str, typer.Option("--about", metavar="WORDS", help="What it is to be about.")] = "",
        as_of: AsOf = None,
        since: Since = None,
        until: Until = None,
        source: Sources = None,
        k: Annotated[int | None, typer.Option("--k", min=1, max=1000, help="Passages to read [default: 200].")] = None,
        limit: Annotated[int, typer.Option(min=1, max=500, help="Most statements.")] = 20,
        fail_on_refusal: FailOnRefusal = False,
        as_json: AsJson = False,
    ) -> None:
        """List who said what: speaker, office, exact words or paraphrase, to whom and when."""
        sources = tuple(given_text(each) for each in source or ())
        with run.open() as parley:
            found = parley.quotes(
                given_text(speaker),
                given_text(about),
                as_of=as_of,
                since=since,
                until=until,
                sources=sources,
                k=k,
                limit=limit,
            )
        if as_json:
            out_json(found)
        else:
            for line in _lines(found):
                out(line)
        if not found.quotes and fail_on_refusal:
            raise typer.Exit(ExitCode.REFUSED)


def _lines(found: QuoteList) -> Iterator[str]:
    from assistant.quotes import speaker_words

    if not found.quotes:
        yield wrapped(f"{styled('No quotes', 'bold')}: {found.refusal_reason}.")
    for each in found.quotes:
        mark = f"{each.n}. "
        yield wrapped(styled("".join(speaker_words(each)), "bold"), indent=" " * len(mark), first=mark)
        words = " ".join(each.words.split())
        yield wrapped(f"“{words}”" if each.exact else f"{words} (paraphrase)", indent="   ")
        cited = each.citation
        copies = f" (and {plural(len(cited.also_in), 'copy')})" if cited.also_in else ""
        place = f"{cited.article_id}:{each.start}-{each.end}{copies}"
        yield wrapped(f"{cited.source or 'unnamed outlet'}, “{cited.title}”, {cited.published}; {place}", indent="   ")
        yield ""
    if found.omitted:
        yield f"{plural(found.omitted, 'further statement')} found: --limit shows more."
    for line in found.warnings:
        yield wrapped(f"{line}.")
