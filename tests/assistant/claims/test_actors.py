"""Two names of one country are one country, and two countries are two."""

from __future__ import annotations

import pytest

from assistant.claims.actors import actors_in
from assistant.language.places import PLACES


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Beijing and Chinese growers", ["China", "China"]),
        ("the E.U. and the U.S.", ["European Union", "United States"]),
        ("South Korean and North Korean ships", ["South Korea", "North Korea"]),
        ("CANADIANS at the WTO", ["Canada", "WTO"]),
        ("it told us so, and the usable part", []),
        ("Turkeyfoot and Chinatown", []),
        ("", []),
    ],
)
def test_a_country_is_known_by_any_of_its_names(text: str, names: list[str]) -> None:
    assert [each.name for each in actors_in(text)] == names


def test_a_country_that_something_happens_in_is_a_place() -> None:
    assert [each.place for each in actors_in("Ministers met in Tokyo, and Ottawa agreed")] == [True, False]


def test_no_word_names_two_countries() -> None:
    words = [word for place in PLACES for word in {*place.words}]
    assert len(words) == len(set(words)) > 100
