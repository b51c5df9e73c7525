"""A question that asks several things → one question for each.

    "When did the talks stall and why?"       →  "When did the talks stall?", "Why did the talks stall?"
    "Compare the tariffs of the US and China" →  "the tariffs of the US", "the tariffs of China"

Rules over the question's own words: no model, no articles. A question that is about one thing comes back alone, and
so does one whose parts its words do not tell apart ("What did each side do?").
"""

from __future__ import annotations

import re

__all__ = ["MOST_PARTS", "is_comparison", "parts_of"]

MOST_PARTS = 6
BARE_WORDS = 3
"""A question word with no more than this and no verb leaves its verb to the next: "When and for what reason was …"."""
NAME = r"(?:the\s+)?(?:[A-Z][\w.’'&-]*)(?:\s+(?:of\s+)?[A-Z][\w.’'&-]*){0,3}"
NAMES_TOGETHER = re.compile(rf"\b(?:both\s+)?(?P<first>{NAME})(?P<more>(?:,\s*{NAME})*),?\s+and\s+(?P<last>{NAME})")
"""Names side by side: "the US and China", "Canada, Mexico and the EU"."""
WH = r"(?:when|why|where|who(?:m|se)?|what|which|how)"
LEADS = r"(?:(?:on|in|at|to|by|from|for|since|until|till|over|of|with|under|against|into|after)\s+)?"
NEXT_QUESTION = re.compile(
    rf"\s*[,;]?\s+(?:and|or|but)\s+(?:also\s+)?(?={LEADS}{WH}\b)|\s*[;?]\s+(?={LEADS}{WH}\b)", re.IGNORECASE
)
"""Where a further question begins: "…, and on what grounds"."""
OPENING = re.compile(rf"^(?P<wh>{LEADS}{WH}\b)", re.IGNORECASE)
AUXILIARY = re.compile(
    r"\b(?:is|are|was|were|do|does|did|has|have|had|will|would|shall|can|could|may|might|must|should)\b", re.IGNORECASE
)
FINITE = re.compile(
    rf"{AUXILIARY.pattern}|\b(?:triggered|caused|led|prompted|made|came|went|said|say|says|followed|happened|happens|"
    r"became|took|changed|decided|paid|pays|won|lost|signed|agreed)\b",
    re.IGNORECASE,
)
POINTS_BACK = re.compile(r"\b(?:it|its|they|them|their|this|that|these|those|he|she|him|her|his)\b", re.IGNORECASE)
COMPARE = re.compile(
    r"^(?:please\s+)?(?:compare|contrast)\s+(?P<all>.+?)(?P<tail>\s*:\s*.+)?$|"
    r"^(?:what(?:'s|’s| is| are| was| were) the differences?|how (?:big|large) (?:is|was) the (?:difference|gap))\s+"
    r"between\s+(?P<between>.+)$|"
    r"^how (?:do|does|did|is|are|was|were)\s+(?P<one>.+?)\s+(?:compare[ds]?|differ(?:ent)?|match up)\s*"
    r"(?:with|to|from|against|than)\s+(?P<other>.+)$|"
    r"^how (?:do|does|did|are|were)\s+(?P<pair>.+?\sand\s.+?)\s+(?:compare|differ)(?P<rest>\b.*)$|"
    r"^(?:which|what)\b[^,:]*[,:]\s*(?P<either>.+?)\s+or\s+(?P<or>.+)$",
    re.IGNORECASE,
)
VERSUS = re.compile(r"^(?P<one>.+?)\s+(?:versus|vs\.?|compared (?:with|to)|as against)\s+(?P<other>.+)$", re.IGNORECASE)
SPLIT = re.compile(r"\s+(?:and|with|to|versus|vs\.?|against)\s+", re.IGNORECASE)
LISTED = re.compile(r"^(?P<list>\w+(?:,\s*\w+)+),?\s+and\s+(?P<last>\w+)$")
PREPOSITION = re.compile(
    r"^(?P<stem>.*\b(?:of|by|from|on|in|for|against|to|between|with|at|under)\s+)(?P<name>\S.*)$", re.IGNORECASE
)
DETERMINED = re.compile(r"^(?:the|a|an|its|their|his|her|that|those|this|these)\b|\d{4}", re.IGNORECASE)


def parts_of(question: str) -> list[str]:
    """The questions inside a question, in its order: at least one, at most six, each readable alone.

    A question about one thing is returned as it is, white space folded; an empty one gives [""]. What a part shares
    with the question before it is repeated, in brackets where it only points back to it.
    """
    text = " ".join(question.split())
    bare = text.rstrip(" ?.!")
    for split in (_compared, _asked_in_a_row, _of_each_name):
        parts = split(bare)
        if len(parts) > 1:
            return [f"{part[0].upper()}{part[1:]}?" for part in parts[:MOST_PARTS]]
    return [text]


def is_comparison(question: str) -> bool:
    """Whether the question sets things side by side, so that each of them must be answered."""
    bare = " ".join(question.split()).rstrip(" ?.!")
    return len(_compared(bare)) > 1 or len(_of_each_name(bare)) > 1


