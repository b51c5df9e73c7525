"""Cases, articles and answers for the tests of the evals, made from as little as a test says."""

from __future__ import annotations

from datetime import date
from typing import Any

from assistant.answers import Answer, AnswerSentence, AnswerStatus, Citation, Coverage, QueryRecord, Support
from evals.cases import EvalCase
from evals.given import GivenAnswer, given
from evals.gold_corpus import GoldArticle, GoldCorpus
from evals.samples import Retrieved
from evals.scorers import Judged
from index.dates import DateOrigin, PublicationDate

TEXT = "The talks stalled in May. Washington raised the duty to 25% on May 10, 2019. Beijing answered."
QUOTE = "Washington raised the duty to 25% on May 10, 2019."


def published(value: str | None) -> PublicationDate:
    return PublicationDate.of(value, DateOrigin.METADATA)


def an_article(
    *, name: str = "raise", identity: str = "a1", text: str = TEXT, day: str | None = "2019-05-10"
) -> GoldArticle:
    return GoldArticle(id=identity, name=name, text=text, published=published(day))


def a_corpus(*articles: GoldArticle) -> GoldCorpus:
    return GoldCorpus.of(*(articles or (an_article(),)))


def a_case(**changes: Any) -> EvalCase:
    data: dict[str, Any] = {
        "id": "raise-when",
        "question": "When was the duty raised?",
        "kind": "when",
        "as_of": "2019-06-01",
        "reference": "It was raised to 25% on May 10, 2019.",
        "key_facts": [
            {"id": "day", "text": "May 10", "weight": "vital", "dates": [{"value": "2019-05-10"}]},
            {
                "id": "rate",
                "text": "25%",
                "weight": "okay",
                "numbers": [{"value": "25", "unit": "percent"}],
            },
        ],
        "evidence": [{"group": "raise", "any": [{"article": "raise", "quote": QUOTE}]}],
    }
    return EvalCase.model_validate(data | changes)


def a_refusal_case(**changes: Any) -> EvalCase:
    bare: dict[str, Any] = {
        "id": "lost",
        "kind": "unanswerable",
        "key_facts": [],
        "evidence": [],
        "reference": "The articles do not say.",
    }
    return a_case(**(bare | changes))


def a_citation(**changes: Any) -> Citation:
    start = TEXT.index(QUOTE)
    data: dict[str, Any] = {
        "n": 1,
        "passage_id": "a1#0",
        "article_id": "a1",
        "title": "Duty raised",
        "source": "Ledger",
        "published": published("2019-05-10"),
        "url": "",
        "quote": QUOTE,
        "start": start,
        "end": start + len(QUOTE),
    }
    return Citation.model_validate(data | changes)


def an_answer(text: str = f"{QUOTE} [1]", *citations: Citation, **changes: Any) -> Answer:
    cited = citations or (a_citation(),)
    sentence = AnswerSentence(text=text, citations=tuple(each.n for each in cited), support=Support.SUPPORTED)
    data: dict[str, Any] = {
        "status": AnswerStatus.ANSWERED,
        "text": text,
        "sentences": (sentence,),
        "citations": cited,
        "coverage": Coverage(articles=1, undated=0, first=None, last=None, independent_sources=1),
        "query": QueryRecord(question="?", kind="when", as_of=date(2019, 6, 1), as_of_given=True, k=8),
        "fingerprint": "f",
    }
    return Answer.model_validate(data | changes)


def a_refusal(reason: str = "The articles hold nothing on this.") -> Answer:
    return an_answer(reason, status=AnswerStatus.NO_EVIDENCE, sentences=(), citations=(), refusal_reason=reason)


def judged(
    case: EvalCase,
    answer: Answer | GivenAnswer,
    corpus: GoldCorpus,
    *,
    retrieved: tuple[Retrieved, ...] | None = None,
    canaries: tuple[str, ...] = (),
) -> Judged:
    return Judged(case, given(answer), corpus, retrieved, canaries)
