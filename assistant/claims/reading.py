"""A question → the claims in it: who is said to do what to whom, with which figures.

    "Why did Canada pull out of the USMCA?"  →  Canada | withdraw | USMCA

A clause that hangs on the question ("when they signed the pact in Santiago") is a claim of its own. What cannot be read
surely is left out: an empty list asks nothing of the articles beyond their words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.claims.actors import actors_in
from assistant.claims.predicates import SPEAKING, WEAK, Predicate, forms_of, predicates_of, verb_of
from assistant.language.quantities import Quantity, quantities_in

__all__ = ["NAMES", "Claim", "claims_in"]

AUX = (
    r"(?:did|does|do|has|have|had|will|would|shall|should|can|could|may|might|must|is|are|was|were|be|been|being|"
    r"can['’]t|cannot|didn['’]t)"
)
AUXILIARY = re.compile(rf"\b{AUX}\b", re.IGNORECASE)
DO = re.compile(r"did|does|do|didn['’]t", re.IGNORECASE)
BE = frozenset("is are was were be been being".split())
PAST_AUX = frozenset("did was were had has have didn't didn’t".split())
WH = re.compile(r"\b(?:why|when|where|who|whom|whose|what|which|how)\b", re.IGNORECASE)
SUBORDINATE = re.compile(
    r"[,\s]+(?:when|after|before|because|once|while|as soon as)\s+(?=(?:the\s+|they\b|he\b|she\b|it\b|[A-Z]))"
)
NAME = re.compile(r"(?<![.?!]\s)(?<!^)\b(?:[A-Z][\w’'&-]*\w|[A-Z]\.(?:[A-Z]\.)+|[A-Z]{2,})(?:['’]s)?")
NAMES = re.compile(rf"{NAME.pattern}(?:\s+{NAME.pattern})*")
"""Names, each with all its capitalised words."""
LEFT_OPEN = re.compile(
    r"\s+(?:in|on|at|since|during|until)(?=\s+(?:to|before|after|and|when|because)\b|\s*[,?.]|\s*$)", re.IGNORECASE
)
"""What is left of a date that was taken out of a question."""
WORD = re.compile(r"[A-Za-z][\w’'.-]*\w|[A-Za-z]")
NOT_VERB_AFTER = frozenset(
    "the a an this that these those its their his her our of for on in by to from with and or new".split()
)
ASKING = re.compile(
    rf"^(?:{WH.pattern}\s*)+(?:(?:much|many|large|big|high|low|long|far|fast|old|more)\b\s*)*", re.IGNORECASE
)
PARTICLES = re.compile(
    r"^\s+(?:\w+\s+){0,3}?(off|out|up|down|back|on|away|over|in|apart|effect|force|live|into)\b", re.IGNORECASE
)
LINKED = re.compile(r"\b(?:on|of|against|to|from|for|with|over)\b", re.IGNORECASE)
"""What links the doer to what it acts on: "China's duties on American goods"."""
THEN_TO = re.compile(r"^\s+(?:[\w’'-]+\s+){0,3}?to\s+([a-z]+)")
AMBIGUOUS = frozenset(
    "export import trade tax cut rise fall increase deal ban offer plan order purchase ship charge place hike hit "
    "cost return answer support aid help demand request call claim vote strike visit lead head chair drop decline "
    "slide state pay sale work use face need set target limit dispute review probe challenge threat start end "
    "release issue award change move look run note report show control fine access counter slash bar free open "
    "close file name label".split()
)
"""Words that are nouns as often as verbs."""
DECIDING = frozenset({"decide", "choose", "agree"})
LEADING = frozenset("set go come make take give get agree".split())
"""Verbs that are no nouns whatever follows."""
TO_A_FIGURE = re.compile(r"\bto\s+(?:[$€£¥]\s?)?\d")
"""What is lifted to a figure is raised; what is lifted is taken away."""
SAID_IN_REPLY = re.compile(r"^what\s+(?:did|does|has|have|had)\b", re.IGNORECASE)
"""Where a reply is asked for in words; how somebody replied may be a deed."""
YES_NO = re.compile(rf"^(?:{AUX})\b", re.IGNORECASE)
NOT = re.compile(r"\b(?:not|never|n['’]t|no longer|refuse[sd]? to|fail(?:s|ed)? to)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that a question says is so."""

    text: str
    """The clause, as the question has it."""
    predicate: Predicate | None
    agents: frozenset[str]
    """Countries that are said to do it; empty when the question names none before its verb."""
    agent_words: str
    """What stands before the verb, as it is written."""
    objects: frozenset[str]
    """Countries that it is done to, or with."""
    object_words: str
    """What stands behind the verb; in a passive clause, what it is done to and what stands behind."""
    tail: str
    """What stands behind the verb alone."""
    patient: str
    """In a passive clause, what it is done to; else empty."""
    figures: tuple[Quantity, ...] = field(default=())
    """Rates and sums of the question."""
    passive: bool = False
    """Whether what stands before the verb is what it is done to."""
    past: bool = False
    """Whether it is said to have happened."""
    yes_no: bool = False
    """Whether it is asked, and not taken for granted."""
    speaks: bool = False
    """Whether the verb is one of speaking."""
    negated: bool = False
    decided: bool = False
    """Whether it is only said to have been decided: what is planned is then enough."""
    then: Predicate | None = None
    """What the deed is about: `pay` of "refuse to pay"."""


def claims_in(question: str) -> list[Claim]:
    """The claims of one question, the main one first; those without a verb that is known are left out."""
    bare = LEFT_OPEN.sub("", " ".join(question.split())).rstrip(" ?.!")
    pieces = [piece.strip(" ,") for piece in SUBORDINATE.split(bare)]
    claims = [_claim(pieces[0], yes_no=bool(YES_NO.match(pieces[0])))]
    claims += [_claim(piece, yes_no=False, clause=True) for piece in pieces[1:]]
    return [claim for claim in claims if claim is not None]


