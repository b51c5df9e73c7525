"""Made-up articles, libraries of them, and questions taken apart, made from as little as a test says."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from assistant import Assistant
from assistant.evidence import Evidence, gather
from assistant.questions import UnderstoodQuestion, understand
from index.articles import Article, Draft
from index.dates import DateOrigin, PublicationDate
from index.passages import PassageSettings, split
from index.retrieval import ScoredPassage
from tests.index.index_making import LOADED, published

AS_OF = date(2019, 7, 31)
STALLED = "Talks have stalled since May, when the union accused the island of reneging on pledges to open its ports."
FISH = f"""CAPE TOWN — Negotiators from Kestrel Island and the Northern Union will meet in Vienna next week, two \
officials said on Thursday.

{STALLED} The union then doubled its levy on tuna to 20 percent.

Kestrel Island exports about $3 billion of fish a year. Its finance minister, Ada Brook, said on Monday that the \
delegations would meet in person once a date was agreed."""
STEEL = (
    "Steel makers in the valley said orders fell 4 percent in June. "
    "The owner of the largest mill, Tom Reed, closed a furnace because of cheap imports from Ostland."
)


def draft(
    text: str = FISH,
    *,
    id: str = "",  # noqa: A002 - the record's own name for it
    title: str = "Island and union to resume fish talks",
    day: str | None = "2019-07-05",
    source: str = "Harbour Wire",
) -> Draft:
    dates = (PublicationDate.of(day, DateOrigin.METADATA),) if day else ()
    return Draft(text=text, place="test", id=id, title=title, source=source, dates=dates)


def library_of(folder: Path, *drafts: Draft) -> Assistant:
    parley = Assistant.open(folder, embedding="hashing")
    if drafts:
        parley.load(drafts)
    return parley


def fish_and_steel(folder: Path) -> Assistant:
    return library_of(
        folder,
        draft(id="fish"),
        draft(STEEL, id="steel", title="Steel orders fall", day="2019-07-02", source="Valley Post"),
    )


def article(
    text: str = FISH,
    *,
    id: str = "a1",  # noqa: A002
    title: str = "Island and union to resume fish talks",
    day: str | None = "2019-07-05",
    source: str = "Harbour Wire",
    story: str = "",
) -> Article:
    return Article(
        id=id,
        title=title,
        text=text,
        published=published(day),
        source=source,
        loaded_at=LOADED,
        content_hash=id,
        story_id=story or id,
    )


def found(*articles: Article, budget_tokens: int = 512) -> list[ScoredPassage]:
    """All their passages, as though found in this order."""
    passages = [
        (each, passage)
        for each in articles
        for passage in split(each.id, each.text, PassageSettings(budget_tokens=budget_tokens))
    ]
    return [
        ScoredPassage(passage, each, score=1.0 / rank, rank=rank, similarity=0.0)
        for rank, (each, passage) in enumerate(passages, start=1)
    ]


def alike(terms: Sequence[str]) -> dict[str, float]:
    """Every word as telling as any other."""
    return dict.fromkeys(terms, 1.0)


def asked(question: str, *, as_of: date = AS_OF) -> UnderstoodQuestion:
    return understand(question, as_of=as_of)


def evidence_of(question: str, *articles: Article) -> Evidence:
    from index.keywords import Analyzer

    return gather(asked(question), found(*articles), Analyzer().terms, alike)
