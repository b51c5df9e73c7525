"""The judge: correctness against the reference, and whether what is cited bears the sentences out.

Its scores stand beside those of the scorers and change none of them. Correctness is asked in both
orders of reading, since a judge's verdict may hang on which text comes first. Citation recall and
precision are ALCE's (arXiv 2305.14627, section 3.3) with every citation in the denominator; a
sentence is faithful when the passages that were found bear it out, cited or not.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from evals.cases import EvalCase
from evals.given import GivenAnswer, GivenSentence, spoken
from evals.gold_corpus import GoldCorpus
from evals.judges.asking import Asker, ChatAsker, JudgeCosts, Unanswered, ask_twice
from evals.judges.verdicts import Grade, Support, as_data, read_grade, read_support
from evals.samples import Sample, ScoreRecord, ScoreState
from evals.scorers import Judged, Role, Score, Scorer
from evals.scorers.claims import claims_something
from evals.scorers.quoting import placed
from index.errors import SettingsError
from prompts import load_prompt

__all__ = ["JUDGE_SCORERS", "Graded", "Judge", "make_judge"]

VERSION = 1
REACH = 300
"""Letters around a cited span that the judge reads too."""
MOST_PASSAGES = 8


def _never(_: Judged) -> Score:
    raise AssertionError("a judge's scorers are run by the judge")


JUDGE_SCORERS = tuple(
    Scorer(name, VERSION, _never, Role.MEASURES, says)
    for name, says in (
        ("judge_correct", "the judge finds all of the reference stated"),
        ("judge_citation_recall", "the judge finds every claim borne out by what it cites"),
        ("judge_citation_precision", "the judge finds no citation that is not needed"),
        ("judge_faithful", "the judge finds every claim in the passages"),
    )
)


@dataclass(frozen=True, slots=True)
class Graded:
    """One answer, graded in both orders."""

    answer_last: Grade
    answer_first: Grade

    @property
    def value(self) -> float:
        """The mean of the two, 0.0 to 1.0."""
        return (self.answer_last.value_of + self.answer_first.value_of) / 2

    @property
    def steady(self) -> bool:
        """Whether the order made no difference."""
        return self.answer_last is self.answer_first


class Judge:
    """A model with its prompts. A run that it takes part in carries its fingerprint."""

    scorers = JUDGE_SCORERS

    def __init__(self, asker: Asker, costs: JudgeCosts | None = None, *, repeats: int = 1) -> None:
        """`repeats`: how often each answer is graded; the mean counts."""
        self.asker = asker
        self.costs = costs or JudgeCosts()
        self.repeats = repeats
        self._correct = load_prompt("judge_correct")
        self._support = load_prompt("judge_support")

    @property
    def fingerprint(self) -> str:
        """Changes with the model, a letter of a prompt, the reading of replies, and the repeats."""
        parts = (self.asker.name, self._correct.label, self._support.label, str(VERSION), str(self.repeats))
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]

    def grade(self, question: str, as_of: str, reference: str, answer: str) -> Graded:
        """Grade an answer in both orders. Raises: Unanswered."""
        shared: dict[str, object] = {"question": as_data(question), "as_of": as_of}
        gold, ours = as_data(reference), as_data(answer)
        last = {**shared, "first": gold, "second": ours, "answer_is": "second"}
        first = {**shared, "first": ours, "second": gold, "answer_is": "first"}
        return Graded(
            answer_last=ask_twice(self.asker, self._correct, last, read_grade)[0],
            answer_first=ask_twice(self.asker, self._correct, first, read_grade)[0],
        )

    def supports(self, sentence: str, passages: Sequence[str]) -> Support:
        """Whether the passages together bear the sentence out; never without any. Raises: Unanswered."""
        if not passages:
            return Support.NONE
        variables: dict[str, object] = {
            "sentence": as_data(sentence),
            "passages": [as_data(passage) for passage in passages],
        }
        return ask_twice(self.asker, self._support, variables, read_support)[0]

    def judge_samples(
        self,
        cases: Sequence[EvalCase],
        samples: Sequence[Sample],
        corpus: GoldCorpus,
        say: Callable[[str], None] = lambda _: None,
    ) -> list[ScoreRecord]:
        """A record for every sample and judge's scorer. Where the judge gives no verdict it is unscored."""
        by_id = {case.id: case for case in cases}
        records: list[ScoreRecord] = []
        for done, sample in enumerate(samples, start=1):
            records += self._of_sample(by_id[sample.case], sample, corpus)
            if not done % 10 or done == len(samples):
                say(f"judged {done}/{len(samples)}, {self.costs.calls} calls, {self.costs.usd:.4f} USD")
        return records

    def _of_sample(self, case: EvalCase, sample: Sample, corpus: GoldCorpus) -> list[ScoreRecord]:
        scores = (self._correctness(case, sample), *self._citing(sample, corpus))
        return [
            ScoreRecord(case=case.id, repeat=sample.repeat, scorer=scorer.name, version=scorer.version, **found)
            for scorer, found in zip(self.scorers, map(_recorded, scores), strict=True)
        ]

    def _correctness(self, case: EvalCase, sample: Sample) -> Score | Unanswered:
        if sample.answer is None:
            return Unanswered(sample.error)
        if sample.answer.empty:
            return Score(value=0.0, reason="the answer is empty")
        try:
            graded = [
                self.grade(case.question, str(case.as_of), case.reference, sample.answer.text)
                for _ in range(self.repeats)
            ]
        except Unanswered as failure:
            self.costs.failures += 1
            return failure
        unsteady = sum(not each.steady for each in graded)
        letters = ", ".join(f"{each.answer_last}{each.answer_first}" for each in graded)
        reason = f"graded {letters}" + (", and the order of reading made a difference" if unsteady else "")
        return Score(value=sum(each.value for each in graded) / len(graded), reason=reason)

    def _citing(self, sample: Sample, corpus: GoldCorpus) -> tuple[Score | Unanswered, ...]:
        """Citation recall, citation precision, faithfulness."""
        answer = sample.answer
        if answer is None:
            return (Unanswered(sample.error),) * 3
        claims = [each for each in spoken(answer) if claims_something(each)]
        if answer.refused:
            return (Score(value=None, reason="it refused, and so claims nothing"),) * 3
        if not claims:
            return (Score(value=0.0, reason="claims nothing"),) * 3
        try:
            supported, needed, given = self._supported(claims, answer, corpus)
            faithful = sum(self._is_faithful(claim, sample, corpus) for claim in claims)
        except Unanswered as failure:
            self.costs.failures += 1
            return (failure,) * 3
        return (
            Score(value=supported / len(claims), reason=f"{supported} of {len(claims)} claims borne out"),
            Score(value=needed / given if given else 0.0, reason=f"{needed} of {given} citations needed"),
            Score(value=faithful / len(claims), reason=f"{faithful} of {len(claims)} claims in the passages"),
        )

    def _supported(
        self, claims: Sequence[GivenSentence], answer: GivenAnswer, corpus: GoldCorpus
    ) -> tuple[int, int, int]:
        """Claims borne out, citations that help to, and citations in all."""
        passages = _passages(answer, corpus)
        supported = needed = given = 0
        for claim in claims:
            cited = [passages[number] for number in claim.citations if number in passages]
            given += len(claim.citations)
            if len(cited) < len(claim.citations) or self.supports(claim.text, cited) is not Support.FULL:
                continue
            supported += 1
            needed += sum(self._helps(claim.text, cited, at) for at in range(len(cited)))
        return supported, needed, given

    def _helps(self, claim: str, cited: Sequence[str], at: int) -> bool:
        """ALCE: a citation is of no use when it bears nothing out alone and the others do without it."""
        if len(cited) == 1 or self.supports(claim, [cited[at]]) is not Support.NONE:
            return True
        return self.supports(claim, [*cited[:at], *cited[at + 1 :]]) is not Support.FULL

    def _is_faithful(self, claim: GivenSentence, sample: Sample, corpus: GoldCorpus) -> bool:
        found = [
            corpus.by_id[each.article_id].text[each.start : each.end]
            for each in (sample.retrieved or ())[:MOST_PASSAGES]
            if each.article_id in corpus.by_id
        ]
        cited = list(_passages(sample.answer, corpus).values()) if sample.answer and not found else []
        return self.supports(claim.text, found or cited) is Support.FULL


