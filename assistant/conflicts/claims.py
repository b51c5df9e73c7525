"""The sentences found for a question → the claims in them that can be compared: figures, days, yes and no."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.answers import DateBasis
from assistant.conflicts.causes import Cause
from assistant.conflicts.clauses import Clause, clauses_of, slots_of
from assistant.conflicts.figures import is_former
from assistant.conflicts.outcomes import Outcome
from assistant.evidence import Sentence
from assistant.evidence.event_dates import event_date
from assistant.language.quantities import Quantity, may_hold, quantities_in
from index.dates import DateInterval

__all__ = ["Claim", "Terms", "claim_of", "days_claimed", "deeds_claimed", "figures_claimed", "tells_figure"]

Terms = Callable[[str], list[str]]
"""Stems of a text, as the keyword index makes them."""
NUMBERS = re.compile(r"[$€£¥]?\d[\d,.]*%?")
CONDITION = re.compile(r"\b(?:if|unless|provided)\b[^.;]*$", re.IGNORECASE)
NAME = re.compile(r"(?<![.?!“\"]\s)(?<!^)\b(?:[A-Z][\w’'&-]*\w|[A-Z]\.(?:[A-Z]\.)+)")
"""A capitalised word inside a sentence."""
COUNTING = frozenset(
    "two three four five six seven eight nine ten eleven twelv fifteen twenti thirti forti fifti sixti seventi eighti "
    "nineti dozen hundr thousand million billion trillion milliard per cent pct percent were was been had has have "
    "about some more than nearli almost roughli".split()
)
"""Stems of words that only count, or that say nothing."""
ROUGHLY = re.compile(
    r"\b(?:about|around|roughly|some|nearly|almost|approximately|close to|up to|as much as|no more than|no less than|"
    r"more than|less than|at least|at most|over|under|well over)\s+$",
    re.IGNORECASE,
)
BARE = re.compile(r"(?<![\w$€£.,])(\d{1,3}(?:\.\d+)?)(?![\w%]|[.,]\d)")
ELLIPSIS_WORDS = 9
"""A sentence of no more that has a number without a unit takes it from the sentence before: "The bank says 0.9."."""
INSIDE = frozenset("abcdefghijklmnopqrstuvwxyz,")
"""What stands before the space before a word that does not begin a sentence."""
NEXT_CHARACTERS = 200
"""How far behind a sentence one that goes on from it may begin."""
SHORT_FORM = re.compile(
    r"\b(?:puts?|put) (?:it|them|the \w+)\b|\b(?:finds?|found|says?|said|counts|arrives?|arrived|reckons?)\b"
    r"(?! that\b)|^(?:it|they|he|she)\b",
    re.IGNORECASE,
)
CORRECTS = re.compile(
    r"^correction\b|\bcorrect(?:s|ed|ing|ion)\b|\b(?:first|earlier|wrongly|previously|originally) "
    r"(?:reported|stated|given|said|announced|estimated)\b|\brestate[sd]?\b|\brevis(?:e|ed|es|ion)\b",
    re.IGNORECASE,
)
CHANGES = re.compile(
    r"\b(?:raised?|raises|raising|lower(?:s|ed)?|cuts?|increase[sd]?|double[sd]?|tripled?|halve[sd]?|expand(?:s|ed)?|"
    r"shorten(?:s|ed)?|reduce[sd]?|trim(?:s|med)?|widen(?:s|ed)?|postpone[sd]?|delay(?:s|ed)?|put (?:off|back)|"
    r"brought forward|moved|suspend(?:s|ed)?|lifted|replaced|changed|no longer|now|new|instead of|"
    r"goes? (?:up|down) to|went (?:up|down) to|step(?:ped)? (?:up|down))\b",
    re.IGNORECASE,
)
DENIED_WORDS = 6
"""Behind a "not", so many words tell what is not so."""
NOT_SO = re.compile(
    r"\b(?:not|never|nothing|neither|den(?:y|ies|ied)|refus(?:e|es|ed)|no \w+ (?:had|has|have)|untrue|false)\b|"
    r"n['’]t\b",
    re.IGNORECASE,
)
RISES = re.compile(
    r"\b(?:rose|rises?|risen|grew|grow[sn]?|climb(?:s|ed)|gain(?:s|ed)|jump(?:s|ed)|up by|created?|added)\b",
    re.IGNORECASE,
)
FALLS = re.compile(
    r"\b(?:fell|falls?|fallen|drop(?:s|ped)|declin(?:es|ed)|sank|shrank|slid|down by|lost|lose|destroy(?:s|ed)?)\b",
    re.IGNORECASE,
)
ORDER = re.compile(
    r"\b(first|second|third|fourth|fifth|sixth|next|final|again|former|latter|previous|monthly|yearly|daily|weekly|"
    r"(?:a|per|each|every) (?:day|week|month|year)(?! (?:after|before|later|earlier|ago)))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Claim:
    """What a clause of a sentence says of the thing asked about."""

    sentence: Sentence
    clause: Clause
    told: str
    """The figure, the day, the cause or the outcome in the article's words."""
    terms: frozenset[str]
    """Stems of what it is about: the clause's words without the figure, the time and the speaker."""
    names: frozenset[str]
    slots: tuple[tuple[str, frozenset[str]], ...]
    order: frozenset[str]
    """"first", "second", "a year": words that set things of one kind apart."""
    periods: tuple[DateInterval, ...]
    """Days that the clause tells."""
    direction: int
    """1 for a rise, -1 for a fall, 0 for neither."""
    figure: Quantity | None = None
    day: DateInterval | None = None
    cause: Cause | None = None
    outcome: Outcome | None = None
    denied: bool = False
    denies: frozenset[str] = frozenset()
    """Stems of the words right behind the "not" or "denied"."""
    former: tuple[Quantity, ...] = ()
    """Figures that the sentence gives as what was before, or as not so."""
    goes_on: bool = False
    """Whether it leaves what it is about to the sentence before it."""

    @property
    def corrects(self) -> bool:
        """Whether it says that it puts something right."""
        return bool(CORRECTS.search(self.sentence.text))

    @property
    def changes(self) -> bool:
        """Whether it tells of a change, or of how things stand now."""
        return bool(CHANGES.search(self.clause.body))


