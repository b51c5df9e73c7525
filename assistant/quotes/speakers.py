"""The words that stand for a speaker, taken apart: name, role, organisation."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from assistant.quotes.vocabulary import DATELIKE, ORGANISATION, PLACES, PRONOUNS, ROLE, TITLE, UNNAMED

__all__ = ["LEADING", "Form", "SpeakerWords", "speaker_words"]

MOST_WORDS = 16
CAPITAL = re.compile(r"^[“\"(]?(?:[A-Z][\w.’'&/-]*|(?:al|el)-[A-Z]\w*)$")
INSIDE_NAMES = frozenset(
    {"de", "van", "von", "der", "den", "bin", "al", "da", "del", "di", "du", "la", "le", "ter", "dos"}
)
INSIDE_OFFICES = frozenset({"of", "for", "and", "the", "&", "on"})
LEADING = re.compile(
    r"^(?:(?:But|And|Yet|Still|So|However|Meanwhile|Later|Then|Also|Separately|Earlier|Instead|Nevertheless|Though|"
    r"Afterwards?|Today|Yesterday|Only|Even|Although|While|When|As|Since|Because|Whereas|That is true|while|but|and|as|"
    r"when|after|because|although|though|since|where|whereas|that|which|if|also|both)\b,?\s+)+"
)
NOT_A_SPEAKER = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|will|would|could|should|can|may|might|must|did|does|which|that|what|"
    r"how|why|there|when|if|because|I|we|you|to|not|\w+n[’']t|That|This|These|Those|There|Here|What|Which|Who)\b"
)
ABBREVIATED = re.compile(r"\s*\([^()]{2,15}\)$")
"""the General Agreement on Tariffs and Trade (GATT)"""
PREPOSITIONS = frozenset(
    "In On At By With For From After Before During Of To About Under Among Amid Like Despite".split()
)
SURNAMES = frozenset({"king", "prince", "head", "dean", "judge", "mayor", "general", "queen"})
"""Offices that are surnames as well."""
ANOTHER = re.compile(rf"^.*\b{ROLE.pattern}\s+[A-Z][\w’'-]+.*\sand\s", re.IGNORECASE)
"""The one before: "President Ann Low and Vice President"."""
DAY_BEHIND = re.compile(r"\s(?:on\s)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$")
RANK = re.compile(
    r"\s(?:Vice|Deputy|Assistant|Senior|Chief|Managing|Executive|Democratic|Republican|Majority|Minority)$"
)
OFFICE_TO = re.compile(rf"(?P<office>{ROLE.pattern})\sto\b", re.IGNORECASE)
"""An aide to the chancellor, Brennia's ambassador to Ostland."""
AGED = re.compile(r"^\d{1,3}$")
AT = re.compile(r"\b(?:at|with|from)\s+(?P<name>(?:the\s+)?[A-Z].*)$")
OF = re.compile(r"\b(?:of|for|in)\s+(?P<name>(?:the\s+)?[A-Z].*)$")
OF_AN_OFFICE = re.compile(r"^(?P<front>.+?)\s(?:of|from|at|with)\s(?P<office>(?:the\s)?[A-Z].*|(?:the|an?)\s[a-z].*)$")
PLURAL = re.compile(r"^(?:(?:some|many|most|several|other|local|foreign|[A-Z]\w+)\s)?(?:\w+\s)?[a-z]{3,}[^s\W]s$")
NO_PEOPLE = re.compile(
    r"(?:ly|ness|ings|tions|ments|prices|tariffs|duties|talks|rules|imports|exports|goods|news|terms)\b"
)
NAME_ENDS = re.compile(r",|\s(?:who|which|that|and|in|based)\s")
BEGINS_AS_NAME = re.compile(r"^(?:[Tt]he|[Aa]n?)\b|^[A-Z]")
ONE_OF_MANY = re.compile(r"^(?:an?|one|another)\s", re.IGNORECASE)
TIES = frozenset({"of", "for", "and", "&", "on", "in", "at", "from", "with"})
BULLET = re.compile(r"^\W+")
DEFINITE = re.compile(r"^(?:the|The|his|her|its|their|His|Her|Its|Their)\s")