@dataclass(frozen=True, slots=True)
class _Verb:
    word: str
    base: str
    start: int
    end: int
    subject_ends: int = -1
    """Where the verb of deciding stands before it; -1 where none does."""


def _claim(text: str, *, yes_no: bool, clause: bool = False) -> Claim | None:
    opening = WH.search(text)
    asked = opening.end() if opening else 0
    auxiliary = None if clause else AUXILIARY.search(text, asked)
    verb = _verb(text, auxiliary, asked, clause=clause)
    if verb is None:
        return None
    after = text[verb.end :]
    predicate, speaks = _predicate(verb.base, after)
    speaks = speaks or bool(SAID_IN_REPLY.match(text) and verb.base == "reply")
    if predicate is None and not speaks:
        return None
    decided = verb.subject_ends >= 0
    begins = auxiliary.end() if auxiliary and auxiliary.end() <= verb.start else asked
    before = text[begins : verb.subject_ends if decided else verb.start]
    aspect = ASKING.sub("", text[opening.start() : auxiliary.start()]) if opening and auxiliary else ""
    if auxiliary and opening and not before.strip():
        # "Which official was arrested": what stands before the auxiliary is asked for
        before = text[opening.end() : auxiliary.start()]
    aux_word = auxiliary.group().lower() if auxiliary else ""
    passive = aux_word in BE and verb.word.lower() in forms_of(verb.base)[3:]
    by = re.search(r"\bby\s+(.+)$", after) if passive else None
    agents = by[1] if by else ("" if passive else before)
    objects = f"{before} {after[: by.start()] if by else after}" if passive else f"{aspect} {after}"
    then = THEN_TO.match(after)
    return Claim(
        text=text,
        predicate=predicate,
        agents=frozenset(each.name for each in actors_in(LINKED.split(agents)[0]) if not each.place),
        agent_words=agents.strip(),
        objects=frozenset(each.name for each in actors_in(f"x {objects}")),
        object_words=objects.strip(),
        tail=after.strip(),
        patient=before.strip() if passive else "",
        figures=tuple(each for each in quantities_in(text) if not each.bound and each.unit != "people"),
        passive=passive,
        past=aux_word in PAST_AUX or (not auxiliary and verb.word.lower() != verb.base),
        yes_no=yes_no,
        speaks=speaks,
        decided=decided,
        negated=bool(NOT.search(text)) or aux_word.endswith(("n't", "n’t")),
        then=predicates_of(verb_of(then[1])) if then and verb_of(then[1]) else None,
    )


def _predicate(verb: str, after: str) -> tuple[Predicate | None, bool]:
    """What may tell of the verb, with its particle if it has one, and whether it is one of speaking."""
    particle = PARTICLES.match(after)
    word = "to" if verb == "lift" and TO_A_FIGURE.search(after) else particle[1].lower() if particle else ""
    predicate = predicates_of(verb, word)
    of_two_words = bool(word and predicate and " " in predicate.verb)
    return predicate, verb in SPEAKING and not of_two_words


def _verb(text: str, auxiliary: re.Match[str] | None, asked: int, *, clause: bool) -> _Verb | None:
    """The main verb: the first word behind the auxiliary and a subject that is a verb and no noun there."""
    words = list(WORD.finditer(text, auxiliary.end() if auxiliary else asked))
    for i, match in enumerate(words):
        word, base = match.group(), verb_of(match.group())
        previous = words[i - 1].group().lower() if i else ""
        if not base or word[0].isupper() or AUXILIARY.fullmatch(word):
            continue
        if (previous in NOT_VERB_AFTER and previous != "to") or previous.endswith(("'s", "’s")):
            continue
        if auxiliary and (word.lower() == forms_of(base)[1] or (i == 0 and DO.fullmatch(auxiliary.group()))):
            continue  # a noun: "were exports of tuna cut", "did demand fall"
        if i == 0 and not clause and word.lower() != base and _describes(words):
            continue
        of_the_question = base in WEAK and base not in SPEAKING and word.lower() in LEADING
        if not of_the_question and base == word.lower() and _is_noun_here(base, previous, words[i + 1 :]):
            continue
        if (
            base in DECIDING
            and [each.group() for each in words[i + 1 : i + 2]] == ["to"]
            and _is_verb(words[i + 2 : i + 3])
        ):
            deed = words[i + 2]  # "decided to raise"
            return _Verb(deed.group(), verb_of(deed.group()), deed.start(), deed.end(), subject_ends=match.start())
        return _Verb(word, base, match.start(), match.end())
    return None


def _is_verb(words: Sequence[re.Match[str]]) -> bool:
    return any(verb_of(each.group()) for each in words)


def _describes(words: Sequence[re.Match[str]]) -> bool:
    """Whether the first word, a participle, describes the noun behind it: "proposed tariffs were raised"."""
    later = any(verb_of(other.group()) and not other.group()[0].isupper() for other in words[1:5])
    return later and words[1].group().lower().endswith("s")


def _is_noun_here(word: str, previous: str, rest: Sequence[re.Match[str]]) -> bool:
    """Whether a word that may be a verb is a noun: another verb follows before any object could."""
    if word not in AMBIGUOUS or previous == "to" or not rest or rest[0].group().lower() == "to":
        return False
    following = [other.group() for other in rest[:6]]
    return any(verb_of(other) and not other[0].isupper() and other.lower() not in AMBIGUOUS for other in following)
