"""Names in a sentence that the text it cites does not have, however either of them shortens it."""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.grounding.figures import WORDS as NUMBER_WORDS
from assistant.grounding.wording import WORD, Words
from assistant.language.places import places_in
from assistant.language.wording import synonyms_of

__all__ = ["NAME", "NO_NAMES", "WORD", "foreign_name", "names_in"]

NAME = re.compile(r"\b[A-Z][\w’'&-]*\w|\b[A-Z]\.(?:[A-Z]\.)+")
SHORT_NAMES = tuple(
    (re.compile(long), short)
    for long, short in (
        (r"\bUnited States(?: of America)?\b|\bU\.S\.A?\.?(?!\w)", "US"),
        (r"\bEuropean Union\b|\bE\.U\.(?!\w)", "EU"),
        (r"\bUnited Kingdom\b|\bU\.K\.(?!\w)|\bGreat Britain\b", "UK"),
        (r"\bUnited Nations\b|\bU\.N\.(?!\w)", "UN"),
    )
)
DEMONYM = re.compile(r"(?:[ai]?ans?|[ei]ans?|ish|ese|ic|is?)$")
NO_NAMES = frozenset(NUMBER_WORDS) | frozenset(
    "nobody everybody everyone someone anyone nothing something none several further fewer more less few such other "
    "another now so far only just nearly almost about around roughly there here last next no under over "
    "the a an in on at by for from to of and or but if as it its his her their this that these those he "
    "she they we no not according after before since until when while with without under over both each "
    "all some most many two three four five six seven eight nine ten january february march april may "
    "june july august september october november december monday tuesday wednesday thursday friday "
    "saturday sunday president minister secretary commissioner trade commerce finance agriculture "
    "interior what there one because imports exports sales prices growers also meanwhile however prime "
    "senator governor chancellor officials importers exporters".split()
)
"""Words with a capital letter that name nobody."""


def foreign_name(claim: str, said: str, stems_of: Callable[[str], list[str]]) -> str:
    """The first name of the claim that is not in what is said there, nor a synonym of it; empty without one."""
    said, claim = _short_names(said), _short_names(claim)
    known = {word.lower().removesuffix("'s").removesuffix("’s") for word in WORD.findall(said)}
    stems = frozenset(stems_of(said))
    countries = {each.name for each in places_in(said)}
    theirs = [(each.start, each.end) for each in places_in(claim) if each.name in countries]
    for match in NAME.finditer(claim):
        word = match.group().removesuffix("'s").removesuffix("’s")
        first = not claim[: match.start()].strip("“\"' ")
        if word.lower() in NO_NAMES or word.lower() in known or _initials(word) & known:
            continue
        if any(start <= match.start() < end for start, end in theirs):
            continue
        if _people_of(word, said):
            continue
        own = stems_of(word)
        if any(stem in stems or synonyms_of(stem, stems_of) & stems for stem in own) or not own:
            continue
        if any(_initials(other) for other in (word,)) and _spelled_out(word, said):
            continue
        if first and (word.lower().endswith("s") or not _names_something(claim, match.end())):
            continue
        return word
    return ""


def names_in(text: str, words: Words) -> frozenset[str]:
    """The stems of the names in a text."""
    return frozenset(stem for name in NAME.findall(text) if name.lower() not in NO_NAMES for stem in words.stems(name))


def _short_names(text: str) -> str:
    """The text with the long names of countries as the news shortens them: "U.S." and "the United States" → "US"."""
    for long, short in SHORT_NAMES:
        text = long.sub(short, text)
    return text


def _names_something(claim: str, end: int) -> bool:
    """Whether the first word stands alone before a verb, or before another name, as proper names do."""
    following = claim[end:].lstrip()
    return bool(re.match(r"[’']s\b|[A-Z]|(?:has|have|had|is|was|will|would|said|says|\w+ed)\b", following))


def _people_of(word: str, said: str) -> bool:
    """Whether a name is that of a place there and its people, or the other way: "Peru", "Peruvian"."""
    return any(_is_demonym(word, other) or _is_demonym(other, word) for other in NAME.findall(said))


def _is_demonym(people: str, place: str) -> bool:
    ending = DEMONYM.search(people)
    root = people[: ending.start()] if ending else ""
    return len(root) >= 3 and place.startswith(root) and len(place) - len(root) <= 3


def _initials(word: str) -> set[str]:
    plain = word.replace(".", "").lower()
    return {plain, word.lower().rstrip(".")} if word.isupper() or "." in word else set()


def _spelled_out(word: str, said: str) -> bool:
    letters = word.replace(".", "")
    capitals = "".join(each[0] for each in re.findall(r"\b[A-Z]\w+", said))
    return len(letters) >= 2 and letters in capitals
