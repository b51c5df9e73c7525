"""`parley articles`: what is in the library, one by one."""

from __future__ import annotations

import re
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.cli.asking import Since, Until
from assistant.cli.invocation import AsJson, Invocation, command
from assistant.cli.terminal import given_text, out, out_json, plural, say, styled
from index.errors import UsageError

if TYPE_CHECKING:
    from assistant.parley import Assistant
    from index.articles import Article

__all__ = ["register"]

SPAN = re.compile(r"(?P<id>.+):(?P<start>\d+)-(?P<end>\d+)", re.DOTALL)

Outlet = Annotated[str | None, typer.Option("--source", metavar="NAME", help="Only this outlet.")]


class ExportFormat(StrEnum):
    """What `export` writes."""

    JSONL = "jsonl"
    MD = "md"
    CSV = "csv"


def register(app: typer.Typer) -> None:
    """Add the group of commands."""
    group = typer.Typer(rich_markup_mode=None, invoke_without_command=True)

    @group.callback()
    def articles(context: typer.Context) -> None:
        """List, show, remove and export articles."""
        if context.invoked_subcommand is None:
            out(context.get_help())

    app.add_typer(group, name="articles")
    _register_looking(group)
    _register_changing(group)


def _register_looking(group: typer.Typer) -> None:
    @command(group, "list")
    def list_articles(
        run: Invocation,
        *,
        source: Outlet = None,
        since: Since = None,
        until: Until = None,
        limit: Annotated[int, typer.Option(min=1, help="How many.")] = 50,
        offset: Annotated[int, typer.Option(min=0, help="How many to pass over.")] = 0,
        as_json: AsJson = False,
    ) -> None:
        """List articles, newest first, undated last."""
        with run.open() as parley:
            found = parley.articles(source=_outlet(source), since=since, until=until, limit=limit, offset=offset)
        if as_json:
            out_json([_listed(article) for article in found])
            return
        for article in found:
            out(f"{article.id}  {article.published!s:<10}  {article.source or '-'}  {article.title}")
        if len(found) == limit:
            say(f"the first {limit} from {offset}; --limit and --offset show others")

    @command(group, "show")
    def show(
        run: Invocation,
        article: Annotated[str, typer.Argument(metavar="ID", help="An id, or id:start-end as citations have it.")],
        as_json: AsJson = False,
    ) -> None:
        """Show an article, or the cited part of it."""
        with run.open() as parley:
            found, start, end = _article(parley, given_text(article))
        if as_json:
            out_json(found)
        elif end is not None:
            out(found.text[start:end])
        else:
            _show(found)


def _register_changing(group: typer.Typer) -> None:
    @command(group, "remove")
    def remove(
        run: Invocation,
        ids: Annotated[list[str], typer.Argument(metavar="ID…", help="Ids of articles.")],
        *,
        yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
        as_json: AsJson = False,
    ) -> None:
        """Remove articles from the library."""
        wanted = list(dict.fromkeys(given_text(each) for each in ids))
        with run.open() as parley:
            for each in wanted:
                _article_by_id(parley, each)
            if not yes:
                _confirm(f"Remove {plural(len(wanted), 'article')}?")
            removed = parley.remove(wanted)
        if as_json:
            out_json({"removed": removed})
        else:
            out(f"removed {plural(removed, 'article')}")

    @command(group, "export")
    def export(
        run: Invocation,
        *,
        source: Outlet = None,
        since: Since = None,
        until: Until = None,
        export_format: Annotated[
            ExportFormat, typer.Option("--format", help="jsonl and csv can be loaded again.")
        ] = ExportFormat.JSONL,
        to: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Here instead of stdout.")] = None,
    ) -> None:
        """Write articles out, all of them unless narrowed down."""
        from assistant.exporting import exported, write_whole

        with run.open() as parley:
            found = parley.all_articles(source=_outlet(source), since=since, until=until)
            pieces = exported(found, str(export_format))
            if to is not None:
                count = write_whole(to, pieces)
                say(f"wrote {plural(count, 'article')} to {str(to)!r}")
                return
            for piece in pieces:
                out(piece)


def _outlet(source: str | None) -> str | None:
    return given_text(source) if source else None


def _listed(article: Article) -> dict[str, Any]:
    return {**article.model_dump(mode="json", exclude={"text"}), "characters": len(article.text)}


def _article(parley: Assistant, name: str) -> tuple[Article, int, int | None]:
    whole = parley.article(name)
    if whole is not None:
        return whole, 0, None
    span = SPAN.fullmatch(name)
    if span is None:
        return _article_by_id(parley, name), 0, None
    article = _article_by_id(parley, span["id"])
    start, end = int(span["start"]), int(span["end"])
    if not start < end <= len(article.text):
        raise UsageError(f"{name!r} is no part of that article", hint=f"its text is 0-{len(article.text)}")
    return article, start, end


def _article_by_id(parley: Assistant, article_id: str) -> Article:
    found = parley.article(article_id)
    if found is None:
        raise UsageError(f"no article {article_id!r}", hint="see `parley articles list`")
    return found


def _show(article: Article) -> None:
    out(styled(article.title, "bold"))
    origin = f" ({article.published.origin})" if article.published.value else ""
    out(f"{article.source or 'unnamed outlet'}, {article.published}{origin}")
    for line in (article.author, article.url, f"id {article.id}"):
        if line:
            out(line)
    if article.story_id != article.id:
        out(f"a copy of {article.story_id}")
    out()
    out(article.text)


def _confirm(question: str) -> None:
    if not sys.stdin.isatty():
        raise UsageError("nobody can be asked here", hint="give --yes to remove without asking")
    if not typer.confirm(question, err=True):
        raise UsageError("nothing was removed")
