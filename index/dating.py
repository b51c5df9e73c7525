"""The publication date of an article: which of the claims about it holds, and what speaks against it.

A person's word goes before the record's, the record's before the page's markup, that before the
name of the file or the address, and that before the text. Nothing here reads a clock.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from index.dates import DateOrigin, PublicationDate
from index.readers.written_dates import DATE_PATTERN, MONTHS, month_number, parse_date_text, read_date

if TYPE_CHECKING:
    from datetime import date

    from index.articles import Draft
    from index.readers.contract import ReadOptions

__all__ = ["Settled", "date_in_name", "date_in_text", "parse_date_text", "settle_date"]

TRUST = (DateOrigin.GIVEN, DateOrigin.METADATA, DateOrigin.PAGE, DateOrigin.NAME, DateOrigin.TEXT)
"""Most trusted first."""
TOLERANCE = timedelta(days=1)
"""Two claims this far apart may be the same moment in two time zones."""
LINES_SEARCHED = 5
DATELINE_CHARACTERS = 120

_YEAR, _MONTH, _DAY = r"(?P<y>(?:19|20)\d\d)", r"(?P<m>0?[1-9]|1[0-2])", r"(?P<d>0?[1-9]|[12]\d|3[01])"
_FULL_MONTH, _FULL_DAY = r"(?P<m>0[1-9]|1[0-2])", r"(?P<d>0[1-9]|[12]\d|3[01])"
_SHORT_NAMES = "|".join(sorted((name for name in MONTHS if len(name) == 3), key=str))
FOLDERS = (
    re.compile(rf"/{_YEAR}/{_MONTH}/{_DAY}/"),
    re.compile(rf"/{_YEAR}-{_FULL_MONTH}-{_FULL_DAY}/"),
    re.compile(rf"/{_YEAR}/(?P<mon>{_SHORT_NAMES})/{_DAY}/", re.IGNORECASE),
)
MONTH_FOLDERS = re.compile(rf"/{_YEAR}/{_FULL_MONTH}/(?=[^/]*$)")
IN_NAME = (
    re.compile(rf"(?<![^\W_]){_YEAR}(?P<sep>[-_.]){_FULL_MONTH}(?P=sep){_FULL_DAY}(?![^\W_T]|[-_.]\d\d[-_.])"),
    re.compile(rf"(?<![^\W_]){_YEAR}{_FULL_MONTH}{_FULL_DAY}(?![^\W_T])"),
    re.compile(rf"(?<![^\W_]){_YEAR}[-_.]{_FULL_MONTH}(?![^\W_]|[-_.]\d)"),
)
ONE_OF_MANY = re.compile(r"[:#]\d+$")
"""A record's place in a file; the file's name then says nothing of the record."""

LABELLED = re.compile(
    rf"\W{{0,3}}(?:first\s+)?(?:published|posted|issued|released|date|updated|last\s+(?:updated|modified))"
    rf"(?:\s+(?:on|at))?\s*:?\s*(?:\w+,?\s+)??(?P<date>{DATE_PATTERN})",
    re.IGNORECASE,
)
ALONE = re.compile(rf"(?:\w+,?\s+)?(?P<date>{DATE_PATTERN})(?:[\s,|T]+[\d:.apm\s+]+(?:[A-Z]{{2,4}})?)?", re.IGNORECASE)
DATELINE = re.compile(
    rf"(?P<place>[^\n—–]{{0,70}}?)\b(?P<date>(?i:{DATE_PATTERN}))(?:\s*\([^)\n]{{1,40}}\))?\s*(?:—|–|--|-\s|:\s)"
)
AFTER_AGENCY = re.compile(rf"[^\n]{{0,40}}\([A-Z][^)\n]{{1,30}}\)\s*(?:—|–|--|-)\s*(?P<date>(?i:{DATE_PATTERN}))\b")
PLACE_WORD = re.compile(r"\(?[A-ZÀ-ÞŽŠ][\w.'’/&-]*\)?,?|of|and|de|du|la|-|/|,")


@dataclass(frozen=True, slots=True)
class Settled:
    """The date that holds, and the doubts about it, in words for the report."""

    published: PublicationDate
    doubts: tuple[str, ...] = ()


def settle_date(draft: Draft, options: ReadOptions, *, today: date) -> Settled:
    """Choose between everything that is claimed about a draft's publication date.

    A claim from further down is taken only when it narrows the one above (the record says 2019, the
    address 2019/07/05). A date after tomorrow is kept, and doubted.
    """
    claims = _claims(draft, options)
    if not claims:
        return Settled(PublicationDate(), ("no publication date found",))
    chosen = claims[0]
    doubts: list[str] = []
    for other in claims[1:]:
        if chosen.origin is not DateOrigin.GIVEN and _narrows(other, chosen):
            chosen = other
        elif chosen.origin is not DateOrigin.GIVEN and _apart(chosen, other):
            said = f"{chosen.origin} says {chosen}, {other.origin} says {other}"
            doubts.append(f"dates disagree: {said}; {chosen} is kept")
    first = chosen.first_day
    if first and first > today + timedelta(days=1):
        doubts.append(f"the publication date {chosen} is in the future")
    return Settled(chosen, tuple(dict.fromkeys(doubts)))


def date_in_name(name: str) -> PublicationDate | None:
    """The date in a file's path or an address: `2019-07-05-talks.md`, `/2019/07/05/`, `/2019/jul/05/`."""
    try:
        path = urlsplit(name).path if "://" in name else name.replace("\\", "/")
    except ValueError:  # `http://[::1` is no address
        return None
    for pattern in FOLDERS:
        if (match := pattern.search(path)) and (found := _of_match(match)):
            return found
    last = path.rstrip("/").rpartition("/")[2]
    for pattern in IN_NAME:
        if (match := pattern.search(last)) and (found := _of_match(match)):
            return found
    month = MONTH_FOLDERS.search(path) if "://" in name else None
    return _of_match(month) if month else None


