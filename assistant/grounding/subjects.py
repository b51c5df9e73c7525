"""Who: is it said of the one that the sentence names, or of somebody else, and by whom?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.grounding.clauses import before_verb, clauses_of, goes_on, voices_in
from assistant.grounding.lexicon import FINITE
from assistant.grounding.matching import Matcher
from assistant.grounding.naming import NAME, NO_NAMES, names_in
from assistant.grounding.wording import Words
from assistant.language.places import places_in

__all__ = ["said_by_another", "said_of_another", "turned_round"]

CLEARLY = 0.5
INSERTION = re.compile(r"(?<=[\w.]), ((?:who|which|the|an?|[a-z]+) [^,]{3,80}),")
"""What a sentence says of its subject between commas."""
SHORT = 6
"""Words of a sentence that lives off the one before it: "They have so far refused"."""
LEAST_OF_RIVAL = 0.6
"""Of the rest of the claim: what is said of another must hold so much of it to be the same."""
LEAST_SAID = 0.5
MUCH_OF_BEST = 0.7
BY = re.compile(
    r"\b(?:is|are|was|were|been|being|be) (?:\w+ ){0,3}?\w+(?:ed|en|wn|ght|ld|de|id)\b.*?\bby (?:the )?(?=[A-Z])"
)
AT_THE_BEGINNING = re.compile(
    r"(?:According to |The |In |It (?:is|was) (?:[a-z-]+ ){0,3})?((?:[A-Z][\w’'.-]+(?: |$)(?:(?:of|and|de|"
    r"al) (?=[A-Z]))?){1,5})"
)


@dataclass(frozen=True, slots=True)
class Told:
    """A clause of the evidence with those whom it may be about."""

    sentence: int
    text: str
    subject: frozenset[str]
    """Stems of the names before its verb, or of those that it goes on about."""
    names: frozenset[str]
    """Stems of all names in it and of those that it goes on about."""


def said_of_another(m: Matcher) -> str:
    """Whether the rest of the claim is said there of somebody else than the one it begins with; empty when not."""
    told = _told(m)
    for clause in clauses_of(m.claim)[:1]:
        subject = _subject(m, clause.text, told)
        insertion = m.words.stems(" ".join(INSERTION.findall(m.claim)))
        rest = [w for w in m.wanted if w not in subject and w not in insertion]
        if not subject or not rest or any(_any(subject, m.words.stems(v.who), m.words) for v in voices_in(m.claim)):
            continue
        own = max((_score(m, rest, each) for each in told if _any(subject, each.names, m.words)), default=0.0)
        own = max(own, 0.0, *(m.words.score(rest, m.held[i]) for i in _speaks_in(m, subject)))
        rivals = [each for at, each in enumerate(told) if _is_rival(m, told, at, subject)]
        best = max((_score(m, rest, each) for each in rivals), default=0.0)
        if best > own + CLEARLY and best >= LEAST_OF_RIVAL * m.words.total(rest):
            return "it is said of somebody else there"
    return ""


def _speaks_in(m: Matcher, who: Sequence[str]) -> list[int]:
    """The sentences in which one of these names says something."""
    return [
        i
        for i, each in enumerate(m.evidence)
        if any(_any(who, m.words.stems(voice.who), m.words) for voice in voices_in(each.text))
    ]


def _score(m: Matcher, rest: Sequence[str], told: Told) -> float:
    own = m.words.score(rest, m.words.stems(told.text))
    if told.sentence and len(m.evidence[told.sentence].text.split()) <= SHORT:
        return own + m.words.score(
            [w for w in rest if not m.words.held(w, m.held[told.sentence])], m.held[told.sentence - 1]
        )
    return own + 0.3 * (m.words.score(rest, m.held[told.sentence]) - own)


def _is_rival(m: Matcher, told: Sequence[Told], at: int, subject: Sequence[str]) -> bool:
    """Whether a clause is about somebody whom the claim does not name, and the claim's one is not named before it."""
    here = told[at]
    before = [each for each in told[:at] if each.sentence == here.sentence]
    if not here.subject or any(_any(subject, each.names, m.words) for each in (*before, here)):
        return False
    return not _any(list(here.subject), frozenset(m.wanted), m.words)


def _subject(m: Matcher, text: str, told: Sequence[Told]) -> list[str]:
    """Stems of the names that the claim is about, as far as the evidence has them."""
    match = AT_THE_BEGINNING.match(text.strip())
    by = BY.search(text)
    about = text[by.end() :] if by else (match[1] if match else "")
    named = frozenset().union(*(each.names for each in told))
    stems = m.words.stems(" ".join(w for w in NAME.findall(about) if w.lower() not in NO_NAMES))
    return [each for each in stems if m.words.weight(each) == 1 and m.words.held(each, named)]