def tells_figure(sentence: Sentence) -> bool:
    """Whether a claim of it can be one of a figure, whatever stands before it."""
    short = sentence.words <= ELLIPSIS_WORDS and BARE.search(sentence.text)
    return bool(short or _quantities(sentence))


def figures_claimed(sentences: Sequence[Sentence], terms: Terms) -> list[Claim]:
    """Every figure that a sentence gives as it stands; sentences of one article in a row may leave out the unit."""
    claims: list[Claim] = []
    for sentence in sorted(sentences, key=lambda each: (each.article.id, each.start)):
        before = claims[-1] if claims and _follows(claims[-1].sentence, sentence) else None
        claims += _figures(sentence, before, terms)
    return claims


def days_claimed(sentences: Sequence[Sentence], terms: Terms) -> list[Claim]:
    """The day of the event as each sentence tells it; none for a sentence that does not."""
    claims = []
    for sentence in sentences:
        date = event_date(sentence)
        if date is None or date.basis is not DateBasis.TOLD or not (date.interval.first and date.interval.last):
            continue
        time = next((each for each in sentence.times if each.interval == date.interval), None)
        if time is None:
            continue
        clause = next(each for each in clauses_of(sentence.text) if time.start < each.end)
        claims.append(replace(claim_of(sentence, clause, time.text, terms), day=date.interval))
    return claims


def deeds_claimed(sentences: Sequence[Sentence], terms: Terms) -> list[Claim]:
    """Each sentence as one that says that something is so, or that it is not."""
    claims = []
    for sentence in sentences:
        for clause in clauses_of(sentence.text):
            claim = claim_of(sentence, clause, clause.text, terms)
            no = NOT_SO.search(clause.text)
            behind = " ".join(clause.text[no.end() :].split()[:DENIED_WORDS]) if no else ""
            claims.append(replace(claim, denied=no is not None, denies=frozenset(terms(behind))))
    return claims


def _figures(sentence: Sentence, before: Claim | None, terms: Terms) -> Iterator[Claim]:
    found = [replace(each, text=_as_told(sentence.text, each)) for each in _quantities(sentence)]
    if not found and before is not None and sentence.words <= ELLIPSIS_WORDS:
        found = _bare_number(sentence.text, before)
    former = tuple(each for each in found if is_former(each, sentence.text))
    source = before
    for clause in clauses_of(sentence.text):
        within = _single(
            [each for each in found if clause.start <= each.start < clause.end and each not in former], sentence.text
        )
        claims = [_figure(sentence, clause, each, source, terms) for each in within]
        yield from (replace(each, former=former) for each in claims)
        source = claims[-1] if claims else source


