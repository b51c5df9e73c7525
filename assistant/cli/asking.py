"""`parley ask` and `parley search`: a question in, an answer or passages out."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.cli.invocation import AsJson, ExitCode, Invocation, command
from assistant.cli.terminal import given_text, out, out_json, say, styled, wrapped
from index.errors import UsageError

__all__ = ["AsOf", "FailOnRefusal", "Since", "Sources", "Until", "register", "save_form"]

Since = Annotated[str | None, typer.Option(metavar="DATE", help="Published on or after this day, month or year.")]
Until = Annotated[str | None, typer.Option(metavar="DATE", help="Published on or before it.")]
Sources = Annotated[
    list[str] | None, typer.Option("--source", metavar="NAME", help="Only this outlet; may be repeated.")
]
AsOf = Annotated[str | None, typer.Option(metavar="DATE", help="Ask as on that day: nothing later is looked at.")]
Passages = Annotated[int | None, typer.Option("--k", min=1, max=100, help="Passages to look at [default: 10].")]
Quotes = Annotated[bool, typer.Option("--quotes/--no-quotes", help="Show the cited words under the answer.")]
Wrong = Annotated[
    str | None, typer.Option("--wrong", metavar="TEXT", help="Keep what is wrong with the answer, as feedback.")
]
SaveTo = Annotated[
    Path | None, typer.Option("--save", metavar="FILE", help="Write the answer to this .md, .html, .docx or .json too.")
]
FailOnRefusal = Annotated[bool, typer.Option("--fail-on-refusal", help="Exit with 1 when there is no answer.")]


class Mode(StrEnum):
    """Who writes the answer."""

    AUTO = "auto"
    EXTRACTIVE = "extractive"
    GENERATIVE = "generative"


def register(app: typer.Typer) -> None:
    """Add the commands."""

    @command(app, "ask")
    def ask(
        run: Invocation,
        question: Annotated[str, typer.Argument(help="In plain words.")],
        *,
        as_of: AsOf = None,
        since: Since = None,
        until: Until = None,
        source: Sources = None,
        k: Passages = None,
        mode: Annotated[
            Mode | None,
            typer.Option(help="Who writes: the chat model where one is set, sentences of the articles, or the model."),
        ] = None,
        model: Annotated[
            str | None, typer.Option(metavar="NAME", help="Another chat model of the same endpoint.")
        ] = None,
        quotes: Quotes = True,
        wrong: Wrong = None,
        save_to: SaveTo = None,
        fail_on_refusal: FailOnRefusal = False,
        as_json: AsJson = False,
    ) -> None:
        """Answer a question from the articles, with the exact words it rests on."""
        form = save_form(save_to) if save_to else ""
        with run.open() as parley:
            answer = parley.ask(
                given_text(question),
                **_narrowed(as_of, since, until, source, k),
                mode=mode.value if mode else None,
                model=given_text(model) if model else None,
            )
            if wrong is not None:
                kept = parley.give_feedback(answer, good=False, comment=given_text(wrong))
                say(f"kept as feedback {kept.id}")
        if save_to:
            from assistant.documents import exported_answer, save

            save(exported_answer(answer, form), save_to)
            say(f"wrote {str(save_to)!r}")
        if as_json:
            out_json(answer)
        else:
            from assistant.cli.answer_text import answer_lines

            for line in answer_lines(answer, quotes=quotes):
                out(line)
        if answer.refused and fail_on_refusal:
            raise typer.Exit(ExitCode.REFUSED)

    @command(app, "search")
    def search(
        run: Invocation,
        query: Annotated[str, typer.Argument(help="Words to look for.")],
        *,
        as_of: AsOf = None,
        since: Since = None,
        until: Until = None,
        source: Sources = None,
        k: Passages = None,
        as_json: AsJson = False,
    ) -> None:
        """Find the passages that an answer would be looked for in, best first."""
        from assistant.hits import search_hits

        with run.open() as parley:
            found = parley.find(given_text(query), **_narrowed(as_of, since, until, source, k))
        hits = search_hits(found.passages)
        for warning in found.warnings:
            say(f"note: {warning}")
        if as_json:
            out_json(hits)
            return
        for hit in hits:
            out(f"{hit.rank}. {styled(hit.title, 'bold')}")
            out(f"   {hit.source or 'unnamed outlet'}, {hit.published}, {hit.article_id}:{hit.start}-{hit.end}")
            out(wrapped(" ".join(hit.text.split()), indent="   "))
            out()
        if not hits:
            out("nothing found")


def save_form(path: Path) -> str:
    """The format that a file's name says. Raises: UsageError when it says none."""
    from assistant.documents import DOCUMENT_FORMATS

    form = path.suffix.lower().removeprefix(".")
    if form not in DOCUMENT_FORMATS:
        endings = ", ".join(f".{each}" for each in DOCUMENT_FORMATS)
        raise UsageError(f"{str(path)!r} names no format", hint=f"let it end in one of {endings}")
    return form


def _narrowed(
    as_of: str | None, since: str | None, until: str | None, source: list[str] | None, k: int | None
) -> dict[str, Any]:
    sources = tuple(given_text(each) for each in source or ())
    return {"as_of": as_of, "since": since, "until": until, "sources": sources, "k": k}
