"""Whom an article names, and whom its pronouns and short forms mean where that is plain."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.language.places import places_in
from assistant.quotes.models import Speaker, SpeakerKind
from assistant.quotes.speakers import Form, SpeakerWords, speaker_words
from assistant.quotes.vocabulary import DATELIKE, ORGANISATION, PLACES, ROLE, TITLE, UNNAMED

__all__ = ["People", "Person"]

NAME = r"[A-Z][\w’'-]+(?:\s+(?:[A-Z]\.|[A-Z][\w’'-]+|de|van|von|der|bin|al|da|del|di)){0,3}\s+[A-Z][\w’'-]+"
BEFORE = re.compile(
    rf"(?P<role>(?:(?:(?:[A-Z]\.)+|[A-Z][\w’'&-]*|of|for|and|the|deputy|vice|chief|senior|former|trade|foreign|finance)\s+){{0,7}}"
    rf"(?i:{ROLE.pattern}))\s+(?P<name>{NAME}|[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+)?)"
)
BEHIND = re.compile(rf"(?P<name>{NAME}),\s+(?P<role>[^,.;“\"\n]{{3,90}}?)(?=[,.;\n])")
OFFICE_AND = re.compile(
    rf"\b(?:[Ii]ts|[Tt]heir|[Hh]is|[Hh]er|[Tt]he|\w+[’']s)\s+(?P<role>[^,.;“\"\n]{{3,60}}?),\s+(?P<name>{NAME}),"
)
"""`its president, Ann Lee, …`"""
BEGINS = re.compile(
    rf"(?:^|\n|[.!?]\s+)(?P<name>{NAME})\s+(?:has|had|was|is|will|also|later|\w+ed|met|told|spoke|went|gave)\b"
)
SENTENCE_BEFORE = re.compile(r"(?:^|[.!?]\s+|\n)(?P<sentence>[A-Z][^.!?\n]*)[.!?]\s*$")
ACTING = re.compile(rf"(?:The\s+)?(?:[\w’'&-]+\s+){{0,4}}?{ORGANISATION.pattern}(?=\s+(?!of\b|for\b|and\b|in\b)[a-z])")
ONE_PERSON = re.compile(
    r"^(?:an?|the|one|another)\s(?!.*\b[a-z]+(?:ers|ists|als|ists|ors|men|women|people)$)", re.IGNORECASE
)
ANY_OFFICE = frozenset({"official", "executive", "officer", "leader", "democrat", "republican"})
"""Words for whoever holds an office."""
BEGINNING = 40
"""Letters within which a sentence's subject is named."""
JUST = 4
"""Letters between a sentence and the one before it."""
MOST_LETTERS = 60_000
"""Of an article that are looked through for names: a book is no article."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a name."""

    name: str
    role: str
    organisation: str
    first: int
    """Where the article names them first with this role."""


