"""Where a repeating date is looked for: the nearest verb of its clause says past or future."""

from __future__ import annotations

import re
from itertools import islice

from index.temporal.meanings import Direction

__all__ = ["SENTENCE_END", "direction_at"]

SENTENCE_END = re.compile(
    r"(?<!\b[A-Z])(?<!\bMr|\bMs|\bDr|\bSt)(?<!\bMrs|\bGen|\bSen|\bRep)[.!?;:]['\"’”)]*\s+(?=['\"‘“(]?[A-Z])|\n"
)
CLAUSE_EDGE = re.compile(
    r"[,—–()“”\"]|\b(?:that|which|who|whose|where|when|while|because|after|although|though|but|as|if|since|"
    r"following)\b",
    re.IGNORECASE,
)
SPOKEN_OF = re.compile(
    r"\b(?:according to|citing|as reported by) [^,;:.\n]{1,60}$|"
    r"\b(?:notice|statement|letter|report|order|decree|memo|circular|filing|speech|tweet)s? "
    r"(?:of|from|dated|(?:issued|published|released|posted)(?: on)?) $",
    re.IGNORECASE,
)
"""What names the source of a report, up to the expression: it has spoken, whatever it says of what is to come."""
REACH = 180
"""Characters looked at on each side: beyond that the verb belongs to something else."""

MODALS = (
    "will|shall|won['’]t|would|could|might|should|must|cannot|(?-i:may)|['’]ll"
    "|(?:is|are|was|were|be) (?:to|going to|about to)"
)
ADVERBS = "not|also|still|now|again|then|both|likely|probably|formally|officially|only"
ARRANGED = "due|expected|scheduled|slated|set|planned|poised|likely|supposed|meant"
AHEAD_VERBS = (
    "meet|hold|resume|begin|start|visit|travel|speak|vote|decide|take|go|come|impose|raise|expire|publish|release|"
    "return|open|host|sign|discuss|announce|launch|talk|convene|report|arrive|end|make"
)
TIMETABLE_VERBS = (
    "(?<!to )(?<!not )(?:resume|meet|begin|expire|convene)|begins|starts|resumes|expires|meets|opens|"
    "takes (?:effect|place)|goes into|comes into|arrives|kicks off"
)
LASTING = (
    "lasts|runs?|remains?|stays?|holds?|continues?|extends?|applies|apply|stands?|(?:is|are) (?:valid|suspended|closed)"
)
FUTURE = "|".join(
    (
        rf"(?:{MODALS})(?: (?:{ADVERBS}))*(?: have to| (?:be|have been|get) (?:\w+ly )?\w+| have \w+)?",
        r"unless (?:[\w’'-]+ ){1,6}?(?:is|are|was|were|has|have|had)(?: been)?(?: \w+ed)?",
        rf"(?:is|are|was|were|been|be) (?:\w+ly )?(?:{ARRANGED})",
        r"(?<!than )(?<!as )expected (?:to|on|in|by|next|later|early|for)|expects?",
        rf"due (?:to (?:be|{AHEAD_VERBS})|on|in|by|out|back)",
        r"(?:set|due|planned) for|scheduled|slated|planned to",
        r"plans? (?:to|for|a|an)|planning|intends?|intending|(?:hopes?|aims?|seeks?|wants?|heads?) to",
        r"for (?:delivery|shipment|publication|release)",
        r"upcoming|ahead of|deadline|looming|next|coming|forthcoming|later (?:this|in the)",
        r"(?:delayed|postponed|extended|put off) (?:until|till|to)",
        rf"(?<!failed )(?<!refused )(?<!declined )to (?:be \w+|{AHEAD_VERBS})",
        TIMETABLE_VERBS,
        rf"(?<!not )(?:{LASTING}) (?:\w+ ){{0,3}}?(?:until|till|through)",
        r"(?:(?:is|are)|\w['’](?:s|re)) (?:\w+ly |now |also |not )?\w{2,}ing",
    )
)
PLANNED = (
    rf"(?:was|were|had been)(?: \w+ly| first| once)? (?:to(?! \w+ed\b)(?: have \w+)?|{ARRANGED})"
    r"(?: to(?: be)?| for)?"
)
"""What was to be when it was said, whether it came or not."""
STRONG_PAST = (
    "said|told|was|were|had|did|didn['’]t|wasn['’]t|met|rose|fell|went|came|held|began|took|made|gave|got|saw|left|"
    "sent|spoke|won|lost|wrote|became|grew|brought|broke|ran|has|have|been|signed|announced|reported|added|"
    "published|died|ended|closed|showed|agreed|warned|imposed|declared|happened|occurred|arrived|visited|ago"
)
NO_PARTICIPLE = "need|speed|indeed|seed|feed|united|hundred"
CUE = re.compile(
    rf"\b(?:(?P<planned>{PLANNED})|(?P<future>{FUTURE})|(?P<past>{STRONG_PAST})|(?P<weak>(?!{NO_PARTICIPLE})\w{{3,}}ed))\b",
    re.IGNORECASE,
)


def direction_at(text: str, start: int, end: int) -> Direction:
    """Past or future for the expression at `text[start:end]`; nearest when its sentence has no verb to tell.

    The innermost clause counts before the rest of the sentence, and what stands before the
    expression before what follows it.
    """
    before = text[max(0, start - REACH) : start]
    after = text[end : end + REACH]
    if ends := list(SENTENCE_END.finditer(before)):
        before = before[ends[-1].end() :]
    if stop := SENTENCE_END.search(after):
        after = after[: stop.start()]
    source = SPOKEN_OF.search(before)
    if source and _cue(source[0], last=True) not in {Direction.FUTURE, Direction.PLANNED}:
        return Direction.PAST
    edges = list(CLAUSE_EDGE.finditer(before))
    inner = before[edges[-1].end() :] if edges else before
    edge = CLAUSE_EDGE.search(after)
    tail = after[: edge.start()] if edge else after
    tried = [(inner, True), (tail, False), (before, True), (after, False)]
    for part, last in dict.fromkeys(tried):
        if found := _cue(part, last=last):
            return found
    return Direction.NEAREST


def _cue(part: str, *, last: bool) -> Direction | None:
    """The direction of the nearest cue; a bare participle counts only when nothing else is there."""
    found = CUE.finditer(part)
    cues = [match.lastgroup for match in (found if last else islice(found, 1))]
    strong = [cue for cue in cues if cue and cue != "weak"]
    if strong:
        return Direction(strong[-1])
    return Direction.PAST if cues else None
