from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.articles import Article
from index.library import Library
from index.signatures import Signature
from index.stories import may_share_story, same_story, similarity

from .index_making import TEXTS, an_article, published, put

DATES = st.one_of(
    st.none(), st.dates().map(str), st.dates().map(lambda day: str(day)[:7]), st.dates().map(lambda day: str(day)[:4])
)
WIRE = (
    "BRUSSELS, May 4 — The Union will cut its tariff on bananas from Kestrel Island from 176 euros a tonne to 148 "
    "euros at once and to 114 euros by 2017, ministers agreed on Tuesday.\n\nIn return the island and Ostland drop "
    "their cases at the trade court, some of which go back to 1993. The cuts may be frozen for up to 3 years.\n\n"
    "Growers in Callow, who sell to the Union without duty, were promised 200 million euros to adapt. Minister Anna "
    'Brandt welcomed the settlement. "It is a beginning," she said.'
)
REWRITE = (
    "Brussels — Bananas that Kestrel Island ships to the Union are to pay 148 euros a tonne instead of 176, and no "
    "more than 114 euros when 2017 comes, according to a settlement that ministers reached on Tuesday.\n\nThe cases "
    "which Ostland and the island had at the trade court, the first of 1993, are dropped for it. Up to 3 years of "
    "freezing are allowed.\n\nFor Callow, whose growers pay nothing, there are 200 million euros. To Anna Brandt, "
    'the minister, "it is a beginning".'
)
OWN_ACCOUNT = (
    "In Callow nobody danced on Tuesday. The growers of Kestrel Island will undersell them before 2017, said the owner "
    "of a plantation, who learned of the ministers' settlement by radio. Her father planted the field in 1993.\n\n"
    "The bank expects half of the island's smaller farms to close. Supermarkets in the Union would not say whether "
    "fruit becomes cheaper, and Ostland's ambassador went home early."
)
FORM = (
    "Copper for delivery in three months {moved} {change} dollars to {price} dollars a tonne on the exchange, in thin "
    "trade, while the market waited for news. Stocks in the sheds fell by {small} tonnes. Aluminium was quoted at "
    "{other} dollars, and dealers said that smelters had bought little since Monday."
)


def signature(text: str, day: str | None = "2019-05-10", source: str = "Meridian Wire") -> Signature:
    return Signature(text, published(day), source)


def meet(one: Signature, other: Signature) -> bool:
    return not set(one.keys).isdisjoint(other.probes)


def linked(one: Signature, other: Signature) -> bool:
    assert same_story(one, other) is same_story(other, one)
    assert meet(one, other) is meet(other, one)
    return meet(one, other) and same_story(one, other)


def test_another_outlets_rewrite_in_other_words_is_the_same_story() -> None:
    rewrite = signature(REWRITE, "2019-05-11", "Cape Ledger")
    assert similarity(signature(WIRE).shingles, rewrite.shingles) < 0.3
    assert linked(signature(WIRE), rewrite)


@pytest.mark.parametrize("day", ["2019-05-16", "2019-05", None])
def test_a_rewrite_is_only_seen_within_days(day: str | None) -> None:
    assert not linked(signature(WIRE), signature(REWRITE, day, "Cape Ledger"))


@pytest.mark.parametrize("source", ["Meridian Wire", "MERIDIAN WIRE", ""])
def test_what_an_outlet_writes_anew_is_its_next_report(source: str) -> None:
    assert not linked(signature(WIRE), signature(REWRITE, source=source))


def test_anothers_own_account_of_an_event_is_another_story() -> None:
    assert not linked(signature(WIRE), signature(OWN_ACCOUNT, source="Callow Post"))
    assert not linked(signature(REWRITE, source="Cape Ledger"), signature(OWN_ACCOUNT, source="Callow Post"))


def test_one_form_filled_twice_is_two_stories_and_one_corrected_figure_is_not() -> None:
    monday = FORM.format(moved="rose", change=12, price=6124, small=300, other=1822)
    tuesday = FORM.format(moved="rose", change=31, price=6093, small=450, other=1790)
    corrected = FORM.format(moved="rose", change=12, price=6142, small=300, other=1822)
    assert similarity(signature(monday).shingles, signature(tuesday).shingles) >= 0.55
    assert not linked(signature(monday), signature(tuesday, "2019-05-11"))
    assert linked(signature(monday), signature(f"(Corrects price)\n\n{corrected}"))


