"""What Parley knows about an article, from the reader's draft to the stored record.

`Draft` is what a reader found; `Article` is what the library keeps, with an id that stays the same
when the same thing is read again; `Passage` is a slice of an article that can be found and cited.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from pydantic import BaseModel, ConfigDict, Field

from index.dates import PublicationDate

__all__ = ["Article", "Draft", "Passage", "article_id", "canonical_url", "clean_text", "content_hash"]

TRACKING = re.compile(r"(utm_\w+|fbclid|gclid|ref|cmpid|icid|ns_\w+|at_\w+)", re.IGNORECASE)
MARK = r"[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
MARKS = re.compile(f"({MARK}{{30}}){MARK}+")
TWICE_DECODED = re.compile(r"[\xc2-\xdf][\x80-\x9f]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
"""UTF-8 read as Latin-1. Two-byte letters only with a control character, which no text has on purpose."""
UNWANTED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")


class Draft(BaseModel):
    """An article as a reader found it, before it has an id or a settled date."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str
    place: str
    """Where it was read, for the report: a path, `feed.jsonl:12`, an address."""
    title: str = ""
    id: str = ""
    """An id that the record itself carries; kept as the article's id."""
    source: str = ""
    """The outlet's name."""
    author: str = ""
    url: str = ""
    language: str = ""
    """An ISO 639 code such as `en`, when the input says so."""
    dates: tuple[PublicationDate, ...] = ()
    """Every claim about the publication date, in no order; `index.dating` settles between them."""
    notes: tuple[str, ...] = ()
    """What a person should know about the reading: `decoded as windows-1252`."""


class Article(BaseModel):
    """An article as the library keeps it. `text` never changes under the same `content_hash`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    title: str
    text: str
    """The whole article, captions and boilerplate included: offsets of citations count in it,
    in Unicode code points."""
    published: PublicationDate = Field(default_factory=PublicationDate)
    source: str = ""
    author: str = ""
    url: str = ""
    language: str = ""
    loaded_at: datetime
    """Timezone-aware; when this version was loaded."""
    content_hash: str
    story_id: str
    """The id of the article that heads its group of near-copies; its own id when it stands alone."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A slice of one article: `article.text[start:end] == text`."""

    article_id: str
    ordinal: int
    """Position among the article's passages, from 0."""
    start: int
    end: int
    text: str
    token_count: int
    """Tokens of `text`, as `index.passages` counts them."""

    @property
    def id(self) -> str:
        """Unique in the library."""
        return f"{self.article_id}#{self.ordinal}"


def clean_text(text: str) -> str:
    r"""Make text safe to store: NFC, `\n` line ends, no control characters, no lone surrogates.

    Letters of UTF-8 that somebody read as Latin-1 (an apostrophe as `â` and two control characters) are put right.
    It runs once, before any offset is taken, and changes nothing the second time. Tabs and line ends
    stay; form feeds become line ends. A letter keeps its first 30 combining marks (UAX 15, Stream-Safe
    Text): the time that NFC takes grows with the square of their number.
    """
    # what is taken out may bring together what must be put right
    while (cleaned := _cleaned(text)) != text:
        text = cleaned
    return text


def _cleaned(text: str) -> str:
    text = _decoded_once(text)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0c", "\n").replace("\x85", "\n")
    text = MARKS.sub(r"\1", UNWANTED.sub("", text))
    return MARKS.sub(r"\1", unicodedata.normalize("NFC", text)).strip()


def _decoded_once(text: str) -> str:
    while (repaired := TWICE_DECODED.sub(_as_utf8, text)) != text:
        text = repaired
    return text


def _as_utf8(match: re.Match[str]) -> str:
    try:
        return match.group().encode("latin-1").decode("utf-8")
    except UnicodeDecodeError:
        return match.group()


def canonical_url(url: str) -> str:
    """Drop what does not change the page: fragment, tracking parameters, default port, case of the host.

    What is no web address comes back as it is.
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return url.strip()
    if parts.scheme.lower() not in {"http", "https"} or not parts.hostname:
        return url.strip()
    host = parts.hostname.lower()
    if port and port not in {80, 443}:
        host = f"{host}:{port}"
    kept = [
        (key, value) for key, value in parse_qsl(parts.query, keep_blank_values=True) if not TRACKING.fullmatch(key)
    ]
    # lone surrogates are no letters: encoded one way and decoded another, they would change at every reading
    query = urlencode(kept, errors="replace")
    return urlunsplit((parts.scheme.lower(), host, parts.path.rstrip("/") or "/", query, ""))


def article_id(draft: Draft, published: PublicationDate) -> str:
    """The id that this draft gets every time it is read.

    The record's own id; else from its address; else from outlet, title, date and text.
    """
    if draft.id:
        return draft.id
    if draft.url:
        return _digest("url", canonical_url(draft.url))
    return _digest("text", draft.source, draft.title, published.value or "", draft.text)


def content_hash(draft: Draft, published: PublicationDate) -> str:
    """Changes when anything that is stored of the draft changes, and only then."""
    return _digest(
        draft.title,
        draft.text,
        published.model_dump_json(),
        draft.source,
        draft.author,
        draft.url,
        draft.language,
    )


def _digest(*parts: str) -> str:
    joined = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.sha256(joined).hexdigest()[:20]
