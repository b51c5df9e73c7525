"""English number words from one to ninety-nine, and hundreds: "twenty-five", "two hundred"."""

from __future__ import annotations

__all__ = ["SPELLED", "spelled_value"]

_SMALL = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
VALUES = {
    **{word: at for at, word in enumerate(_SMALL, start=1)},
    **{word: 10 * at for at, word in enumerate(_TENS, start=2)},
}
_UNDER_HUNDRED = rf"(?:{'|'.join(_TENS)})(?:[ -](?:{'|'.join(_SMALL[:9])})\b)?|{'|'.join(reversed(_SMALL))}"
SPELLED = rf"(?:(?:{'|'.join(_SMALL[:9])})[ ]hundred(?:[ ]and[ ](?:{_UNDER_HUNDRED}))?|{_UNDER_HUNDRED})"
"""A pattern for what `spelled_value` reads; lower case."""


def spelled_value(words: str) -> int:
    """The number that the words say.

    Raises: KeyError for words that `SPELLED` does not match.
    """
    total = 0
    for word in words.replace("-", " ").replace(" and ", " ").split():
        total = total * 100 if word == "hundred" else total + VALUES[word]
    return total
