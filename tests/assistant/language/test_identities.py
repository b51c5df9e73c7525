"""Who somebody is stands beside the name."""

from __future__ import annotations

import pytest

from assistant.language.identities import identifies, identity_asked


@pytest.mark.parametrize(
    ("question", "whom"),
    [
        ("Who is the US trade representative?", "US trade representative"),
        ("Who was Ada Brook?", "Ada Brook"),
        ("Who's the head of the tuna board?", "head of the tuna board"),
        ("Who is to blame for the strike?", ""),
        ("Who is expected to sign the deal?", ""),
        ("Who signed the deal?", ""),
        ("When is the trade representative leaving?", ""),
    ],
)
def test_an_office_or_a_person_is_asked_for(question: str, whom: str) -> None:
    assert identity_asked(question) == whom


@pytest.mark.parametrize(
    ("text", "whom"),
    [
        ("U.S. Trade Representative Ada Brook left.", "US trade representative"),
        ("U.S. Trade Representative (USTR) Ada Brook left.", "US trade representative"),
        ("Ada Brook, the American trade representative, left.", "US trade representative"),
        ("Tom Reed, head of the tuna board, agreed.", "head of the tuna board"),
        ("Finance Minister Ada Brook left.", "Ada Brook"),
        ("Brook, the finance minister, left.", "Ada Brook"),
    ],
)
def test_a_name_beside_its_office_identifies(text: str, whom: str) -> None:
    assert identifies(text, whom)


@pytest.mark.parametrize(
    ("text", "whom"),
    [
        ("The office of the trade representative held hearings.", "US trade representative"),
        ("Trade representatives of Kestrel Island left.", "US trade representative"),
        ("Ada Brook left the talks.", "Ada Brook"),
    ],
)
def test_a_name_or_an_office_alone_identifies_nobody(text: str, whom: str) -> None:
    assert not identifies(text, whom)
