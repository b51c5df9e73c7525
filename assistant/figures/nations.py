"""Names, adjectives and capitals by which news says which country acts or is acted on."""

from __future__ import annotations

import re

__all__ = ["NATION", "nation_of"]

FORMS = {
    "United States": "United States|U.S.|US|America|American|Washington|White House",
    "China": "China|Chinese|Beijing",
    "European Union": "European Union|EU|European Community|EC|EEC|European Commission|European|Europe|Brussels",
    "Japan": "Japan|Japanese|Tokyo",
    "Canada": "Canada|Canadian|Ottawa",
    "Mexico": "Mexico|Mexican",
    "India": "India|Indian|New Delhi|Delhi",
    "South Korea": "South Korea|South Korean|Seoul|Korean|Korea",
    "Taiwan": "Taiwan|Taiwanese|Taipei",
    "Turkey": "Turkey|Turkish|Ankara",
    "Brazil": "Brazil|Brazilian|Brasilia",
    "Argentina": "Argentina|Argentine",
    "Russia": "Russia|Russian|Moscow|Soviet Union|Soviet",
    "United Kingdom": "United Kingdom|UK|U.K.|Britain|British|London",
    "France": "France|French|Paris",
    "Germany": "Germany|German|West Germany|West German|Berlin|Bonn",
    "Italy": "Italy|Italian|Rome",
    "Australia": "Australia|Australian|Canberra",
    "New Zealand": "New Zealand",
    "Vietnam": "Vietnam|Vietnamese|Hanoi",
    "Thailand": "Thailand|Thai",
    "Indonesia": "Indonesia|Indonesian",
    "Malaysia": "Malaysia|Malaysian",
    "Switzerland": "Switzerland|Swiss",
    "Norway": "Norway|Norwegian",
    "Ukraine": "Ukraine|Ukrainian",
    "South Africa": "South Africa|South African",
    "Saudi Arabia": "Saudi Arabia|Saudi",
    "Pakistan": "Pakistan|Pakistani",
    "Ecuador": "Ecuador|Ecuadorean|Ecuadorian",
    "Hong Kong": "Hong Kong",
    "Singapore": "Singapore",
}
BY_FORM = {form: nation for nation, forms in FORMS.items() for form in forms.split("|")}
NATION = re.compile(
    r"(?<![\w.])(?:" + "|".join(re.escape(form) for form in sorted(BY_FORM, key=len, reverse=True)) + r")(?!\w)"
)


def nation_of(words: str) -> str:
    """The country that a form names; empty when it names none."""
    return BY_FORM.get(words, "")
