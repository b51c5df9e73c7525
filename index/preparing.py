"""From inputs to articles that can be stored: read, dated, cut into passages. Nothing here knows the library.

`Work` is where that is done: `Here`, in the process that stores them, or on other machines (`index.ray_work`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import BinaryIO, Protocol, TypeVar

from index.articles import Article, Draft, Passage, article_id, content_hash
from index.boilerplate import set_aside
from index.cutting import cut_article
from index.dating import settle_date
from index.passages import PassageSettings
from index.readers import Problem, ReadOptions, read_inputs
from index.readers.drafting import make_draft

__all__ = ["Here", "Intake", "Settled", "Work", "batches", "settle", "settled_all"]

BATCH = 64
BATCH_LETTERS = 2_000_000


@dataclass(frozen=True, slots=True)
class Intake:
    """What is read, and how."""

    inputs: Sequence[str | Draft]
    """Files, folders, addresses, `-` for standard input, or drafts made in Python; read in this order."""
    options: ReadOptions
    today: date
    """Publication dates after it are doubted."""
    stdin: BinaryIO | None = None
    on_bytes: Callable[[int], None] = lambda _: None
    """Told how many more bytes were read."""


@dataclass(frozen=True, slots=True)
class Settled:
    """An article with its date and id."""

    article: Article
    place: str
    """Where it was read."""
    doubts: tuple[str, ...]
    """What a person should know of it."""


Read = TypeVar("Read", Draft | Problem, Settled | Problem)


class Work(Protocol):
    """Who reads, dates and cuts."""

    @property
    def ahead(self) -> int:
        """Batches that are cut while an earlier one is stored."""
        ...

    def settled(self, intake: Intake) -> Iterator[list[Settled | Problem]]:
        """What the inputs hold, in their order, in batches."""
        ...

    def cut(self, articles: Sequence[Article]) -> Callable[[], list[list[Passage]]]:
        """Begin to cut articles into passages; the call of what is returned waits for them, one list an article."""
        ...


class Here:
    """All in this process."""

    ahead = 0

    def __init__(self, passages: PassageSettings) -> None:
        self._passages = passages

    def settled(self, intake: Intake) -> Iterator[list[Settled | Problem]]:
        """See `Work`."""
        for batch in batches(_drafts(intake)):
            yield settled_all(batch, intake.options, intake.today)

    def cut(self, articles: Sequence[Article]) -> Callable[[], list[list[Passage]]]:
        """See `Work`."""
        return lambda: [cut_article(article, self._passages) for article in articles]


def settled_all(batch: Iterable[Draft | Problem], options: ReadOptions, today: date) -> list[Settled | Problem]:
    """Date what was read; a Problem stays one."""
    return [settle(each, options, today) if isinstance(each, Draft) else each for each in batch]


def settle(draft: Draft, options: ReadOptions, today: date) -> Settled:
    """Give a draft its date, its id and a title."""
    settled = settle_date(draft, options, today=today)
    source = options.source or draft.source
    title = draft.title or _headless_title(draft.text)
    # the made-up title takes no part in the id: a better way of making it must not change ids
    identity = article_id(draft.model_copy(update={"source": source}), settled.published)
    named = draft.model_copy(update={"source": source, "title": title})
    article = Article(
        id=identity,
        title=title,
        text=draft.text,
        published=settled.published,
        source=source,
        author=draft.author,
        url=draft.url,
        language=draft.language,
        loaded_at=datetime.now(tz=UTC),
        content_hash=content_hash(named, settled.published),
        story_id=identity,
    )
    return Settled(article, draft.place, (*settled.doubts, *draft.notes))


def batches(read: Iterable[Read]) -> Iterator[list[Read]]:
    """Up to `BATCH` at once, and no more letters than `BATCH_LETTERS` and one article.

    The same for the same articles, wherever they were read: which articles are stored together shows in the report.
    """
    batch: list[Read] = []
    letters = 0
    for each in read:
        batch.append(each)
        letters += _letters(each)
        if len(batch) == BATCH or letters >= BATCH_LETTERS:
            yield batch
            batch, letters = [], 0
    if batch:
        yield batch


def _letters(each: Draft | Settled | Problem) -> int:
    if isinstance(each, Problem):
        return 0
    return len(each.text if isinstance(each, Draft) else each.article.text)


def _drafts(intake: Intake) -> Iterator[Draft | Problem]:
    for each in intake.inputs:
        if isinstance(each, Draft):
            yield make_draft(**{name: getattr(each, name) for name in Draft.model_fields})
        else:
            yield from read_inputs([each], intake.options, stdin=intake.stdin, on_bytes=intake.on_bytes)


def _headless_title(text: str) -> str:
    """A name for an article without a title: the beginning of its first line that is no caption."""
    text = text[:4000]
    aside = set_aside(text)
    start = 0
    for span in aside:
        if text[start : span.start].strip():
            break
        start = span.end
    words = text[start : start + 400].strip().split("\n", 1)[0].split()
    title = ""
    for word in words:
        if len(title) + len(word) > 80:
            return f"{title} …"
        title = f"{title} {word}".strip()
    return title
