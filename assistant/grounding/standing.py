"""How sure it is: is told as done what is only planned, or as a fact what is only somebody's word?"""

from __future__ import annotations

import re

from assistant.grounding.clauses import Voice, clauses_of, says, voices_in
from assistant.grounding.counted import NOW
from assistant.grounding.lexicon import NEGATOR, OPINED, PAST, SPOKEN, UNREAL
from assistant.grounding.matching import Matcher
from assistant.grounding.wording import WORD
from assistant.language.modality import planned_at

__all__ = ["UNATTRIBUTED", "told_as_done", "told_as_fact"]

UNATTRIBUTED = "it does not say whose word it is"
LEAST_ONLY_SAID = 0.4
"""Of what the articles hold of the claim: so much only in somebody's mouth makes it his word."""
LEAST_AS_MUCH = 0.6
"""Of what the best sentence holds: another that holds so much and names no speaker tells it plainly."""
APPOSITION = re.compile(r",\s[^,]{3,60},\s")
"""What the reporter puts into another's sentence: ", the largest buyer,"."""
CAUSED = re.compile(
    r"\b(?:because|due to|caus\w+|made|makes|led|result\w*|behind|reason|thanks to|sank|drove|cost)\b", re.IGNORECASE
)
PERFORMS = re.compile(
    r"\b(?:promis(?:es?|ed|ing)|pledg(?:es?|ed)|vow(?:s|ed)?|threaten(?:s|ed)?|plan(?:s|ned)? to|offer(?:s|ed)?|"
    r"asks?|asked|"
    r"demand(?:s|ed)?|urg(?:es?|ed)|propos(?:es?|ed)|call(?:s|ed) (?:for|on)|refus(?:es?|ed)|agree[ds]?|intends?|"
    r"intended|"
    r"wants?|wanted|seeks?|sought|den(?:y|ies|ied))\b",
    re.IGNORECASE,
)
"""Deeds done by words, which are somebody's already."""
PARTICIPLE = re.compile(r"(?:ed|en|wn|ght|ld|pt|nd|st|ft|ut)$")
STATIVE = re.compile(
    r"(?:was|were|had|dated|lasted|covered|totall?ed|amounted|came|stood|remained|stayed|faced|owed|included|"
    r"involved|consisted|"
    r"belonged|cost|meant|needed|ranged|concerned|numbered|averaged|measured|contained|held|"
    r"considered|thought|believed|supposed|based|worth)",
    re.IGNORECASE,
)
"""Verbs that tell how a thing is and not what is done."""
ATTRIBUTE = re.compile(
    r"(?<=[a-z] )(?<!\bis )(?<!\bare )(?<!\bwas )(?<!\bwere )(?<!\bbeen )(?<!\bbe )(?<!\bhas )(?<!\bhad )"
    r"(?<!\bhave )(?:[a-z]+ed|made|built|sold|bought|grown|held|paid|sent|caught|known)(?= (?:from|by|to|in|at|"
    r"under|with|on|for|against|into|through)\b)|(?<=\b[Tt]he )[a-z]+ed(?= [a-z])"
)
"""A participle that tells which: "cars exported from Japan", "the suspended duties"."""
LONG_SO = re.compile(r"\b(?:has|have|had) (?=(?:had|stood|lasted|remained|faced)\b)")
"""What has long been so, and is no deed."""
THING = re.compile(r" (?:the|an?|no|its|their|his|her|\d\S*) ")
OWN_DEED = re.compile(
    r"(?: that)? (?:he|she|it|they) (?:has|have|had) (?:now |just |already |also )?(?:doubled|tripled|halved|"
    r"raised|increased|"
    r"cut|lowered|reduced|imposed|lifted|removed|signed|ordered|agreed|asked|approved|appointed|named|suspended|"
    r"extended|launched|opened|begun|started|"
    r"closed|bought|sold|withdrawn|filed|decided|rejected|hired|dismissed|invited|sent|banned)\b"
)
"""What one says that one has done is an announcement, and not a claim."""
INSERTION = re.compile(r"(?<=\w), ((?:who|which) [^,]{3,90}),")
AUXILIARY = frozenset("is are was were be been has have had did do does".split())
OWN_PLAN = re.compile(r"\b(?:would|will|plan(?:s|ned)?|intend(?:s|ed)?)\b", re.IGNORECASE)
"""What one says that one will do is told as a plan, and not as a claim."""
BLAMES = re.compile(r"(?:blam|accus)", re.IGNORECASE)


def told_as_done(m: Matcher) -> str:
    """What the claim tells as done though it is only planned, in words; empty when nothing."""
    if UNREAL.search(m.claim) or OPINED.search(m.claim):
        return ""
    for clause in clauses_of(m.claim):
        if NEGATOR.search(clause.text) or _so_now(m, clause.text):
            continue
        if _only_planned(m, clause.text) or _object_only_planned(m, clause.text):
            return "it tells as done what is only planned, expected or said to come"
    return ""


def _so_now(m: Matcher, clause: str) -> bool:
    """Whether the claim tells how it is at present, and so does what it goes with."""
    return bool(NOW.search(clause)) and any(NOW.search(part.text) for _, part in m.aligned(clause))


