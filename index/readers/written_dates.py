"""Dates as writers and machines write them, to a PublicationDate of the precision that was written.

`03/04/2025` may be March or April, so it is the year 2025 and a doubt. The day of a time with a
zone is the day in that zone.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from index.dates import DateOrigin, PublicationDate

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["DATE_PATTERN", "MONTHS", "ReadDate", "month_number", "parse_date_text", "read_date"]

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar janvier janv enero ene gennaio gen janeiro januari",
            "february feb februar février fevrier févr fevr febrero febbraio fevereiro fev februari",
            "march mar märz maerz mars marzo março marco maart mrz",
            "april apr avril avr abril abr aprile",
            "may mai mayo maggio mag maio mei",
            "june jun juni juin junio giugno giu junho",
            "july jul juli juillet juil julio luglio lug julho",
            "august aug août aout agosto ago augustus",
            "september sep sept septembre septiembre settembre set setembro",
            "october oct oktober okt octobre octubre ottobre ott outubro out",
            "november nov novembre noviembre novembro",
            "december dec dezember dez décembre decembre déc diciembre dic dicembre dezembro",
        ),
        start=1,
    )
    for name in names.split()
}
LOOKALIKES = str.maketrans("İıſK", "iisk")
"""What patterns that disregard case take for an i, an s or a k, and `lower` does not."""
FIRST_YEAR, LAST_YEAR = 1600, 2200
"""Newspapers began after the first; nothing is dated after the second."""
EPOCH_SECONDS = range(100_000_000, 5_000_000_000)

_MONTH = "(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
_YEAR = r"(?:1[6-9]|2[01])\d\d"
FORMS: tuple[re.Pattern[str], ...] = tuple(
    re.compile(rf"(?<![\w/-]){form}", re.IGNORECASE)
    for form in (
        r"(?P<y>\d{4})(?P<sep>[-/.])(?P<m>\d{1,2})(?P=sep)(?P<d>\d{1,2})(?=T\d|\D|$)(?![-/]\d)",
        r"(?P<y>\d{4})\s?[年년]\s?(?P<m>\d{1,2})\s?[月월](?:\s?(?P<d>\d{1,2})\s?[日일])?",
        rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th|er|º|\.)?[\s-]+(?:of\s+|de\s+|d’|d')?(?P<mon>{_MONTH})"
        r",?[\s-]+(?:del?\s+)?(?P<y>\d{4})(?!\d)",
        rf"(?P<mon>{_MONTH})\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?"
        r"(?:,\s*|\s+)(?:\d\d?:\d\d(?::\d\d)?\s+(?:[A-Z]{2,4}\s+)?)?(?P<y>\d{4})(?!\d)",
        rf"(?P<mon>{_MONTH}),?\s+(?:del?\s+|of\s+)?(?P<y>\d{{4}})(?!\d)",
        r"(?P<a>\d{1,2})(?P<sep2>[-/.])(?P<b>\d{1,2})(?P=sep2)(?P<y>\d{4})(?!\d)",
        rf"(?P<y>{_YEAR})-(?P<m>0[1-9]|1[0-2])(?![\d-])",
    )
)
COMPACT = re.compile(rf"(?P<y>{_YEAR})(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?:T?\d{{4,6}}[\w:+-]*)?")
SHORT_YEAR = re.compile(rf"(?:\w+,\s*)?\d{{1,2}}\s+{_MONTH}\s+\d\d\s+\d\d:\d\d", re.IGNORECASE)
MAX_CHARACTERS = 200
DATE_PATTERN = (
    rf"(?:\d{{4}}-\d\d-\d\d|\d{{1,2}}\s+{_MONTH}\s+\d{{4}}|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}"
    r"|\d{4}年\d{1,2}月\d{1,2}日)"
)
"""The forms that prose gives a whole date, for searching a text."""


@dataclass(frozen=True, slots=True)
class ReadDate:
    """What was read, and why it may be wrong."""

    published: PublicationDate | None
    doubt: str = ""


def parse_date_text(text: str, origin: DateOrigin) -> PublicationDate | None:
    """The first date in a short text; None when there is none that exists."""
    return read_date(text, origin).published


def read_date(text: str, origin: DateOrigin) -> ReadDate:
    """The first date in a short text, with the doubt when it is ambiguous, impossible or none."""
    said = "".join(_ascii_digit(char) for char in " ".join(text.split())[:MAX_CHARACTERS])
    if not said:
        return ReadDate(None)
    if re.fullmatch(r"-?\d+(\.\d+)?", said):
        return _of_number(said, origin)
    if compact := COMPACT.fullmatch(said):
        return _of_parts(said, origin, compact["y"], compact["m"], compact["d"])
    first = min(_matches(said), key=lambda match: match.start(), default=None)
    if first is None:
        return _short_year(said, origin)
    parts = first.groupdict()
    if parts.get("a"):
        return _day_and_month(said, origin, first)
    month = parts.get("m") or str(month_number(parts["mon"]))
    return _of_parts(said, origin, parts["y"], month, parts.get("d"))


def month_number(name: str) -> int:
    """1 to 12, of a name that a pattern without regard to case has found; a stop may end it."""
    return MONTHS[name.translate(LOOKALIKES).lower().rstrip(".")]


def _ascii_digit(char: str) -> str:
    return str(unicodedata.decimal(char)) if char.isdecimal() else char


def _matches(said: str) -> Iterator[re.Match[str]]:
    return (match for form in FORMS if (match := form.search(said)))


def _of_number(said: str, origin: DateOrigin) -> ReadDate:
    whole = said.partition(".")[0]
    if len(whole) == 4 and whole == said:
        return _of_parts(said, origin, whole)
    if compact := COMPACT.fullmatch(whole):
        return _of_parts(said, origin, compact["y"], compact["m"], compact["d"])
    seconds = int(whole[:20])
    while seconds > EPOCH_SECONDS.stop and len(whole) in {13, 16, 19}:
        seconds //= 1000
    if seconds in EPOCH_SECONDS:
        return ReadDate(PublicationDate.of(datetime.fromtimestamp(seconds, UTC).date(), origin))
    return ReadDate(None, f"the date {said!r} was not understood")


def _day_and_month(said: str, origin: DateOrigin, match: re.Match[str]) -> ReadDate:
    """Two numbers and a year: by what is possible; with dots, the day is first everywhere."""
    a, b, year = int(match["a"]), int(match["b"]), match["y"]
    if match["sep2"] == "." or a > 12 or a == b:
        return _of_parts(said, origin, year, str(b), str(a))
    if b > 12:
        return _of_parts(said, origin, year, str(a), str(b))
    found = _of_parts(said, origin, year)
    doubt = f"the date {match.group()!r} may be day or month first; only its year is kept"
    return ReadDate(found.published, found.doubt or doubt)


def _of_parts(said: str, origin: DateOrigin, year: str, month: str | None = None, day: str | None = None) -> ReadDate:
    impossible = ReadDate(None, f"the date {said[:60]!r} does not exist")
    if not FIRST_YEAR <= int(year) <= LAST_YEAR:
        return impossible
    try:
        if month is None:
            return ReadDate(PublicationDate.of(year, origin))
        if day is None:
            return ReadDate(PublicationDate.of(f"{year}-{int(month):02}", origin))
        return ReadDate(PublicationDate.of(date(int(year), int(month), int(day)), origin))
    except ValueError:
        return impossible


def _short_year(said: str, origin: DateOrigin) -> ReadDate:
    """RFC 822 with two digits for the year, which old feeds write."""
    if SHORT_YEAR.match(said):
        from email.utils import parsedate_to_datetime

        try:
            return ReadDate(PublicationDate.of(parsedate_to_datetime(said).date(), origin))
        except (ValueError, OverflowError):
            pass
    return ReadDate(None, f"the date {said[:60]!r} was not understood")
