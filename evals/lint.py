"""Is every case well made: gold quotes in their articles, facts that their own reference states.

A suite and its corpus in, findings out. Nothing is asked and no library is opened.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from evals.cases import EvalCase, GoldQuote
from evals.gold_corpus import GoldCorpus
from evals.matching import match_fact, said_in_text
from evals.suites import LoadedSuite

__all__ = ["Finding", "Level", "LintReport", "lint_suite"]


class Level(StrEnum):
    """Whether a finding makes the case unfit."""

    ERROR = "error"
    WARNING = "warning"


class Finding(BaseModel):
    """Something about one case."""

    model_config = ConfigDict(frozen=True)

    level: Level
    case: str
    message: str


class LintReport(BaseModel):
    """What was found in one suite, and what the suite is made of."""

    model_config = ConfigDict(frozen=True)

    suite: str
    cases: int
    kinds: dict[str, dict[str, int]]
    """By kind, the number of cases in each split."""
    refusals: int
    """Cases whose right answer is a refusal."""
    findings: tuple[Finding, ...]

    @property
    def errors(self) -> tuple[Finding, ...]:
        """What must be mended before the suite says anything."""
        return tuple(each for each in self.findings if each.level is Level.ERROR)


def lint_suite(suite: LoadedSuite, corpus: GoldCorpus) -> LintReport:
    """Check every case of a suite against its corpus and against the other cases."""
    counts = Counter((str(case.kind), str(case.split)) for case in suite.cases)
    kinds: dict[str, dict[str, int]] = {}
    for (kind, split), count in sorted(counts.items()):
        kinds.setdefault(kind, {})[split] = count
    findings = [finding for case in suite.cases for finding in _of_case(case, suite.cases, corpus)]
    return LintReport(
        suite=suite.name,
        cases=len(suite.cases),
        kinds=kinds,
        refusals=sum(not case.answerable for case in suite.cases),
        findings=tuple(findings),
    )


def _of_case(case: EvalCase, cases: Sequence[EvalCase], corpus: GoldCorpus) -> Iterator[Finding]:
    for message in (*_evidence_faults(case, corpus), *_reference_faults(case), *_shape_faults(case)):
        yield Finding(level=Level.ERROR, case=case.id, message=message)
    for message in (*_shared_facts(case, cases), *_undated_evidence(case, corpus)):
        yield Finding(level=Level.WARNING, case=case.id, message=message)


def _quotes(case: EvalCase) -> Iterator[GoldQuote]:
    return (quote for group in case.evidence for quote in group.any)


def _evidence_faults(case: EvalCase, corpus: GoldCorpus) -> Iterator[str]:
    for quote in _quotes(case):
        article = corpus.by_name.get(quote.article)
        if article is None:
            yield f"no article {quote.article!r} in the corpus"
            continue
        times = article.text.count(quote.quote)
        if times != 1:
            found = "is not in" if times == 0 else f"stands {times} times in"
            yield f"the quote {_short(quote.quote)!r} {found} {quote.article}"
        last = article.published.last_day
        if last is not None and last > case.as_of:
            yield f"the evidence {quote.article} is of {article.published}, after the {case.as_of} of the case"


def _undated_evidence(case: EvalCase, corpus: GoldCorpus) -> Iterator[str]:
    for name in dict.fromkeys(quote.article for quote in _quotes(case)):
        article = corpus.by_name.get(name)
        if article is not None and article.published.value is None:
            yield f"the evidence {name} has no date, so it is out of sight at any as_of"


def _reference_faults(case: EvalCase) -> Iterator[str]:
    said = said_in_text(case.reference)
    for fact in case.key_facts:
        match = match_fact(fact, said)
        if not match.matched:
            yield f"the reference does not state the fact {fact.id!r}: {match.reason}"
    for forbidden in case.forbidden:
        if match_fact(forbidden, said).matched:
            yield f"the reference states what is forbidden: {forbidden.text}"


def _shape_faults(case: EvalCase) -> Iterator[str]:
    if not case.answerable and case.vital_facts:
        yield "a case whose right answer is a refusal cannot have vital facts"
    if case.answerable and not case.vital_facts:
        yield "no vital fact, so nothing can be wrong with its answer"
    if case.answerable and not case.evidence:
        yield "no evidence for an answerable case"


def _shared_facts(case: EvalCase, cases: Sequence[EvalCase]) -> Iterator[str]:
    for fact in case.vital_facts:
        others = [
            other.id
            for other in cases
            if other.id != case.id and match_fact(fact, said_in_text(other.reference)).matched
        ]
        if others:
            yield f"the vital fact {fact.id!r} is also stated by the reference of {', '.join(others)}"


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}..."
