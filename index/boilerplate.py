"""Lines of an article that are not its report: captions, repeats, promotion, credits.

They stay in the article's text, so that offsets and the reader's view are whole, but belong to no
passage: nothing is found or cited from them.
"""

from __future__ import annotations

import re

from index.sentences import Span

__all__ = ["set_aside"]

LONGEST = 320
"""A line longer than this is report, whatever it begins with."""

CAPTION = re.compile(
    r"(?:file )?(?:photo|picture|image|photograph|video|graphic|caption|credit)s?\b ?(?:[:(/|—–]|\bby\b|\bof\b)",
    re.IGNORECASE,
)
CAPTIONS = {
    mark: re.compile(pattern, re.IGNORECASE)
    for mark, pattern in {
        ":": r"\b(?:picture|photo|image|photograph|credit|graphic|illustration)s? ?: ?[^\n]{2,60}$",
        ")": r"\((?:[^()]{0,40}\b)?(?:photo|picture|image|ap|afp|reuters|getty|xinhua)\b[^()]{0,40}\)$",
        "/": r"\b(?:REUTERS|AFP|AP|EPA|Getty Images|Bloomberg|Xinhua) ?/ ?[A-Z][^.]{2,40}$",
    }.items()
}
"""By a mark that each needs: most lines have none, and are not searched."""
GETTY = re.compile(r"(?:/|\bvia )Getty Images\.?$", re.IGNORECASE)
GETTY_LETTERS = len("via Getty Images.")

PROMOTION = re.compile(
    r"""^[\W_]*(?:
    (?:read|see|watch|listen)\ (?:more|also|next|now|the\ full)\b
  | (?:also\ read|related(?:\ (?:stories|articles|coverage))?|recommended|more\ from|most\ read)\b.{0,4}[:|►]
  | (?:sign\ up|subscribe|register)\b(?!.*\b(?:said|deal|agreement|accord|treaty|states)\b)
  | (?:[\w’'-]+\ ){0,3}(?:subscribers|readers)\ ?(?::|(?:receive|get|can\ (?:read|sign)|may\ read)\b)
  | (?:get|receive)\ (?:our|the|your)\b.{0,60}\b(?:newsletter|inbox|briefing)\b
  | (?:click|tap)\ here\b | follow\ (?:us|him|her|me|@) | share\ (?:this|on)\b | (?:like|join)\ us\ on
  | (?:advertisement|advertisment|sponsored(?:\ content)?|continue\ reading.*|story\ continues.*)\s*$
  | (?:©|\(c\)|copyright\b).{0,120}$ | .{0,80}\ball\ rights\ reserved\b
  | (?:additional\ |further\ )?(?:reporting|writing|editing|compiled)\ by\b
  | this\ (?:article|story|post)\ (?:was|has\ been|is)\ (?:originally|first|also|updated|published|part|
      syndicated)\b
  | (?:we\ use|this\ (?:site|website)\ uses)\ cookies | (?:accept|manage)\ (?:all\ )?cookies
  | (?:have\ a\ (?:news\ )?tip|got\ a\ (?:news\ )?tip|contact\ (?:us|the\ (?:author|reporter|newsroom)))\b
  | the\ views\ expressed\b | our\ standards\ ?:
    )""",
    re.VERBOSE | re.IGNORECASE,
)

CORRECTING = re.compile(r"^[\W_]*(?:correct(?:ed|ion|s)|refile[sd]?|repeats?)\ ?(?::|\(|—|--)", re.IGNORECASE)


def set_aside(text: str) -> list[Span]:
    """Spans of whole lines that are no report, in order and apart from each other.

    A line that stands a second time is set aside there; captions, promotion and credits everywhere. A line that says
    what a report corrects is none either, but a correction printed by itself is the report.
    """
    found = _aside(text, CORRECTING)
    return found if _rest(text, found) else _aside(text, None)


def _aside(text: str, correcting: re.Pattern[str] | None) -> list[Span]:
    found: list[Span] = []
    seen: set[str] = set()
    for match in re.finditer(r"[^\n]+", text):
        line = match.group().strip()
        key = " ".join(line.lower().split())
        repeated = len(key) >= 20 and key in seen
        seen.add(key)
        corrects = correcting is not None and len(line) <= LONGEST and correcting.match(line)
        if line and (repeated or corrects or _is_aside(line)):
            found.append(Span(match.start(), match.end()))
    return found


def _is_aside(line: str) -> bool:
    if len(line) > LONGEST:
        return False
    captioned = CAPTION.match(line) or GETTY.search(line, max(len(line) - GETTY_LETTERS, 0))
    marked = any(mark in line and pattern.search(line) for mark, pattern in CAPTIONS.items())
    return bool(captioned or marked or PROMOTION.match(line))


def _rest(text: str, aside: list[Span]) -> bool:
    """Whether anything is left of the text beside these spans."""
    start = 0
    for span in aside:
        if text[start : span.start].strip():
            return True
        start = span.end
    return bool(text[start:].strip())
