"""A corrected version says so in its headline, its first or its last lines."""

from __future__ import annotations

import pytest

from index.corrections import Ends, says_corrected


@pytest.mark.parametrize(
    ("title", "beginning", "end"),
    [
        ("(CORRECTED) - MILLS CLOSE IN VALLEY", "", ""),
        ("CORRECTED-Mills close in valley", "", ""),
        ("Correction: Mills close in valley", "", ""),
        ("Mills close", "(Corrects figure in second paragraph)\nThree mills closed.", ""),
        ("Mills close", "Three mills closed.", "Three mills closed.\n\nCORRECTION: This story named another valley."),
    ],
)
def test_corrected_versions(title: str, beginning: str, end: str) -> None:
    assert says_corrected(Ends(title, beginning, end))


@pytest.mark.parametrize(
    ("title", "beginning"),
    [
        ("Correction in steel prices is near", "A correction in prices would help."),
        ("Corrections officers walk out", "The market corrected itself on Monday."),
        ("Minister corrects rival on tariffs", "She said that the figure was not correct."),
    ],
)
def test_other_uses_of_the_word(title: str, beginning: str) -> None:
    assert not says_corrected(Ends(title, beginning, beginning))