class People:
    """The persons whom one article names, and who spoke so far while it is read from top to bottom."""

    def __init__(self, text: str) -> None:
        """`text` is the article's, with quotations masked."""
        self._text = text[:MOST_LETTERS]
        self._by_name: dict[str, Person] = {}
        self._by_word: dict[str, set[str]] = {}
        self._mentions: list[tuple[int, str]] = []
        self._organisations: list[tuple[int, str]] = []
        for at, words in sorted(_introduced(text[:MOST_LETTERS]), key=lambda each: each[0]):
            self._add(words, at)
        for name in self._by_word:
            for match in re.finditer(rf"\b{re.escape(name)}\b", text[:MOST_LETTERS]):
                self._mentions += [(match.start(), name)]
        self._mentions.sort()
        self._organisations = [
            (match.start(), match.group())
            for match in re.finditer(r"\b(?:[A-Z][\w.&’'-]*\s+(?:of\s+|for\s+)?)+[A-Z][\w&’'-]*", text[:MOST_LETTERS])
            if ORGANISATION.search(match.group()) and not ROLE.search(match.group())
        ]
        self.last: Speaker | None = None
        """Who spoke last."""
        self.last_at = 0
        """Where the sentence in which they did ends."""
        self._last_person: Speaker | None = None

    def spoke(self, speaker: Speaker, at: int) -> None:
        """Keep in mind who spoke in the sentence that ends there."""
        self.last, self.last_at = speaker, at
        if speaker.kind is SpeakerKind.PERSON:
            self._last_person = speaker

    def resolve(self, words: SpeakerWords, at: int, unit_start: int, *, anonymous: bool) -> Speaker | None:
        """Who is meant at this place of the text; None for a pronoun that could be anybody."""
        if words.form is Form.PRONOUN:
            found = self._pronoun(words, unit_start)
            return found.model_copy(update={"written": words.written}) if found else None
        if words.form is Form.OFFICE:
            return self._office(words, at, just_spoke=unit_start - self.last_at < JUST)
        if words.form is Form.NAMED:
            return self._named(words, at)
        if words.form is Form.ORGANISATION:
            if person := self._inside(words.written):
                return self._speaker(person).model_copy(update={"written": words.written})
            name = self._organisation(words, at)
            return Speaker(kind=SpeakerKind.ORGANISATION, name=name, written=words.written)
        return Speaker(
            kind=SpeakerKind.UNNAMED,
            name=words.name,
            written=words.written,
            organisation=words.organisation,
            anonymous=anonymous,
        )

    def _inside(self, written: str) -> Person | None:
        """Acharya of "American University's Acharya" and "Acharya of the council", once the article has named him."""
        match = re.match(r"^(?P<first>[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*)*)\s(?:of|from|at)\s", written)
        last = re.search(r"[’']s?\s+(?P<last>[A-Z][\w-]*(?:\s[A-Z][\w-]*)?)$", written)
        name = match["first"] if match else last["last"] if last else ""
        return self._full(name, len(self._text)) if name else None

    def _named(self, words: SpeakerWords, at: int) -> Speaker:
        person = self._full(words.name, at) or self._with_first_name(words.name)
        if person is None and (len(words.name.split()) > 1 or words.role):
            self._add(words, at)
        elif person is None and not TITLE.match(words.written.split()[0]):
            return Speaker(kind=SpeakerKind.ORGANISATION, name=words.name, written=words.written)
        return Speaker(
            kind=SpeakerKind.PERSON,
            name=person.name if person else words.name,
            written=words.written,
            role=words.role or (person.role if person else ""),
            organisation=words.organisation or (person.organisation if person else ""),
        )

    def _with_first_name(self, surname: str) -> Person | None:
        """The person of that surname whom the article names in full somewhere, without an office."""
        if len(surname.split()) > 1:
            return None
        found = set()
        for match in re.finditer(rf"(?<![.?!“\"]\s)\b(?P<first>[A-Z][a-z]+)\s{re.escape(surname)}\b", self._text):
            first = match["first"]
            office = ROLE.fullmatch(first) or TITLE.match(first)
            if not (DATELIKE.match(first) or PLACES.match(first) or first in {"The", "A", "An", "But", "And", "In"}):
                found.add((surname if office else match.group(), first if office and not TITLE.match(first) else ""))
        full = {each for each in found if not each[1]} or found
        if len(full) != 1:
            return None
        name, role = next(iter(full))
        self._add(SpeakerWords(surname, Form.NAMED, name, role), 0)
        return self._by_name.get(name)

    def _full(self, name: str, at: int) -> Person | None:
        candidates = set.intersection(*(self._by_word.get(word, set()) for word in name.split())) - {name}
        if name in self._by_name and len(candidates) != 1:
            return self._by_name[name]
        if len(candidates) == 1:
            return self._by_name[next(iter(candidates))]
        before = [self._by_name[each] for each in candidates if self._by_name[each].first <= at]
        return max(before, key=lambda each: each.first) if len(before) == 1 else None

    def _pronoun(self, words: SpeakerWords, unit_start: int) -> Speaker | None:
        last = self.last
        if words.written.lower() in {"he", "she"}:
            return self._he_or_she(unit_start)
        plural = words.written.lower() != "it"
        if last is None or last.kind is SpeakerKind.PERSON:
            return None if plural else self._acted(unit_start)
        return last if plural or last.kind is SpeakerKind.ORGANISATION else None

    def _acted(self, unit_start: int) -> Speaker | None:
        """The ministry or company that the sentence before begins with: "The board met. “No,” it said."."""
        before = SENTENCE_BEFORE.search(self._text[:unit_start])
        match = ACTING.match(before["sentence"]) if before else None
        if match is None:
            return None
        return Speaker(kind=SpeakerKind.ORGANISATION, name=match.group(), written=match.group())

    def _he_or_she(self, unit_start: int) -> Speaker | None:
        """Who spoke in the sentence before, else the only person named there, else who spoke last."""
        last = self.last if self.last and _is_one(self.last) else self._last_person
        named = self._between(unit_start)
        if unit_start - self.last_at >= JUST and (just_named := self._just_named(unit_start)):
            return self._speaker(just_named)
        if last and (unit_start - self.last_at < JUST or not named or last.name in named):
            return last
        if len(named) == 1:
            return self._speaker(self._by_name[next(iter(named))])
        return last if last and last.kind is SpeakerKind.PERSON else None

    def _just_named(self, unit_start: int) -> Person | None:
        """The only person whom the sentence before names, at its beginning."""
        before = SENTENCE_BEFORE.search(self._text[:unit_start])
        if before is None:
            return None
        first = before.start("sentence")
        names = {name for at, word in self._mentions if first <= at < unit_start for name in self._by_word[word]}
        begins = any(first <= at < first + BEGINNING for at, _ in self._mentions)
        return self._by_name[names.pop()] if len(names) == 1 and begins else None

    def _between(self, unit_start: int) -> set[str]:
        """Persons named in the 250 letters before the sentence."""
        names: set[str] = set()
        for at, word in self._mentions:
            if unit_start - 250 <= at < unit_start:
                held = self._by_word[word]
                if len(held) == 1:
                    names |= held
        return names

    def _office(self, words: SpeakerWords, at: int, *, just_spoke: bool) -> Speaker:
        """Whom "the minister" means: the one who spoke last or was named last in that office."""
        heads = {match.group().lower() for match in ROLE.finditer(words.role)}
        spoke = self.last
        if person := self._of_nation(words.written):
            return self._speaker(person).model_copy(update={"written": words.written})
        if spoke and heads & {match.group().lower() for match in ROLE.finditer(spoke.role or spoke.name)}:
            return spoke.model_copy(update={"written": words.written})
        if spoke and just_spoke and spoke.kind is SpeakerKind.PERSON and (not spoke.role or heads <= ANY_OFFICE):
            return spoke.model_copy(update={"written": words.written, "role": spoke.role or words.role})
        holding = [
            person
            for person in self._by_name.values()
            if person.first < at and heads & {match.group().lower() for match in ROLE.finditer(person.role)}
        ]
        if holding and (len({person.name for person in holding}) == 1 or words.organisation):
            chosen = max(holding, key=lambda person: person.first)
            return self._speaker(chosen).model_copy(update={"written": words.written})
        return Speaker(
            kind=SpeakerKind.UNNAMED, name=words.written, written=words.written, organisation=words.organisation
        )

    def _of_nation(self, written: str) -> Person | None:
        """The only one whom the article gives an office of the country that the words name: "the Chinese president"."""
        nations = {place.name for place in places_in(written)}
        holding = [
            person
            for person in self._by_name.values()
            if nations and nations & {place.name for place in places_in(person.role)}
        ]
        return holding[0] if len(holding) == 1 else None

    def _organisation(self, words: SpeakerWords, at: int) -> str:
        """`Ministry of Commerce` for "the ministry" where the article has named one before and no other."""
        name = re.sub(r"^(?:the|The)\s+", "", words.written)
        if not name.islower() or len(name.split()) > 1:
            return name if name[:1].isupper() else words.written
        named = {each for start, each in self._organisations if start < at and name in each.lower().split()}
        return next(iter(named)) if len(named) == 1 else words.written

    def _speaker(self, person: Person) -> Speaker:
        return Speaker(
            kind=SpeakerKind.PERSON,
            name=person.name,
            written=person.name,
            role=person.role,
            organisation=person.organisation,
        )

    def _add(self, words: SpeakerWords, at: int) -> None:
        name = words.name.removesuffix("’s").removesuffix("'s")
        known = self._by_name.get(name)
        if known is None and len(name.split()) == 1 and self._by_word.get(name):
            return
        if known is None or (not known.role and words.role):
            self._by_name[name] = Person(name, words.role, words.organisation, known.first if known else at)
        parts = [word for word in name.split() if len(word) > 1 and not word.endswith(".")]
        for word in parts:
            self._by_word.setdefault(word, set()).add(name)