class Form(StrEnum):
    """How the article puts a speaker."""

    NAMED = "named"
    """A person's name, or one word that may be a surname."""
    ORGANISATION = "organisation"
    UNNAMED = "unnamed"
    PRONOUN = "pronoun"
    OFFICE = "office"
    """`the minister`, `the spokesman`: somebody whom the article has named before, perhaps."""


@dataclass(frozen=True, slots=True)
class SpeakerWords:
    """A speaker as one sentence puts it."""

    written: str
    form: Form
    name: str = ""
    role: str = ""
    organisation: str = ""


def speaker_words(text: str, apposition: str = "") -> SpeakerWords | None:
    """What the words say of a speaker; None where they can be none. `apposition` stood behind them in commas."""
    written = LEADING.sub("", BULLET.sub("", text.strip(" ,;:—–-\n\t"))).strip()
    written = DAY_BEHIND.sub("", ABBREVIATED.sub("", " ".join(written.split())))
    words = written.split()
    if not words or len(words) > MOST_WORDS:
        return None
    if len(words) == 1 and words[0].lower() in PRONOUNS:
        return SpeakerWords(written, Form.PRONOUN)
    if (
        words[-1] in {"and", "or", "but"}
        or NOT_A_SPEAKER.search(OFFICE_TO.sub(r"\g<office> of", written))
        or not any(letter.isalpha() for letter in written)
    ):
        return None
    role, name = _role_and_name(words)
    behind = " ".join(apposition.split()).strip(" ,")
    if behind and not AGED.match(behind):
        return _with_apposition(written, role, name, behind)
    return _alone(written, role, name)


def _with_apposition(written: str, role: str, name: str, behind: str) -> SpeakerWords | None:
    other_role, other_name = _role_and_name(behind.split())
    if name and (ROLE.search(behind) or UNNAMED.search(behind)):
        held = behind if not role else f"{role}, {behind}"
        return SpeakerWords(written, Form.NAMED, name, _bare(held), _organisation(behind) or _organisation(role))
    if not name and other_name and not other_role:  # "a spokesman, Lu Kang,"
        return SpeakerWords(f"{written}, {behind}", Form.NAMED, other_name, _bare(written), _organisation(written))
    found = _alone(written, role, name)
    if found and found.form is Form.NAMED and not found.role and re.match(r"(?:an?|the|its)\s", behind):
        return SpeakerWords(written, Form.ORGANISATION, written)  # "Global Times, a tabloid,"
    return found


def _alone(written: str, role: str, name: str) -> SpeakerWords | None:
    """A speaker without words in commas behind: a place or a name first, else what the head of the words is."""
    if len(name) == 1:
        return None
    if PLACES.match(written) or (name and _is_organisation(name, role)):
        return _placed(written) or SpeakerWords(written, Form.ORGANISATION, written)
    if UNNAMED.fullmatch(written):
        return SpeakerWords(written, Form.UNNAMED, written)
    if placed := _placed(written):
        return placed
    if name and (not role or _holds_people(role)):
        return SpeakerWords(written, Form.NAMED, name, _bare(role), _organisation(role))
    return None if name and not BEGINS_AS_NAME.match(written) else _without_name(written, name)


def _placed(written: str) -> SpeakerWords | None:
    """ "trade expert Mei Xinyu of the Ministry of Commerce"."""
    match = OF_AN_OFFICE.match(written)
    role, name = _role_and_name(match["front"].split()) if match else ("", "")
    if match is None or not name or not (_holds_people(role) or (not role and len(name.split()) > 1)):
        return None
    if not role and (_is_organisation(name, "") or PLACES.match(name)):
        return None
    return SpeakerWords(written, Form.NAMED, name, _bare(role), match["office"])


def _without_name(written: str, name: str) -> SpeakerWords | None:
    definite = bool(DEFINITE.match(written))
    if definite and not name and (_ends_with(ROLE, written) or ROLE.fullmatch(written.rsplit(maxsplit=1)[-1])):
        return SpeakerWords(written, Form.OFFICE, written, _bare(written), _organisation(written))
    one_of_them = bool(ROLE.search(written) and ONE_OF_MANY.match(written))
    if UNNAMED.search(written) or _ends_with(ROLE, written) or one_of_them:
        return SpeakerWords(written, Form.UNNAMED, written, "", _organisation(written))
    if _ends_with(ORGANISATION, written) or (name and re.match(r"^(?:the|The)\s", written)):
        return SpeakerWords(written, Form.ORGANISATION, written)
    if PLURAL.match(written) and not NO_PEOPLE.search(written):
        return SpeakerWords(written, Form.UNNAMED, written)
    return None


