"""Words as stems that can be compared, and what may stand for what.

Two levels: the same word in another form, and another word that a reporter would use for the same. Opposites are a
third relation: they tell that two clauses speak of one thing, not that they say the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from assistant.claims.predicates import GROUPS, forms_of
from assistant.grounding.lexicon import GENERIC
from assistant.grounding.phrases import PHRASES
from assistant.language.places import places_in
from assistant.language.thesaurus import SAME_IN_NEWS
from assistant.language.wording import SAME, content_terms

__all__ = ["SYNONYM", "WORD", "Stems", "Words", "words_by"]

Stems = Callable[[str], list[str]]
"""A text → its stems, as the keyword index makes them."""
ROOT = 6
"""Letters of a stem that are enough to know another word of the same root by: "discrimin" and "discriminatori"."""
SYNONYM = 0.7
"""What another word for the same counts, of the word itself."""
GENERIC_WEIGHT = 0.3
WORD = re.compile(r"[A-Za-zÀ-ÿ]+(?:[’'.&-][A-Za-zÀ-ÿ]+)*|\d[\d,.]*\d|\d")
ENDINGS = frozenset(
    "or ori ori at ator ation ment ist ism ic ical al ful ness ship abl er ur iti ity ant ent anc enc iv ous".split()
)
SMALL_WORD = re.compile(r"[A-Za-z]+")
PREFIX = re.compile(
    r"\b(?!(?-i:[A-Z]\w*[A-Z]))(?:(?:un|non-?)(?=[a-z]{5})|re-?(?=(?:open|start|build|built|impos|introduc|"
    r"elect|join|issu|enter|employ|"
    r"gain)))",
    re.IGNORECASE,
)
"""What may be taken off a word that is otherwise the same: what "un-" turns round is compared elsewhere."""
UNCOUNTED = re.compile(
    r"\d.*|(?:jan|febr|march|april|may|june|juli|august|septemb|octob|novemb|decemb|mon|tues|wednes|thurs|fri|satur|"
    r"sun)"
    r"(?:uari|er|day)?|"
    r"two|three|four|five|six|seven|eight|nine|ten|eleven|twelv|\w+teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ti"
)
"""Stems of numbers and days, which are compared as such."""


class Words:
    """Compares words by the stems of one index."""

    def __init__(self, terms: Stems) -> None:
        self.terms = terms
        self._stems = lru_cache(maxsize=8192)(self._made)
        self._content = lru_cache(maxsize=4096)(self._told)

    def stems(self, text: str) -> frozenset[str]:
        """All stems of a text; irregular verbs have their base form's too."""
        return self._stems(text)

    def content(self, text: str) -> tuple[str, ...]:
        """Stems that tell something, in order and once each."""
        return self._content(text)

    def held(self, stem: str, among: frozenset[str]) -> float:
        """How well the stems hold this one: 1, `SYNONYM` or 0."""
        if stem in among:
            return 1.0
        if _meanings(self.terms).get(stem, frozenset()) & among:
            return SYNONYM
        return (
            SYNONYM
            if len(stem) >= ROOT and any(_of_one_root(stem, each) for each in _by_root(among).get(stem[:ROOT], ()))
            else 0.0
        )

    def weight(self, stem: str) -> float:
        """How telling a stem is."""
        return GENERIC_WEIGHT if stem in GENERIC else 1.0

    def told(self, text: str) -> tuple[str, ...]:
        """The same without numbers and days."""
        return tuple(each for each in self.content(text) if not UNCOUNTED.fullmatch(each))

    def total(self, words: Sequence[str]) -> float:
        """The weight of all."""
        return sum(self.weight(each) for each in words)

    def score(self, words: Sequence[str], among: frozenset[str]) -> float:
        """The weight of those that the stems hold."""
        return sum(self.weight(each) * self.held(each, among) for each in words)

    def _made(self, text: str) -> frozenset[str]:
        words = SMALL_WORD.findall(text)
        text = f"{text} {' '.join(_phrases()[1][_key(each)] for each in _phrases()[0].finditer(text))}"
        bare = [PREFIX.sub("", word) for word in words if PREFIX.match(word)]
        places = [_in_one_word(each.name) for each in places_in(text)]
        return frozenset(self.terms(" ".join([text, *bare, *places])))

    def _told(self, text: str) -> tuple[str, ...]:
        for place in reversed(places_in(text)):
            text = f"{text[: place.start]}{_in_one_word(place.name)}{text[place.end :]}"
        text = _phrases()[0].sub(lambda each: _phrases()[1][_key(each)], text)
        bare = SMALL_WORD.sub(lambda word: PREFIX.sub("", word[0]), text)
        return tuple(dict.fromkeys(content_terms(bare, self.terms)))


@lru_cache(maxsize=4096)
def _by_root(stems: frozenset[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for stem in stems:
        if len(stem) >= ROOT:
            found.setdefault(stem[:ROOT], []).append(stem)
    return found


def _of_one_root(one: str, other: str) -> bool:
    short, long = sorted((one.rstrip("ie"), other.rstrip("ie")), key=len)
    return len(short) >= ROOT and long.startswith(short) and long[len(short) :] in ENDINGS


@lru_cache(maxsize=8)
def words_by(terms: Stems) -> Words:
    """The comparison for one stemmer."""
    return Words(terms)


@lru_cache(maxsize=8)
def _meanings(terms: Stems) -> dict[str, frozenset[str]]:
    table: dict[str, frozenset[str]] = {}
    for group in _groups():
        stems = frozenset(terms(group))
        for stem in stems:
            table[stem] = table.get(stem, frozenset()) | stems
    return table


def _in_one_word(name: str) -> str:
    return name.replace(" ", "")


@lru_cache(maxsize=1)
def _phrases() -> tuple[re.Pattern[str], dict[str, str]]:
    """What finds a phrase that stands for one word, and the word for each."""
    single: dict[str, str] = {}
    for phrase, word in PHRASES.items():
        for form in forms_of(phrase) if phrase.startswith(tuple("abcdefghijklmnopqrstuvwxyz")) else [phrase[1:]]:
            single[form.replace("_", " ")] = word
    listed = sorted(single, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, listed))})\b", re.IGNORECASE), single


def _key(match: re.Match[str]) -> str:
    return match.group().lower()


def _groups() -> list[str]:
    verbs = [" ".join(w for w in line.replace("/", " ").split() if "_" not in w) for line in GROUPS.splitlines()]
    return [*SAME, *verbs, *SAME_IN_NEWS]
