"""Gold must score 1, emptiness 0, other people's answers nearly 0, and each fault must cost its own scorer.

A suite and its corpus in, one line a check out. Nothing is asked and no library is opened.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from pydantic import BaseModel, ConfigDict

from evals.baseline_figures import oracle_answer
from evals.cases import EvalCase
from evals.given import GivenAnswer, GivenSentence, answer_of_sentences
from evals.gold_corpus import GoldCorpus
from evals.scorers import SCORERS, Judged, Scorer
from evals.scoring import judge_answer
from evals.selftest.mutations import MUTATIONS, Mutation
from evals.suites import LoadedSuite
from index.sentences import sentence_spans

__all__ = ["Check", "SelftestReport", "gold_answer", "selftest_suite"]

MOST_BY_CHANCE = 0.05
OF_ANSWER = tuple(scorer for scorer in SCORERS if scorer.of_answer)
BY_NAME = {scorer.name: scorer for scorer in SCORERS}


class Check(BaseModel):
    """One thing that must hold, over the cases that it can be tried on."""

    model_config = ConfigDict(frozen=True)

    name: str
    scorer: str
    caught: int
    of: int
    missed: tuple[str, ...]
    """Cases on which it does not hold, with what was found."""
    allowed: int = 0
    """Cases on which it may fail to hold."""

    @property
    def passed(self) -> bool:
        """Whether it holds; a check without a case to try it on says nothing and holds."""
        return len(self.missed) <= self.allowed


class SelftestReport(BaseModel):
    """All checks of one suite."""

    model_config = ConfigDict(frozen=True)

    suite: str
    checks: tuple[Check, ...]

    @property
    def passed(self) -> bool:
        """Whether every check does."""
        return all(check.passed for check in self.checks)


def selftest_suite(suite: LoadedSuite, corpus: GoldCorpus) -> SelftestReport:
    """Try every scorer on gold answers and on faults."""
    gold = [Judged(case, gold_answer(case, corpus), corpus, None, suite.suite.canaries) for case in suite.cases]
    checks = [_gold(gold), _empty(gold), _shuffled(gold), _twins(gold)]
    for mutation in MUTATIONS:
        checks += _mutated(mutation, [_quotes(each) for each in gold] if mutation.of_quotes else gold)
    return SelftestReport(suite=suite.name, checks=tuple(checks))


def gold_answer(case: EvalCase, corpus: GoldCorpus) -> GivenAnswer:
    """The reference, every sentence citing all of the gold quotes; a refusal where that is right."""
    if not case.answerable:
        return GivenAnswer(status="no_evidence", text=case.reference, refusal_reason=case.reference)
    oracle = oracle_answer(case, corpus)
    numbers = tuple(citation.n for citation in oracle.citations)
    spans = sentence_spans(case.reference)
    sentences = [GivenSentence(text=case.reference[span.start : span.end].strip(), citations=numbers) for span in spans]
    return answer_of_sentences(GivenAnswer(text="", citations=oracle.citations), sentences)


def _quotes(judged: Judged) -> Judged:
    return replace(judged, answer=oracle_answer(judged.case, judged.corpus))


def _value(scorer: Scorer, judged: Judged) -> float | None:
    return judge_answer(scorer, judged).value


def _gold(gold: Sequence[Judged]) -> Check:
    def faults(each: Judged) -> Iterator[str]:
        for scorer in OF_ANSWER:
            score = judge_answer(scorer, each)
            if scorer.decides and score.value not in {None, 1.0}:
                yield f"{each.case.id}: {scorer.name} {score.value:.2f} {score.reason}"

    missed = tuple(fault for each in gold for fault in faults(each))
    return Check(name="gold scores 1", scorer="all that decide", caught=len(gold), of=len(gold), missed=missed)


def _empty(gold: Sequence[Judged]) -> Check:
    missed = tuple(
        f"{each.case.id}: {scorer.name} {value}"
        for each in gold
        for scorer in OF_ANSWER
        for text in ("", " . ")
        if (value := _value(scorer, replace(each, answer=GivenAnswer(text=text)))) not in {None, 0.0}
    )
    return Check(name="an empty answer scores 0", scorer="all", caught=len(gold), of=len(gold), missed=missed)


def _shuffled(gold: Sequence[Judged]) -> Check:
    facts = BY_NAME["key_facts"]
    asked = [each for each in gold if each.case.vital_facts]
    stated = []
    for at, each in enumerate(asked):
        turned = [asked[(at + len(asked) // 2 + step) % len(asked)] for step in range(len(asked))]
        other = next((o for o in turned if (o.case.cluster or o.case.id) != (each.case.cluster or each.case.id)), None)
        if other is not None and (value := _value(facts, replace(each, answer=other.answer))):
            stated.append(f"{each.case.id}: {other.case.id} states {value:.2f}")
    return Check(
        name="another case's answer scores below .05",
        scorer="key_facts",
        caught=len(asked) - len(stated),
        of=len(asked),
        missed=tuple(stated),
        allowed=int(MOST_BY_CHANCE * len(asked)),
    )


def _twins(gold: Sequence[Judged]) -> Check:
    """The answer of the later of two twins, given to the earlier one."""
    by_question: dict[str, list[Judged]] = {}
    for each in gold:
        by_question.setdefault(each.case.question, []).append(each)
    tried, missed = 0, []
    for group in by_question.values():
        for early in group:
            for late in group:
                if early.case.as_of < late.case.as_of and late.case.evidence:
                    tried += 1
                    given = replace(early, answer=late.answer)
                    wrong = [s.name for s in OF_ANSWER if s.decides and _value(s, given) not in {None, 1.0}]
                    if not wrong:
                        missed.append(f"{late.case.id} passes for {early.case.id}")
    return Check(
        name="the later twin's answer fails", scorer="any", caught=tried - len(missed), of=tried, missed=tuple(missed)
    )


def _mutated(mutation: Mutation, gold: Sequence[Judged]) -> list[Check]:
    scorer = BY_NAME[mutation.costs]
    tried, missed, spoilt = 0, [], []
    for each in gold:
        if each.answer.refused or not _applies(mutation, each):
            continue
        faulty = mutation.make(each)
        if faulty is None or _unchanged(mutation, each, faulty):
            continue
        tried += 1
        before, after = _value(scorer, each), _value(scorer, faulty)
        if before is None or after is None or after >= before:
            missed.append(f"{each.case.id}: {after}")
        spoilt += list(_others(mutation, each, faulty))
    kept = "every other scorer stays"
    return [
        Check(name=mutation.name, scorer=mutation.costs, caught=tried - len(missed), of=tried, missed=tuple(missed)),
        Check(name=f"{mutation.name}: {kept}", scorer="the rest", caught=tried, of=tried, missed=tuple(spoilt)),
    ]


def _applies(mutation: Mutation, judged: Judged) -> bool:
    return (_value(BY_NAME[mutation.costs], judged) or 0.0) > 0


def _unchanged(mutation: Mutation, before: Judged, after: Judged) -> bool:
    """Whether the fault touches no figure or date that the case asks for, so that nothing is lost rightly."""
    measures: dict[str, Callable[[Judged], object]] = {"numbers": _gold_figures, "dates": _gold_dates}
    measure = measures.get(mutation.costs)
    return measure is not None and measure(before) == measure(after)


def _gold_figures(judged: Judged) -> set[tuple[str, str]]:
    from evals.matching import said_in_answer

    wanted = {(number.value, number.unit) for fact in judged.case.vital_facts for number in fact.numbers}
    return {(str(e.value), e.unit) for e in said_in_answer(judged.answer).quantities if (e.value, e.unit) in wanted}


def _gold_dates(judged: Judged) -> set[str]:
    from evals.matching import said_in_answer

    wanted = [day.interval for fact in judged.case.vital_facts for day in fact.dates]
    return {str(d) for d in said_in_answer(judged.answer).dates if any(day.contains(d) for day in wanted)}


def _others(mutation: Mutation, before: Judged, after: Judged) -> Iterator[str]:
    for scorer in OF_ANSWER:
        if scorer.name in {mutation.costs, *mutation.may_cost, "token_f1", "rouge_l", "cosine"}:
            continue
        was, now = _value(scorer, before), _value(scorer, after)
        if was != now:
            yield f"{before.case.id}: {scorer.name} {was} to {now}"
