"""Numbers: are they there, at the same end of a change, and said of the same thing?"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.grounding.clauses import goes_on
from assistant.grounding.figures import MONEY, Figure
from assistant.grounding.lexicon import EDGE, FINITE
from assistant.grounding.matching import Evident, Matcher
from assistant.grounding.wording import WORD

__all__ = ["LENGTHS", "NOW", "figures_bound", "figures_there", "own_words"]

REACH = 400
"""Characters on either side of a number within which words may be its own: a table in one sentence has no end."""
EDGE_COSTS = 8
"""How many words an edge between clauses counts for, in the distance from a word to a number."""
CLEARLY = 0.4
MUCH_MORE = 1.25
"""Times the number's own score: two sentences of one subject share words by chance."""
LINKED = 0.5
"""What a word of the sentence before counts, where a sentence goes on from it."""
MOSTLY, HARDLY = 0.6, 0.0
"""Of a claim's words: where another sentence holds so much of them, and the number's own so little."""
CROSSED = 0.5
ANYBODY = frozenset("people persons others and but for from with the who that which".split())
LENGTHS = frozenset("second minute hour day week month year decade century".split())
MEASURES = MONEY | {"tonne", "kilo", "pound", "barrel", "bushel"}
TWO = 2
DEFINITE = re.compile(r"\b(?:the|these|those|their|its|both) $", re.IGNORECASE)
ONE = re.compile(r"one[ -]\w+", re.IGNORECASE)
CHANGES = re.compile(r"\b(?:from|instead of)\b|^(?:(?! and ).)*\bto\b")
"""Between the ends of a change, and not between two of a list: "to 50 percent and on tin to 20"."""
NOW = re.compile(r"\b(?:now|currently|current|present|presently|today)\b", re.IGNORECASE)
THING = re.compile(
    r"(?: (?:of )?(?:the|its|their|these|those|more|new|other|extra|further|additional|such|all))*[ -]([a-z][a-z-]{2,})"
)


def figures_there(m: Matcher) -> str:
    """The first number of the claim that is not there, or is the other end of a change; empty when none."""
    for figure in m.figures:
        name = m.claim[figure.start : figure.end].strip()
        holders = [i for i in m.of_figure(figure) if not _measured_otherwise(m, figure, i)]
        if not holders and _counts_nothing(m, figure):
            continue
        if not holders:
            return f"the number {name!r} is not there"
        if all(_other_end(m, figure, i) for i in holders):
            return f"{name!r} is the other end of the change"
    for one, other in zip(m.figures, m.figures[1:], strict=False):
        if {one.role, other.role} == {"from", "to"} and _from_elsewhere(m, one, other):
            return f"{m.claim[one.start : other.end].strip()!r} is no change that is told there"
    return ""


def _measured_otherwise(m: Matcher, figure: Figure, i: int) -> bool:
    """Whether a sentence measures in tonnes or money what the claim counts in something that stands nowhere there."""
    thing = _thing(m.claim, figure)
    agreeing = [other for other in m.evidence[i].figures if figure.agrees(other)]
    if figure.unit or not thing or not all(other.unit in MEASURES for other in agreeing):
        return False
    stems = m.words.stems(thing)
    return not any(m.words.held(stem, held) for stem in stems for held in m.held)


def _counts_nothing(m: Matcher, figure: Figure) -> bool:
    """Whether a small number only takes up what is known, "the two sides", and none there speaks against it."""
    before, there = m.claim[: figure.start], [other for each in m.evidence for other in each.figures]
    if figure.unit:
        return bool(ONE.fullmatch(m.claim[figure.start : figure.end])) and not any(f.unit in LENGTHS for f in there)
    stems = m.words.stems(_thing(m.claim, figure))
    rivals = [_thing(each.text, other) for each in m.evidence for other in each.figures if not other.unit]
    return (
        figure.value == TWO
        and bool(DEFINITE.search(before))
        and not any(m.words.held(stem, m.words.stems(thing)) for stem in stems for thing in rivals)
    )


