import pytest

from evals.matching.phrases import holds_phrase, plain


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("The Entity List, they said.", "entity list"),
        ("a so\u2011called \u201creliable\u201d supplier", 'so-called "reliable"'),
        ("the trade\n  representative\u2019s office", "trade representative's office"),
        ("goods of C$16.6bn from July", "C$16.6bn"),
        ("It is 106.", "106"),
        ("it named 106, not 128", "106"),
    ],
)
def test_a_phrase_is_found_whatever_its_typography(text: str, phrase: str) -> None:
    assert holds_phrase(plain(text), phrase)


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("a separate list", "rate"),
        ("1,106 products", "106"),
        ("106.5 points", "106"),
        ("106,000 tonnes", "106"),
        ("the rates", "rate"),
        ("C$16.65bn", "C$16.6"),
        ("", "rate"),
    ],
)
def test_a_piece_of_a_word_or_number_is_not_the_phrase(text: str, phrase: str) -> None:
    assert not holds_phrase(plain(text), phrase)
