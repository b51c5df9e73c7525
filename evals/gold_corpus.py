"""A suite's articles as the library will hold them, by file and by id.

They are read with the loader's own parts and without a library, so that gold quotes can be placed
and citations checked against the files themselves, whatever a library made of them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from index.articles import Draft, article_id
from index.dates import PublicationDate
from index.dating import settle_date
from index.errors import UsageError
from index.readers import Problem, ReadOptions, read_inputs

__all__ = ["GoldArticle", "GoldCorpus", "corpus_digest", "read_corpus"]


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """One article of a corpus."""

    id: str
    name: str
    """Its file's name without the ending; for a file of many articles, the article's id."""
    text: str
    published: PublicationDate
    title: str = ""
    url: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class GoldCorpus:
    """The articles that a suite is asked over."""

    by_id: Mapping[str, GoldArticle]
    by_name: Mapping[str, GoldArticle]

    @classmethod
    def of(cls, *articles: GoldArticle) -> GoldCorpus:
        """A corpus of these articles."""
        return cls({each.id: each for each in articles}, {each.name: each for each in articles})


def read_corpus(folder: Path) -> GoldCorpus:
    """All articles under a folder.

    Raises: UsageError when it is not there, holds nothing, or holds a file that cannot be read.
    """
    if not folder.is_dir():
        raise UsageError(f"no corpus folder at {str(folder)!r}", hint="correct `corpus:` in the suite file")
    articles = []
    options = ReadOptions()
    for each in read_inputs([str(folder)], options):
        if isinstance(each, Problem):
            if each.failed:
                raise UsageError(f"the corpus cannot be read: {each.place}: {each.reason}")
            continue
        articles.append(_article(each, options))
    if not articles:
        raise UsageError(f"no article in the corpus {str(folder)!r}")
    return GoldCorpus.of(*articles)


def corpus_digest(corpus: GoldCorpus) -> str:
    """Changes when an article's id, date or text changes."""
    digest = hashlib.sha256()
    for identity in sorted(corpus.by_id):
        article = corpus.by_id[identity]
        digest.update("\x1f".join((identity, str(article.published), article.text)).encode())
    return digest.hexdigest()


def _article(draft: Draft, options: ReadOptions) -> GoldArticle:
    published = settle_date(draft, options, today=datetime.now(tz=UTC).date()).published
    identity = article_id(draft, published)
    place = Path(draft.place)
    name = place.stem if place.exists() else identity
    return GoldArticle(
        id=identity,
        name=name,
        text=draft.text,
        published=published,
        title=draft.title,
        url=draft.url,
        source=draft.source,
    )