def _from_elsewhere(m: Matcher, one: Figure, other: Figure) -> bool:
    """Whether the numbers are told as the ends of a change, and each of them there with another end."""
    for mine, partner in ((one, other), (other, one)):
        for i in m.of_figure(mine):
            each = m.evidence[i]
            agreeing = [figure for figure in each.figures if mine.agrees(figure)]
            ends = [f for f in each.figures if f not in agreeing and f.unit == mine.unit and f.role == partner.role]
            if any(partner.agrees(f) for f in each.figures):
                return False
            if ends and partner.role and any(_ends_of_change(each, end, agreeing) for end in ends):
                return True
    return False


def _other_end(m: Matcher, figure: Figure, i: int) -> bool:
    roles = {each.role for each in m.evidence[i].figures if figure.agrees(each)}
    return bool(figure.role and roles and "" not in roles and figure.role not in roles)


def figures_bound(m: Matcher) -> str:
    """The first number that stands with other words there than in the claim; empty when none."""
    for figure in m.figures:
        if (
            _said_of_another(m, figure)
            or _nowhere_near(m, figure)
            or _counts_another(m, figure)
            or _exchanged(m, figure)
        ):
            return f"{m.claim[figure.start : figure.end].strip()!r} is said of something else there"
    return ""


def _said_of_another(m: Matcher, figure: Figure) -> bool:
    """Whether another number of its kind stands nearer to the claim's words than this one."""
    near = own_words(m.claim, figure, m.figures) if len(m.figures) > 1 else m.claim
    topic = m.words.stems(" ".join({each.around for each in m.evidence})) | m.words.stems(figure.per)
    topic |= m.words.stems(_thing(m.claim, figure)) if not figure.unit else frozenset()
    mine = [word for word in m.words.told(near) if word not in topic]
    own = best = 0.0
    for i, each in enumerate(m.evidence):
        agreeing = [other for other in each.figures if figure.agrees(other)]
        for other in each.figures:
            if not _of_a_kind(m, figure, each, other):
                continue
            words = own_words(each.text, other, _rivals(each, other))
            score = m.words.score(mine, m.words.stems(words))
            if figure.agrees(other):
                missing = [word for word in mine if not m.words.held(word, m.words.stems(words))]
                linked = (
                    m.held[i - 1] if i and not any(f.unit == figure.unit for f in m.evidence[i - 1].figures) else None
                )
                linked = linked if linked or not (i and goes_on(each.text)) else m.held[i - 1]
                own = max(own, score + (LINKED * m.words.score(missing, linked) if linked else 0.0))
            elif agreeing and not any(f.agrees(other) for f in m.figures) and _of_its_day(m, each, other, agreeing):
                return True
            elif _ends_of_change(each, other, agreeing):
                continue
            elif not any(f.agrees(other) for f in m.figures):
                best = max(best, score)
    return best > own + CLEARLY and best >= MUCH_MORE * own


def _rivals(each: Evident, figure: Figure) -> list[Figure]:
    """The numbers of a sentence that words may belong to rather than to this one; ends of one change share theirs."""
    alike = [other for other in each.figures if other.unit == figure.unit]
    return [other for other in alike if other is figure or not _ends_of_change(each, other, [figure])]


def _of_its_day(m: Matcher, each: Evident, other: Figure, agreeing: Sequence[Figure]) -> bool:
    """Whether the claim's day is that of the other end of a change."""
    days = [word for word in m.wanted if word not in m.words.told(m.claim) and not word[0].isdigit()]
    if NOW.search(m.claim):
        days += [stem for word in NOW.findall(each.text) for stem in m.words.stems(word)]
    both = [*agreeing, other]
    theirs = m.words.stems(own_words(each.text, other, both))
    own = m.words.stems(" ".join(own_words(each.text, mine, both) for mine in agreeing))
    return any(day in theirs and day not in own for day in days)