def make_judge(
    model: str, url: str | None, *, max_usd: float | None, prices: tuple[float, float] | None, repeats: int = 1
) -> Judge:
    """A judge behind an endpoint: the one given, else the one of the settings, with the settings' key.

    Raises: SettingsError, also for a budget without prices.
    """
    from assistant.models.chat import ChatModel
    from assistant.settings import load_settings

    if max_usd is not None and prices is None:
        raise SettingsError("a budget for the judge needs its prices", hint="give --judge-price 0.15/0.60")
    settings, _ = load_settings()
    chat = settings.chat.model_copy(update={"model": model, **({"base_url": url.rstrip("/")} if url else {})})
    costs = JudgeCosts(prices or (0.0, 0.0), max_usd)
    return Judge(ChatAsker(ChatModel(chat), costs), costs, repeats=repeats)


def _recorded(score: Score | Unanswered) -> dict[str, object]:
    if isinstance(score, Unanswered):
        return {"state": ScoreState.UNSCORED, "value": None, "reason": str(score)}
    state = ScoreState.NOT_APPLICABLE if score.value is None else ScoreState.OK
    return {"state": state, "value": score.value, "reason": score.reason}


def _passages(answer: GivenAnswer, corpus: GoldCorpus) -> dict[int, str]:
    """What each citation leads to, with a little around it."""
    passages = {}
    for citation in answer.citations:
        article, span = corpus.by_id.get(citation.article_id), placed(citation, corpus)
        if article is not None and span is not None:
            passages[citation.n] = article.text[max(0, span[0] - REACH) : span[1] + REACH]
    return passages
