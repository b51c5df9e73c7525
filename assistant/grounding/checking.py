"""One sentence against the text it cites: does anything in it disagree, and which words bear it out?

Numbers with their units, dates, names, who did what, the side of opposites, negation, and whether it
has happened at all. A sentence passes when nothing speaks against it and most of its words are there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.grounding.figures import Figure, figures_in
from assistant.grounding.lexicon import EDGE, GENERIC, NEGATOR, NO_DENIAL, PAST, PRONOUN, SPOKEN, UNREAL, side_of
from assistant.grounding.naming import NAME, NO_NAMES, WORD, foreign_name
from assistant.language.wording import content_terms, synonyms_of
from index.dates import PublicationDate
from index.temporal import TimeExpression, find_times

__all__ = ["Checked", "Evident", "Stems", "check"]

Stems = Callable[[str], list[str]]
LEAST_COVERED = 0.5
LEAST_SHARED = 0.4
"""Of a clause's words, before a negation on one side alone says anything."""
MOST_CITED = 3
SHORT = 3
"""Words of an insertion: "of Toledo, Ohio, warned"."""
SAYS_NEXT = re.compile(r"\b(?:said|says?|promis(?:e|es|ed|ing)|warn(?:s|ed)|hopes?|told \w+)$", re.IGNORECASE)
YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")


@dataclass(frozen=True)
class Evident:
    """A sentence of an article that may bear something out."""

    text: str
    published: PublicationDate
    around: str = ""
    """Headline and outlet, whose names count as said."""

    @cached_property
    def figures(self) -> list[Figure]:
        """Its numbers."""
        return figures_in(self.text)

    @cached_property
    def times(self) -> tuple[TimeExpression, ...]:
        """Its dates."""
        return tuple(find_times(self.text, self.published))


@dataclass(frozen=True, slots=True)
class Checked:
    """What the check found."""

    problem: str
    """What speaks against the sentence, in words; empty when nothing does."""
    bearing: tuple[int, ...]
    """Which of the sentences bear it out, best first."""

    @property
    def supported(self) -> bool:
        """Whether it is borne out."""
        return not self.problem and bool(self.bearing)


def check(claim: str, evidence: Sequence[Evident], stems: Stems) -> Checked:
    """Compare a sentence with the sentences of the passages that it cites."""
    if not evidence:
        return Checked("it cites no passage", ())
    matcher = _Matcher(claim, evidence, stems)
    ranked = matcher.ranked()
    if not ranked:
        return Checked("the passages it cites say nothing of it", ())
    for find in (_names, _figures, _dates, _coverage, _opposites, _negation, _unreal, _binding):
        if problem := find(matcher):
            return Checked(problem, ())
    return Checked("", matcher.bearing())


