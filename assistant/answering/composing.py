"""From the sentences that were chosen to the Answer that is given: numbers, citations, coverage, reasons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant.answering.extraction import Extract
from assistant.answering.sufficiency import Verdict
from assistant.answers import (
    Answer,
    AnswerSentence,
    AnswerStatus,
    Citation,
    Support,
)
from assistant.conflicts import Finding, tell
from assistant.evidence import Sentence, cite
from assistant.evidence.event_dates import events_of, with_report_days
from assistant.evidence.resolution import resolved_dates, with_dates
from assistant.evidence.searched import Asked, coverage_of, outlet_of, query_record
from assistant.language.standing import modality_of
from assistant.markers import marked, without_markers
from assistant.questions import Aspect
from index.articles import Article
from index.filters import SearchFilter
from index.library import Library

if TYPE_CHECKING:
    from assistant.grounding.holding import Held

__all__ = ["Draft", "compose"]

UNSAID = {
    Aspect.WHEN: "when",
    Aspect.WHY: "why",
    Aspect.WHO: "who",
    Aspect.WHERE: "where",
    Aspect.HOW_MUCH: "how much",
    Aspect.WHAT: "what",
}


@dataclass(frozen=True, slots=True)
class Draft:
    """Everything that the steps before have found out."""

    asked: Asked
    verdict: Verdict
    chosen: Extract
    finding: Finding = field(default_factory=Finding)
    """Who disagrees, and what replaces what; all its sentences are among the chosen."""
    warnings: tuple[str, ...] = ()
    """What kept the search from finding more."""
    written: tuple[Held, ...] = ()
    """What a model wrote; `chosen` then holds the sentences that it cites, in order of first use, behind those that are
    told before it because sources disagree or a later report replaces what it says."""


def compose(draft: Draft, library: Library, fingerprint: str) -> Answer:
    """The answer that the draft makes; `usage` is left for whoever has measured it."""
    citations = _cite(draft, library)
    sentences = [_sentence(each, citation.n) for each, citation in zip(draft.chosen.sentences, citations, strict=True)]
    dated = Aspect.WHEN in draft.asked.question.aspects and not draft.written
    if draft.written:
        sentences = _written(draft)
    sentences = with_report_days(draft.chosen.sentences, sentences) if dated else sentences
    status, reason = _outcome(draft)
    events = tuple(events_of(draft.chosen.sentences, sentences)) if dated else ()
    told = tell(draft.finding, draft.chosen.sentences, sentences, citations, prose=bool(draft.written))
    sentences = list(told.sentences)
    heads = {each.article.story_id: each for each in draft.chosen.sentences}
    text = " ".join(marked(sentence.text, sentence.citations) for sentence in sentences)
    return Answer(
        status=status,
        text=text or without_markers(_capitalised(f"{reason}.")),
        sentences=tuple(sentences),
        citations=tuple(citations),
        events=events,
        conflicts=told.conflicts,
        refusal_reason=reason,
        coverage=coverage_of(draft.asked.span, {outlet_of(each.article) for each in heads.values()}),
        query=query_record(draft.asked),
        fingerprint=fingerprint,
        warnings=(*draft.asked.question.notes, *draft.warnings, *_warnings(draft)),
    )


def _cite(draft: Draft, library: Library) -> list[Citation]:
    sentences = draft.chosen.sentences
    members = library.members({each.article.story_id for each in sentences})
    citations = []
    for n, each in enumerate(sentences, start=1):
        copies = members.get(each.article.story_id, [])
        citations.append(cite(each, n, [other for other in copies if _of_its_time(other, draft.asked.query.where)]))
    return citations


def _of_its_time(article: Article, where: SearchFilter) -> bool:
    """Whether the filter's dates let the article pass; copies count whatever their outlet."""
    published = article.published.interval
    if published is None or published.last is None:
        return not where.dated
    known = where.not_after is None or published.last <= where.not_after
    return known and (where.window is None or published.overlaps(where.window))


def _sentence(sentence: Sentence, number: int) -> AnswerSentence:
    text = without_markers(" ".join(with_dates(sentence.text, sentence.times).split()))
    return AnswerSentence(
        text=text,
        citations=(number,),
        support=Support.SUPPORTED,
        dates=resolved_dates(sentence.times, sentence.article.published),
        modality=modality_of(sentence.text),
    )


def _written(draft: Draft) -> list[AnswerSentence]:
    """The model's sentences, behind the articles' own that replace what they say."""
    numbers = {(each.article.id, each.start): n for n, each in enumerate(draft.chosen.sentences, start=1)}
    prose = [
        AnswerSentence(
            text=without_markers(held.text),
            citations=tuple(sorted({numbers[each.article.id, each.start] for each in held.cited})),
            support=Support.SUPPORTED if held.supported else Support.UNSUPPORTED,
            modality=modality_of(held.text),
        )
        for held in draft.written
    ]
    if draft.finding.disagreement is not None:
        return prose
    cited = {n for each in prose for n in each.citations}
    first = [(each, n) for n, each in enumerate(draft.chosen.sentences, start=1) if n not in cited]
    return [*(_sentence(each, n) for each, n in first), *prose]


def _outcome(draft: Draft) -> tuple[AnswerStatus, str]:
    if not draft.chosen.sentences:
        uncounted = draft.asked.question.counted
        unsaid = f"the articles found do not say how many {uncounted}" if uncounted else "no sentence answers it"
        reason = draft.verdict.reason or unsaid
        refused = draft.verdict.status is not AnswerStatus.ANSWERED
        return (draft.verdict.status if refused else AnswerStatus.NO_EVIDENCE), reason
    reason = ""
    if draft.chosen.unanswered:
        unsaid = " or ".join(UNSAID[aspect] for aspect in draft.chosen.unanswered)
        reason = f"the articles found do not say {unsaid}"
    if draft.finding.disagreement is not None:
        return AnswerStatus.CONFLICTING, reason
    return (AnswerStatus.PARTIAL if reason else AnswerStatus.ANSWERED), reason


def _warnings(draft: Draft) -> Iterator[str]:
    seen: set[str] = set()
    for each in draft.chosen.sentences:
        unresolved = [time.text for time in each.times if time.interval is None and not time.label]
        if each.article.published.value is None and each.article.id not in seen:
            seen.add(each.article.id)
            left = f", so {_quoted(unresolved)} cannot be dated" if unresolved else ""
            yield f"“{each.article.title}” is undated{left}"
    if draft.asked.query.where.dated and draft.asked.span.undated:
        undated = draft.asked.span.undated
        yield f"{undated} undated article{' was' if undated == 1 else 's were'} left out"


def _quoted(words: Sequence[str]) -> str:
    return " and ".join(f"“{word}”" for word in words)


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]