def _is_one(speaker: Speaker) -> bool:
    """Whether "he" or "she" may mean them: not a ministry, and not several people."""
    if speaker.kind is SpeakerKind.ORGANISATION:
        return False
    return speaker.kind is SpeakerKind.PERSON or bool(ONE_PERSON.match(speaker.name))


def _introduced(text: str) -> Iterator[tuple[int, SpeakerWords]]:
    """Names with their offices, wherever they stand."""
    for match in BEFORE.finditer(text):
        words = speaker_words(match.group())
        if words and words.form is Form.NAMED and _is_name(words.name):
            yield match.start(), words
    for match in BEHIND.finditer(text):
        if not (ROLE.search(match["role"]) or UNNAMED.search(match["role"])):
            continue
        words = speaker_words(match["name"], match["role"])
        if words and words.form is Form.NAMED and _is_name(words.name):
            yield match.start(), words
    for match in OFFICE_AND.finditer(text):
        words = speaker_words(match["name"], match["role"])
        if ROLE.search(match["role"]) and words and words.form is Form.NAMED and _is_name(words.name):
            yield match.start("name"), words
    for match in BEGINS.finditer(text):  # "Justin Trudeau praised …"
        words = speaker_words(match["name"])
        if words and words.form is Form.NAMED and _is_name(words.name):
            yield match.start(), words
    for match in re.finditer(rf"\b(?:Mr|Mrs|Ms|Dr)\.?\s+(?P<name>{NAME}|[A-Z][\w’'-]+)", text):
        yield match.start(), SpeakerWords(match.group(), Form.NAMED, match["name"])


def _is_name(name: str) -> bool:
    return not (
        ORGANISATION.search(name)
        or PLACES.match(name)
        or any(DATELIKE.match(word) or TITLE.match(word) for word in name.split())
    )