def _counts_another(m: Matcher, figure: Figure) -> bool:
    """Whether what the claim counts is counted there with another number, and this number counts another thing."""
    mine = _thing(m.claim, figure)
    if figure.unit or not mine:
        return False
    stems = m.words.stems(mine)
    own: list[str] = []
    rivals: list[str] = []
    for each in m.evidence:
        for other in each.figures:
            if not other.unit:
                (own if figure.agrees(other) else rivals).append(_thing(each.text, other))
    if not own or not all(own) or any(m.words.held(stem, m.words.stems(thing)) for stem in stems for thing in own):
        return False
    return any(stems & m.words.stems(thing) for thing in rivals if thing)


def _exchanged(m: Matcher, figure: Figure) -> bool:
    """Whether this number and another of the claim have changed places."""
    for partner in m.figures:
        if partner is figure or partner.unit != figure.unit:
            continue
        mine, theirs = (m.words.told(own_words(m.claim, f, m.figures)) for f in (figure, partner))
        for each in m.evidence:
            here = [f for f in each.figures if figure.agrees(f)]
            there = [f for f in each.figures if partner.agrees(f)]
            if not here or not there or _ends_of_change(each, there[0], here):
                continue
            near, far = (m.words.stems(own_words(each.text, f, each.figures)) for f in (here[0], there[0]))
            mine_crossed = m.words.score(mine, far) - m.words.score(mine, near)
            theirs_crossed = m.words.score(theirs, near) - m.words.score(theirs, far)
            if min(mine_crossed, theirs_crossed) >= CROSSED:
                return True
    return False


def _of_a_kind(m: Matcher, figure: Figure, each: Evident, other: Figure) -> bool:
    if figure.unit or other.unit:
        same = figure.unit == other.unit or {figure.unit, other.unit} == {"share", "percent"}
        return same or (figure.agrees(other) and not figure.unit)
    mine, theirs = _thing(m.claim, figure), _thing(each.text, other)
    return figure.agrees(other) or bool(
        mine and theirs and any(m.words.held(stem, m.words.stems(theirs)) for stem in m.words.stems(mine))
    )


def _thing(text: str, figure: Figure) -> str:
    """What is counted: the word behind the number."""
    match = THING.match(text, figure.end)
    return match[1] if match and not FINITE.fullmatch(match[1]) and match[1] not in ANYBODY else ""


def _ends_of_change(each: Evident, other: Figure, agreeing: Sequence[Figure]) -> bool:
    """Whether two numbers are the ends of one change: "to 30 percent of exports, from 53 percent"."""
    for mine in agreeing:
        first, second = sorted((mine, other), key=lambda f: f.start)
        between = each.text[first.end : second.start]
        roles = {first.role, second.role}
        if roles == {"from", "to"} or (len(between.split()) <= 6 and CHANGES.search(between)):
            return True
    return False


def _nowhere_near(m: Matcher, figure: Figure) -> bool:
    """Whether the sentences with the number hold next to nothing of the claim, and one without it nearly all."""
    unit = m.words.stems(m.claim[figure.start : figure.end])
    mine = [word for word in m.words.told(m.claim) if word not in unit]
    holders = m.of_figure(figure)
    total = m.words.total(mine)
    if not total or not holders:
        return False
    if any(goes_on(m.evidence[i].text) for i in holders):
        return False
    own = max(m.words.score(mine, m.held[i]) for i in holders)
    others = [held for i, held in enumerate(m.held) if i not in holders]
    best = max((m.words.score(mine, held) for held in others), default=0.0)
    return own <= HARDLY * total and best >= MOSTLY * total


def own_words(text: str, figure: Figure, rivals: Sequence[Figure]) -> str:
    """The words of a sentence that are nearer to this number than to another of its kind, edges counted."""
    words = []
    near = [each for each in rivals if each is figure or abs(each.start - figure.start) <= 2 * REACH]
    for match in WORD.finditer(text, max(figure.start - REACH, 0), figure.end + REACH):
        distances = [(_distance(text, match, each), each is not figure) for each in near]
        if not min(distances)[1]:
            words.append(match.group())
    return " ".join(words)


def _distance(text: str, word: re.Match[str], figure: Figure) -> float:
    left, right = sorted(((word.start(), word.end()), (figure.start, figure.end)))
    between = text[left[1] : right[0]]
    return len(between.split()) + EDGE_COSTS * len(EDGE.findall(between))
