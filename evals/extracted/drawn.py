"""Articles drawn at random from a file, each with what is read in its beginning, for a person to judge.

`python -m evals.extracted.drawn ARTICLES --seed 7 --articles 50 --letters 1500` prints of every article its beginning,
then who is read to say what, the figures, and how its first sentence stands; with `--library` also the titles of the
articles of its story there. The same seed draws the same articles.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from assistant import Assistant
from assistant.figures import Cell, FoundFigure, figures_in_article
from assistant.language.standing import modality_of
from assistant.quotes import Statement, statements
from evals.bench.articles import NewsArticle, read_articles
from index.articles import Article
from index.dates import DateOrigin, PublicationDate
from index.sentences import sentence_spans

__all__ = ["drawn", "main", "told"]


def drawn(articles: Sequence[NewsArticle], count: int, seed: int) -> list[NewsArticle]:
    """So many of them, in the order of the file; all when there are fewer."""
    chooser = random.Random(seed)  # noqa: S311 - the same articles every time is what is wanted
    places = sorted(chooser.sample(range(len(articles)), min(count, len(articles))))
    return [articles[place] for place in places]


def told(given: NewsArticle, letters: int) -> Iterator[str]:
    """The lines to judge: the beginning of the article and what is read in it."""
    article = _article(given)
    yield f"## {given.id} | {given.published} | {given.title}"
    yield " ".join(article.text[:letters].split())
    for each in statements(article):
        if each.words.start < letters:
            yield f"  SAID {_said(each)}"
    for figure in figures_in_article(article):
        if figure.figure.start < letters:
            yield f"  FIGURE {_figure(figure)}"
    for span in sentence_spans(article.text)[:1]:
        yield f"  STANDS {modality_of(article.text[span.start : span.end]).value}"


def _article(given: NewsArticle) -> Article:
    return Article(
        id=given.id,
        title=given.title,
        text=given.text,
        published=PublicationDate.of(given.published, DateOrigin.METADATA),
        loaded_at=datetime(2024, 1, 1, tzinfo=UTC),
        content_hash="",
        story_id=given.id,
    )


def _said(statement: Statement) -> str:
    speaker = statement.speaker
    known = " / ".join(each for each in (speaker.name, speaker.role, speaker.organisation) if each)
    words = " ".join(statement.article.text[statement.words.start : statement.words.end].split())
    told_to = f" to {statement.told}" if statement.told else ""
    return f"[{known}{' anonymous' if speaker.anonymous else ''}]{told_to} {'“' if statement.exact else ''}{words}"


def _figure(found: FoundFigure) -> str:
    cells: dict[str, Cell | None] = {
        "before": found.before,
        "on what": found.product,
        "worth": found.goods,
        "by": found.imposed_by,
        "on": found.on,
    }
    days = (("announced", found.dates.announced), ("in force", found.dates.in_force), ("ended", found.dates.ended))
    known = [f"{name} {cell.value}" for name, cell in cells.items() if cell]
    known += [f"{name} {day.first}" for name, day in days if day]
    return " | ".join([f"{found.measure.value} {found.figure.words} ({found.unit}) {found.state.value}", *known])


def main(
    file: Annotated[Path, typer.Argument(help="Articles as JSON lines.")],
    seed: Annotated[int, typer.Option(help="Draws other articles.")] = 7,
    articles: Annotated[int, typer.Option(min=1, help="How many.")] = 50,
    letters: Annotated[int, typer.Option(min=1, help="How much of each.")] = 1500,
    library: Annotated[Path | None, typer.Option(help="A library that holds them, for their stories.")] = None,
) -> None:
    """Print articles drawn at random and what is read in them."""
    chosen = drawn(read_articles(file), articles, seed)
    stories = _stories([each.id for each in chosen], library) if library else {}
    for each in chosen:
        typer.echo("\n".join([*told(each, letters), *(f"  STORY {title}" for title in stories.get(each.id, []))]))


def _stories(ids: Sequence[str], folder: Path) -> dict[str, list[str]]:
    """The other articles of the stories of these, by id."""
    with Assistant.open(folder) as parley:
        known = {each: article for each in ids if (article := parley.article(each))}
        members = parley.library.members({each.story_id for each in known.values()})
    return {
        key: [
            f"{other.published} | {other.source} | {other.title}" for other in members[each.story_id] if other.id != key
        ]
        for key, each in known.items()
    }


if __name__ == "__main__":
    typer.run(main)
