"""The rules for follow-ups, in the order in which they are tried; the first that fits makes the question."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.conversations.followups import days
from assistant.conversations.followups.context import about, plain_answer, with_context
from assistant.conversations.followups.frames import frame_of
from assistant.conversations.followups.names import Kind, mentions_in
from assistant.conversations.followups.phrases import (
    AND_THEN,
    ASKED_NOUN,
    ASPECT,
    BUT_NOT,
    COMPARED,
    CONTEXT_END,
    CORRECTION,
    CORRECTS,
    COUNTS_ONLY,
    DEFINITE,
    FULL,
    LEAD_IN,
    MORE,
    MOST_BARE_WORDS,
    NOT_BUT,
    OPEN_END,
    OPEN_WORD,
    OPENERS,
    RATHER,
    SAME_THEN,
    SCRAP,
    THE_US,
    WHO_SAID,
)
from assistant.conversations.followups.pronouns import resolved_pronouns
from assistant.conversations.followups.swaps import swapped
from assistant.conversations.models import Exchange
from index.temporal import find_question_times

__all__ = ["Resolved", "resolve"]

NAME = re.compile(r"[A-Z][\w’'-]+(?: (?:of |and )?[A-Z][\w’'-]+)*")


@dataclass(frozen=True, slots=True)
class Resolved:
    """The question, and what was carried over into it; nothing when it stands as it was."""

    question: str
    carried: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Case:
    typed: str
    """As typed, white space folded."""
    said: str
    """Without "and", "what about", "no, I meant" before it and the mark behind it."""
    led: bool
    """Whether something of that stood before it."""
    corrects: bool
    history: Sequence[Exchange]
    as_of: date

    @property
    def last(self) -> Exchange:
        return self.history[-1]


def resolve(question: str, history: Sequence[Exchange], as_of: date) -> Resolved:
    """Make a question stand alone. `history` has at least one exchange, its questions in stand-alone form."""
    typed = " ".join(question.split())
    case = _case(typed, history, as_of)
    for rule in RULES:
        made = rule(case)
        if made is not None:
            return made
    return Resolved(question)


def _case(typed: str, history: Sequence[Exchange], as_of: date) -> _Case:
    said, corrects = typed, False
    if CORRECTS.match(typed):
        corrects = True
        said = CORRECTION.sub("", typed, count=1)
    said = THE_US.sub("the US", said)
    without = LEAD_IN.sub("", said, count=1)
    if rather := RATHER.match(without.rstrip("?!. ")):
        without = rather["new"] or rather["instead"]
    led = corrects or without != said
    return _Case(typed, without.rstrip("?!. "), led, corrects, history, as_of)


def _who_said(case: _Case) -> Resolved | None:
    match = WHO_SAID.match(case.said)
    if match is None:
        return None
    told = plain_answer(case.last)
    told, topic = (told, about(case.last)) if told else (about(case.last), "")
    if not told:
        return None
    first, _, rest = told.partition(" ")
    plain = f"{first.lower()} {rest}" if first.lower() in OPENERS else told
    who = (
        f"{match['outlet'][:1].upper()}{match['outlet'][1:]} {match['verb'].lower()}" if match["outlet"] else "Who said"
    )
    of_what = f" ({topic})" if topic and OPEN_WORD.search(told) else ""  # "Canada ended them in May"
    return Resolved(f"{who} that {plain}{of_what}?", (told,))


def _and_then(case: _Case) -> Resolved | None:
    bare = case.typed.rstrip("?!. ").lower() in {"then", "and then", "and then what", "what then", "next", "and next"}
    if not (bare or AND_THEN.match(case.said)):
        return None
    topic = about(case.last)
    anchor = days.anchor_of(case.last, case.as_of)
    after = days.asked_period("after that", anchor, case.as_of) if anchor else ""
    plain = days.without_periods(topic, find_question_times(topic, case.as_of))
    return Resolved(
        " ".join(f"What happened {after or 'next'} ({plain})?".split()), tuple(filter(None, (plain, after)))
    )


def _compared(case: _Case) -> Resolved | None:
    match = COMPARED.match(case.said) or COMPARED.match(case.typed.rstrip("?!. "))
    if match is None:
        return None
    base = case.last.question.rstrip("?!. ")
    other = re.sub(r"^(?:in|on)\s+", "", match["new"].rstrip("?!. "))
    return Resolved(f"{base}, compared with {other}?", (base,))


def _more(case: _Case) -> Resolved | None:
    if not MORE.match(case.said):
        return None
    topic = about(case.last)
    return Resolved(f"What more is said of this: {topic}?", (topic,)) if topic else None


def _aspect(case: _Case) -> Resolved | None:
    match = ASPECT.match(case.said)
    if match is None:
        return None
    base = CONTEXT_END.sub("", case.last.question.rstrip("?!. "))
    context = case.last.question.rstrip("?!. ")[len(base) :]
    frame = frame_of(base)
    wh, then = match["wh"].lower(), match["then"] or ""
    context = f"{then}{context}"
    carried = (about(case.last),)
    if frame.asks_subject or not frame.aux or (wh in {"who", "who else"} and frame.subject):
        return Resolved(_asked_too(frame.text, wh, frame.tail, context), carried)
    tail = frame.tail
    if (
        frame.wh.lower().startswith(("what", "which", "how m"))
        and frame.verb
        and frame.aux.lower() in {"did", "does", "do"}
    ):
        asked = ASKED_NOUN.sub("", frame.wh).strip() or "that"
        tail = " ".join(part for part in (frame.subject, frame.verb, asked, frame.rest) if part)
    denied = wh == "why" and re.match(r"^no\b", case.last.answer.strip(), re.IGNORECASE) and not frame.wh
    if (wh == "why not" or denied) and frame.subject:
        tail = " ".join(part for part in (frame.subject, "not", frame.verb, frame.rest) if part)
        wh = "why"
    return Resolved(f"{wh[:1].upper()}{wh[1:]} {frame.aux.lower()} {tail}{context}?", carried)


def _asked_too(text: str, wh: str, tail: str, context: str) -> str:
    """A question whose subject is asked for cannot be turned round: passive where that is safe, else both."""
    match = re.match(r"^(?P<verb>[a-z]+ed)\s+(?P<object>(?:(?:the|a|an|all|its|their)\b|[A-Z]).+)$", tail)
    if match and wh not in {"who", "who else"}:
        return f"{wh[:1].upper()}{wh[1:]} was {match['object']} {match['verb']}{context}?"
    return f"{text}{context}, and {wh}?"


def _other_days(case: _Case) -> Resolved | None:
    if FULL.match(case.said) or len(case.said.split()) > 8:
        return None
    if not case.led and len(case.said.split()) > MOST_BARE_WORDS:
        return None
    anchor = days.anchor_of(case.last, case.as_of)
    period = days.asked_period(case.said, anchor, case.as_of)
    if not period:
        return None
    base = case.last.question
    return Resolved(days.with_period(base, period, case.as_of), (_without_mark(base),))


def _said_days(case: _Case) -> Resolved | None:
    """A whole question that only asks of other days: "What happened in August?", "How was it a year later?"."""
    match = SAME_THEN.match(case.said)
    if match is None:
        return None
    anchor = days.anchor_of(case.last, case.as_of)
    period = days.asked_period(match["days"].strip(), anchor, case.as_of)
    if not period:
        return None
    base = case.last.question
    return Resolved(days.with_period(base, period, case.as_of), (_without_mark(base),))


def _scrap(case: _Case) -> Resolved | None:
    """A few words that ask, without a verb or a name of what: "how many jobs?", "any reaction from Paris?"."""
    if not SCRAP.match(case.said) or frame_of(case.said).aux:
        return None
    made, carried = with_context(f"{case.said[:1].upper()}{case.said[1:]}", case.last)
    return Resolved(made, carried) if carried else None


def _other_party(case: _Case) -> Resolved | None:
    fragment, instead = case.said, ""
    base = case.last.question
    if match := NOT_BUT.match(fragment) or (BUT_NOT.match(fragment) if not FULL.match(fragment) else None):
        fragment, instead = match["new"], match["old"]
    elif FULL.match(fragment):
        return None
    if not instead and not case.led and not _is_bare(case.typed):
        return None
    if len(fragment.split()) > 8 or not fragment:
        return None
    if instead and (period := days.asked_period(fragment, days.anchor_of(case.last, case.as_of), case.as_of)):
        return Resolved(days.with_period(base, period, case.as_of), (_without_mark(base),))
    if re.match(r"^according to\b", fragment, re.IGNORECASE):
        return Resolved(f"{_without_mark(base)}, {fragment}?", (_without_mark(base),))
    made = swapped(base, fragment, re.sub(r"^(?:the|a)\s+", "", instead)) or _for_the_only_name(base, fragment)
    if not made:
        made = f"{_without_mark(base)}, {_regarding(fragment)}?"
    return Resolved(made, (_without_mark(base),))


def _for_the_only_name(base: str, fragment: str) -> str:
    """The question with a name that is not known in the place of the only one that it has, else empty."""
    named = [each for each in mentions_in(base) if each.kind in {Kind.PLACE, Kind.NAME}]
    if len(named) != 1 or not NAME.fullmatch(fragment):
        return ""
    return f"{base[: named[0].start]}{fragment}{base[named[0].end :]}"


def _is_bare(typed: str) -> bool:
    """Whether a few words without "and" name just one party: "Mexico?", "the Chinese side?"."""
    words = re.sub(r"^(?:the|in|for|on)\s+", "", typed.rstrip("?!. "), flags=re.IGNORECASE)
    found = [each for each in mentions_in(words) if each.kind in {Kind.PLACE, Kind.NAME, Kind.ACTOR, Kind.GOODS}]
    return len(words.split()) <= 3 and len(found) == 1 and (typed.endswith("?") or " side" in typed)


def _regarding(fragment: str) -> str:
    if re.match(r"^(?:in|on|for|to|from|with|at|by|about|under|against)\s", fragment, re.IGNORECASE):
        return fragment
    return f"on {fragment}" if fragment.endswith(" side") else f"about {fragment}"


def _full_question(case: _Case) -> Resolved | None:
    """A whole question: its pronouns, and things it speaks of as known."""
    base = case.said if case.corrects else LEAD_IN.sub("", case.typed.rstrip("?!. "), count=1)
    text = f"{base[:1].upper()}{base[1:]}?" if case.led and base else case.typed
    if COUNTS_ONLY.match(text) and not _says_of_what(text) and mentions_in(case.last.question):
        made, carried = with_context(text, case.last)
        return Resolved(made, carried) if carried else None
    made, carried = resolved_pronouns(text, case.history)
    if carried:
        return Resolved(f"{made[:1].upper()}{made[1:]}", carried)
    if FULL.match(base) and (_speaks_of_known(text, case) or _leans_back(text, case)):
        made, carried = with_context(text, case.last)
        return Resolved(made, carried) if carried else None
    return None


def _speaks_of_known(text: str, case: _Case) -> bool:
    """Whether a question without names speaks of "the deal" as known, and there was talk of something with a name."""
    return not _says_of_what(text) and bool(mentions_in(case.last.question)) and bool(DEFINITE.search(text))


def _says_of_what(text: str) -> bool:
    return any(each.kind in {Kind.PLACE, Kind.NAME, Kind.GOODS} for each in mentions_in(text))


def _leans_back(text: str, case: _Case) -> bool:
    """Whether a question leans on what was said without a pronoun, and names too little to stand alone."""
    named = [each for each in mentions_in(text) if each.kind in {Kind.PLACE, Kind.NAME, Kind.GOODS}]
    return bool(OPEN_END.search(text)) and len(named) <= 1 and bool(mentions_in(case.last.question))


def _without_mark(question: str) -> str:
    return question.rstrip("?!. ")


RULES: tuple[Callable[[_Case], Resolved | None], ...] = (
    _who_said,
    _compared,
    _more,
    _aspect,
    _and_then,
    _said_days,
    _other_days,
    _scrap,
    _other_party,
    _full_question,
)
