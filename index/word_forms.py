"""Irregular forms of verbs, which a stemmer leaves apart: "sold" is "sell", "withdrawn" is "withdraw".

Forms that are as often another word ("found", "saw", "ground") are left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

__all__ = ["IRREGULAR_VERBS", "WordForms"]

IRREGULAR_VERBS = (
    "arise arose arisen",
    "bear bore borne",
    "beat beaten",
    "begin began begun",
    "bid bade bidden",
    "break broke broken",
    "bring brought",
    "build built",
    "buy bought",
    "catch caught",
    "choose chose chosen",
    "deal dealt",
    "draw drew drawn",
    "drink drank drunk",
    "drive drove driven",
    "eat ate eaten",
    "fall fell fallen",
    "feed fed",
    "fight fought",
    "flee fled",
    "fly flew flown",
    "forbid forbade forbidden",
    "forgive forgave forgiven",
    "freeze froze frozen",
    "grow grew grown",
    "hide hid hidden",
    "hold held",
    "keep kept",
    "lay laid",
    "lead led",
    "leave left",
    "lend lent",
    "lose lost",
    "meet met",
    "overtake overtook overtaken",
    "pay paid",
    "rise rose risen",
    "seek sought",
    "sell sold",
    "send sent",
    "shake shook shaken",
    "shoot shot",
    "shrink shrank shrunk",
    "sink sank sunk",
    "speak spoke spoken",
    "spend spent",
    "stand stood",
    "steal stole stolen",
    "strike struck",
    "swear swore sworn",
    "teach taught",
    "tear tore torn",
    "think thought",
    "throw threw thrown",
    "undergo underwent undergone",
    "undertake undertook undertaken",
    "uphold upheld",
    "win won",
    "withdraw withdrew withdrawn",
    "withhold withheld",
    "withstand withstood",
    "write wrote written",
)
"""The plain form first, one verb a line."""


class WordForms:
    """The stems of one verb as one."""

    def __init__(self, stemmer: Callable[[str], list[str]], verbs: Iterable[str] = IRREGULAR_VERBS) -> None:
        """`stemmer` makes a text's stems; `verbs` are lines of forms, the plain one first."""
        self._plain: dict[str, str] = {}
        self._forms: dict[str, tuple[str, ...]] = {}
        for line in verbs:
            plain, *others = dict.fromkeys(stem for word in line.split() for stem in stemmer(word))
            self._plain |= dict.fromkeys(others, plain)
            self._forms[plain] = (plain, *others)

    def plain(self, stems: Iterable[str]) -> list[str]:
        """Each stem as that of the verb's plain form: "sold" as "sell"."""
        plain = self._plain.get
        return [plain(stem, stem) for stem in stems]

    def all_of(self, stem: str) -> tuple[str, ...]:
        """The stems that a text may have where this one is meant: "sell" and "sold"; itself alone for most."""
        return self._forms.get(stem, (stem,))
