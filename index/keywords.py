"""The keyword index: BM25 over passages and over whole articles, by tantivy.

A passage is scored with its article's title; the article's own score says whether the rest of it
is about the question too. The index is derived: deleting its folder loses nothing.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.articles import Article, Passage
from index.errors import IndexStale, StorageError
from index.filters import UNDATED, SearchFilter, day_range, source_key
from index.word_forms import WordForms

if TYPE_CHECKING:
    import tantivy

__all__ = ["Analyzer", "KeywordIndex"]

ANALYZER = "english_news"
INITIALS = re.compile(r"[A-Z](?<!\w[A-Z])\.(?:[A-Z]\.){1,3}")
"""`U.S.`, not behind a letter; said from its first capital, which is found three times as fast as a word's edge."""
DOTTED = re.compile(r"\.[A-Z]\.")
"""Stands in all initials: by it most texts are quickly told to have none."""
WRITER_BYTES = 15_000_000
"""Memory of each of the two writers; what is written between two commits is a few million letters."""


class Analyzer:
    """Makes the stems that texts are searched by."""

    def __init__(self) -> None:
        import tantivy

        self._analyzer = _analyzer(tantivy)
        self._forms = WordForms(self._analyzer.analyze)

    def terms(self, text: str) -> list[str]:
        """Stems of a text: lower case, no accents, no stop words, irregular verbs by their plain form, no repeats."""
        try:
            stems = self._analyzer.analyze(text)
        except UnicodeEncodeError:  # a question from a command line may hold bytes that are no text
            stems = self._analyzer.analyze(text.encode("utf-8", "replace").decode())
        return list(dict.fromkeys(self._forms.plain(stems)))


