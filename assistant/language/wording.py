"""Words that say nothing of what a question is about, and words that say the same.

Both are for matching a question with sentences, by the stems of the keyword index.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from assistant.language.places import PLACES
from assistant.language.thesaurus import SAME_IN_NEWS

__all__ = ["SAME", "Stemmer", "abbreviations_in", "content_terms", "loose_synonyms_of", "synonyms_of"]

FUNCTION_WORDS = """
    which what when who whose whom why how where did do does done has have had were been being can could would should
    may might its his her hers him he she our ours we you your me my i about after before during than them some any all
    also just more most much many say says said according one two first new name named call called type kind sort
    follow following week weeks recent recently year years day days month months today ago last past because become
    became get got set now still while over under between among up down out off so from same other others side sides
    put make made take taken took happen happened mean meant come came go went going give given gave
    compare comparison describe explain tell list show summarise summarize sequence timeline chronology overview
    every usually near least several multiple large big high low long far
    member members
    sum amount number figure total each both exactly now ahead grounds ground reason reasons cause causes why answer
    outcome outcomes upshot
    own soon early must shall face facing faced latest newest lately recently today current currently status moment
"""
"""Question words, auxiliaries, light verbs, and words of time and amount that every article holds."""

SAME = (
    "talk negotiation discussion dialogue consultation",
    "tariff duty levy safeguard sanction",
    "raise increase hike rise lift",
    "cut reduce lower halve slash",
    "stall collapse deadlock halt stop suspend breakdown impasse",
    "deal agreement accord pact treaty",
    "meet meeting summit encounter",
    "person face",
    "delay postpone defer",
    "retaliate retaliation countermeasure retaliatory counter respond response answer reply",
    "sign ink signing",
    "buy purchase order acquire acquisition takeover",
    "start begin effect force launch",
    "blacklist ban bar prohibit restrict",
    "accuse blame allege fault responsible",
    "farmer grower farm agriculture",
    "dispute war conflict row quarrel fight",
    "goods product import shipment",
    "promise pledge commit commitment agree",
    "yuan renminbi currency",
    "exempt exemption exclude exclusion waiver",
    "drop fall decline plunge tumble",
    "approve ratify ratification pass",
    "cancel scrap abandon drop",
    "aid bailout relief subsidy compensation",
    "envoy negotiator representative ustr",
    "arrest detain custody hold",
    "divide split part separate",
    "target hit affect cover",
    "lose loss cost",
    "people person member resident citizen",
    "phone handset smartphone",
    "laptop computer notebook",
    "placed added put listed",
    "metal steel aluminium aluminum",
    "fine penalty",
    "company firm business corporation maker producer manufacturer",
    "part component",
    "car vehicle auto automobile truck",
    "official authority officer",
    "revenue sales turnover",
    "price cost",
    "reason ground cause",
    "harm damage hurt hit",
    "worker employee staff",
    "bank lender",
    "soybean bean",
    "oil crude petroleum",
    "chip semiconductor",
    "minister secretary",
    "act action",
    "impose imposition",
    "withdraw withdrawal",
    "propose proposal",
    "plan bid attempt effort",
    "refuse refusal",
    "remove removal lift scrap end repeal abolish",
    "pay payment",
    "invest investment",
    "settle settlement",
    "produce production",
    "extend extension",
    "decide decision rule ruling verdict judgment uphold overturn",
    "grow growth",
    "fail failure",
    "depart departure leave",
    "lawmaker senator congressman legislator congress",
)
"""Words of trade news that stand for each other, one group a line; countries stand for their adjectives too."""
UNITED = "united america american washington us"
"""The one name of two words that is so frequent that its first word alone counts."""


INITIALS_OF = range(2, 5)
"""Words that are abbreviated together: "artificial intelligence", "World Trade Organization"."""
LINKING = frozenset({"of", "the", "and", "for", "on", "in"})
"""Words that leave no letter in an abbreviation."""
WORDS_TOO = frozenset("am an as at be by do go he if in is it me my no of on or so to up us we".split())
"""Abbreviations that are words."""
WORD = re.compile(r"[A-Za-z][\w’'-]*")
Stemmer = Callable[[str], list[str]]


def content_terms(text: str, terms: Stemmer) -> list[str]:
    """Stems that tell what a question is about, in order; none for "What is it?".

    `terms` is the index's own stemmer.
    """
    return [stem for stem in terms(text) if stem not in _function_stems(terms) and len(stem) > 1]


def synonyms_of(stem: str, terms: Stemmer) -> frozenset[str]:
    """Stems that may stand for this one, without itself."""
    return _synonyms(terms).get(stem, frozenset()) - {stem}


def loose_synonyms_of(stem: str, terms: Stemmer) -> frozenset[str]:
    """Stems that reporters use for this one, without itself: looser, for whether a thing is spoken of at all."""
    return _loose_synonyms(terms).get(stem, frozenset()) - {stem}


def abbreviations_in(text: str, terms: Stemmer) -> dict[str, frozenset[str]]:
    """Stems of words that stand side by side → the abbreviations of which they may be part: `ai` of "intelligence"."""
    words = [word for word in WORD.findall(text) if word.lower() not in LINKING]
    stems = [content_terms(word, terms) for word in words]
    found: dict[str, frozenset[str]] = {}
    for size in INITIALS_OF:
        for i in range(len(words) - size + 1):
            short = "".join(word[0] for word in words[i : i + size]).lower()
            if all(stems[i : i + size]) and short not in WORDS_TOO:
                for stem in (each[0] for each in stems[i : i + size]):
                    found[stem] = found.get(stem, frozenset()) | {short}
    return found


def _countries() -> list[str]:
    """Names of one word, with adjectives and capitals: "south" and "new" would stand for anything."""
    groups = ([word for word in (*place.nouns, *place.adjectives) if " " not in word] for place in PLACES)
    return [" ".join(group) for group in groups]


@lru_cache(maxsize=8)
def _function_stems(terms: Stemmer) -> frozenset[str]:
    return frozenset(terms(FUNCTION_WORDS))


@lru_cache(maxsize=8)
def _synonyms(terms: Stemmer) -> dict[str, frozenset[str]]:
    return _of_groups((*SAME, UNITED, *_countries()), terms)


@lru_cache(maxsize=8)
def _loose_synonyms(terms: Stemmer) -> dict[str, frozenset[str]]:
    return _of_groups(SAME_IN_NEWS, terms)


def _of_groups(groups: Iterable[str], terms: Stemmer) -> dict[str, frozenset[str]]:
    table: dict[str, frozenset[str]] = {}
    for group in groups:
        stems = frozenset(terms(group))
        for stem in stems:
            table[stem] = table.get(stem, frozenset()) | stems
    return table
