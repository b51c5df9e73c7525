"""What grouping near-copies costs, beside loading: `python -m evals.stories.cost ARTICLES`.

Articles made of the sample corpus's words are loaded with the default settings in four portions. After
each, the steps of grouping are taken again for the articles loaded last, in a transaction that is rolled back: their
keys made and written, their copies looked for, compared and linked. All in one process, in its processor time.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import typer

from assistant import Assistant
from evals.gold_corpus import read_corpus
from evals.stories.edits import EDITS, Copy
from evals.stories.making import CORPUS, OUTLETS
from index.articles import Article, Draft
from index.dates import DateOrigin, PublicationDate
from index.library import Library
from index.schema import bands
from index.story_links import link_stories, signed

__all__ = ["Cost", "main", "measure", "mixed_articles"]

PORTIONS = 4
BATCH = 64
"""Articles stored in one transaction, as in loading."""
AGAIN = 448
"""Articles whose grouping is done again after each portion."""
DAYS = 3 * 365
COPIES = 0.1
"""Share of the articles that are an edited copy of the one before."""


@dataclass(frozen=True, slots=True)
class Cost:
    """A library's size and what an article then cost, in milliseconds of processor time."""

    articles: int
    loading_ms: float
    """Of an article of the portion loaded last, grouping included."""
    grouping_ms: float

    @property
    def share(self) -> float:
        """Grouping as a share of loading, 0 to 1."""
        return self.grouping_ms / self.loading_ms


def measure(count: int) -> Iterator[Cost]:
    """Load so many articles into a new library; a figure after each quarter of them."""
    drafts = list(mixed_articles(count))
    size = max(count // PORTIONS, 1)
    with TemporaryDirectory(prefix="parley-cost-") as folder, Assistant.open(folder) as parley:
        library = Library.in_folder(Path(folder))
        for first in range(0, count, size):
            portion = drafts[first : first + size]
            started = time.process_time()
            parley.load(portion)
            loading_ms = (time.process_time() - started) / len(portion) * 1000
            # the latest day's articles of the portion, by their addresses
            wanted = {draft.url for draft in portion[-AGAIN:]}
            last = [article for batch in library.iterate() for article in batch if article.url in wanted]
            yield Cost(first + len(portion), loading_ms, _grouping_ms(library, last))
        library.close()


def mixed_articles(count: int) -> Iterator[Draft]:
    """Articles of some 300 to 550 words in runs of twelve from the sample corpus, over three years; one in ten a copy.

    Two of them share about as many three-word sequences by chance as two reports of one subject do.
    """
    chance = random.Random(25)  # noqa: S311 - makes test data
    words = " ".join(each.text for each in read_corpus(CORPUS).by_name.values()).split()
    edits = list(EDITS.values())
    last: Draft | None = None
    for number in range(count):
        if last is not None and chance.random() < COPIES:
            title, text = chance.choice(edits)(Copy(last.title, last.text), chance)
            dates = last.dates
        else:
            title = f"Report {number}: {_run(words, chance)}"
            text = "\n\n".join(" ".join(_run(words, chance) for _ in range(4)) for _ in range(chance.randint(6, 11)))
            dates = (PublicationDate.of(date(2017, 1, 1) + timedelta(days=chance.randrange(DAYS)), DateOrigin.GIVEN),)
        url = f"https://example.org/{number}"
        last = Draft(text=text, place=url, title=title, source=chance.choice(OUTLETS), dates=dates, url=url)
        yield last


def _run(words: Sequence[str], chance: random.Random) -> str:
    """Twelve words as they stand somewhere, as a sentence."""
    first = chance.randrange(len(words) - 12)
    return " ".join(words[first : first + 12]).strip(".,;:").capitalize() + "."


def _grouping_ms(library: Library, articles: Sequence[Article]) -> float:
    """As loading does it, batch by batch."""
    spent = 0.0
    with library.engine.connect() as connection:
        for first in range(0, len(articles), BATCH):
            batch = articles[first : first + BATCH]
            connection.execute(bands.delete().where(bands.c.article_id.in_([each.id for each in batch])))
            started = time.process_time()
            link_stories(connection, [signed(article) for article in batch])
            spent += time.process_time() - started
        connection.rollback()
    return spent / max(len(articles), 1) * 1000


def main(arguments: Sequence[str]) -> None:
    """Print a line a portion."""
    for cost in measure(int(arguments[0])):
        typer.echo(
            f"{cost.articles:>6} articles: loading {cost.loading_ms:.2f} ms an article, "
            f"grouping {cost.grouping_ms:.2f} ms, {cost.share:.1%}"
        )


if __name__ == "__main__":
    main(sys.argv[1:])
