"""An article in, its figures out: tariff rates, quotas and values of trade, with what the sentence says of each.

A percentage is a rate only beside a word for a tariff: "exports rose 25 percent" is none. Cells are filled from the
sentence alone; what it does not say stays empty.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from assistant.figures.codes import hs_codes
from assistant.figures.models import Cell, FigureState, Measure
from assistant.figures.nations import NATION, leaders, nation_of
from assistant.figures.patterns import (
    AND_RATE,
    BESIDE,
    BETWEEN,
    CHARGES,
    CHARGES_ON,
    CURRENCIES,
    DOES,
    FROM,
    GOODS,
    INSTEAD_OF,
    MENTIONS,
    OWN,
    PARTNER,
    PER,
    PER_UNITS,
    POINTS_ADDED,
    POINTS_TO,
    QUOTA_NEAR,
    RATE_AHEAD,
    RATE_AND,
    RATE_BEHIND,
    SHARE_OF,
    SOMETHING_ELSE,
    TRADE,
    TRADE_AHEAD,
    TRADE_WORD,
    WORTH,
)
from assistant.figures.products import product_of
from assistant.figures.states import StateDates, state_and_dates
from assistant.language.quantities import Quantity, quantities_in
from index.articles import Article
from index.sentences import Span, sentence_spans
from index.temporal import TimeExpression, find_times

__all__ = ["FoundFigure", "figures_in_article"]

BY_TO = re.compile(r"\bby\s+[$€£]?\d[\w.,]*(?:\s\w+)?\s+(?:to|or)\s+$")
"""A fall "by 15 billion to 20 billion": both say how much it changed."""
COUNTRY_NEAR = 30
"""Letters before a verb of charging within which the country stands that charges."""


@dataclass(frozen=True, slots=True)
class FoundFigure:
    """One figure of an article; spans count in its text."""

    article: Article
    sentence: Span
    measure: Measure
    value: Decimal
    unit: str
    figure: Cell
    state: FigureState
    dates: StateDates
    before: Cell | None = None
    product: Cell | None = None
    goods: Cell | None = None
    imposed_by: Cell | None = None
    on: Cell | None = None
    hs_codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Sentence:
    article: Article
    span: Span
    text: str
    times: list[TimeExpression]
    quantities: list[Quantity] = field(default_factory=list)
    leaders: Mapping[str, str] = field(default_factory=dict)
    """Countries by the names of their officials, as the article gives them."""

    def cell(self, start: int, end: int, value: str = "") -> Cell:
        words = self.text[start:end]
        at = self.span.start + start
        return Cell(value=value or " ".join(words.split()), words=words, start=at, end=at + len(words))


def figures_in_article(article: Article) -> list[FoundFigure]:
    """All figures of an article in its order."""
    return list(_figures(article))


def _figures(article: Article) -> Iterator[FoundFigure]:
    officials = leaders(article.text)
    for span in sentence_spans(article.text):
        text = article.text[span.start : span.end]
        if not any(letter.isdigit() for letter in text) or not _may_hold(text):
            continue
        times = list(find_times(text, article.published))
        aside = [(time.start, time.end) for time in times]
        yield from _of_sentence(_Sentence(article, span, text, times, quantities_in(text, aside), officials))


def _may_hold(text: str) -> bool:
    charged = CHARGES_ON.search(text)
    return bool(
        MENTIONS.search(text) or TRADE_WORD.search(text) or (charged and _by_a_country(text[: charged.start()]))
    )


def _by_a_country(ahead: str) -> bool:
    """Whether a country stands shortly before: what a bank charges is no duty."""
    return bool(NATION.search(ahead[-COUNTRY_NEAR:]))


def _of_sentence(sentence: _Sentence) -> Iterator[FoundFigure]:
    before: Cell | None = None
    skipped: Quantity | None = None
    for i, quantity in enumerate(sentence.quantities):
        if quantity is skipped:
            continue
        ahead, behind = sentence.text[: quantity.start], sentence.text[quantity.end :]
        kind = _measure(quantity, ahead, behind)
        if kind is None:
            continue
        replaced = INSTEAD_OF.search(ahead) or (FROM.search(ahead) and _goes_on_to(sentence, i))
        cell = sentence.cell(quantity.start, quantity.end)
        if replaced and kind is not Measure.TRADE:
            before = cell
            continue
        if kind is not Measure.TRADE and (old := _old_rate(sentence, i)):
            before, skipped = sentence.cell(old.start, old.end), old
        yield _figure(sentence, quantity, kind, cell, before)
        before = None


def _goes_on_to(sentence: _Sentence, i: int) -> bool:
    """from 10 percent to 25"""
    later = sentence.quantities[i + 1 : i + 2]
    between = sentence.text[sentence.quantities[i].end : later[0].start] if later else ""
    return bool(re.match(r"^\s*(?:to|and)\b.{0,20}$", between))


def _old_rate(sentence: _Sentence, i: int) -> Quantity | None:
    """to 42.5 percent from 55"""
    later = sentence.quantities[i + 1 : i + 2]
    between = sentence.text[sentence.quantities[i].end : later[0].start] if later else ""
    from_it = re.match(r"^\s*,?\s*(?:up|down)?\s*from\s+(?:about|around|some|nearly|almost)?\s*$", between)
    return later[0] if from_it else None


def _measure(quantity: Quantity, ahead: str, behind: str) -> Measure | None:
    per = PER.match(behind)
    if quantity.unit == "points":
        return Measure.TARIFF if _points_of_a_rate(ahead, behind) else None
    if quantity.unit == "percent" or per:
        charged = CHARGES.search(ahead)
        if charged and re.match(r"\s*on\b", behind[per.end() :] if per else behind):
            taxed = MENTIONS.search(ahead) or MENTIONS.search(behind) or _by_a_country(ahead[: charged.start()])
            return Measure.TARIFF if taxed else None
        if RATE_AHEAD.match(behind) or _rate_behind(ahead, behind) or _another_rate(ahead):
            return Measure.TARIFF
        return None
    near = f"{ahead[-60:]} {behind[:40]}"
    if QUOTA_NEAR.search(near) and quantity.unit not in {"points", "basis_points"}:
        return Measure.QUOTA
    money = quantity.unit in CURRENCIES and not BY_TO.search(ahead)
    of_trade = TRADE_AHEAD.match(behind) or (TRADE.search(ahead) and not MENTIONS.search(ahead[-60:]))
    return Measure.TRADE if money and of_trade else None


def _points_of_a_rate(ahead: str, behind: str) -> bool:
    added = POINTS_ADDED.search(ahead)
    return bool(POINTS_TO.match(behind)) or (added is not None and not SOMETHING_ELSE.search(added["between"]))


def _rate_behind(ahead: str, behind: str) -> bool:
    match = RATE_BEHIND.search(ahead)
    return match is not None and not SOMETHING_ELSE.search(match["between"]) and not SHARE_OF.match(behind)


def _another_rate(ahead: str) -> bool:
    """Whether the words before go on from a rate: "duties of 5 percent to …", "a duty of 25% on steel and …"."""
    if not (MENTIONS.search(ahead) or CHARGES_ON.search(ahead)):
        return False
    return bool(BETWEEN.search(ahead) or AND_RATE.search(ahead) or RATE_AND.search(ahead))


def _figure(sentence: _Sentence, quantity: Quantity, kind: Measure, cell: Cell, before: Cell | None) -> FoundFigure:
    product, goods = _product(sentence, quantity) if kind is not Measure.TRADE else (None, None)
    by, on = _parties(sentence, quantity, product, kind)
    per = PER.match(sentence.text[quantity.end :])
    text = sentence.text
    state, dates = (
        state_and_dates(text, sentence.times, quantity.start)
        if kind is not Measure.TRADE
        else (
            FigureState.REPORTED,
            StateDates(),
        )
    )
    return FoundFigure(
        article=sentence.article,
        sentence=sentence.span,
        measure=kind,
        value=quantity.value,
        unit=f"{quantity.unit}/{_per_unit(per['of'])}" if per else quantity.unit,
        figure=cell,
        state=state,
        dates=dates,
        before=before,
        product=product,
        goods=goods,
        imposed_by=by,
        on=on,
        hs_codes=hs_codes(text, quantity, sentence.quantities),
    )


def _per_unit(words: str) -> str:
    lower = words.lower()
    return PER_UNITS.get(lower, lower)


def _product(sentence: _Sentence, quantity: Quantity) -> tuple[Cell | None, Cell | None]:
    """What the measure is on, and what those goods are worth."""
    span = product_of(sentence.text, quantity)
    if span is None:
        return None, None
    start, end = span
    goods = None
    for other in sentence.quantities:
        if start <= other.start < end and other.unit in CURRENCIES:
            goods = sentence.cell(other.start, other.end)
            start = other.end + (match.end() if (match := WORTH.match(sentence.text[other.end : end])) else 0)
    return (sentence.cell(start, end) if sentence.text[start:end].strip() else None), goods


def _by_official(sentence: _Sentence, quantity: Quantity) -> Cell | None:
    """The country of an official who imposes it, where the article says whose official that is."""
    for name, nation in sentence.leaders.items():
        for match in re.finditer(rf"\b{re.escape(name)}\b", sentence.text[: quantity.start]):
            if _acts(sentence.text[: match.start()], sentence.text[match.end() :]):
                return sentence.cell(match.start(), match.end(), nation)
    return None


def _acts(before: str, rest: str) -> bool:
    """Whether a country is the one that does it: before the verb, or as the owner of the tariff."""
    if OWN.match(rest):
        return True
    return not BESIDE.search(before) and not re.match(r"[’']s", rest) and bool(DOES.match(rest[:90]))


def _parties(
    sentence: _Sentence, quantity: Quantity, product: Cell | None, kind: Measure
) -> tuple[Cell | None, Cell | None]:
    """Who imposes and on whom: the country before the verb or owning the tariff, and the one in what it is on."""
    inside = (product.start - sentence.span.start, product.end - sentence.span.start) if product else (0, 0)
    by: Cell | None = None
    on: Cell | None = None
    with_whom: Cell | None = None
    trade = kind is Measure.TRADE
    for match in NATION.finditer(sentence.text):
        cell = sentence.cell(match.start(), match.end(), nation_of(match.group()))
        rest = sentence.text[match.end() :]
        if inside[0] <= match.start() < inside[1]:
            on = on or cell
        elif trade and PARTNER.search(sentence.text[: match.start()]):
            with_whom = with_whom or cell
        elif re.search(r"\bfrom\s+(?:the\s+)?$", sentence.text[: match.start()]) and not on:
            on = cell
        elif not trade and GOODS.match(rest.lstrip()) and not OWN.match(rest):
            on = on or cell
        elif by is None and match.start() < quantity.start and (trade or _acts(sentence.text[: match.start()], rest)):
            by = cell
        elif by is None and GOODS.match(rest.lstrip()):
            on = on or cell
    if trade:
        return by or on, with_whom
    by = by or _by_official(sentence, quantity)
    return by, (None if by and on and by.value == on.value else on)