class _Matcher:
    """The claim's words in the evidence."""

    def __init__(self, claim: str, evidence: Sequence[Evident], stems: Stems) -> None:
        self.claim = claim
        self.evidence = evidence
        self.stems = stems
        self.words = list(dict.fromkeys(content_terms(claim, stems)))
        self.held = [frozenset(stems(each.text)) for each in evidence]
        self.scores = [self.score(self.words, held) for held in self.held]
        self.figures = figures_in(claim)

    def weight(self, stem: str) -> float:
        return 0.3 if stem in GENERIC else 1.0

    def score(self, words: Sequence[str], held: frozenset[str]) -> float:
        total = 0.0
        for word in words:
            if word in held:
                total += self.weight(word)
            elif synonyms_of(word, self.stems) & held:
                total += 0.7 * self.weight(word)
        return total

    def ranked(self) -> list[int]:
        return sorted((i for i, score in enumerate(self.scores) if score > 0), key=lambda i: -self.scores[i])

    def of_figure(self, figure: Figure) -> list[int]:
        return [i for i, each in enumerate(self.evidence) if any(figure.agrees(other) for other in each.figures)]

    def bearing(self) -> tuple[int, ...]:
        """The best sentence for each number, then for words that are still missing."""
        chosen: list[int] = []
        for figure in self.figures:
            holders = self.of_figure(figure)
            if holders and not set(holders) & set(chosen):
                chosen.append(max(holders, key=lambda i: self.scores[i]))
        missing = [w for w in self.words if not any(self.score([w], self.held[i]) for i in chosen)]
        while missing and len(chosen) < MOST_CITED:
            best = max(range(len(self.evidence)), key=lambda i: (self.score(missing, self.held[i]), self.scores[i]))
            if self.score(missing, self.held[best]) < (0.0001 if not chosen else 1.0):
                break
            chosen.append(best)
            missing = [w for w in missing if not self.score([w], self.held[best])]
        return tuple(chosen[:MOST_CITED]) or tuple(self.ranked()[:1])

    @cached_property
    def main(self) -> list[int]:
        """The sentences that say it, numbers first."""
        return list(self.bearing())

    def clauses(self) -> list[str]:
        """The clauses of the sentences that say it, each with pronouns' names not resolved."""
        return [clause for i in self.main for clause in _clauses(self.evidence[i].text)]

    def aligned(self, clause: str) -> list[str]:
        """The evidence's clauses that share most with the claim's one."""
        words = content_terms(clause, self.stems)
        scored = [(self.score(words, frozenset(self.stems(each))), each) for each in self.clauses()]
        best = max((score for score, _ in scored), default=0.0)
        return [each for score, each in scored if score == best] if best >= 0.9 else []

    def mostly_in(self, clause: str, others: Sequence[str]) -> bool:
        """Whether enough of the clause stands in one of the others for the two to tell of one thing."""
        words = content_terms(clause, self.stems)
        total = sum(self.weight(word) for word in words)
        return any(self.score(words, frozenset(self.stems(each))) >= LEAST_SHARED * total for each in others)


def _clauses(text: str) -> list[str]:
    """The clauses; what is said goes with who says it."""
    parts = [part.strip() for part in EDGE.split(text) if part and part.strip()]
    joined: list[str] = []
    for part in parts:
        if joined and SAYS_NEXT.search(joined[-1]):
            joined[-1] = f"{joined[-1]} {part}"
        else:
            joined.append(part)
    return joined


def _names(m: _Matcher) -> str:
    said = " ".join(f"{each.text} {each.around}" for each in m.evidence)
    word = foreign_name(m.claim, said, m.stems)
    return f"{word!r} is not named there" if word else ""


def _figures(m: _Matcher) -> str:
    for figure in m.figures:
        holders = m.of_figure(figure)
        if not holders:
            return f"the number {m.claim[figure.start : figure.end].strip()!r} is not there"
        for i in holders:
            roles = {each.role for each in m.evidence[i].figures if figure.agrees(each)}
            if not (figure.role and roles and "" not in roles and figure.role not in roles):
                break
        else:
            return f"{m.claim[figure.start : figure.end].strip()!r} is the other end of the change"
    return ""


def _dates(m: _Matcher) -> str:
    published = m.evidence[0].published
    known = [each.interval for e in m.evidence for each in e.times if each.interval is not None]
    if published.interval is not None:
        known.append(published.interval)
    years = {str(day.year) for each in known for day in (each.first, each.last) if day}
    years |= {year for e in m.evidence for year in YEAR.findall(e.text)}
    for time in find_times(m.claim, published):
        if time.interval is None or _said_as_is(m, time.text):
            continue
        mine = YEAR.findall(time.text)
        if any(year not in years for year in mine):
            return f"the date {time.text!r} is not there"
        if len(mine) > 1 or any(time.interval.contains(each) or time.interval == each for each in known):
            continue
        return f"the date {time.text!r} is not there"
    return ""


def _said_as_is(m: _Matcher, words: str) -> bool:
    return any(re.search(rf"\b{re.escape(words)}\b", each.text, re.IGNORECASE) for each in m.evidence)