class KeywordIndex:
    """BM25 (k1 = 1.2, b = 0.75) over stemmed English words; other scripts match by whole words."""

    def __init__(self, folder: Path) -> None:
        """Open or create. Raises: IndexStale when the files cannot be read."""
        import tantivy

        self._tantivy = tantivy
        self._folder = folder
        self._forms = WordForms(_analyzer(tantivy).analyze)
        try:
            self._passages = self._open(folder / "passages")
            self._articles = self._open(folder / "articles")
        except (ValueError, OSError) as error:
            raise IndexStale(
                f"the keyword index at {str(folder)!r} cannot be read", hint="run `parley rebuild`"
            ) from error

    def _open(self, folder: Path) -> tantivy.Index:
        folder.mkdir(parents=True, exist_ok=True)
        builder = self._tantivy.SchemaBuilder()
        for field in ("title", "body"):
            builder.add_text_field(field, tokenizer_name=ANALYZER)
        for field in ("article", "source"):
            builder.add_text_field(field, stored=field == "article", tokenizer_name="raw")
        builder.add_integer_field("ordinal", stored=True, fast=True)
        for field in ("published_from", "published_to"):
            builder.add_integer_field(field, indexed=True, fast=True)
        index = self._tantivy.Index(builder.build(), path=str(folder), reuse=True)
        index.register_tokenizer(ANALYZER, _analyzer(self._tantivy))
        return index

    def write(self, articles: Iterable[tuple[Article, Sequence[Passage]]], replace: Iterable[str] = ()) -> None:
        """Add articles with their passages; whatever stood under the ids in `replace` goes first.

        All of it is visible at once, or, after a crash, none of it.
        Raises: StorageError when the disk is full or the files cannot be written.
        """
        try:
            self._write(articles, replace)
        except (ValueError, OSError) as error:
            raise StorageError(
                f"the keyword index at {str(self._folder)!r} cannot be written: {error}",
                hint="check the disk and run `parley rebuild`",
            ) from error

    def _write(self, articles: Iterable[tuple[Article, Sequence[Passage]]], replace: Iterable[str]) -> None:
        passages = self._passages.writer(WRITER_BYTES, 1)
        whole = self._articles.writer(WRITER_BYTES, 1)
        for article_id in replace:
            passages.delete_documents_by_term("article", article_id)
            whole.delete_documents_by_term("article", article_id)
        for article, parts in articles:
            common = self._common(article)
            whole.add_document(self._document(common, -1, article.text))
            for passage in parts:
                passages.add_document(self._document(common, passage.ordinal, passage.text))
        for writer, index in ((passages, self._passages), (whole, self._articles)):
            writer.commit()
            writer.wait_merging_threads()
            index.reload()

    def _common(self, article: Article) -> dict[str, Any]:
        """The fields that an article and its passages share."""
        first, last = day_range(article.published)
        return {
            "title": _initials_joined(article.title),
            "article": article.id,
            "source": source_key(article.source),
            "published_from": first,
            "published_to": last,
        }

    def _document(self, common: dict[str, Any], ordinal: int, body: str) -> tantivy.Document:
        return self._tantivy.Document(body=_initials_joined(body), ordinal=ordinal, **common)

    def rarity(self, terms: Sequence[str], not_after: date | None = None) -> dict[str, float]:
        """How telling each term is: ln(1 + (N - n + .5) / (n + .5)) over passages, BM25's own weight.

        With `not_after` only passages of articles published by that day are counted.
        """
        searcher = self._passages.searcher()
        if not_after is None:
            total = searcher.num_docs
            counts = {term: sum(searcher.doc_freq("body", form) for form in self._forms.all_of(term)) for term in terms}
            holding = {term: min(count, total) for term, count in counts.items()}
        else:
            total = self._published_by(not_after)
            holding = {term: self._published_by(not_after, term) for term in terms}
        return {term: math.log(1 + (total - holding[term] + 0.5) / (holding[term] + 0.5)) for term in terms}

    def _published_by(self, day: date, term: str | None = None) -> int:
        """Passages of articles published by the day, or those of them that hold the term."""
        make, occur = self._tantivy.Query, self._tantivy.Occur
        clauses = [(occur.Must, clause) for clause in self._filters(self._passages, SearchFilter(not_after=day))]
        if term is not None:
            # a set of terms is looked for among all the terms of the index, ten times as slowly as each by its name
            forms = [make.term_query(self._passages.schema, "body", form) for form in self._forms.all_of(term)]
            clauses.append((occur.Must, make.boolean_query([(occur.Should, form) for form in forms])))
        # the package's own types leave the count out
        found: Any = self._passages.searcher().search(make.boolean_query(clauses), 1, count=True)
        return int(found.count or 0)

    def search_passages(self, terms: Sequence[str], limit: int, where: SearchFilter) -> dict[str, float]:
        """BM25 scores (> 0, no upper bound) by passage id, at most `limit`, best first."""
        hits = self._search(self._passages, terms, limit, where)
        return {f"{article}#{ordinal}": score for article, ordinal, score in hits}

    def search_articles(self, terms: Sequence[str], limit: int, where: SearchFilter) -> dict[str, float]:
        """BM25 scores of whole articles by article id, at most `limit`, best first."""
        return {article: score for article, _, score in self._search(self._articles, terms, limit, where)}

    def _search(
        self, index: tantivy.Index, terms: Sequence[str], limit: int, where: SearchFilter
    ) -> list[tuple[str, int, float]]:
        if not terms:
            return []
        make, occur = self._tantivy.Query, self._tantivy.Occur
        words = [
            (occur.Should, make.term_query(index.schema, field, form))
            for term in terms
            for form in self._forms.all_of(term)
            for field in ("title", "body")
        ]
        clauses = [(occur.Must, make.boolean_query(words))]
        clauses += [(occur.Must, make.const_score_query(clause, 0.0)) for clause in self._filters(index, where)]
        searcher = index.searcher()
        found = searcher.search(make.boolean_query(clauses), limit, count=False).hits
        documents = [(score, searcher.doc(address)) for score, address in found]
        return [(_text(doc, "article"), int(doc["ordinal"][0]), float(score)) for score, doc in documents]

    def _filters(self, index: tantivy.Index, where: SearchFilter) -> list[tantivy.Query]:
        make, integer = self._tantivy.Query, self._tantivy.FieldType.Integer

        def between(field: str, low: int, high: int) -> tantivy.Query:
            return make.range_query(index.schema, field, integer, low, high)

        clauses = []
        if where.dated:
            clauses.append(between("published_to", 0, where.not_after.toordinal() if where.not_after else UNDATED - 1))
        if where.window:
            if where.window.last:
                clauses.append(between("published_from", 0, where.window.last.toordinal()))
            if where.window.first:
                clauses.append(between("published_to", where.window.first.toordinal(), UNDATED - 1))
        if where.sources:
            folded = [source_key(source) for source in where.sources]
            clauses.append(make.term_set_query(index.schema, "source", folded))
        return clauses

    def counts(self) -> tuple[int, int]:
        """Articles and passages in the index."""
        return self._articles.searcher().num_docs, self._passages.searcher().num_docs

    def reload(self) -> None:
        """See what another process has written since."""
        self._passages.reload()
        self._articles.reload()


def _text(document: Any, field: str) -> str:
    return str(document[field][0])


def _initials_joined(text: str) -> str:
    """`U.S.` as `US`, so that both are one word."""
    if not DOTTED.search(text):
        return text
    return INITIALS.sub(lambda match: match.group().replace(".", ""), text)


def _analyzer(module: Any) -> tantivy.TextAnalyzer:
    builder = module.TextAnalyzerBuilder(module.Tokenizer.simple())
    for step in ("lowercase", "ascii_fold"):
        builder = builder.filter(getattr(module.Filter, step)())
    analyzer: tantivy.TextAnalyzer = (
        builder.filter(module.Filter.stopword("english")).filter(module.Filter.stemmer("english")).build()
    )
    return analyzer
