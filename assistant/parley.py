"""The front door: one library opened, loaded, asked and looked after.

with Assistant.open("~/.parley") as parley:
    parley.load(["articles/"])
    answer = parley.ask("When did talks stall and why?", as_of="2019-07-31")
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import date
from functools import partial
from itertools import chain
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, BinaryIO, Self, Unpack

from assistant.answering.chain import Chain
from assistant.answers import Answer
from assistant.conversations import (
    Conversation,
    ConversationDatabase,
    ConversationSummary,
    Exchange,
    conversation_of,
    followed,
    talked,
)
from assistant.conversations.store import listed
from assistant.models.chat import model_of
from assistant.models.embedding import as_embedder, embedder_of
from assistant.models.spending import Meter
from assistant.models.writing import Writing
from assistant.questions import Request
from assistant.questions.narrowing import Narrowing, request_of, window_of
from assistant.settings import Settings, fingerprint_of, load_settings
from assistant.streaming import AnswerEvent, StreamEvent
from assistant.timelines import DEFAULT_K, MOST_EVENTS, Timeline, Timeliner
from index.articles import Article, Draft, clean_text
from index.cutting import cut_anew
from index.embedding import Embedder
from index.errors import LibraryMissing, StorageError
from index.filters import SearchFilter
from index.loading import Loader, LoadProgress, LoadReport
from index.retrieval import Found, Retriever, ScoredPassage

if TYPE_CHECKING:
    from collections.abc import Callable

    from llama_index.core.base.embeddings.base import BaseEmbedding
    from llama_index.core.llms import LLM
    from llama_index.core.query_engine import BaseQueryEngine
    from llama_index.core.retrievers import BaseRetriever

    from assistant.conversations.asking_a_model import ModelRewriter
    from assistant.feedback import Feedback
    from assistant.figures import FigureTable
    from assistant.maintenance import BackupManifest, LibraryStats, Restored
    from assistant.quotes import QuoteList
    from index.preparing import Work

__all__ = ["Assistant"]


class Assistant:
    """One library and everything that can be done with it. Threads may share it for asking."""

    def __init__(
        self,
        settings: Settings,
        *,
        embedder: Embedder | BaseEmbedding | None = None,
        llm: LLM | None = None,
        create: bool = True,
    ) -> None:
        """Open the library of the settings.

        `embedder` is used instead of the one that `settings.embedding` names, and `llm`, any LlamaIndex model, instead
        of the one that `settings.chat` describes. Nothing heavy is loaded yet.
        Raises: LibraryMissing when there is none and `create` is off; StorageError, LibraryDamaged, LibraryTooNew.
        """
        self.settings = settings
        self.folder = settings.folder
        places = settings.places
        if create or places.shared:
            _make(self.folder)
        self.library = places.library(create=create)
        given = as_embedder(embedder) if embedder is not None else None
        name = given.fingerprint if given else settings.embedding_fingerprint
        fingerprint = fingerprint_of(name, settings.passages)
        self._make_embedder: Callable[[], Embedder] = (
            partial(embedder_of, settings.embedding, settings.embedding_endpoint) if given is None else lambda: given
        )
        self.indexes = places.indexes(self.library, self._make_embedder, fingerprint)
        self.retriever = Retriever(self.library, self.indexes, settings.retrieval)
        made_by = f"{settings.model_dump_json(exclude={'library', 'serving', 'database_url', 'chroma'})}{fingerprint}"
        self.model = model_of(settings.chat, llm)
        self._writing = Writing(settings.mode, self.model, settings.prompts)
        self._chain = Chain(self.library, self.retriever, made_by, self._writing)
        self._talks = ConversationDatabase(self.folder, settings.database_url)
        self._timeliner = Timeliner(self.library, self.retriever, made_by)
        self._made_by = made_by

    @classmethod
    def open(
        cls,
        folder: str | Path | None = None,
        *,
        settings: Settings | None = None,
        embedder: Embedder | BaseEmbedding | None = None,
        llm: LLM | None = None,
        create: bool = True,
        **given: Any,
    ) -> Self:
        """Open a library by its folder, or by settings; `given` are single settings (`k=5`).

        `llm` and `embedder` are as the constructor takes them. Without settings those of the environment hold.
        Raises: SettingsError and what the constructor does.
        """
        if settings is None:
            settings, _ = load_settings(library=folder, **given)
        elif folder is not None:
            settings = settings.model_copy(update={"library": Path(folder)})
        return cls(settings, embedder=embedder, llm=llm, create=create)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the library's files."""
        self.indexes.close()
        self._talks.close()
        self.library.close()

    # loading

    def load(
        self,
        inputs: Sequence[str | Path | Draft],
        *,
        dry_run: bool = False,
        stdin: BinaryIO | None = None,
        progress: Callable[[LoadProgress], None] = lambda _: None,
        ray: str | None = None,
        **options: Any,
    ) -> LoadReport:
        """Load files, folders, patterns, addresses, `-` for standard input, or drafts made in Python.

        `options` are those of `index.readers.ReadOptions`: `published`, `source`, `format`, `fields`. `ray` is the
        address of a Ray cluster that reads, cuts and embeds, or `local`.
        Raises: LibraryLocked when another process is loading; StorageError when the disk is full; LibraryUnreachable.
        """
        listed = [str(each) if isinstance(each, Path) else each for each in inputs]
        given = self.settings.loading.options(**options)
        with self._work(ray) as work:
            loader = Loader(self.library, self.indexes, self.settings.passages, work)
            return loader.load(listed, given, dry_run=dry_run, stdin=stdin, progress=progress)

    @contextmanager
    def _work(self, ray: str | None) -> Iterator[Work | None]:
        """Who prepares articles for storing: nobody but this process, or a cluster."""
        if ray is None:
            yield None
            return
        from index.ray_work import RayWork

        with closing(RayWork(ray, self.settings.passages, self._make_embedder)) as work:
            self.indexes.use(work.embedder)
            yield work

    def remove(self, ids: Sequence[str]) -> int:
        """Delete articles by id; returns how many there were."""
        with self.library.writer():
            self.indexes.check_make()
            removed = self.library.remove(ids)
            self.indexes.catch_up(self.library)
        return removed

    def rebuild(self, progress: Callable[[int], None] = lambda _: None) -> int:
        """Make the indexes anew from the articles; returns how many articles they hold.

        Articles that were cut into passages by other settings are cut anew first.
        """
        with self.library.writer():
            cut_anew(self.library, self.settings.passages)
            return self.indexes.rebuild(self.library, progress)

    # asking

    def ask(
        self,
        question: str,
        *,
        conversation: Conversation | None = None,
        history: Sequence[Exchange] = (),
        **narrowed: Unpack[Narrowing],
    ) -> Answer:
        """Answer a question from the articles; see `Narrowing` for what may be given with it.

        In a conversation the question may rest on those before it, and the turn is kept; what was narrowed before
        is not narrowed again by itself. `history` is what was said elsewhere, oldest first: it is used without a
        conversation, and not kept.
        Raises: UsageError for an empty question or dates that are none; LibraryMissing when nothing was loaded;
        IndexStale when no index can be asked.
        """
        for event in self.stream(question, conversation=conversation, history=history, **narrowed):
            if isinstance(event, AnswerEvent):
                return event.answer
        raise AssertionError("a stream ends with its answer")

    def stream(
        self,
        question: str,
        *,
        conversation: Conversation | None = None,
        history: Sequence[Exchange] = (),
        **narrowed: Unpack[Narrowing],
    ) -> Iterator[StreamEvent]:
        """The same, told while it is made: what is searched, the text piece by piece, and last the answer.

        Closing the iterator ends the work. Raises: what `ask` raises, at the first event.
        """
        request = self._request(question, narrowed)
        rewriter = self._rewriter(request)
        answered = partial(self._chain.stream, meter=rewriter.meter if rewriter else None)
        if conversation is None:
            yield from followed(history, request, answered, rewriter)
        else:
            yield from talked(conversation, request, answered, rewriter)

    def _rewriter(self, request: Request) -> ModelRewriter | None:
        """What makes follow-ups stand alone where a model writes; None for the rules alone."""
        model = self._writing.model_for(request.mode, request.model)
        if model is None:
            return None
        from assistant.conversations.asking_a_model import ModelRewriter

        meter = Meter(self._writing.spending(model))
        return ModelRewriter(model, meter, request.as_of or request.today, self._writing.prompts)

    def find(self, text: str, **narrowed: Unpack[Narrowing]) -> Found:
        """The passages that an answer would be looked for in, and what kept it from finding more.

        Raises: what `ask` raises, but finds nothing for a text without a word.
        """
        return self._chain.find(self._request(text, narrowed))

    def search(self, text: str, **narrowed: Unpack[Narrowing]) -> list[ScoredPassage]:
        """The passages of `find`, best first."""
        return self.find(text, **narrowed).passages

    def timeline(self, topic: str, *, limit: int = MOST_EVENTS, **narrowed: Unpack[Narrowing]) -> Timeline:
        """What happened when: at most `limit` events about a topic, in order of time.

        `since` and `until` limit the days of the events, not of the articles; `k` is 60 when not given.
        Undated articles are left out. Raises: what `ask` raises.
        """
        request = self._request(topic, {**narrowed, "k": DEFAULT_K if narrowed.get("k") is None else narrowed["k"]})
        return self._timeliner.make(request, limit=limit)

    def quotes(
        self, speaker: str = "", about: str = "", *, limit: int = 20, **narrowed: Unpack[Narrowing]
    ) -> QuoteList:
        """Who said what: statements of a speaker, about a subject, or both, the newest article first.

        `speaker` is a name, a part of it, an office or an organisation; `k` is 200 when not given.
        Raises: what `ask` raises.
        """
        from assistant.quotes import DEFAULT_K as MOST_READ
        from assistant.quotes import QuoteFinder

        request = self._request(about, {**narrowed, "k": narrowed.get("k") or MOST_READ})
        return QuoteFinder(self.library, self.retriever, self._made_by).find(clean_text(speaker), request, limit=limit)

    def figures(
        self,
        about: str = "",
        *,
        imposed_by: str = "",
        on: str = "",
        measure: str | None = None,
        state: str | None = None,
        limit: int = 50,
        **narrowed: Unpack[Narrowing],
    ) -> FigureTable:
        """Tariff rates, quotas and values of trade as a table, the newest article first, each cell with its words.

        `imposed_by` and `on` are countries; `measure` and `state` are values of `assistant.figures.Measure` and
        `FigureState`; `k` is 200 when not given. Raises: ValueError for others; what `ask` raises.
        """
        from assistant.figures import DEFAULT_K as MOST_READ
        from assistant.figures import FigureFilter, FigureFinder, FigureState, Measure

        wanted = FigureFilter(
            measure=Measure(measure) if measure else None,
            state=FigureState(state) if state else None,
            imposed_by=clean_text(imposed_by),
            on=clean_text(on),
        )
        request = self._request(about, {**narrowed, "k": narrowed.get("k") or MOST_READ})
        return FigureFinder(self.library, self.retriever, self._made_by).find(request, wanted, limit=limit)

    def _request(self, text: str, narrowed: Narrowing) -> Request:
        if not self.library.counts()[0]:
            raise LibraryMissing(f"the library at {str(self.folder)!r} is empty", hint="run `parley load PATH` first")
        return request_of(text, narrowed, k=self.settings.k)

    # talking

    def conversation(self, id: str | None = None, *, owner: str = "") -> Conversation:  # noqa: A002 - as `talk.id`
        """A new conversation, or the one with this id; pass it to `ask` and `stream`.

        `owner` is for programs with users: each sees only what is kept under its own name.
        Raises: ConversationMissing when this owner has none of that id.
        """
        return conversation_of(self._talks, id, owner)

    def conversations(
        self, search: str = "", *, owner: str = "", limit: int | None = 50, offset: int = 0
    ) -> list[ConversationSummary]:
        """The owner's conversations, the last touched first; `search` names words of titles, questions, answers."""
        return listed(self._talks, owner, search=search, limit=limit, offset=offset)

    def give_feedback(
        self,
        answer: Answer,
        good: bool,
        *,
        comment: str = "",
        expected: str = "",
        owner: str = "",
        replaces: str = "",
    ) -> Feedback:
        """Keep a reader's word on an answer, for those who write eval cases; `expected` is what was hoped for.

        `replaces` is the id of an earlier word of the same owner that this one stands in place of.
        """
        from assistant.feedback import keep_feedback

        said = {"comment": comment, "expected": expected, "owner": owner, "replaces": replaces}
        return keep_feedback(self._talks, answer, good=good, **said)

    def feedback(self, *, good: bool | None = None) -> list[Feedback]:
        """All feedback that is kept, oldest first, or only the good or the bad of it."""
        from assistant.feedback import all_feedback

        return all_feedback(self._talks, good=good)

    # looking

    def articles(
        self,
        *,
        source: str | None = None,
        since: str | date | None = None,
        until: str | date | None = None,
        limit: int = 50,
        offset: int = 0,
    ) -> list[Article]:
        """Articles, newest first, undated last."""
        where = SearchFilter(window=window_of(since, until), sources=(source,) if source else ())
        return self.library.listing(where, limit=limit, offset=offset)

    def all_articles(
        self,
        *,
        source: str | None = None,
        since: str | date | None = None,
        until: str | date | None = None,
    ) -> Iterator[Article]:
        """Every article that fits, in the order of ids, in bounded memory."""
        where = SearchFilter(window=window_of(since, until), sources=(source,) if source else ())
        return chain.from_iterable(self.library.iterate(where=where))

    def article(self, article_id: str) -> Article | None:
        """One article, or None when it is not there."""
        return self.library.get([article_id]).get(article_id)

    # looking after

    def stats(self) -> LibraryStats:
        """What the library holds, in numbers."""
        from assistant.maintenance import library_stats

        return library_stats(self.folder, self.library, self.indexes)

    def backup(self, to: str | Path, *, force: bool = False) -> BackupManifest:
        """Write all articles to one file, as of one moment; the indexes, which are derived, are not in it.

        Raises: UsageError when the file exists and `force` is off; LibraryDamaged; StorageError.
        """
        from assistant.maintenance import backup

        return backup(self.folder, Path(to), force=force, database_url=self.settings.database_url)

    @classmethod
    def restore(
        cls,
        settings: Settings,
        file: str | Path,
        *,
        force: bool = False,
        progress: Callable[[int], None] = lambda _: None,
    ) -> Restored:
        """Make the settings' library what a backup holds, and rebuild its indexes.

        Raises: UsageError when there is a library and `force` is off; InputError for what is no sound backup;
        LibraryTooNew; LibraryLocked; StorageError.
        """
        from assistant.maintenance import restore

        restored = restore(settings, Path(file), force=force)
        with cls(settings) as parley:
            parley.rebuild(progress)
        return restored

    # for LlamaIndex

    def as_retriever(self, **options: Any) -> BaseRetriever:
        """A LlamaIndex retriever over this library; `options` are those of `search`."""
        from assistant.llama import ParleyRetriever

        return ParleyRetriever(self.search, options)

    def as_query_engine(self, **options: Any) -> BaseQueryEngine:
        """A LlamaIndex query engine; its responses carry the citations as source nodes. Options as of `ask`."""
        from assistant.llama import ParleyQueryEngine

        return ParleyQueryEngine(self.ask, options)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise StorageError(
            f"the library's folder {str(folder)!r} cannot be made ({error.strerror})", hint="give another --library"
        ) from error