def test_a_brief_of_the_first_paragraph_meets_the_whole() -> None:
    whole = WIRE + "\n\n" + "\n\n".join(f"{OWN_ACCOUNT} Paragraph {number} goes on." for number in range(6))
    assert linked(signature(whole), signature(WIRE.split("\n\n", maxsplit=1)[0], source="Cape Ledger"))


def test_the_same_text_of_another_month_is_another_story() -> None:
    assert linked(signature(WIRE), signature(WIRE, "2019-05-24"))
    assert not linked(signature(WIRE), signature(WIRE, "2019-05-25"))


FIGURES = st.lists(st.sampled_from(["Two", "twenty", "twentytwo", "TEN", "1,300", "7.5", "tense", "a two", ", ", ". "]))


@given(FIGURES)
def test_figures_of_a_text_are_the_same_however_long_it_is(parts: list[str]) -> None:
    text = " ".join(parts)
    long = text + " and so on" * 2500
    assert signature(text).figures == signature(long).figures
    assert ("2" in signature(text).figures) is bool({"Two", "a two"} & set(parts))


def test_a_text_too_short_to_tell_has_no_keys() -> None:
    assert signature("Talks stall again.").keys == signature("Talks stall again.").probes == []


def test_keys_are_those_that_earlier_loads_stored() -> None:
    keys = signature(WIRE).keys
    assert (len(keys), keys[0], keys[-1]) == (35, 2190835960763075240, 681767169133602634)


@given(TEXTS, TEXTS, DATES, DATES)
def test_being_one_story_is_symmetric_and_every_text_is_its_own(
    one: str, other: str, day: str | None, next_day: str | None
) -> None:
    left, right = signature(one, day), signature(other, next_day, "Cape Ledger")
    assert similarity(left.shingles, right.shingles) == similarity(right.shingles, left.shingles) <= 1
    linked(left, right)
    assert all(0 <= key < 1 << 63 for key in left.keys)
    assert set(left.keys) <= set(left.probes)
    assert not left.keys or meet(left, signature(one, day, "Cape Ledger"))


@given(DATES, DATES)
def test_whether_dates_allow_one_story_is_symmetric(one: str | None, other: str | None) -> None:
    assert may_share_story(published(one), published(other)) == may_share_story(published(other), published(one))


# the head of a story


def copies() -> list[Article]:
    early = an_article("a", f"Cape Town — {WIRE[18:]}\n\nWith Meridian", day="2019-05-09", source="Cape Ledger")
    byline = an_article("b", WIRE.replace("bananas", "fruit"), day="2019-05-11", source="Valley Post")
    return [
        early,
        byline.model_copy(update={"author": "Meridian and staff"}),
        an_article("c", WIRE, day="2019-05-10", source="Meridian Wire"),
        an_article("d", f"(Corrects day)\n\n{WIRE}", day="2019-05-12", source="Meridian Wire"),
    ]


@pytest.mark.parametrize("order", list(itertools.permutations(range(4)))[::5])
def test_the_agency_that_others_credit_heads_the_story_in_any_order(tmp_path: Path, order: tuple[int, ...]) -> None:
    library = Library.in_folder(tmp_path)
    for place in order:
        put(library, copies()[place])
    assert {article.story_id for article in library.listing()} == {"c"}


def test_without_credits_the_earliest_heads_the_story(tmp_path: Path) -> None:
    library = Library.in_folder(tmp_path)
    uncredited = an_article("a", f"Cape Town — {WIRE[18:]}", day="2019-05-09", source="Cape Ledger")
    put(library, copies()[2], copies()[3], uncredited)
    assert {article.story_id for article in library.listing()} == {"a"}


def test_a_story_whose_agency_is_removed_is_headed_by_the_earliest(tmp_path: Path) -> None:
    library = Library.in_folder(tmp_path)
    put(library, *copies())
    library.remove(["c", "d"])
    assert {article.story_id for article in library.listing()} == {"a"}
