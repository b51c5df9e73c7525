"""Do the articles hold an answer? Judged before anything is written.

The measures do not depend on the embedding model: shares of the question's words, weighted by how
rare each is in the library, that stand together in one place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answers import AnswerStatus
from assistant.evidence import Evidence, Sentence
from assistant.questions import UnderstoodQuestion
from index.dates import DateInterval, PublicationDate
from index.library import Span
from index.temporal import format_interval

__all__ = ["Verdict", "judge"]

LEAST_COVERAGE = 0.5
"""Of the question's words, in one sentence with its neighbours and headline. At this point 2 % of answerable
dev questions are refused and 97 % of those from another era (docs/experiments.md)."""
LEAST_NAMES = 0.5
"""Of the names in the question, in the three best passages."""
LONG_QUESTION = 14
LEAST_TOGETHER = 0.4
"""A question of this many words or more has several parts, which no one place needs to hold: of its words, in the
four best passages between them."""
NOTHING_NAMED = "the question names nothing to look for; say what it is about"
AFTERMATH_DAYS = 60


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether to answer, and if not, why not."""

    sentences: list[Sentence]
    """What an answer may be made of; empty when it is refused."""
    status: AnswerStatus = AnswerStatus.ANSWERED
    reason: str = ""


def judge(question: UnderstoodQuestion, evidence: Evidence, span: Span) -> Verdict:
    """Keep the sentences that may answer, or say why there are none. `span` is what was searched."""
    if not span.articles:
        return _refusal(AnswerStatus.OUT_OF_RANGE, "no article in the library was published in the period searched")
    window = question.window
    fitting = [each for each in evidence.sentences if window is None or _of_period(each, window)]
    if not evidence.terms:
        return Verdict(fitting) if fitting and window else _refusal(AnswerStatus.NO_EVIDENCE, NOTHING_NAMED)
    best = max((each.context_coverage for each in fitting), default=0.0)
    in_one_place = best >= LEAST_COVERAGE and evidence.names_found >= LEAST_NAMES
    in_parts = len(evidence.terms) >= LONG_QUESTION and evidence.together >= LEAST_TOGETHER
    if fitting and (in_one_place or in_parts):
        return Verdict(fitting)
    if window is not None and not _overlaps(window, span):
        covered = f"{span.first:%-d %B %Y} to {span.last:%-d %B %Y}" if span.first and span.last else "no dated article"
        return _refusal(
            AnswerStatus.OUT_OF_RANGE,
            f"the question asks about {format_interval(window)}; the articles searched cover {covered}",
        )
    return _refusal(AnswerStatus.NO_EVIDENCE, _what_is_missing(evidence))


def _refusal(status: AnswerStatus, reason: str) -> Verdict:
    return Verdict([], status, reason)


def _days_meant(interval: DateInterval, published: PublicationDate) -> DateInterval:
    """What is open to one side ends, as far as its article can know, with the article."""
    day = published.last_day
    if interval.last is None and day and interval.first and interval.first <= day:
        return interval.model_copy(update={"last": day})
    return interval


def _of_period(sentence: Sentence, window: DateInterval) -> bool:
    """Whether it is about the period: its article was published then or soon after, or it names a day of it."""
    days = [_days_meant(time.interval, sentence.article.published) for time in sentence.times if time.interval]
    if any(each.overlaps(window) for each in days):
        return True
    published = sentence.article.published.interval
    if published is None or published.first is None or published.last is None:
        return False
    after = window.first is None or published.last >= window.first
    before = window.last is None or (published.first - window.last).days <= AFTERMATH_DAYS
    return after and before


def _overlaps(window: DateInterval, span: Span) -> bool:
    after = window.last is None or span.first is None or window.last >= span.first
    before = window.first is None or span.last is None or window.first <= span.last
    return after and before


def _what_is_missing(evidence: Evidence) -> str:
    if not evidence.sentences:
        return "nothing in the articles matches the question"
    if evidence.missing:
        return f"the articles found do not mention {_listed(evidence.missing[:4])}"
    return "no passage brings together what the question asks about"


def _listed(words: Sequence[str]) -> str:
    quoted = [f"“{word}”" for word in words]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} or {quoted[-1]}"
