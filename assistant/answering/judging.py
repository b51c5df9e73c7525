"""The passages that were found → the sentences that may answer; more passages where those do not tell it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from assistant.answering.sufficiency import Verdict, judge
from assistant.evidence import Evidence, gather
from assistant.evidence.citing import one_article_a_story
from assistant.evidence.searched import Asked
from assistant.language.identities import identifies, identity_asked
from index.retrieval import Retriever, ScoredPassage

__all__ = ["Judged", "gathered", "judged"]

MORE = 4
"""Times as many passages are looked at before a question about a period is refused, or somebody is not identified."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What was looked at, and whether it answers."""

    passages: list[ScoredPassage]
    """One article of each story."""
    evidence: Evidence
    verdict: Verdict


def gathered(asked: Asked, passages: list[ScoredPassage], retriever: Retriever) -> Evidence:
    """The sentences of the passages, held against the question; words are as rare as they are before the wall."""
    rarity = partial(retriever.rarity, not_after=asked.query.where.not_after)
    return gather(asked.question, passages, retriever.terms, rarity)


def judged(asked: Asked, passages: list[ScoredPassage], evidence: Evidence, retriever: Retriever) -> Judged:
    """Judge what was gathered, and look at more where a question about a period, or about who somebody is, needs it.

    What tells of a period that was over, or names an office in passing, competes with all that is of the topic.
    """
    first = Judged(passages, evidence, judge(asked.question, evidence, asked.span, asked.query.today))
    if not _wants_more(asked, first):
        return first
    query = asked.query.model_copy(update={"k": MORE * asked.query.k})
    more = one_article_a_story(retriever.retrieve(query).passages)
    wider = gathered(asked, more, retriever)
    again = Judged(more, wider, judge(asked.question, wider, asked.span, asked.query.today))
    return again if again.verdict.sentences and not _wants_more(asked, again) else first


def _wants_more(asked: Asked, found: Judged) -> bool:
    whom = identity_asked(asked.question.text)
    if whom:
        return not any(identifies(each.text, whom) for each in found.verdict.sentences)
    return asked.question.window is not None and not found.verdict.sentences
