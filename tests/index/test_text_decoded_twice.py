from __future__ import annotations

import pytest

from index.articles import clean_text


@pytest.mark.parametrize("meant", ["China’s share", "“a deal”", "50 % – 60 %", "漢字", "😀 up"])
def test_utf8_that_was_read_as_latin1_is_put_right(meant: str) -> None:
    assert clean_text(meant.encode().decode("latin-1")) == meant


@pytest.mark.parametrize("text", ["naïve café, São Paulo", "Â± 5", "Ã is a letter", "ÃO PAULO"])
def test_letters_that_are_meant_stay(text: str) -> None:
    assert clean_text(text) == text
