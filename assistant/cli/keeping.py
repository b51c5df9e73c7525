"""Looking after the library: stats, doctor, rebuild, settings, backup and restore."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli.invocation import AsJson, ExitCode, Invocation, command
from assistant.cli.progress import ProgressDisplay
from assistant.cli.terminal import out, out_json, plural, say, styled, wrapped
from index.errors import UsageError

if TYPE_CHECKING:
    from assistant.maintenance import Diagnosis, LibraryStats
    from assistant.settings import Settings

__all__ = ["register"]

STATE_COLOURS = {"ok": "green", "note": "yellow", "problem": "red"}
OUTLETS_SHOWN = 15


def register(app: typer.Typer) -> None:
    """Add the commands."""
    _register_health(app)
    _register_settings(app)
    _register_copies(app)


def _register_health(app: typer.Typer) -> None:
    @command(app, "stats")
    def stats(run: Invocation, *, as_json: AsJson = False) -> None:
        """Show what the library holds, in numbers."""
        with run.open() as parley:
            found = parley.stats()
        if as_json:
            out_json(found)
        else:
            _tell_stats(found)

    @command(app, "doctor")
    def doctor(
        run: Invocation,
        *,
        repair: Annotated[bool, typer.Option("--repair", help="Rebuild the indexes when they are not well.")] = False,
        as_json: AsJson = False,
    ) -> None:
        """Check the articles and the indexes, and say what to do."""
        from assistant.maintenance import examine

        settings, _ = run.settings()
        diagnosis = examine(settings)
        if repair and diagnosis.repairable:
            say("rebuilding the indexes")
            with run.open() as parley, ProgressDisplay() as display:
                parley.rebuild(display.count)
            diagnosis = examine(settings)
        if as_json:
            out_json(diagnosis)
        else:
            _tell_diagnosis(diagnosis)
        if not diagnosis.healthy:
            raise typer.Exit(ExitCode.INCOMPLETE)

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


def _register_settings(app: typer.Typer) -> None:
    @command(app, "settings")
    def settings(
        run: Invocation,
        action: Annotated[str, typer.Argument(metavar="[check]", help="check: one tiny call to each model.")] = "",
        *,
        as_json: AsJson = False,
    ) -> None:
        """Show every setting in force and where it comes from; `settings check` tries the models."""
        from assistant.settings import masked

        if action not in {"", "check"}:
            raise UsageError(f"settings cannot {action!r}", hint="give `check`, or nothing")
        chosen, values = run.settings()
        if action:
            _check_models(chosen, as_json=as_json)
            return
        shown = [masked(value) for value in values]
        if as_json:
            out_json(shown)
            return
        for each in shown:
            origin = "the command line" if each.origin == "given" else each.origin
            out(f"{each.name:<28} {each.value!s:<24} {origin}")


def _register_copies(app: typer.Typer) -> None:
    @command(app, "backup")
    def backup(
        run: Invocation,
        file: Annotated[Path, typer.Argument(metavar="FILE", help="The archive to write.")],
        *,
        force: Annotated[bool, typer.Option("--force", help="Replace the file when it exists.")] = False,
        as_json: AsJson = False,
    ) -> None:
        """Write all articles to one file. The indexes are left out: they are made from the articles."""
        with run.open() as parley:
            manifest = parley.backup(file, force=force)
        if as_json:
            out_json(manifest)
        else:
            out(f"{plural(manifest.articles, 'article')} in {str(file)!r} ({file.stat().st_size / 1e6:,.1f} MB)")

    @command(app, "restore")
    def restore(
        run: Invocation,
        file: Annotated[Path, typer.Argument(metavar="FILE", help="What `parley backup` wrote.")],
        *,
        force: Annotated[bool, typer.Option("--force", help="Replace the articles that are there.")] = False,
        as_json: AsJson = False,
    ) -> None:
        """Make the library what a backup holds, and rebuild its indexes."""
        from assistant.parley import Assistant

        settings, _ = run.settings()
        with ProgressDisplay() as display:
            restored = Assistant.restore(settings, file, force=force, progress=display.count)
        if as_json:
            out_json(restored)
            return
        manifest = restored.manifest
        out(f"restored {plural(manifest.articles, 'article')} of {manifest.made_at:%Y-%m-%d %H:%M} UTC")
        if restored.kept:
            out(f"the damaged database is kept as {restored.kept!r}")


def _check_models(settings: Settings, *, as_json: bool) -> None:
    from assistant.models.probing import check_models

    checks = list(check_models(settings))
    if as_json:
        out_json(checks)
    for each in () if as_json else checks:
        state = styled("works" if each.works else "fails", "green" if each.works else "red")
        out(f"{each.part:<10} {state}  {each.model or 'none'}")
        out(wrapped(each.detail, indent=" " * 18))
    if not all(each.works for each in checks):
        raise typer.Exit(ExitCode.INCOMPLETE)


def _tell_stats(stats: LibraryStats) -> None:
    span = f"{stats.first} to {stats.last}" if stats.first else "none dated"
    lines = {
        "library": stats.library,
        "articles": f"{stats.articles:,} ({plural(stats.stories, 'story')} without copies)",
        "passages": f"{stats.passages:,}",
        "published": f"{span}; {stats.undated:,} undated",
        "indexes": stats.index or "none; run `parley rebuild`",
        "waiting": f"{plural(stats.waiting, 'article')} to be indexed",
        "disk": f"{stats.database_bytes / 1e6:,.1f} MB of articles, {stats.index_bytes / 1e6:,.1f} MB of indexes",
    }
    for name, text in lines.items():
        out(f"{name:<10} {text}")
    out(f"{'outlets':<10} {len(stats.sources):,}")
    for source, count in list(stats.sources.items())[:OUTLETS_SHOWN]:
        out(f"{count:>10,} {source or 'unnamed'}")
    if len(stats.sources) > OUTLETS_SHOWN:
        out(f"{'':>10} … and {len(stats.sources) - OUTLETS_SHOWN:,} more; --json lists them")


def _tell_diagnosis(diagnosis: Diagnosis) -> None:
    out(diagnosis.library)
    for check in diagnosis.checks:
        state = styled(f"{check.state:<8}", STATE_COLOURS[check.state])
        out(f"  {state}{check.name:<10} {wrapped(check.detail, indent=' ' * 21).strip()}")
        if check.remedy:
            out(wrapped(check.remedy, indent=" " * 23, first=" " * 21 + "→ "))
    out("all is well" if diagnosis.healthy else "not well: see what is marked as a problem")