def _coverage(m: _Matcher) -> str:
    total = sum(m.weight(word) for word in m.words)
    around = frozenset(m.stems(m.evidence[0].around))
    held = frozenset().union(*m.held) | around
    if total and m.score(m.words, held) / total < LEAST_COVERED:
        return "too little of it is there"
    return ""


def _opposites(m: _Matcher) -> str:
    if not m.main:
        return ""
    for clause in _clauses(m.claim):
        mine = side_of(clause)
        aligned = _of_figures(m, clause) or m.aligned(clause)
        theirs: dict[int, set[int]] = {}
        for each in aligned:
            for pair, sides in side_of(each).items():
                theirs.setdefault(pair, set()).update(sides)
        whole = side_of(" ".join(m.evidence[i].text for i in m.main))
        for pair, sides in mine.items():
            other = theirs.get(pair, whole.get(pair))
            if other and not sides & other and not _turned(clause, aligned):
                return "it says the opposite of what is there"
    return ""


def _of_figures(m: _Matcher, clause: str) -> list[str]:
    """What is said there of the clause's own numbers."""
    mine = figures_in(clause)
    return [
        _own_words(each.text, other, each.figures)
        for each in m.evidence
        for other in each.figures
        if any(figure.agrees(other) and figure.unit for figure in mine)
    ]


def _turned(clause: str, aligned: Sequence[str]) -> bool:
    """Whether a negation on one side makes the opposite the same."""
    return any(_odd(clause) != _odd(each) for each in aligned)


def _odd(text: str) -> int:
    return len(NEGATOR.findall(NO_DENIAL.sub(" ", text))) % 2


def _negation(m: _Matcher) -> str:
    for clause in _clauses(m.claim):
        aligned = m.aligned(clause)
        if not aligned or not m.mostly_in(clause, aligned):
            continue
        mine = _odd(clause)
        if any(_odd(each) == mine for each in aligned):
            continue
        if _swapped_sides(clause, aligned):
            continue
        return "it denies what is there, or affirms what is denied"
    return ""


def _swapped_sides(clause: str, aligned: Sequence[str]) -> bool:
    mine = side_of(clause)
    theirs = [side_of(each) for each in aligned]
    return any(
        pair in other and not sides & other[pair] and pair not in {3, 4}
        for other in theirs
        for pair, sides in mine.items()
    )


def _unreal(m: _Matcher) -> str:
    for clause in _clauses(m.claim):
        aligned = m.aligned(clause)
        shared = {word.lower() for each in aligned for word in WORD.findall(each)}
        own = " ".join(word for word in WORD.findall(SPOKEN.sub(" ", clause)) if word.lower() not in shared)
        if not aligned or UNREAL.search(m.claim) or not PAST.search(own):
            continue
        if all(UNREAL.search(each) for each in aligned):
            return "it tells as done what is only planned, expected or said to come"
    return ""


def _binding(m: _Matcher) -> str:
    """A number or a subject that stands with other words there than in the claim."""
    for figure in m.figures:
        if problem := _bound_figure(m, figure):
            return problem
    return _bound_subject(m)


def _bound_figure(m: _Matcher, figure: Figure) -> str:
    own = best = 0.0
    name = m.claim[figure.start : figure.end].strip()
    if not figure.unit:
        return ""
    near = _own_words(m.claim, figure, m.figures) if len(m.figures) > 1 else m.claim
    mine = [word for word in content_terms(near, m.stems) if not word[0].isdigit()]
    for each in m.evidence:
        for other in each.figures:
            if other.unit != figure.unit and figure.unit:
                continue
            words = _own_words(each.text, other, [f for f in each.figures if f.unit == other.unit])
            score = m.score(mine, frozenset(m.stems(words)))
            if figure.agrees(other):
                own = max(own, score)
            elif not any(mine.agrees(other) for mine in m.figures):
                best = max(best, score)
    return f"{name!r} is said of something else there" if best > own + 0.25 else ""


