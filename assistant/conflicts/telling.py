"""What was found → the sentence that says so, the table of claims, and the marks on what no longer holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answers import AnswerSentence, Citation, Conflict, ConflictingClaim, Modality, Support
from assistant.conflicts.finding import Finding, Side
from assistant.evidence import Sentence
from assistant.markers import without_markers

__all__ = ["Told", "tell", "with_sides", "with_sides_unsaid"]


@dataclass(frozen=True, slots=True)
class Told:
    """An answer's sentences and conflicts, as they are shown."""

    sentences: tuple[AnswerSentence, ...]
    conflicts: tuple[Conflict, ...]
    """Empty where nothing conflicts."""


def with_sides(chosen: list[Sentence], finding: Finding) -> list[Sentence]:
    """The answer's sentences with those of every side, newest first, before the others."""
    sides = _sides(finding)
    if not sides:
        return chosen
    first = list({(each.sentence.article.id, each.sentence.start): each.sentence for each in sides}.values())
    return [*first, *(each for each in chosen if each not in first)]


def with_sides_unsaid(cited: list[Sentence], finding: Finding) -> list[Sentence]:
    """The sentences that prose cites, in order of first use, behind those that have to be told before it.

    These are all sides of a disagreement of which the prose leaves one out, or else what replaces a thing that it says.
    """
    sides = _sides(finding)
    if finding.disagreement is None:
        sides = [side for side in sides if any(side == pair.newer for pair in finding.superseded)]
        sides = [side for side in sides if side.sentence not in cited]
    elif all(side.sentence in cited for side in sides):
        return cited
    first = list({(each.sentence.article.id, each.sentence.start): each.sentence for each in sides}.values())
    return [*first, *(each for each in cited if each not in first)]


def tell(
    finding: Finding,
    chosen: Sequence[Sentence],
    said: Sequence[AnswerSentence],
    cited: Sequence[Citation],
    *,
    prose: bool = False,
) -> Told:
    """`said` are the answer's sentences, which cite `chosen` by number; `cited` are the citations, one for each chosen.

    That sources disagree is said first; `prose` that cites every side is left to say so itself.
    """
    if finding == Finding():
        return Told(tuple(said), ())
    numbers = {(each.article.id, each.start): citation for each, citation in zip(chosen, cited, strict=True)}

    def citation_of(side: Side) -> Citation:
        return numbers[side.sentence.article.id, side.sentence.start]

    marked = _with_marks(finding, chosen, said)
    if finding.disagreement is None:
        return Told(tuple(marked), ())
    sides = finding.disagreement.sides
    claims = [(side, citation_of(side)) for side in sides]
    lead = AnswerSentence(
        text=without_markers(_words(claims)),
        citations=tuple(dict.fromkeys(citation.n for _, citation in claims)),
        support=Support.SUPPORTED,
        modality=Modality.REPORTED,
    )
    table = tuple(
        ConflictingClaim(
            claim=side.told,
            source=citation.source,
            speaker=side.speaker,
            published=citation.published,
            citation=citation.n,
            quote=citation.quote,
        )
        for side, citation in claims
    )
    conflict = Conflict(about=finding.disagreement.about, claims=table)
    in_prose = {n for each in said for n in each.citations} if prose else set()
    return Told(tuple(marked) if in_prose.issuperset(lead.citations) else (lead, *marked), (conflict,))


def _sides(finding: Finding) -> list[Side]:
    if finding.disagreement is not None:
        return list(finding.disagreement.sides)
    newest = sorted(finding.superseded, key=lambda each: -_day(each.newer))
    return [each for pair in newest for each in (pair.newer, pair.older)]


def _with_marks(finding: Finding, chosen: Sequence[Sentence], said: Sequence[AnswerSentence]) -> list[AnswerSentence]:
    """The sentences; those that rest on nothing but what a later report changes or corrects say so."""
    replaced = {(pair.older.sentence.article.id, pair.older.sentence.start): pair for pair in finding.superseded}
    marked = []
    for each in said:
        rests_on = [chosen[n - 1] for n in each.citations]
        pairs = [replaced.get((sentence.article.id, sentence.start)) for sentence in rests_on]
        if not pairs or (pair := pairs[0]) is None or None in pairs:
            marked.append(each)
            continue
        how = "corrected by" if pair.corrects else "superseded by"
        text = f"{each.text} [{how} the report of {pair.newer.sentence.article.published}]"
        marked.append(each.model_copy(update={"text": text, "superseded": True}))
    return marked


def _words(claims: Sequence[tuple[Side, Citation]]) -> str:
    yes_or_no = any(side.denied for side, _ in claims)
    if yes_or_no:
        said = [f"{_who(side, citation)} says {'no' if side.denied else 'yes'}" for side, citation in claims]
        return f"Sources disagree: {', '.join(said[:-1])} and {said[-1]}."
    said = [f"{side.told} ({_who(side, citation)})" for side, citation in claims]
    return f"Sources disagree: {', '.join(said[:-1])} or {said[-1]}."


def _who(side: Side, citation: Citation) -> str:
    outlet = f"{citation.source or 'an unnamed outlet'}, {citation.published}"
    return f"{side.speaker} in {outlet}" if side.speaker else outlet


def _day(side: Side) -> int:
    day = side.sentence.article.published.last_day
    return day.toordinal() if day else 0
