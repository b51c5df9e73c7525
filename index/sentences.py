"""Where the sentences of an article begin and end, as offsets into its text.

Own rules instead of NLTK's Punkt, which needs data files that some installers make unreadable, and
which is not made for newswire: datelines, `U.S.`, `Nov. 30`, initials, capitals, Chinese full stops,
hard-wrapped lines.
"""

from __future__ import annotations

import re
from typing import NamedTuple

__all__ = ["Span", "sentence_spans"]

ABBREVIATIONS = frozenset(
    """adm al apr approx assn aug ave bros ca capt cf co col corp cos dec dept dist dr ed eg est esq etc ex
    fed feb fig fri ft gen gov hon hr inc jan jr jul jun lt ltd maj mar messrs min mon mr mrs ms mt no
    nos nov oct op p.m a.m pct pp pres prof pt rep reps rev rt sat sec sen sens sep sept sgt sr st sun
    thu thur thurs tue tues univ v vol vs wed viz i.e e.g""".split()
)
"""Words whose full stop does not end a sentence, without it, in lower case."""

MAY_END = frozenset(
    {"co", "corp", "inc", "ltd", "jr", "sr", "etc", "p.m", "a.m", "bros", "pct", "u.s", "u.k", "u.n", "e.u"}
)
"""Abbreviations that often do stand last in a sentence: what follows decides."""

STARTERS = frozenset(
    """a after although an and as at beijing both but china chinese despite during each either even for
    from he her his how however if in instead it its last many meanwhile more most mr mrs ms neither
    nevertheless no nor not now of on one only other our over she since so some still such that the
    their then there these they this those though to trump under until washington we what when where
    whether which while who why with yet you""".split()
)
"""Words that, capitalised after an abbreviation, more likely begin a sentence than go on with it."""

BREAK = re.compile(
    r"""(?P<para>\n\s*)                                            # a line's end
      | (?P<cjk>[。！？]+[」』”’）]*)                                # ideographic stops need no space
      | (?<![.!?…])(?P<stop>[.!?…]++[\"'”’»)\]]*+)(?=\s|$)       # a stop, its closing quotes, then space
    """,
    re.VERBOSE,
)
WORD_BEFORE = re.compile(r"[^\s(\[“\"'‘]+$")
FILLED = (55, 100)
"""Letters of a line that was wrapped because it was full."""
LONGEST_QUOTATION = 300
"""Letters within which a quotation must close to be kept whole with its speaker."""
OPENERS = "\"'“‘«([–—-"


class Span(NamedTuple):
    """Half-open offsets in Unicode code points."""

    start: int
    end: int


def sentence_spans(text: str) -> list[Span]:
    """Spans of the sentences, in order, without the white space around them; none is empty.

    A blank line always ends a sentence. A single line end does unless the line was wrapped: it has
    no closing punctuation and the next one goes on in lower case, or lines of the paragraph are
    filled to a common width. A short quotation is kept whole, so that its speaker stands with all of it.
    """
    spans: list[Span] = []
    start = 0
    for match in BREAK.finditer(text):
        if match.end() <= start or not _is_end(text, match, start):
            continue
        _append(spans, text, start, match.end())
        start = match.end()
    _append(spans, text, start, len(text))
    return spans


def _append(spans: list[Span], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    inner = piece.strip()
    if inner:
        begin = start + len(piece) - len(piece.lstrip())
        spans.append(Span(begin, begin + len(inner)))


def _is_end(text: str, match: re.Match[str], start: int) -> bool:
    if match["cjk"]:
        return True
    if match["para"]:
        return _line_ends_sentence(text, match, start)
    return _stop_ends_sentence(text, match, start) and not _inside_quotation(text, match, start)


def _line_ends_sentence(text: str, match: re.Match[str], start: int) -> bool:
    if match.group().count("\n") > 1:
        return True
    line_start = text.rfind("\n", start, match.start()) + 1 or start
    line = text[line_start : match.start()].rstrip()
    following = text[match.end() : match.end() + 1]
    if not line or line[-1] in '.!?:;。！？"”’…':
        return True
    if following.islower() or following.isdigit() or line[-1] in ",-–—":
        return False
    next_line = text[match.end() : match.end() + FILLED[1] + 1].split("\n", 1)[0]
    return not (FILLED[0] <= len(line) <= FILLED[1] and len(next_line) <= FILLED[1])


def _inside_quotation(text: str, match: re.Match[str], start: int) -> bool:
    """Whether the words of a speaker go on, and who said them is still to come in the same line."""
    said = text[start : match.end()]
    if said.count("“") > said.count("”"):
        closing = text.find("”", match.end(), match.end() + LONGEST_QUOTATION)
    elif said.count('"') % 2:
        closing = text.find('"', match.end(), match.end() + LONGEST_QUOTATION)
    else:
        return False
    line_end = text.find("\n", match.end())
    return closing >= 0 and (line_end < 0 or closing < line_end)


def _stop_ends_sentence(text: str, match: re.Match[str], start: int) -> bool:
    if not match.group().startswith(".") or match.group().startswith(".."):
        return _next_begins(text, match.end(), strict=False)
    before = WORD_BEFORE.search(text, max(start, match.start() - 24), match.start())
    word = before.group().lower() if before else ""
    if (word.count(".") and word in {"u.s", "u.k", "u.n", "e.u", "p.m", "a.m"}) or word in MAY_END:
        return _next_begins(text, match.end(), strict=True)
    if word in ABBREVIATIONS and len(match.group()) == 1:
        # "No." before anything but a number is the word, not the abbreviation
        return word == "no" and not text[match.end() : match.end() + 40].lstrip()[:1].isdigit()
    if (
        len(word) == 1
        and word.isalpha()
        and before is not None
        and before.group().isupper()
        and len(match.group()) == 1
    ):
        return False
    if re.fullmatch(r"(?:[a-z]\.)+[a-z]", word):
        return _next_begins(text, match.end(), strict=True)
    return _next_begins(text, match.end(), strict=False)


def _next_begins(text: str, position: int, *, strict: bool) -> bool:
    """Whether what follows looks like a sentence's beginning; `strict` after an abbreviation."""
    following = text[position : position + 40].lstrip()
    if not following:
        return True
    head = following.lstrip(OPENERS + " ")
    if not head:
        return True
    if not strict:
        return not head[0].islower()
    word = re.match(r"\w+", head)
    opened = following[0] in '“"‘'
    if opened or word is None:
        return opened
    headline = len(word.group()) > 1 and word.group().isupper()  # JAPAN, U.S. TO HOLD TALKS
    return word.group()[0].isupper() and not headline and word.group().lower() in STARTERS