def _own_words(text: str, figure: Figure, rivals: Sequence[Figure]) -> str:
    """The words of a sentence that are nearer to this number than to another of its kind, edges counted."""
    words = []
    for match in WORD.finditer(text):
        distances = [(_distance(text, match, each), each is not figure) for each in rivals]
        if not min(distances)[1]:
            words.append(match.group())
    return " ".join(words)


def _distance(text: str, word: re.Match[str], figure: Figure) -> float:
    left, right = sorted(((word.start(), word.end()), (figure.start, figure.end)))
    between = text[left[1] : right[0]]
    return len(between.split()) + 8 * len(EDGE.findall(between))


def _subject(text: str) -> str:
    """The names at the beginning, or before a word of speaking."""
    match = re.match(r"(?:According to |The )?((?:[A-Z][\w’'-]+ ?){1,4})", text)
    return match[1].strip() if match else ""


def _bound_subject(m: _Matcher) -> str:
    """The name that a claim is about must stand in the sentence, or by the number, that says the rest."""
    named_there = frozenset().union(*(_name_stems(f"x {each.text[1:]} {each.text}", m.stems) for each in m.evidence))
    about = [word for word in _subject(m.claim).split() if word.lower() not in NO_NAMES]
    subject = [s for s in m.stems(" ".join(about)) if s not in GENERIC and _is_one_of([s], named_there, m.stems)]
    rest = [w for w in m.words if w not in subject]
    if not subject or not rest:
        return ""
    own = best = 0.0
    before: frozenset[str] = frozenset()
    for each in m.evidence:
        names = _name_stems(each.text, m.stems)
        inherited = names | before if PRONOUN.search(each.text) else names
        groups = _by_name(each.text, m.stems) if len(names) > 1 else [(names, each.text)]
        for named, words in groups:
            score = m.score(rest, frozenset(m.stems(words)))
            reach = named | (inherited if PRONOUN.search(words) or not named else frozenset())
            if _is_one_of(subject, named, m.stems) and SPOKEN.search(words):
                own = max(own, m.score(rest, frozenset(m.stems(each.text))))
            elif _is_one_of(subject, reach, m.stems) or _is_one_of(subject, frozenset(m.stems(words)), m.stems):
                own = max(own, score)
            elif named and not _is_one_of(list(named), frozenset(m.words), m.stems):
                best = max(best, score)
        if _is_one_of(subject, inherited, m.stems) and not _rival_subject(each.text, subject, m):
            own = max(own, m.score(rest, frozenset(m.stems(each.text))))
        before = names or before
    return "it is said of somebody else there" if best > own + 0.25 else ""


def _is_one_of(subject: Sequence[str], names: frozenset[str], stems: Stems) -> bool:
    return any(each in names or bool(synonyms_of(each, stems) & names) for each in subject)


def _name_stems(text: str, stems: Stems) -> frozenset[str]:
    return frozenset(s for n in NAME.findall(text) if n.lower() not in NO_NAMES for s in stems(n))


def _by_name(text: str, stems: Stems) -> list[tuple[frozenset[str], str]]:
    """The clauses with the names in them; one without a name belongs to the one before."""
    groups: list[tuple[frozenset[str], str]] = []
    for clause in _clauses(text):
        names = _name_stems(clause, stems)
        if groups and len(clause.split()) <= SHORT:
            groups[-1] = (groups[-1][0] | names, f"{groups[-1][1]} {clause}")
        elif names or not groups:
            groups.append((names, clause))
        else:
            groups[-1] = (groups[-1][0], f"{groups[-1][1]} {clause}")
    return groups


def _rival_subject(text: str, subject: Sequence[str], m: _Matcher) -> bool:
    """Whether the sentence tells of several, each with what is said of it."""
    return len([1 for names, _ in _by_name(text, m.stems) if names and not _is_one_of(subject, names, m.stems)]) > 0
