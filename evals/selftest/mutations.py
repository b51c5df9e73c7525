"""One fault at a time, put into a gold answer, and the scorer that is there for it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from evals.given import GivenAnswer, GivenSentence, answer_of_sentences
from evals.matching.directions import OPPOSITES, WORD
from evals.matching.phrases import plain
from evals.scorers import Judged

__all__ = ["MUTATIONS", "Mutation"]

DIGITS = re.compile(r"(?<![\d.,])([1-9])(\d*)")
DECIMAL = re.compile(r"(\d)\.(\d)")
BILLION = re.compile(r"(?<=\d)(bn| billion)\b")
PERCENT = re.compile(r"(?<=\d)(?:%| ?per ?cent\b)")
YEAR = re.compile(r"\b(19|20)(\d\d)\b")
SIGNED = re.compile(r"(?<![\w.,$€£¥-])(?=\d+(?:\.\d+)?(?:%| ?per ?cent))")
AUXILIARY = re.compile(r"\b(?:is|are|was|were|has|have|had|will|would|could|can|may|must|should)\b(?! not)")
PAST = re.compile(r"\b[a-z]{3,}ed\b")
TURNED = ("rose", "fell", "raised", "lowered", "increase", "decrease", "gained", "lost", "higher", "lower")


@dataclass(frozen=True, slots=True)
class Mutation:
    """A fault."""

    name: str
    costs: str
    """The scorer that it must lower, on every case that the fault can be put into."""
    may_cost: frozenset[str]
    """Scorers that look at the same thing among others; all the rest must stay as they are."""
    make: Callable[[Judged], Judged | None]
    """None when the answer has no place for the fault."""
    of_quotes: bool = False
    """Put into an answer made of the gold quotes, not into the reference."""


def _said(
    pattern: re.Pattern[str], by: str | Callable[[re.Match[str]], str], *, times: int = 0
) -> Callable[[Judged], Judged | None]:
    """The same replacement in every sentence; None when nothing is replaced."""

    def make(judged: Judged) -> Judged | None:
        changed = [
            sentence.model_copy(update={"text": pattern.sub(by, sentence.text, count=times), "dates": ()})
            for sentence in judged.answer.sentences
        ]
        return _with(judged, changed)

    return make


def _with(judged: Judged, sentences: list[GivenSentence]) -> Judged | None:
    same = [one.text for one in sentences] == [other.text for other in judged.answer.sentences]
    return None if same else replace(judged, answer=answer_of_sentences(judged.answer, sentences))


def _invented(judged: Judged) -> Judged | None:
    first, *others = judged.answer.sentences
    return _with_answer(
        judged,
        answer_of_sentences(judged.answer, [first.model_copy(update={"citations": (*first.citations, 97)}), *others]),
    )


def _one_letter(judged: Judged) -> Judged | None:
    first, *others = judged.answer.citations
    middle = len(first.quote) // 2
    other = "x" if first.quote[middle] != "x" else "y"
    quote = f"{first.quote[:middle]}{other}{first.quote[middle + 1 :]}"
    return _with_answer(
        judged, judged.answer.model_copy(update={"citations": (first.model_copy(update={"quote": quote}), *others)})
    )


def _joined(judged: Judged) -> Judged | None:
    first, *others = judged.answer.citations
    words = first.quote.split()
    if len(words) < 9:
        return None
    third = len(words) // 3
    quote = " ".join([*words[:third], *words[2 * third :]])
    bare = first.model_copy(update={"quote": quote, "start": None, "end": None})
    return _with_answer(judged, judged.answer.model_copy(update={"citations": (bare, *others)}))


def _with_answer(judged: Judged, answer: GivenAnswer) -> Judged:
    return replace(judged, answer=answer)


def _negated(judged: Judged) -> Judged | None:
    first, *others = judged.answer.sentences
    text = AUXILIARY.sub(lambda match: f"{match.group()} not", first.text, count=1)
    if text == first.text:
        text = PAST.sub(lambda match: f"not {match.group()}", first.text, count=1)
    return _with(judged, [first.model_copy(update={"text": text}), *others])


def _turned(judged: Judged) -> Judged | None:
    def turn(match: re.Match[str]) -> str:
        word = plain(match.group())
        return OPPOSITES[word] if word in TURNED else match.group()

    return _with(
        judged,
        [each.model_copy(update={"text": WORD.sub(turn, each.text)}) for each in judged.answer.sentences],
    )


def _years(step: int) -> Callable[[Judged], Judged | None]:
    """Every year moved; None when one lands on a year that the case asks for, as that makes nothing wrong."""

    def make(judged: Judged) -> Judged | None:
        said = {int(match.group()) + step for each in judged.answer.sentences for match in YEAR.finditer(each.text)}
        gold = {int(day.value[:4]) for fact in judged.case.vital_facts for day in fact.dates}
        return None if said & gold else _said(YEAR, lambda match: str(int(match.group()) + step))(judged)

    return make


def _next_digit(match: re.Match[str]) -> str:
    return f"{int(match[1]) % 9 + 1}{match[2]}"


OF_FIGURES = frozenset({"key_facts", "all_facts", "forbidden", "dates", "traceable", "polarity"})
OF_DATES = frozenset({"key_facts", "all_facts", "forbidden", "traceable", "numbers"})
OF_QUOTES = frozenset({"evidence_hit", "traceable", "polarity"})
OF_WORDS = frozenset({"key_facts", "all_facts", "forbidden", "numbers", "traceable"})

MUTATIONS = (
    Mutation("first digit changed (25 to 35)", "numbers", OF_FIGURES, _said(DIGITS, _next_digit)),
    Mutation("decimal point lost (3.5 to 35)", "numbers", OF_FIGURES, _said(DECIMAL, r"\1\2")),
    Mutation("billion to million", "numbers", OF_FIGURES, _said(BILLION, " million")),
    Mutation("percent to points", "numbers", OF_FIGURES, _said(PERCENT, " percentage points")),
    Mutation("sign turned", "numbers", OF_FIGURES, _said(SIGNED, "-")),
    Mutation("year one later", "dates", OF_DATES, _years(1)),
    Mutation("year one earlier", "dates", OF_DATES, _years(-1)),
    Mutation("“not” put in", "polarity", OF_WORDS, _negated, of_quotes=True),
    Mutation("“rose” for “fell”", "polarity", OF_WORDS, _turned, of_quotes=True),
    Mutation("a marker invented", "citation_validity", frozenset({"traceable"}), _invented),
    Mutation("one letter of a quote changed", "quote_exact", OF_QUOTES, _one_letter),
    Mutation("a quote joined across a gap", "quote_exact", OF_QUOTES, _joined),
)  # fmt: skip