def _holds_people(words: str) -> bool:
    return bool(ROLE.search(words) or UNNAMED.search(words))


def _role_and_name(words: list[str]) -> tuple[str, str]:
    """The capitalised words at the end that are a name, and all before them; either may be empty."""
    first = len(words)
    while first > 0 and (_is_capital(words[first - 1]) or words[first - 1] in INSIDE_NAMES):
        first -= 1
    while first < len(words) and words[first] in INSIDE_NAMES:
        first += 1
    capitals = words[first:]
    for at in range(len(capitals) - 1, -1, -1):
        word = capitals[at].rstrip(",")
        surname = at == len(capitals) - 1 and word.lower() in SURNAMES and any(map(ROLE.fullmatch, capitals[:at]))
        if surname:
            continue
        if ROLE.fullmatch(word) or (TITLE.match(word) and at < len(capitals) - 1):
            role = [*words[:first], *capitals[: at + 1]]
            if TITLE.match(word):
                role = role[:-1]
            return ANOTHER.sub("", " ".join(role)), " ".join(capitals[at + 1 :])
    if any(DATELIKE.match(word) for word in capitals):
        return " ".join(words), ""
    return _split(words[:first], capitals)


def _split(before: list[str], capitals: list[str]) -> tuple[str, str]:
    """Role and name where no word among the capitals is an office: a name stands behind no "of", "for" or "at"."""
    tied = before[-1:] and (before[-2:-1] if before[-1] == "the" else before[-1:])
    if not tied or tied[0] not in TIES:
        return " ".join(before), " ".join(capitals)
    # "Minister of Commerce Wang Bingnan", "economist at the CBI Mary Jones"
    office = ROLE.search(" ".join(before)) and (before[-1] == "of" or (before[-1] == "the" and capitals[0].isupper()))
    if office and len(capitals) > 2:
        return " ".join((*before, *capitals[:-2])), " ".join(capitals[-2:])
    return " ".join((*before, *capitals)), ""


def _is_capital(word: str) -> bool:
    return bool(CAPITAL.match(word)) and word not in {"The", "A", "An", "One", "Some", "Many", "Several", "Most"}


def _is_organisation(name: str, role: str) -> bool:
    if ORGANISATION.search(name) or PLACES.match(name):
        return not ROLE.search(role)
    words = name.split()
    return len(words) == 1 and name.isupper() and len(name) <= 6 and not ROLE.search(role)


def _ends_with(kind: re.Pattern[str], written: str) -> bool:
    """Whether the head of the words is of that kind: `report` in "a report by the bank"."""
    head = re.split(r"\s+(?:of|for|at|in|from|with|on|by|to)\s+", written)[0].split()
    return bool(head) and bool(kind.search(head[-1]))


def _bare(role: str) -> str:
    return re.sub(r"^(?:the|a|an|his|her|its|their|one)\s+", "", role.strip(), flags=re.IGNORECASE)


def _organisation(role: str) -> str:
    """`Foreign Ministry` of "Foreign Ministry spokesman", `Capital Economics` of "analyst at Capital Economics"."""
    bare = _bare(role)
    office = re.match(r"^(?P<of>(?:[A-Z][\w.&-]*\s|of\s|for\s|and\s)+?)(?i:" + ROLE.pattern + r")$", bare)
    if office and ORGANISATION.search(office["of"]):  # "Bank of Japan governor"
        return RANK.sub("", office["of"].strip())
    if behind := AT.search(bare) or OF.search(bare):
        return NAME_ENDS.split(behind["name"])[0].strip()
    if owner := re.match(r"^(?P<name>(?:[A-Z][\w.&-]*\s+)*[A-Z][\w.&-]*|the \w+|\w+)[’']s\s", bare):
        return owner["name"]
    words = bare.split()
    capitals: list[str] = []
    for word in words:
        if not CAPITAL.match(word) and word not in INSIDE_OFFICES:
            break
        capitals.append(word)
    held = RANK.sub("", " ".join(capitals))
    return held if ORGANISATION.search(held) and not ROLE.search(held) else ""