def date_in_text(text: str) -> PublicationDate | None:
    """The date of a dateline or a date line among the first lines, only when its year is written."""
    lines = [line.strip() for line in text[:4000].split("\n") if line.strip()][:LINES_SEARCHED]
    updates = []
    for line in lines:
        if (match := LABELLED.match(line)) and (found := _in_text(match)):
            if not re.search(r"updated|modified", match.group()[: match.start("date")], re.IGNORECASE):
                return found
            updates.append(found)
            continue
        head = line[:DATELINE_CHARACTERS]
        match = ALONE.fullmatch(line) or AFTER_AGENCY.match(head) or _dateline(head)
        if match and (found := _in_text(match)):
            return found
    return updates[0] if updates else None


def _claims(draft: Draft, options: ReadOptions) -> list[PublicationDate]:
    """Every claim, most trusted first; of equal trust, the earliest day first."""
    claims = [each for each in draft.dates if each.value]
    if options.published and options.published.value:
        claims.append(options.published.model_copy(update={"origin": DateOrigin.GIVEN}))
    names = [draft.url] if ONE_OF_MANY.search(draft.place) else [draft.url, draft.place]
    claims += [found for name in names if name and (found := date_in_name(name))]
    if found := date_in_text(draft.text):
        claims.append(found)
    rank = {origin: number for number, origin in enumerate(TRUST)}
    return sorted(claims, key=lambda claim: (rank.get(claim.origin, len(rank)), claim.value or ""))


def _apart(one: PublicationDate, other: PublicationDate) -> bool:
    """Whether more than the tolerance lies between two claims."""
    a, b = one.interval, other.interval
    if not (a and b and a.first and a.last and b.first and b.last):
        return False
    return a.first - b.last > TOLERANCE or b.first - a.last > TOLERANCE


def _narrows(fine: PublicationDate, coarse: PublicationDate) -> bool:
    inner, outer = fine.interval, coarse.interval
    return bool(inner and outer and inner != outer and outer.contains(inner))


def _of_match(match: re.Match[str]) -> PublicationDate | None:
    parts = match.groupdict()
    month = int(parts["m"]) if parts.get("m") else month_number(parts["mon"])
    day = f"-{int(parts['d']):02}" if parts.get("d") else ""
    try:
        return PublicationDate.of(f"{parts['y']}-{month:02}{day}", DateOrigin.NAME)
    except ValueError:
        return None


def _in_text(match: re.Match[str]) -> PublicationDate | None:
    return read_date(match["date"], DateOrigin.TEXT).published


def _dateline(head: str) -> re.Match[str] | None:
    """`WASHINGTON, Aug 1, 2019 —`: what stands before the date is names and nothing else."""
    match = DATELINE.match(head)
    if match is None or not all(PLACE_WORD.fullmatch(word) for word in match["place"].split()):
        return None
    return match
