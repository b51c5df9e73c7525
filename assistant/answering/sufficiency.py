"""Do the articles hold an answer? Judged before anything is written.

The measures do not depend on the embedding model: shares of the question's words, weighted by how
rare each is in the library, that stand together in one place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.answers import AnswerStatus
from assistant.claims.checking import Found, Standing
from assistant.claims.deciding import said, spoken, statement, unsaid
from assistant.claims.reading import Claim
from assistant.evidence import Evidence, Sentence
from assistant.evidence.paraphrase import loosely_covered
from assistant.questions import UnderstoodQuestion
from index.dates import DateInterval, PublicationDate
from index.library import Span
from index.temporal import format_interval

__all__ = ["Verdict", "judge"]

LEAST_COVERAGE = 0.5
"""Of the question's words, in one sentence with its neighbours and headline. At this point 2 % of answerable
dev questions are refused and 97 % of those from another era (docs/experiments.md)."""
LEAST_OF_OWN_WORDS = 0.3
"""The same before words that reporters use for one another are counted."""
LEAST_WITH_DEED = 0.35
"""The same where a sentence tells of the deed that the question takes for granted, in whatever words."""
LEAST_NAMES = 0.5
"""Of the names in the question, in the three best passages."""
LONG_QUESTION = 14
LEAST_TOGETHER = 0.45
"""A question of this many words or more has several parts, which no one place needs to hold: of its words, in the
four best passages between them."""
NAMES_TOGETHER, LEAST_WITH_NAMES = 0.6, 0.25
"""With this share of its names in all passages together, so much of its words is enough."""
NOTHING_NAMED = "the question names nothing to look for; say what it is about"
AFTERMATH_DAYS = 60


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether to answer, and if not, why not."""

    sentences: list[Sentence]
    """What an answer may be made of; empty when it is refused."""
    status: AnswerStatus = AnswerStatus.ANSWERED
    reason: str = ""
    nearest: Sentence | None = None
    """What comes nearest to an answer, when it is refused."""


def judge(question: UnderstoodQuestion, evidence: Evidence, span: Span, today: date | None = None) -> Verdict:
    """Keep the sentences that may answer, or say why there are none.

    `span` is what was searched; what was planned for a day up to `today` counts as done.
    """
    if not span.articles:
        return _refusal(AnswerStatus.OUT_OF_RANGE, "no article in the library was published in the period searched")
    window = question.window
    fitting = [each for each in evidence.sentences if window is None or _of_period(each, window)]
    if not evidence.terms:
        return Verdict(fitting) if fitting and window else _refusal(AnswerStatus.NO_EVIDENCE, NOTHING_NAMED)
    best = max((each.context_coverage for each in fitting), default=0.0)
    named = evidence.names_found >= LEAST_NAMES
    in_one_place = named and best >= LEAST_COVERAGE
    long = len(evidence.terms) >= LONG_QUESTION and (in_one_place or _in_parts(evidence))
    # the events of a timeline need not say where it begins and ends
    events = question.wants_events and _in_parts(evidence)
    if fitting and (long or events):
        return Verdict(fitting)
    if fitting and (in_one_place or (named and _in_other_words(evidence, fitting, best))):
        refused = _unsaid(question, evidence, fitting, today)
        return refused or Verdict(spoken(question, evidence, fitting) or fitting)
    if named and best >= LEAST_WITH_DEED and said(question, evidence, fitting, today):
        return Verdict(fitting)
    return _too_little(evidence, window, span)


def _too_little(evidence: Evidence, window: DateInterval | None, span: Span) -> Verdict:
    """A refusal for a period that the articles do not cover, or else for what they do not mention."""
    if window is not None and not _overlaps(window, span):
        covered = f"{span.first:%-d %B %Y} to {span.last:%-d %B %Y}" if span.first and span.last else "no dated article"
        return _refusal(
            AnswerStatus.OUT_OF_RANGE,
            f"the question asks about {format_interval(window)}; the articles searched cover {covered}",
        )
    return _refusal(AnswerStatus.NO_EVIDENCE, _what_is_missing(evidence))


def _in_other_words(evidence: Evidence, fitting: Sequence[Sentence], best: float) -> bool:
    """Whether a place that lacks some of the question's words has others that reporters use for them."""
    return best >= LEAST_OF_OWN_WORDS and loosely_covered(evidence, fitting) >= LEAST_COVERAGE


def _in_parts(evidence: Evidence) -> bool:
    """Whether the passages hold between them enough of a question that has several parts."""
    named = evidence.names_anywhere >= NAMES_TOGETHER and evidence.together >= LEAST_WITH_NAMES
    return evidence.together >= LEAST_TOGETHER or named


def _unsaid(
    question: UnderstoodQuestion, evidence: Evidence, fitting: Sequence[Sentence], today: date | None
) -> Verdict | None:
    """A refusal when the question takes for granted, or asks about, what no sentence says."""
    missed = unsaid(question, evidence, fitting, today)
    if missed is None:
        return None
    claim, found = missed
    return Verdict([], AnswerStatus.NO_EVIDENCE, _said_instead(claim, found), found.sentence)


def _said_instead(claim: Claim | None, found: Found) -> str:
    """What the articles do not say, and what they say in its place."""
    if claim is None:
        words = "the articles found give no such figure"
    elif claim.speaks:
        words = "the articles found do not report what was said"
    else:
        words = f"the articles found do not say that {statement(claim)}"
    if found.sentence is None:
        return words
    if found.standing in {Standing.PLANNED, Standing.NEGATED}:
        how = "as a plan" if found.standing is Standing.PLANNED else "as not so"
        return f"{words}: they tell of it {how} (“{found.sentence.article.title}”)"
    return f"{words}; the nearest is in “{found.sentence.article.title}”"


def _refusal(status: AnswerStatus, reason: str) -> Verdict:
    return Verdict([], status, reason)


def _days_meant(interval: DateInterval, published: PublicationDate) -> DateInterval:
    """What has no last day ends, as far as its article can know, with the article; what has no first day is its last.

    "before September 2001" tells of a day in 2001 and not of all the years before.
    """
    if interval.first is None:
        return interval.model_copy(update={"first": interval.last})
    day = published.last_day
    if interval.last is None and day and interval.first <= day:
        return interval.model_copy(update={"last": day})
    return interval


def _of_period(sentence: Sentence, window: DateInterval) -> bool:
    """Whether it is about the period: its article was published then or soon after, or it names a day of it."""
    if _published_then(sentence.article.published.interval, window):
        return True
    days = (_days_meant(time.interval, sentence.article.published) for time in sentence.times if time.interval)
    return any(each.overlaps(window) for each in days)


def _published_then(published: DateInterval | None, window: DateInterval) -> bool:
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
