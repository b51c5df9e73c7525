"""Where the words of an answer stand: citations with their copies, and one article a story."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from assistant.answers import Citation
from assistant.evidence.gathering import Sentence
from index.articles import Article, Passage
from index.retrieval import ScoredPassage
from index.sentences import Span

__all__ = ["cite", "cite_span", "known_on", "one_article_a_story"]


def cite(sentence: Sentence, number: int, story: Iterable[Article]) -> Citation:
    """The sentence as a citation; `story` are the articles that carry its story, itself included or not."""
    return _citation(number, sentence.article, Span(sentence.start, sentence.end), sentence.passage_id, story)


def cite_span(
    article: Article, span: Span, number: int, parts: Sequence[Passage], story: Iterable[Article]
) -> Citation:
    """A span of the article's text as a citation; `parts` are all passages of the article, at least one."""
    holding = next((each for each in parts if each.start <= span.start < each.end), parts[0])
    return _citation(number, article, span, holding.id, story)


def known_on(article: Article, day: date | None) -> bool:
    """Whether the article was out by the end of that day: every article when none is given, else no undated one."""
    last = article.published.last_day
    return day is None or (last is not None and last <= day)


def one_article_a_story(passages: Sequence[ScoredPassage]) -> list[ScoredPassage]:
    """Those of the first article met of each story: a copy says nothing that needs saying twice."""
    heads: dict[str, str] = {}
    return [each for each in passages if heads.setdefault(each.article.story_id, each.article.id) == each.article.id]


def _citation(number: int, article: Article, span: Span, passage_id: str, story: Iterable[Article]) -> Citation:
    return Citation(
        n=number,
        passage_id=passage_id,
        article_id=article.id,
        title=article.title,
        source=article.source,
        published=article.published,
        url=article.url,
        quote=article.text[span.start : span.end],
        start=span.start,
        end=span.end,
        also_in=tuple(sorted(each.id for each in story if each.id != article.id)),
    )
