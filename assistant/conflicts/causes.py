"""A clause → why what it tells happened, or whose fault it was, by its own words.

"The talks broke off because Ostland shut its ports"       the talks broke off | Ostland shut its ports
"The Union blamed Ostland for the collapse of the talks"   the collapse of the talks | Ostland

A cause among others ("partly", "one reason", "also") excludes no other one, and is none to compare; nor is what may be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.language.wording import Stemmer, synonyms_of

__all__ = ["Cause", "Reason", "causes_in", "read_reason"]

LINK = (
    r"because of|because|due to|owing to|as a result of|as a consequence of|in (?:response|reaction|retaliation|reply) "
    r"(?:to|for|against)|in protest (?:at|against|over)|in revenge for|for fear (?:of|that)|out of (?:fear|concern) "
    r"(?:of|that|for|over)|on the grounds? (?:of|that)|thanks to"
)
"""What stands between what happened and its cause."""
EFFECT_FIRST = re.compile(rf"^(?P<effect>.{{6,}}?)[,\s]+(?P<link>{LINK})\s+(?P<cause>.+)$", re.IGNORECASE)
GROUNDS = re.compile(r"^(?P<effect>.{6,}?)[,\s]+(?P<link>on)\s+(?P<cause>(?:[\w-]+\s+){1,3}grounds)\b", re.IGNORECASE)
OVER = re.compile(
    r"^(?P<effect>.{2,}?\b(?:broke (?:off|up|down)|broken (?:off|up|down)|collapsed?|stalled|failed|fell apart|fallen "
    r"apart|foundered|walked out|recalled|resigned|quit|withdrew|suspended|cancel+ed|called off)\b[^,;]{0,60}?)\s+"
    r"(?P<link>over)\s+(?P<cause>.+)$",
    re.IGNORECASE,
)
"""Ends and refusals that something is told to have been "over"."""
OFFENDED = (
    r"(?:reneg\w+|refus\w+|reject\w+|demand\w+|insist\w+|ask\w* for|backed? (?:away|out|off)|backtrack\w*|"
    r"went back on|walked (?:away|out)|broke|violat\w+|threaten\w+|(?:would|could|did) not|fail\w* to|rais\w+|impos\w+|"
    r"changed|added|withdrew|withdraw\w*|accus\w+)"
)
"""What one side does that the other breaks off for."""
WHEN = re.compile(
    rf"^(?P<effect>.{{6,}}?)[,\s]+(?P<link>after|when)\s+(?P<cause>(?:the\s+)?[A-Z][\w’'-]*(?:\s[\w’'-]+){{0,3}}?\s"
    rf"{OFFENDED}\b.*)$"
)
"""After what a side did: a cause where what it did is an offence, and else no more than the order of things."""
CAUSE_FIRST = re.compile(
    r"^(?P<cause>.{3,}?)\s+(?:had\s+|has\s+|have\s+)?(?P<link>caused|led to|triggered|prompted|brought about|"
    r"resulted in|brought on|(?:was|were|is) (?:the reason|why)(?: (?:why|that|for))?)\s+(?P<effect>.{6,})$",
    re.IGNORECASE,
)
PASSIVE = re.compile(
    r"^(?P<effect>.{6,}?)\s+(?:was|were|is|are|has been|have been|had been|came as|stem\w*|result\w*|arose|"
    r"sprang|came)\s+(?P<link>(?:caused|triggered|prompted|brought about|brought on) by|from|the (?:result|consequence|"
    r"work) of)\s+(?P<cause>.+)$",
    re.IGNORECASE,
)
FORMS = (EFFECT_FIRST, GROUNDS, PASSIVE, CAUSE_FIRST, OVER, WHEN)
NAMED = r"(?P<cause>(?!the (?:fault|collapse|failure|delay)\b)[^,;]{2,60}?)"
BLAMED_FOR = r"(?P<effect>[^,;]{4,})"
BLAMES = (
    re.compile(rf"\b(?:blam(?:es|ed|ing)|blame)\s+{NAMED}\s+for\s+{BLAMED_FOR}", re.IGNORECASE),
    re.compile(rf"\baccus(?:es|ed|ing)\s+{NAMED}\s+(?:of|over)\s+{BLAMED_FOR}", re.IGNORECASE),
    re.compile(
        rf"\b(?:held|holds|hold|made|makes)\s+{NAMED}\s+(?:responsible|answerable|to blame)\s+for\s+{BLAMED_FOR}",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:put|puts|laid|lays|placed|pinned)\s+(?:the |all )*blame\s+for\s+"
        rf"(?P<effect>[^,;]{{4,}}?)\s+on\s+{NAMED}(?=[,;.]|$)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"^(?:that\s+)?{NAMED}\s+(?:is|are|was|were)\s+(?:to blame|at fault|responsible|blamed)\s+for\s+{BLAMED_FOR}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"^(?P<effect>[^,;]{{6,}}?)\s+(?:is|was|were|had been)\s+the (?:fault|doing) of\s+{NAMED}(?=[,;.]|$)",
        re.IGNORECASE,
    ),
    re.compile(
        r"^(?P<effect>[^,;]{6,}?)\s+(?:is|was|were|had been)\s+(?P<cause>(?:the\s+)?[A-Z][\w-]+)[’']s?\s+"
        r"(?:fault|doing)\b"
    ),
)
AMONG_OTHERS = re.compile(
    r"\b(?:part(?:ly|ially)|in part|one (?:of the )?(?:reasons?|causes?)|(?:an)?other (?:reasons?|causes?)|among|also|"
    r"too|as well|in addition|besides|contribut\w+|not only|both|helped?|not least|especially)\b",
    re.IGNORECASE,
)
MAY_BE = re.compile(r"\b(?:may|might|could|would|will|if|unless|perhaps|possibly|likely|whether)\b")
NOT_SO = re.compile(
    r"(?:\bnot|\bnever|n['’]t|\brather than|\binstead of)\s*$|\b(?:did|was|were|is|had|has) not\b", re.IGNORECASE
)
ENDS = re.compile(
    r",?\s+(?:and\s+)?(?:not|rather than|but)\s+(?:because|due|owing|as|the)\b|"
    r",\s+(?:[^,;]{2,50}\s)?(?:said|says|told|according)\b|;|\s+as first reported\b"
)
"""Where a cause ends."""
LONGEST_WORDS = 24
ACTOR = re.compile(r"\b(?:[A-Z][\w’'-]*\w|[A-Z]\.(?:[A-Z]\.)+)")
FILLING = frozenset(
    "it s their his her had has have not no will would could can been a an because becaus that which who was were is "
    "are new own one more than from when after over by with for on said say its to some all any".split()
)
"""Stems that tell nothing of a cause."""


@dataclass(frozen=True, slots=True)
class Reason:
    """The words that tell a cause."""

    effect: str
    """What happened, in the clause's words."""
    told: str
    """The cause in the clause's words, with what links it."""
    cause: str
    blames: bool = False
    """Whether it only says whose fault it is."""


