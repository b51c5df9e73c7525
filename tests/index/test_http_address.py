from __future__ import annotations

import pytest

from index.http_address import http_address

EXAMPLE = "http://localhost:8000"


@pytest.mark.parametrize("address", ["", "  ", "/"])
def test_no_address_stays_none(address: str) -> None:
    assert http_address(address, example=EXAMPLE) == ""


@pytest.mark.parametrize("address", [" https://a.example/v1/ ", "https://a.example/v1"])
def test_space_around_it_and_a_stroke_at_its_end_go(address: str) -> None:
    assert http_address(address, example=EXAMPLE) == "https://a.example/v1"


@pytest.mark.parametrize(
    "address", ["a.example", "ftp://a.example", "http://", "http://a:b", "http://a:0", "http://[::1"]
)
def test_what_is_no_address_is_answered_with_an_example(address: str) -> None:
    with pytest.raises(ValueError, match=EXAMPLE):
        http_address(address, example=EXAMPLE)


def test_a_path_is_refused_where_none_may_be() -> None:
    with pytest.raises(ValueError, match=EXAMPLE):
        http_address("http://a.example/v1", example=EXAMPLE, path=False)


def test_a_password_is_refused_and_not_repeated() -> None:
    with pytest.raises(ValueError, match="give the key apart") as caught:
        http_address("http://me:secret@a.example", example=EXAMPLE)
    assert "secret" not in str(caught.value)
