"""Who acts in trade news: words that name one country, so that two names of it are one and two countries are two.

`actors_in("Beijing and American farmers")` gives China and the United States with their places.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

__all__ = ["Actor", "actors_in"]

COUNTRIES = """
us: United_States US U.S. U.S USA America American Americans Washington White_House Pentagon USTR Congress \
US_Treasury Federal_Reserve US_Commerce_Department
china: China Chinese Beijing Peking PRC State_Council People's_Bank_of_China Customs_Tariff_Commission
eu: European_Union EU E.U. EC E.C. European_Community Brussels European_Commission Europe European Europeans
japan: Japan Japanese Tokyo MITI
canada: Canada Canadian Canadians Ottawa
mexico: Mexico Mexican Mexicans Mexico_City
korea: South_Korea South_Korean Korea Korean Koreans Seoul
north_korea: North_Korea North_Korean Pyongyang
uk: Britain British UK U.K. United_Kingdom London
india: India Indian Indians Delhi New_Delhi
turkey: Turkey Turkish Ankara
germany: Germany German Germans Berlin Bonn West_Germany West_German
france: France French Paris
italy: Italy Italian Rome
spain: Spain Spanish Madrid
brazil: Brazil Brazilian Brasilia
argentina: Argentina Argentine
russia: Russia Russian Moscow Soviet Soviet_Union Kremlin
australia: Australia Australian Canberra
taiwan: Taiwan Taiwanese Taipei
vietnam: Vietnam Vietnamese Hanoi
thailand: Thailand Thai Bangkok
indonesia: Indonesia Indonesian Jakarta
malaysia: Malaysia Malaysian
philippines: Philippines Philippine Manila
switzerland: Switzerland Swiss
netherlands: Netherlands Dutch Hague
belgium: Belgium Belgian
poland: Poland Polish Warsaw
ukraine: Ukraine Ukrainian Kyiv Kiev
iran: Iran Iranian Tehran
israel: Israel Israeli
saudi: Saudi_Arabia Saudi Riyadh
south_africa: South_Africa South_African Pretoria
new_zealand: New_Zealand
chile: Chile Chilean Santiago
colombia: Colombia Colombian
yugoslavia: Yugoslavia Yugoslav
wto: WTO World_Trade_Organization World_Trade_Organisation
gatt: GATT
"""

SHOUTED = 4
"""Letters of a name that is known in capitals too, as agencies once wired them; "US" and "us" stay apart."""
PLACE = re.compile(r"\b(?:in|at|near|outside|leaves|left)\s+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Actor:
    """A country, a bloc or a world body, where it is named."""

    name: str
    start: int
    end: int
    place: bool
    """Whether it is named as where something is: "in Washington"."""


@lru_cache(maxsize=1)
def _table() -> tuple[re.Pattern[str], dict[str, str]]:
    names: dict[str, str] = {}
    for line in COUNTRIES.strip().splitlines():
        country, _, words = line.partition(":")
        for word in words.split():
            name = word.replace("_", " ")
            names[name] = country
            if len(name) >= SHOUTED:
                names[name.upper()] = country
    listed = sorted(names, key=len, reverse=True)
    return re.compile(rf"(?<![\w.])(?:{'|'.join(map(re.escape, listed))})(?!\w)"), names


def actors_in(text: str) -> list[Actor]:
    """The countries that a text names, in order; one with several names is given each time."""
    pattern, names = _table()
    return [
        Actor(names[match.group()], match.start(), match.end(), bool(PLACE.search(text[: match.start()])))
        for match in pattern.finditer(text)
    ]