@dataclass(frozen=True, slots=True)
class Cause:
    """A cause as it is compared with others."""

    stems: frozenset[str]
    """Of what it tells, without those of who does it."""
    wider: frozenset[str]
    """The same with words that say the same."""
    actors: frozenset[str]
    """Stems of the names in it, with other words for the same country."""
    blames: bool

    def agrees(self, other: Cause) -> bool:
        """Whether both may be the cause: they share what happened, or one only names who the other tells of."""
        if self.blames or other.blames:
            return not self.actors or not other.actors or bool(self.actors & other.actors)
        return not self.stems or not other.stems or bool(self.stems & other.wider or self.wider & other.stems)

    def accuses_another(self, other: Cause) -> bool:
        """Whether each names somebody, and not the same."""
        return bool(self.actors and other.actors) and not self.actors & other.actors


def causes_in(text: str) -> Iterator[Reason]:
    """The causes that a clause gives as the whole of it, without its speaker; usually none."""
    words = text.strip(" .,;")
    if AMONG_OTHERS.search(words):
        return
    blamed = next((match for form in BLAMES if (match := form.search(words))), None)
    if blamed:
        yield Reason(blamed["effect"].strip(), blamed["cause"].strip(), blamed["cause"].strip(), blames=True)
        return
    match = next((match for form in FORMS if (match := form.search(words))), None)
    if match is None or MAY_BE.search(match["effect"]) or NOT_SO.search(match["effect"]):
        return
    cause = " ".join(ENDS.split(match["cause"])[0].strip(" .,").split()[:LONGEST_WORDS])
    before = match.start("link") < match.start("cause")
    yield Reason(match["effect"].strip(), f"{match['link']} {cause}" if before else cause, cause)


def read_reason(reason: Reason, effect: frozenset[str], terms: Stemmer) -> Cause:
    """`effect` are the stems of what happened, which say nothing of why."""
    names = frozenset(stem for match in ACTOR.finditer(reason.cause) for stem in terms(match.group()))
    if reason.blames:
        names = frozenset(terms(reason.cause)) - FILLING
    stems = frozenset(terms(reason.cause)) - effect - FILLING - names
    return Cause(
        stems=stems,
        wider=_wider(stems, terms),
        actors=_wider(names - FILLING, terms),
        blames=reason.blames,
    )


def _wider(stems: frozenset[str], terms: Stemmer) -> frozenset[str]:
    return stems.union(*(synonyms_of(each, terms) for each in stems)) if stems else stems
