"""Articles, libraries and texts for the tests of the index, made from as little as a test says."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from hypothesis import strategies as st

from index.articles import Article, Draft, content_hash
from index.boilerplate import set_aside
from index.dates import DateOrigin, PublicationDate
from index.derived import DerivedIndexes
from index.embedding import HashingEmbedder
from index.library import Library, StoredArticle
from index.loading import Loader
from index.passages import PassageSettings, split

SETTINGS = PassageSettings(budget_tokens=64)
LOADED = datetime(2024, 6, 1, tzinfo=UTC)

SCRIPTS = [
    "Talks stalled. ",
    'Mr. Smith of the U.S. said: "No deal." ',
    "中美贸易谈判。双方没有达成协议！",
    "المحادثات توقفت. ",
    "השיחות נעצרו? ",
    "😀🏴󠁧󠁢󠁥󠁮󠁧󠁿👩‍👩‍👧 ",
    "e\u0301\u0316 n\u0303 ",
    "क्षत्रिय। ",
    "\u200f\u202b",
    "\n",
    "\n\n",
    " \u3000\t",
    "...",
    "?!”",
    "Nov. 30, 1987 ",
    "READ MORE: steel\n",
    "PHOTO: Reuters\n",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
]
TEXTS = st.lists(
    st.one_of(st.sampled_from(SCRIPTS), st.text(max_size=20), st.sampled_from(SCRIPTS).map(lambda part: part * 40)),
    max_size=30,
).map("".join)
"""Texts in several scripts, with line ends, marks and right-to-left letters in unlucky places."""


def published(value: str | None) -> PublicationDate:
    return PublicationDate.of(value, DateOrigin.METADATA)


def an_article(
    identity: str = "a1",
    text: str = "The talks stalled in May.",
    *,
    title: str = "Talks stall",
    day: str | None = "2019-05-10",
    source: str = "Cape Ledger",
) -> Article:
    draft = Draft(text=text, place="", title=title, source=source)
    return Article(
        id=identity,
        title=title,
        text=text,
        published=published(day),
        source=source,
        loaded_at=LOADED,
        content_hash=content_hash(draft, published(day)),
        story_id=identity,
    )


def stored(article: Article) -> StoredArticle:
    passages = split(article.id, article.text, SETTINGS, set_aside(article.text))
    return StoredArticle(article, passages)


def put(library: Library, *articles: Article) -> None:
    library.put([stored(article) for article in articles])


def indexes_in(folder: Path, fingerprint: str = "hashing/64") -> DerivedIndexes:
    return DerivedIndexes(folder, HashingEmbedder, fingerprint)


def loader_in(folder: Path) -> Loader:
    return Loader(Library.in_folder(folder), indexes_in(folder), SETTINGS)


WORDS = (
    "tariff steel soybeans talks duty quota minister Beijing Washington Brussels export import deal pact round list "
    "billion percent yuan dollar factory port harvest aluminium chips rare earths truce deadline delay retaliation"
).split()


def sentence(chance: random.Random) -> str:
    return " ".join(chance.choices(WORDS, k=chance.randint(6, 18))).capitalize() + "."


def records(count: int, *, seed: int = 7, sentences: int = 8) -> Iterator[dict[str, str]]:
    """Made-up articles as JSON records; every fifth is a copy of the one before under another address."""
    chance = random.Random(seed)
    body = ""
    for number in range(count):
        if number % 5 != 4 or not body:
            body = "\n\n".join(sentence(chance) for _ in range(sentences))
        yield {
            "id": f"r{number:05}",
            "title": sentence(chance)[:50],
            "text": body,
            "published": f"2019-{number // 5 % 12 + 1:02}-{number % 5 + 10}",
            "source": ["Cape Ledger", "The Examiner", "Harbour Wire"][number % 3],
        }


def write_records(path: Path, count: int, *, seed: int = 7) -> Path:
    path.write_text("".join(json.dumps(record) + "\n" for record in records(count, seed=seed)), encoding="utf-8")
    return path
