"""A question taken to pieces: its question words, auxiliary, subject, verb and the rest."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.conversations.followups.vocabulary import BASE_VERBS, PARTICIPLES, PLURALS, past_of

__all__ = ["PREPOSITIONS", "WH", "Frame", "frame_of", "is_plural", "statement_of"]

AUXILIARY = (
    r"did|does|do|was|were|is|are|will|would|has|have|had|can|could|should|may|might|must|didn['’]t|doesn['’]t|"
    r"wasn['’]t|isn['’]t|won['’]t"
)
WH = (
    r"(?:(?:since|until|by|from|to|at|in|on|for|with|of)\s+)?"
    r"(?:when|where|why|whom?|whose|how(?:\s+(?:much|many|long|large|big|high|low|far|fast|often|old|soon|come))?"
    r"|what|which)"
)
LEAD = re.compile(
    rf"^(?:(?P<wh>{WH}(?:\s+(?!(?:{AUXILIARY})\b)[\w’'-]+){{0,5}}?)\s+)?(?P<aux>{AUXILIARY})\s+(?P<rest>.+)$",
    re.IGNORECASE,
)
SUBJECT_LEAD = re.compile(rf"^(?P<wh>{WH})\s+(?P<rest>.+)$", re.IGNORECASE)
ASKED_TOO = re.compile(rf",?\s+(?:and|or)\s+{WH}$", re.IGNORECASE)
WORD = re.compile(r"\S+")
DO = frozenset({"did", "does", "do", "didn't", "doesn't", "didn’t", "doesn’t"})
MODAL = frozenset({"will", "would", "can", "could", "should", "may", "might", "must", "won't", "won’t"})
DETERMINERS = frozenset("the a an its their his her this that these those some any second first third new".split())
PREPOSITIONS = frozenset(
    "of in on at to for from with by between over about under against into during since until after before as".split()
)


@dataclass(frozen=True, slots=True)
class Frame:
    """The pieces, as they stand in the question; empty where it has none."""

    text: str
    """The question without its final mark."""
    wh: str = ""
    aux: str = ""
    subject: str = ""
    verb: str = ""
    rest: str = ""
    """What stands behind the verb."""
    tail: str = ""
    """Everything behind the auxiliary, or behind the question words where there is none."""

    @property
    def asks_subject(self) -> bool:
        """Whether the question word is the subject itself: "Who vetoed it?"."""
        return bool(self.wh) and not self.aux


def frame_of(question: str) -> Frame:
    """Take a question to pieces, as far as the rules can."""
    text = " ".join(question.split()).rstrip("?!. ")
    text = ASKED_TOO.sub("", text)
    lead = LEAD.match(text)
    if lead is None:
        match = SUBJECT_LEAD.match(text)
        return Frame(text, wh=match["wh"], tail=match["rest"]) if match else Frame(text)
    aux, tail = lead["aux"], lead["rest"]
    subject, verb, rest = _parted(tail, aux.lower())
    return Frame(text, lead["wh"] or "", aux, subject, verb, rest, tail)


def statement_of(frame: Frame) -> str:
    """The question as a statement, "Washington raised the tariffs"; empty when it cannot be turned round."""
    if frame.asks_subject or not frame.subject:
        return ""
    if frame.aux.lower() in DO:
        done = past_of(frame.verb) if frame.aux.lower() == "did" else frame.verb
        return " ".join(part for part in (frame.subject, done, frame.rest) if part)
    return " ".join(part for part in (frame.subject, frame.aux.lower(), frame.verb, frame.rest) if part)


def is_plural(phrase: str) -> bool:
    """Whether "they" rather than "it" stands for the phrase."""
    head = re.split(rf"\s+(?:{'|'.join(PREPOSITIONS)}|that|which|who)\s+", phrase)[0]
    if re.search(r"\band\b", head):
        return True
    last = head.split()[-1] if head.split() else ""
    if last.lower() in PLURALS:
        return True
    return last.islower() and last.endswith("s") and not last.endswith(("ss", "us", "is"))


def _parted(tail: str, aux: str) -> tuple[str, str, str]:
    """Subject, verb and rest of what stands behind the auxiliary."""
    words = list(WORD.finditer(tail))
    at = _verb_at([word[0] for word in words], aux)
    if at is None:
        return "", "", tail
    if at == 0:
        return "", words[0][0], tail[words[0].end() :].strip()
    subject = tail[: words[at].start()].strip(" ,")
    return subject, words[at][0].strip(","), tail[words[at].end() :].strip()


def _verb_at(words: list[str], aux: str) -> int | None:
    """Where the main verb stands: a base form behind "did" and "will", else a participle."""
    plain = [word.strip(",;:").lower() for word in words]
    wants_base = aux in DO or aux in MODAL
    for at, word in enumerate(plain):
        fits = word in BASE_VERBS if wants_base else _is_participle(word)
        fits = fits or (aux in MODAL and word == "be")
        if not fits or words[at][0].isupper():
            continue
        before = plain[at - 1] if at else ""
        owned = before.endswith(("'", "’", "'s", "’s"))
        if owned or before in DETERMINERS or before in PREPOSITIONS or (wants_base and at == 0):
            continue
        following = plain[at + 1] if at + 1 < len(plain) else ""
        if wants_base and following in BASE_VERBS and _may_be_noun(at, plain):
            continue
        return at
    return None


def _may_be_noun(at: int, plain: list[str]) -> bool:
    """ "trade" in "the trade talks break down": a verb behind it will do better."""
    return at > 0 and any(word in DETERMINERS for word in plain[:at])


def _is_participle(word: str) -> bool:
    return word in PARTICIPLES or (word.endswith("ed") and len(word) > 4) or (word.endswith("ing") and len(word) > 5)
