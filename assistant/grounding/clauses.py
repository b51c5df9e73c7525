"""A sentence → its clauses, and the stretches of it that are somebody's word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from assistant.grounding.lexicon import EDGE, FINITE, OPINED, PRONOUN, SAID

__all__ = ["Clause", "Voice", "before_verb", "clauses_of", "goes_on", "says", "voices_in"]

SAYS_NEXT = re.compile(r"\b(?:said|says?|promis(?:e|es|ed|ing)|warn(?:s|ed)|hopes?|told \w+)$", re.IGNORECASE)
ACCORDING = re.compile(r"\baccording to (?P<who>[^,;.]+)", re.IGNORECASE)
IN_ONES_VIEW = re.compile(
    r"\b(?:in|by) (?:the )?(?:[\w’'-]+ ){1,4}(?:view|opinion|words|eyes|estimate|account|reckoning|judgment)\b|"
    r"\bin the (?:view|opinion|words|eyes) of\b|\bput (?:\w+ ){1,4}?down to\b|\bputs? (?:\S+ ){1,8}?at\b|"
    r"\b(?:is|are|was|were) (?:believed|thought|said|reported|estimated|expected|put|regarded|considered|seen)\b|"
    r"\b(?:nam|describ|label|identif|cit|call|view|see)\w* (?:\S+ ){1,6}as\b|\bfor [A-Z]\w+, |"
    r"\bwhat [A-Z][\w ]+ (?:hopes|expects|fears|wants)\b",
    re.IGNORECASE,
)
ENDS = re.compile(
    r"^(?:\W|(?:on|in|at|to|the|a|late|last|this|early|reporters|parliament|\w+day|\w+ (?:week|"
    r"month))\b)*$",
    re.IGNORECASE,
)
"""What may follow a verb of saying that closes the sentence: "said on Friday"."""
CLOSED = re.compile(r"^((?: (?:on|late|last|this|early|in|at|to) [\w ]{0,20})?),")
"""The verb's own end where the sentence goes on without what was said: "said on Tuesday, a day after"."""
SPEAKERS_EDGE = re.compile(r"[;:“”\"]|, (?=(?:the|an?|[a-z]+) )|\b(?:but|and|while|after|because|when) (?=\w+ )")
FAR_EDGE = re.compile(r"[;:“”\"]|, (?:but|and|while) (?=\w+ )|\b(?:after|because) (?=\w+ )")
"""What no insertion behind the speaker's name has: "Cobalt SA, its owner, who lives in Rome, said"."""
INSERTED = re.compile(r" (?P<who>(?:the )?[A-Z][\w .’'-]*?),")
NAMED = re.compile(r"\b[A-Z]\w+ [A-Z]\w+")
NAME_FIRST = re.compile(r"[A-Z]\w+(?: [\w’'.-]+){0,4} $")
"""A speaker at the end: ", Wade Hollis estimates"."""
INVERTED = re.compile(r"[,”\"’']\s*$")
STARTS_WITH_A_VERB = re.compile(rf"\s*(?:\w+ly )?{FINITE.pattern}")
SUBJECT = re.compile(r"\W*(?:The |An? |Its |His |Her |Their )?[A-Z]|\W*(?:the|he|she|it|they|we) ")
LISTED = re.compile(r"\b[\w-]+(?:, (?:[\w-]+ )?[\w-]+){1,5},? (?:and|or) (?=[\w-]+)")
"""Things one after another, whose commas end no clause: "flowers, tea and beans"."""
CALLS = re.compile(r"(?:call|describ|denounc|criticis|welcom|prais|accus|blam|dismiss)", re.IGNORECASE)
BESIDES = re.compile(
    r"(?:,? (?:and|but) (?=(?:has|have|had|is|are|was|were|will|would|[a-z]+ed)\b)| (?:after|following) )"
)
"""What ends a word for a thing: "called it a disaster and have appealed", "a new chapter after years of dispute"."""
WHETHER = re.compile(r"\bwhether\b", re.IGNORECASE)
PRESENT = re.compile(r"says?", re.IGNORECASE)
MOST_WORDS_OF_A_SPEAKER = 8


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a sentence with one verb, as far as its edges tell."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Voice:
    """A stretch that somebody says."""

    start: int
    end: int
    who: str
    """The words before the verb, or behind "according to"."""
    opines: bool
    """Whether it is told as an opinion, a fear, a forecast or a charge, and not as a statement."""
    follows: bool
    """Whether it stands behind its speaker: "She said that …"."""
    verb: str = ""