def _only_planned(m: Matcher, clause: str) -> bool:
    aligned = [_nearest(m, clause, part.text) for _, part in m.aligned(clause)]
    shared = {
        word.lower() for each in m.parts for word in WORD.findall(each[1].text) if not UNREAL.search(each[1].text)
    }
    shared -= AUXILIARY
    shared |= {word.lower() for each in aligned for word in WORD.findall(each)}
    attributes = set(ATTRIBUTE.findall(clause))
    long_so = {word for match in LONG_SO.finditer(clause) for word in WORD.findall(match.group())}
    told = WORD.findall(SPOKEN.sub(" ", clause))
    own = [
        word for at, word in enumerate(told) if word.islower() and word not in shared and not _helps(told[at:], shared)
    ]
    own = [word for word in own if not STATIVE.fullmatch(word) and word not in attributes | long_so]
    return bool(aligned and PAST.search(" ".join(own))) and all(_is_ahead(m, clause, each) for each in aligned)


def _is_ahead(m: Matcher, clause: str, part: str) -> bool:
    """Whether something of the clause, and not only its subject, stands behind a word for what is to come."""
    wanted = m.words.told(clause)
    for ahead in UNREAL.finditer(part):
        behind = part[ahead.end() :]
        if not m.words.told(behind) or not wanted or m.words.score(wanted, m.words.stems(behind)):
            return True
    return False


def _nearest(m: Matcher, clause: str, part: str) -> str:
    """What a part says of its subject between commas, or the rest of it: whichever has more of the clause."""
    inside = " ".join(INSERTION.findall(part))
    wanted = m.words.told(clause)
    rest = INSERTION.sub(" ", part)
    as_much = m.words.score(wanted, m.words.stems(inside)) >= m.words.score(wanted, m.words.stems(rest))
    return inside if inside and as_much else rest


def _helps(words: list[str], shared: set[str]) -> bool:
    """Whether the first word is the auxiliary of a verb that is there too: "has so far refused"."""
    verb = next((word for word in words[1:5] if PARTICIPLE.search(word)), "")
    return words[0].lower() in AUXILIARY and verb.lower() in shared


def _object_only_planned(m: Matcher, clause: str) -> bool:
    """Whether what a finished deed is done to stands there only as planned."""
    bare = clause
    for pattern in (SPOKEN, ATTRIBUTE, LONG_SO):
        bare = pattern.sub(lambda s: " " * len(s[0]), bare)
    verb = next((found for found in PAST.finditer(bare) if found.group().islower()), None)
    if verb is not None and _is_state(clause, verb):
        return False
    if verb is None:
        return False
    deed = m.words.stems(verb.group())
    behind = [w for w in m.words.told(clause[verb.end() :]) if m.words.weight(w) == 1]
    if not behind:
        return False
    parts = [_nearest(m, clause, part.text) for _, part in m.parts]
    held = [part for part in parts if behind[0] in m.words.stems(part)]
    held = held or [part for part in parts if m.words.held(behind[0], m.words.stems(part))]
    if not held or any(_done_there(m, i, deed) for i in m.main):
        return False
    return all(UNREAL.search(each) for each in held)


def _is_state(clause: str, verb: re.Match[str]) -> bool:
    """Whether a verb tells how a thing is: "lasted", and "had" with a thing behind it."""
    if verb.group() in {"had", "was", "were"}:
        return bool(THING.match(clause, verb.end()))
    return bool(STATIVE.fullmatch(verb.group())) and verb.group() not in AUXILIARY


def _done_there(m: Matcher, i: int, deed: frozenset[str]) -> bool:
    """Whether a sentence tells the deed as one that has happened."""
    text = m.evidence[i].text
    return any(
        deed & m.words.stems(word.group()) and not planned_at(text, word.start()) for word in WORD.finditer(text)
    )


def told_as_fact(m: Matcher) -> str:
    """What the claim states though there it is only somebody's word; empty when nothing."""
    if says(m.claim) or PERFORMS.search(m.claim) or not m.main:
        return ""
    said: set[str] = set()
    plain: set[str] = set()
    wanted = m.wanted
    least = LEAST_AS_MUCH * max(m.scores[i] for i in m.main)
    holders = {
        i for figure in m.figures if figure.unit for i in m.of_figure(figure)
    }  # what is said of a number is said there
    for i in holders or {*m.main, *(i for i, score in enumerate(m.scores) if score >= least)}:
        text = m.evidence[i].text
        spans = [each for each in voices_in(text) if _needs_its_speaker(m, text, each)]
        spans = [
            each
            for each in spans
            if each.who or not m.words.score(m.words.told(m.claim), m.words.stems(text[: each.start]))
        ]
        outside = _without(text, spans)
        inside = " ".join(APPOSITION.sub(" ", text[each.start : each.end]) for each in spans)
        said |= {w for w in wanted if m.words.held(w, m.words.stems(inside))}
        plain |= {w for w in wanted if m.words.held(w, m.words.stems(outside))}
        if any(BLAMES.search(each.verb) and m.words.score(wanted, m.words.stems(text[each.start :])) for each in spans):
            return UNATTRIBUTED
    only = m.words.total(sorted(said - plain))
    return UNATTRIBUTED if only and only >= LEAST_ONLY_SAID * m.words.total(sorted(said | plain)) else ""


def _needs_its_speaker(m: Matcher, text: str, voice: Voice) -> bool:
    if BLAMES.search(voice.verb):
        return bool(CAUSED.search(m.claim))
    if OWN_PLAN.search(text, voice.start) and any(w in m.wanted for w in m.words.told(voice.who)):
        return False
    if OWN_DEED.match(text, voice.end if not voice.follows else voice.start):
        return False
    return voice.opines or voice.follows


def _without(text: str, voices: list[Voice]) -> str:
    kept = list(text)
    for voice in voices:
        for at in range(voice.start, voice.end):
            kept[at] = " "
    insertions = [match.group() for voice in voices for match in APPOSITION.finditer(text[voice.start : voice.end])]
    return "".join(kept) + " ".join(insertions)
