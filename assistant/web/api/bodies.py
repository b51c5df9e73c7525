"""What comes in and goes out at the HTTP API, beside the Answer, Timeline and LoadReport that Python has too."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from assistant.conversations import Exchange
from assistant.hits import SearchHit
from assistant.models.options import AnswerModeChoice
from assistant.questions.narrowing import Narrowing
from assistant.timelines import MOST_EVENTS
from index.articles import Article, Draft, clean_text
from index.dates import DateOrigin, PublicationDate
from index.errors import UsageError

__all__ = [
    "WHOLE",
    "ArticleBody",
    "ArticleLine",
    "ArticleList",
    "ArticlesBody",
    "AskBody",
    "Day",
    "ExchangeBody",
    "Health",
    "LibraryHealth",
    "NarrowedBody",
    "SearchBody",
    "SearchReply",
    "TimelineBody",
]

MOST_LETTERS = 20_000
"""Of a question."""
YEAR = "(000[1-9]|00[1-9][0-9]|0[1-9][0-9]{2}|[1-9][0-9]{3})"
MONTH = "(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|[12][0-9])"
DATE = f"^{YEAR}(-(0[1-9]|1[0-2])|-({MONTH}))?$"
"""Days that there are; of 29 February the year is looked at later."""


def _whole(value: object) -> object:
    """JSON has no numbers but one kind: 3.0 is 3."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


WHOLE = BeforeValidator(_whole)
"""Stands last: what limits a number is in the document only where it stands next to it."""
Day = Annotated[str, Field(pattern=DATE, examples=["2019-07-31", "2019-07", "2019"])]
Words = Annotated[str, Field(min_length=1, max_length=MOST_LETTERS)]
"""Whether there is a letter in it, of any script, is looked at when it is asked."""


class Body(BaseModel):
    """A request's body: a field that nobody knows is an error, and so is a value of another type."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class NarrowedBody(Body):
    """Where to look. Dates are `YYYY-MM-DD`, `YYYY-MM` or `YYYY`."""

    as_of: Day | None = None
    """A wall: nothing published later is looked at. Today when not given."""
    since: Day | None = None
    """The first publication day, included."""
    until: Day | None = None
    """The last one, included."""
    sources: Annotated[list[Annotated[str, Field(max_length=500)]], Field(max_length=100)] = []
    """Outlets; none for all."""
    k: Annotated[int, Field(ge=1, le=1000), WHOLE] | None = None
    """Passages to look at; those of the settings when not given."""

    def narrowing(self) -> Narrowing:
        """As `Assistant.ask` takes it."""
        return Narrowing(as_of=self.as_of, since=self.since, until=self.until, sources=tuple(self.sources), k=self.k)


class ExchangeBody(Body):
    """A question that was asked before, and its answer."""

    question: Words
    answer: Annotated[str, Field(max_length=MOST_LETTERS)] = ""


class AskBody(NarrowedBody):
    """A question."""

    question: Annotated[Words, Field(examples=["When did talks stall and why?"])]
    mode: AnswerModeChoice | None = None
    """Who writes: `auto` is the chat model where one is set; what the server is set to when not given."""
    history: Annotated[list[ExchangeBody], Field(max_length=100)] = []
    """What was asked and answered before, oldest first: the question may rest on it. It is not kept."""
    stream: bool = False
    """Tell events as they come; `Accept: text/event-stream` does the same."""

    def narrowing(self) -> Narrowing:
        """As `Assistant.ask` takes it."""
        return {**super().narrowing(), "mode": self.mode}

    def said_before(self) -> tuple[Exchange, ...]:
        """The history as `Assistant.ask` takes it."""
        return tuple(Exchange(each.question, each.answer) for each in self.history)


class SearchBody(NarrowedBody):
    """What to search for."""

    query: Annotated[Words, Field(examples=["steel tariffs"])]


class TimelineBody(NarrowedBody):
    """What the timeline is about. `since` and `until` limit the days of the events, not of the articles."""

    topic: Annotated[Words, Field(examples=["steel tariffs"])]
    limit: Annotated[int, Field(ge=1, le=500), WHOLE] = MOST_EVENTS
    """The most events."""


class SearchReply(BaseModel):
    """Passages, best first."""

    hits: list[SearchHit]
    warnings: list[str]
    """What kept the search from finding more."""


class ArticleLine(BaseModel):
    """An article without its text."""

    id: str
    title: str
    published: PublicationDate
    source: str
    author: str
    url: str
    language: str
    loaded_at: datetime
    story_id: str
    characters: int
    """Of its text, in Unicode code points."""

    @classmethod
    def of(cls, article: Article) -> ArticleLine:
        """What is listed of it."""
        fields = article.model_dump(exclude={"text", "content_hash"})
        return cls(**fields, characters=len(article.text))


class ArticleList(BaseModel):
    """A part of the library, newest first, undated last."""

    articles: list[ArticleLine]
    more: bool
    """Whether there are others after these."""


class ArticleBody(Body):
    """One article to add. With an id or an address that the library has, it replaces that article."""

    text: Annotated[str, Field(min_length=1, max_length=5_000_000)]
    title: Annotated[str, Field(max_length=2000)] = ""
    published: Day | None = None
    """As precisely as it is known."""
    source: Annotated[str, Field(max_length=500)] = ""
    """The outlet."""
    author: Annotated[str, Field(max_length=500)] = ""
    url: Annotated[str, Field(max_length=4000)] = ""
    language: Annotated[str, Field(max_length=50)] = ""
    id: Annotated[str, Field(max_length=500)] = ""
    """Kept as the article's id; made from its address or its text when not given."""

    def draft(self, place: str) -> Draft:
        """As the loader takes it. Raises: UsageError for a date that does not exist."""
        try:
            dates = (PublicationDate.of(self.published, DateOrigin.METADATA),) if self.published else ()
        except ValueError as error:
            raise UsageError(f"{place}.published: {error}") from error
        return Draft(place=place, dates=dates, **self.model_dump(exclude={"published"}))


class ArticlesBody(Body):
    """What to add: articles, addresses to fetch, or both."""

    articles: Annotated[list[ArticleBody], Field(max_length=1000)] = []
    urls: Annotated[list[Annotated[str, Field(max_length=4000, pattern=r"^https?://")]], Field(max_length=50)] = []
    """Pages and feeds. Private addresses are not fetched unless the settings say so."""
    published: Day | None = None
    """The publication date of everything; it wins over what is found."""
    source: Annotated[str, Field(max_length=500)] = ""
    """The outlet of everything; it wins over what is found."""

    def inputs(self) -> list[str | Draft]:
        """As the loader takes them. Raises: UsageError when there is nothing, or a date does not exist."""
        if not self.articles and not self.urls:
            raise UsageError("nothing to add", hint="give articles or urls")
        drafts = [each.draft(f"articles[{number}]") for number, each in enumerate(self.articles)]
        return [*drafts, *(clean_text(url) for url in self.urls)]


class LibraryHealth(BaseModel):
    """What the library holds."""

    articles: int
    passages: int
    waiting: int
    """Articles that the indexes lag behind."""


class Health(BaseModel):
    """Whether questions can be answered."""

    status: str
    """`ok`, `empty` (nothing is loaded) or `degraded` (see `problems`)."""
    version: str
    library: LibraryHealth | None = None
    """For callers who may ask; None for others."""
    problems: list[str] = []
