"""A sentence beside the sentences that it cites: which of them hold its words, its numbers and each of its clauses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.grounding.clauses import Clause, clauses_of
from assistant.grounding.figures import Figure, figures_in, multiples_in
from assistant.grounding.wording import Words
from index.dates import PublicationDate
from index.temporal import TimeExpression, find_times

__all__ = ["LEAST_SHARED", "Evident", "Matcher"]

LEAST_SHARED = 0.4
"""Of a clause's words, for another to tell of the same."""
LEAST_ALIGNED = 0.9
"""Weight of shared words without which two clauses have nothing to do with each other."""
MOST_CITED = 3


@dataclass(frozen=True)
class Evident:
    """A sentence of an article that may bear something out."""

    text: str
    published: PublicationDate
    around: str = ""
    """Headline and outlet, whose names count as said."""

    @cached_property
    def figures(self) -> list[Figure]:
        """Its numbers, those that verbs tell among them."""
        return [*figures_in(self.text), *multiples_in(self.text)]

    @cached_property
    def times(self) -> tuple[TimeExpression, ...]:
        """Its dates."""
        return tuple(find_times(self.text, self.published))


class Matcher:
    """The claim's words in the evidence."""

    def __init__(self, claim: str, evidence: Sequence[Evident], words: Words) -> None:
        self.claim = claim
        self.evidence = evidence
        self.words = words
        self.wanted = words.content(claim)
        self.held = [words.stems(each.text) for each in evidence]
        self.scores = [words.score(self.wanted, held) for held in self.held]
        self.figures = figures_in(claim)

    def ranked(self) -> list[int]:
        """The sentences that hold anything of it, those with most first."""
        return sorted((i for i, score in enumerate(self.scores) if score > 0), key=lambda i: -self.scores[i])

    def of_figure(self, figure: Figure) -> list[int]:
        """The sentences that have the number."""
        return [i for i, each in enumerate(self.evidence) if any(figure.agrees(other) for other in each.figures)]

    @cached_property
    def main(self) -> list[int]:
        """The sentences that say it, numbers first, then for words that are still missing."""
        chosen: list[int] = []
        for figure in self.figures:
            holders = self.of_figure(figure)
            if holders and not set(holders) & set(chosen):
                chosen.append(max(holders, key=lambda i: self.scores[i]))
        score = self.words.score
        missing = [w for w in self.wanted if not any(score([w], self.held[i]) for i in chosen)]
        while missing and len(chosen) < MOST_CITED:
            best = max(range(len(self.evidence)), key=lambda i: (score(missing, self.held[i]), self.scores[i]))
            if score(missing, self.held[best]) < (0.0001 if not chosen else 1.0):
                break
            chosen.append(best)
            missing = [w for w in missing if not score([w], self.held[best])]
        return chosen[:MOST_CITED] or self.ranked()[:1]

    @cached_property
    def parts(self) -> list[tuple[int, Clause]]:
        """The clauses of the sentences that say it, each with the number of its sentence."""
        return [(i, clause) for i in self.main for clause in clauses_of(self.evidence[i].text)]

    def aligned(self, clause: str) -> list[tuple[int, Clause]]:
        """The evidence's clauses that share most with the claim's one; their sentence's other words help a little."""
        wanted = self.words.content(clause)
        scored = [(self._shared(wanted, i, part), i, part) for i, part in self.parts]
        best = max((score for score, _, _ in scored), default=0.0)
        return [(i, part) for score, i, part in scored if score >= best - 0.05] if best >= LEAST_ALIGNED else []

    def _shared(self, wanted: Sequence[str], i: int, part: Clause) -> float:
        own = self.words.score(wanted, self.words.stems(part.text))
        return own + 0.2 * max(self.words.score(wanted, self.held[i]) - own, 0.0) if own else 0.0

    def mostly_in(self, clause: str, text: str) -> bool:
        """Whether enough of the clause stands in the text for the two to tell of one thing."""
        wanted = self.words.content(clause)
        return self.words.score(wanted, self.words.stems(text)) >= LEAST_SHARED * self.words.total(wanted)
