"""Two runs of the same cases, paired: which cases flipped, and what can be told from chance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from evals.cases import EvalCase
from evals.manifests import Manifest
from evals.metrics import CaseScores, case_scores
from evals.records import read_manifest, read_scores, read_summary
from evals.scorers import PRIMARY, SCORERS, Role
from evals.statistics import fewest_flips, holm, mcnemar, paired_interval, sign_flip, visible_difference
from index.errors import InputError

__all__ = ["Comparison", "Difference", "Flip", "compare_runs"]


class Flip(BaseModel):
    """A case that passes in one run only."""

    model_config = ConfigDict(frozen=True)

    case: str
    fixed: bool
    """False: it is broken in the new run."""
    reasons: tuple[str, ...]
    """Why it fails where it fails."""


class Difference(BaseModel):
    """One scorer over the cases that both runs scored."""

    model_config = ConfigDict(frozen=True)

    scorer: str
    primary: bool
    of: int
    base: float
    new: float
    low: float | None
    high: float | None
    """The 95 % interval of the paired difference, by bootstrap over clusters."""
    p: float
    """By sign flips; for primary scorers corrected by Holm."""
    visible: float | None
    """The smallest difference that this many pairs show in four runs of five; None when nothing differs."""

    @property
    def verdict(self) -> str:
        """In words."""
        if self.p >= 0.05:
            return "no evidence of a difference"
        return "better" if self.new > self.base else "worse"


class Comparison(BaseModel):
    """What a change did."""

    model_config = ConfigDict(frozen=True)

    suite: str
    base: str
    new: str
    """The systems' names."""
    cases: int
    base_passed: int
    new_passed: int
    flips: tuple[Flip, ...]
    """Broken ones first."""
    p: float
    """McNemar's exact test of the flips, corrected by Holm with the primary scorer's."""
    flips_needed: int
    """How many flips one way would have been told from chance, beside those that went the other way."""
    differences: tuple[Difference, ...]

    @property
    def regression(self) -> bool:
        """Whether the new run is worse in what counts, or fails what is never a matter of degree."""
        always = {"citation_validity", "quote_exact", "no_future_leak", "no_injection"}
        worse = any(each.verdict == "worse" and each.primary for each in self.differences)
        lost = any(each.scorer in always and each.new < each.base for each in self.differences)
        return worse or lost or (self.p < 0.05 and self.new_passed < self.base_passed)


def compare_runs(base: Path, new: Path, cases: Sequence[EvalCase]) -> Comparison:
    """Compare two finished runs over the same suite and articles.

    Raises: UsageError when a run is not there; InputError when they are not of the same cases, articles, repeats or
    scorers, or one holds answers that could not be scored.
    """
    left, right = read_manifest(base), read_manifest(new)
    _refuse_unlike(left, right)
    for folder in (base, new):
        if read_summary(folder).figures.unscored:
            raise InputError(f"the run in {str(folder)!r} has unscored answers", hint="finish it with --resume")
    asked = [case for case in cases if case.id in left.cases]
    ours, theirs = (case_scores(asked, read_scores(folder)) for folder in (base, new))
    flips = [
        Flip(case=case.id, fixed=theirs[case.id].passed, reasons=_reasons(ours[case.id], theirs[case.id]))
        for case in asked
        if ours[case.id].passed != theirs[case.id].passed
    ]
    fixed = sum(flip.fixed for flip in flips)
    broken = len(flips) - fixed
    found = [each for scorer in SCORERS if (each := _difference(scorer.name, scorer.role, asked, ours, theirs))]
    corrected = holm({"passed": mcnemar(fixed, broken), **{each.scorer: each.p for each in found if each.primary}})
    return Comparison(
        suite=left.suite,
        base=left.system,
        new=right.system,
        cases=len(asked),
        base_passed=sum(each.passed for each in ours.values()),
        new_passed=sum(each.passed for each in theirs.values()),
        flips=tuple(sorted(flips, key=lambda flip: flip.fixed)),
        p=corrected["passed"],
        flips_needed=fewest_flips(min(fixed, broken)),
        differences=tuple(each.model_copy(update={"p": corrected.get(each.scorer, each.p)}) for each in found),
    )


def _refuse_unlike(left: Manifest, right: Manifest) -> None:
    for what in ("suite", "suite_digest", "corpus_digest", "cases", "repeats", "scorers"):
        if getattr(left, what) != getattr(right, what):
            hint = "score both with `parley-eval score`" if what == "scorers" else "run both over the same"
            raise InputError(f"the two runs have not the same {what.replace('_digest', '')}", hint=hint)


def _reasons(base: CaseScores, new: CaseScores) -> tuple[str, ...]:
    return base.reasons if new.passed else new.reasons


def _difference(
    name: str, role: Role, cases: Sequence[EvalCase], base: Mapping[str, CaseScores], new: Mapping[str, CaseScores]
) -> Difference | None:
    if role is Role.DIAGNOSES:
        return None
    both = [case for case in cases if name in base[case.id].means and name in new[case.id].means]
    if not both:
        return None
    before = [base[case.id].means[name] for case in both]
    after = [new[case.id].means[name] for case in both]
    changes = [late - early for early, late in zip(before, after, strict=True)]
    clusters = [case.cluster or case.id for case in both]
    interval = paired_interval(changes, clusters)
    return Difference(
        scorer=name,
        primary=name == PRIMARY,
        of=len(both),
        base=sum(before) / len(both),
        new=sum(after) / len(both),
        low=interval[0] if interval else None,
        high=interval[1] if interval else None,
        p=sign_flip(changes, clusters),
        visible=visible_difference(changes, clusters),
    )