def _single(found: Sequence[Quantity], text: str) -> list[Quantity]:
    """Those that are the only one of their unit: of several ("18, 19 and 20 inches") none is the figure.

    What stands behind an "if" is a condition and no claim.
    """
    units = [each.unit for each in found if not CONDITION.search(text[: each.start])]
    return [each for each in found if units.count(each.unit) == 1 and not CONDITION.search(text[: each.start])]


def _figure(sentence: Sentence, clause: Clause, quantity: Quantity, source: Claim | None, terms: Terms) -> Claim:
    """`source` is the claim before it, from which it may take what it is about."""
    claim = replace(claim_of(sentence, clause, quantity.text, terms), figure=quantity)
    if source is not None and _same_unit(source, quantity) and _leaves_out(claim):
        return replace(claim, terms=claim.terms | source.terms, goes_on=True)
    return claim


def claim_of(sentence: Sentence, clause: Clause, told: str, terms: Terms) -> Claim:
    """A clause as a claim that has nothing to compare yet; `told` are the words that a reader is shown."""
    times = [each for each in sentence.times if clause.start <= each.start < clause.end]
    body = clause.body
    for time in times:
        body = body.replace(time.text, " ")
    bare = NUMBERS.sub(" ", body)
    return Claim(
        sentence=sentence,
        clause=clause,
        told=told,
        terms=frozenset(each for each in terms(bare) if not each.isdigit()) - COUNTING,
        names=_names(bare, sentence, terms),
        slots=tuple(slots_of(bare, terms)),
        order=frozenset(match.lower() for match in ORDER.findall(clause.text)),
        periods=tuple(each.interval for each in times if each.interval),
        direction=bool(RISES.search(bare)) - bool(FALLS.search(bare)),
    )


def _as_told(text: str, quantity: Quantity) -> str:
    """The figure with the words that make it rough or a bound: "no more than $7 billion"."""
    rough = ROUGHLY.search(text[: quantity.start])
    return text[rough.start() if rough else quantity.start : quantity.end].strip()


def _quantities(sentence: Sentence) -> list[Quantity]:
    """Its quantities, times left out."""
    return quantities_in(_without_times(sentence)) if may_hold(sentence.text) else []


def _without_times(sentence: Sentence) -> str:
    """Its text with a bar for each letter of a time, so that offsets stay."""
    text = sentence.text
    for time in sentence.times:
        text = f"{text[: time.start]}{'|' * (time.end - time.start)}{text[time.end :]}"
    return text


def _names(text: str, sentence: Sentence, terms: Terms) -> frozenset[str]:
    """Stems of its capitalised words; its first only where the article has it inside a sentence too."""
    found = [match.group() for match in NAME.finditer(text)]
    first = re.match(r"\W*([A-Z][\w’'-]*)", text)
    if first and _stands_inside(first[1], f"{sentence.article.title} {sentence.article.text}"):
        found.append(first[1])
    return frozenset(stem for each in found for stem in terms(each))


def _stands_inside(word: str, text: str) -> bool:
    """Whether a word stands behind another one in lower case or a comma."""
    at = text.find(f" {word}", 1)
    while at >= 0:
        end = at + 1 + len(word)
        if text[at - 1] in INSIDE and _of_a_word(word[-1]) != _of_a_word(text[end : end + 1]):
            return True
        at = text.find(f" {word}", at + 1)
    return False


def _of_a_word(letter: str) -> bool:
    return letter.isalnum() or letter == "_"


def _bare_number(text: str, before: Claim) -> list[Quantity]:
    match = BARE.search(text)
    if match is None or before.figure is None:
        return []
    digits = len(match[1].replace(".", "").strip("0")) or 1
    return [Quantity(Decimal(match[1]), before.figure.unit, *match.span(), match[1], digits=digits)]


def _same_unit(claim: Claim, quantity: Quantity) -> bool:
    return claim.figure is not None and claim.figure.unit == quantity.unit


def _leaves_out(claim: Claim) -> bool:
    """Whether a claim tells so little of its thing that the one before it must be meant: "puts it at 31 percent"."""
    return bool(SHORT_FORM.search(claim.clause.text))


def _follows(earlier: Sentence, later: Sentence) -> bool:
    return earlier.article.id == later.article.id and 0 <= later.start - earlier.end <= NEXT_CHARACTERS