@lru_cache(maxsize=4096)
def clauses_of(text: str) -> tuple[Clause, ...]:
    """The clauses in order; what is said goes with who says it."""
    spans: list[tuple[int, int]] = []
    at = 0
    lists = [(each.start(), each.end()) for each in LISTED.finditer(text)]
    for match in EDGE.finditer(text):
        if any(start <= match.start() < end for start, end in lists):
            continue
        spans.append((at, match.start()))
        at = match.end() if not match.group().strip().isalpha() else match.start()
    spans.append((at, len(text)))
    found: list[Clause] = []
    for start, end in spans:
        part = text[start:end]
        if not part.strip(" ,.;"):
            continue
        if found and SAYS_NEXT.search(found[-1].text.strip()):
            found[-1] = Clause(text[found[-1].start : end], found[-1].start, end)
        elif found and STARTS_WITH_A_VERB.match(part) and text[:start].rstrip().endswith(","):
            # "Cobalt SA, its owner, declined": the insertion is no clause's end
            while len(found) > 1 and not SUBJECT.match(found[-1].text):
                found.pop()
            found[-1] = Clause(text[found[-1].start : end], found[-1].start, end)
        else:
            found.append(Clause(part, start, end))
    return tuple(found)


@lru_cache(maxsize=4096)
def voices_in(text: str) -> tuple[Voice, ...]:
    """What of a sentence is somebody's word, in order; what is only asked is nobody's and counts as opined."""
    found = [Voice(0, len(text), match["who"], opines=False, follows=False) for match in ACCORDING.finditer(text)]
    for pattern, opines in ((SAID, False), (OPINED, True)):
        found += [_voice(text, match, opines=opines) for match in pattern.finditer(text)]
    found += [Voice(match.end(), len(text), "", opines=True, follows=True) for match in WHETHER.finditer(text)]
    return tuple(sorted(found, key=lambda each: each.start))


def _voice(text: str, verb: re.Match[str], *, opines: bool) -> Voice:
    opines = opines or bool(PRESENT.fullmatch(verb.group()))
    start, end, who, follows = _behind(text, verb) or _before(text, verb)
    return Voice(start, end, who, opines, follows=follows and (opines or _has_verb(text, verb)), verb=verb.group())


def _has_verb(text: str, verb: re.Match[str]) -> bool:
    return bool(FINITE.search(text, verb.end()))


def _before(text: str, verb: re.Match[str]) -> tuple[int, int, str, bool]:
    """Where the word stands whose speaker stands before it: from, to, who, and that it follows him."""
    before, after = text[: verb.start()], text[verb.end() :]
    who = before[_clause_start(before, FAR_EDGE) :].strip(" ,")
    ends = BESIDES.search(after) if CALLS.match(verb.group()) else None
    return verb.end(), verb.end() + ends.start() if ends else len(text), who, True


def _behind(text: str, verb: re.Match[str]) -> tuple[int, int, str, bool] | None:
    """The same where the speaker stands behind his word: "X, said Y", "X, Y said on Friday"; None where he does not."""
    before, after = text[: verb.start()], text[verb.end() :]
    begin = _clause_start(before)
    who = before[begin:].strip(" ,")
    if ENDS.match(after):
        last = before.rfind(", ") + 2
        if last > 1 and NAME_FIRST.match(before[last:]):
            return 0, last, before[last:].strip(" ,"), False
        return 0, begin or verb.start(), who, False
    if (inserted := INSERTED.match(after)) and INVERTED.search(before):
        return 0, len(text), inserted["who"], False
    if _is_inverted(before, after) and (verb.re is SAID or NAMED.search(after)):
        return 0, verb.start(), after.strip(" ."), False
    if closing := CLOSED.match(after):
        return 0, len(text) if not closing[1] else begin or verb.start(), who, False
    return None


def _is_inverted(before: str, after: str) -> bool:
    """Whether the speaker stands behind his verb: '", said X'."""
    return bool(INVERTED.search(before)) and len(after.split()) <= MOST_WORDS_OF_A_SPEAKER and not FINITE.search(after)


def says(text: str) -> bool:
    """Whether a sentence tells whose word it is."""
    return any(each.who or not each.follows for each in voices_in(text)) or bool(IN_ONES_VIEW.search(text))


def goes_on(text: str) -> bool:
    """Whether a sentence speaks of what was named before it."""
    return bool(PRONOUN.search(text)) or bool(re.match(r"^[“\"]?(?:The|This|That|These|Those|Some|Both)\b", text))


def _clause_start(before: str, edge: re.Pattern[str] = SPEAKERS_EDGE) -> int:
    """Where the clause of the speaker begins."""
    edges = [match.end() for match in edge.finditer(before)]
    return edges[-1] if edges and len(before) - edges[-1] > 2 else 0


def before_verb(text: str) -> str:
    """A clause up to its first verb; all of it where none is seen."""
    verb = FINITE.search(text)
    return text[: verb.start()] if verb else text