def _compared(text: str) -> list[str]:
    """The things of "compare X and Y", "how does X compare with Y", "X versus Y", "the difference between X and Y"."""
    match = COMPARE.match(text)
    if match is None:
        sides = VERSUS.match(text)
        return [_without_wh(sides["one"]), sides["other"]] if sides else []
    if match["one"]:
        return [match["one"], match["other"]]
    if match["either"]:
        return [match["either"], match["or"]]
    tail = match["tail"] or match["rest"] or ""
    return [f"{side}{tail}" for side in _sides(match["all"] or match["between"] or match["pair"] or "")]


def _without_wh(text: str) -> str:
    return re.sub(rf"^{WH}\s+(?:(?:is|are|was|were)\s+)?", "", text, flags=re.IGNORECASE)


def _sides(text: str) -> list[str]:
    """The two sides of "X and Y"; what the second one leaves out is taken from the first."""
    if listed := LISTED.match(text):
        return [*re.split(r",\s*", listed["list"]), listed["last"]]
    found = list(SPLIT.finditer(text))
    if not found:
        return []
    named = [match for match in NAMES_TOGETHER.finditer(text) if not match["more"]]
    if named:
        return _distributed(text, named[-1])
    middle = found[-1] if len(found) == 1 else min(found, key=lambda each: abs(each.start() - len(text) // 2))
    one, other = text[: middle.start()], text[middle.end() :]
    shared = PREPOSITION.match(one)
    if shared and not DETERMINED.search(other) and not PREPOSITION.match(other):
        return [one, f"{shared['stem']}{other}"]
    words = other.split()
    if len(one.split()) == 1 and len(words) > 1 and one.islower() and other.islower():
        return [f"{one} {' '.join(words[1:])}", other]
    return [one, other]


def _distributed(text: str, match: re.Match[str]) -> list[str]:
    """The text once for each of the names that stand together in it."""
    names = [match["first"], *re.findall(NAME, match["more"] or ""), match["last"]]
    return [f"{text[: match.start()]}{name}{text[match.end() :]}" for name in names]


def _asked_in_a_row(text: str) -> list[str]:
    """The questions of "when …, and why", each with what it leaves out."""
    pieces = [piece.strip(" ,;") for piece in NEXT_QUESTION.split(text)]
    pieces = [piece for piece in pieces if piece]
    first = OPENING.match(pieces[0]) if pieces else None
    if first is None or len(pieces) < 2:
        return []
    if not FINITE.search(pieces[0]) and len(pieces[0].split()) <= BARE_WORDS:
        return _bare_words_in_a_row(pieces)
    rest = pieces[0][first.end() :].strip()
    return [pieces[0], *(_whole(piece, pieces[0], rest) for piece in pieces[1:])]


def _bare_words_in_a_row(pieces: list[str]) -> list[str]:
    """ "When and why did it stop" → the same question twice; empty when the last piece is no question either."""
    last = OPENING.match(pieces[-1])
    if last is None or not FINITE.search(pieces[-1]):
        return []
    rest = _from_verb(pieces[-1][last.end() :].strip())
    return [*(f"{piece} {rest}" for piece in pieces[:-1]), pieces[-1]]


def _whole(piece: str, before: str, rest: str) -> str:
    """A further question with what it leaves to the first: its verb, or what "it" points to."""
    opening = OPENING.match(piece)
    assert opening
    own = piece[opening.end() :].strip()
    if not FINITE.search(own):
        return f"{piece} {_from_verb(rest)}".strip()
    named = re.search(r"\b[A-Z]\w+", own)
    if named and not POINTS_BACK.search(own):
        return piece
    return f"{piece} ({_statement(before)})"


def _from_verb(rest: str) -> str:
    """From the first auxiliary on, so that "how much did X cost" lends "did X cost"."""
    verb = AUXILIARY.search(rest)
    return rest[verb.start() :] if verb else rest


def _statement(question: str) -> str:
    """What a question is about, without its question word and auxiliary."""
    bare = OPENING.sub("", question).strip()
    return re.sub(rf"^{AUXILIARY.pattern}\s+", "", bare, flags=re.IGNORECASE)


def _of_each_name(text: str) -> list[str]:
    """ "How did A and B respond" → one question a name, where the question is put to each of them."""
    opening = re.match(
        r"^(?:how|what)\s+(?:do|does|did|have|has|had|will|would|are|were)\s+(?=(?:the\s+)?[A-Z]|both)",
        text,
        re.IGNORECASE,
    )
    match = NAMES_TOGETHER.match(text, opening.end()) if opening else None
    if match is None or opening is None:
        return []
    each = re.match(
        r"\s+(?:each\s+|both\s+)?(?:respond|react|answer|retaliate|reply|vote|say|want|demand|offer|do)\b",
        text[match.end() :],
    )
    together = re.search(r"\b(?:each other|one another|together|jointly|they|their)\b", text, re.IGNORECASE)
    return _distributed(text, match) if each and not together else []