def _told(m: Matcher) -> list[Told]:
    found: list[Told] = []
    before: frozenset[str] = frozenset()
    for i, each in enumerate(m.evidence):
        subject = before if goes_on(each.text) else frozenset[str]()
        named: frozenset[str] = frozenset()
        for clause in clauses_of(each.text):
            names = names_in(clause.text, m.words)
            first = names_in(before_verb(clause.text), m.words)
            carried = subject if goes_on(each.text) or not first else frozenset[str]()
            if not subject or FINITE.search(clause.text):  # else an insertion: ", its Czech rival,"
                subject = first or subject
            found.append(Told(i, clause.text, subject, names | carried | subject))
            named |= names
        before = named or before
    return found


def _any(subject: Sequence[str], names: frozenset[str], words: Words) -> bool:
    return any(words.held(each, names) for each in subject)


def said_by_another(m: Matcher) -> str:
    """Whether what the claim has somebody say is the word of another there; empty when not."""
    voice = next((each for each in voices_in(m.claim) if names_in(f"x {each.who}", m.words)), None)
    if voice is None:
        return ""
    who = names_in(f"x {voice.who}", m.words)
    aside = m.words.stems(" ".join([*INSERTION.findall(m.claim), voice.verb]))
    what = [w for w in m.wanted if w not in who and w not in aside]
    held = [m.words.score(what, each) for each in m.held]
    best = max(range(len(held)), key=lambda i: (held[i], bool(voices_in(m.evidence[i].text))))
    if not what or held[best] < LEAST_SAID * m.words.total(what):
        return ""
    if any(held[i] >= MUCH_OF_BEST * held[best] for i in _speaks_in(m, sorted(who)) if i != best):
        return ""
    speaks = _without_places(voice.who)
    by_all_words = not NAME.search(speaks)  # "American pork producers"
    if by_all_words:
        who = frozenset(w for w in m.words.told(speaks) if m.words.weight(w) == 1)
    theirs = _speakers_of(m, what, m.evidence[best].text)
    # a country speaks by its ministers
    if who and theirs and all(_is_another(m, who, each, by_all_words=by_all_words) for each in theirs):
        return "it is the word of somebody else there"
    return ""


def _speakers_of(m: Matcher, what: Sequence[str], text: str) -> list[str]:
    """Whose words hold most of a thing in a sentence; of two that hold as much, the nearer one's."""
    told = [(m.words.score(what, m.words.stems(text[v.start : v.end])), v) for v in voices_in(text)]
    most = max((score for score, _ in told), default=0.0)
    nearest = max((v.start for score, v in told if score == most and v.follows), default=0)
    return [v.who for score, v in told if most and score == most and v.start >= nearest]


def _without_places(text: str) -> str:
    for place in reversed(places_in(text)):
        text = text[: place.start] + text[place.end :]
    return text


def _is_another(m: Matcher, who: frozenset[str], speaker: str, *, by_all_words: bool) -> bool:
    names = names_in(f"x {speaker}", m.words)
    return bool(names) and not _any(list(who), m.words.stems(speaker) if by_all_words else names, m.words)


def turned_round(m: Matcher) -> str:
    """Whether the claim's doer is the one to whom it is done there; empty when not."""
    told = _told(m)
    claim = clauses_of(m.claim)
    if not claim or BY.search(m.claim) or voices_in(m.claim):
        return ""
    doer = names_in(before_verb(f"x {claim[0].text}"), m.words)
    others = names_in(m.claim[len(before_verb(claim[0].text)) :], m.words) - doer
    if not doer or not others:
        return ""
    rest = [w for w in m.wanted if w not in doer and w not in others]
    best = max(told, key=lambda each: _score(m, rest, each), default=None)
    verb = m.words.told(claim[0].text[max(len(before_verb(f"x {claim[0].text}")) - 2, 0) :])[:1]
    if len(m.figures) > 1 or best is None or not verb or not m.words.held(verb[0], m.words.stems(best.text)):
        return ""
    if BY.search(best.text) or _score(m, rest, best) < LEAST_OF_RIVAL * m.words.total(rest):
        return ""
    behind = names_in(best.text[len(before_verb(best.text)) :], m.words)
    swapped = _any(list(others), best.subject, m.words) and _any(list(doer), behind, m.words)
    if swapped and not _any(list(doer), best.subject, m.words) and not _any(list(others), behind, m.words):
        return "the one who does it there is the one to whom it is done"
    return ""
