"""Where a repeating date is looked for: the nearest verb of its clause says past or future."""

from __future__ import annotations

import re

from index.temporal.meanings import Direction

__all__ = ["direction_at"]

SENTENCE_END = re.compile(
    r"(?<!\b[A-Z])(?<!\bMr|\bMs|\bDr|\bSt)(?<!\bMrs|\bGen|\bSen|\bRep)[.!?;:]['\"’”)]*\s+(?=['\"‘“(]?[A-Z])|\n"
)
CLAUSE_EDGE = re.compile(
    r"[,—–()“”\"]|\b(?:that|which|who|whose|where|when|while|because|after|although|though|but|as|if|since|following)\b",
    re.IGNORECASE,
)
REACH = 220
"""Characters looked at on each side: beyond that the verb belongs to something else."""

FUTURE = (
    r"(?:will|shall|won['’]t|would|could|might|should|must|cannot|(?-i:may)|(?:is|are|was|were|be) (?:to|going to|about to)|"
    r"['’]ll)(?: not| also| still| now| again| then| both| likely| probably| formally| officially| only)*"
    r"(?: (?:be|have been|get) (?:\w+ly )?\w+|)"
    r"|(?:is|are|was|were|been|be) (?:\w+ly )?(?:due|expected|scheduled|slated|set|planned|poised|likely|supposed|meant)\b"
    r"|(?<!than )(?<!as )expected (?:to|on|in|by|next|later|early|for)|expects?|scheduled|slated|planned (?:for|to)|(?:set|due) for"
    r"|due (?:to (?:be|meet|take|start|begin|end|expire|hold|go|come|visit|arrive|resume|speak|vote|report|release|announce|"
    r"publish|decide|sign|travel|open|return)|on|in|by|out|back)"
    r"|plans? (?:to|for)|planning|intends?|intending|hopes? to|aims? to|seeks? to|wants? to|upcoming|ahead of|deadline|"
    r"looming|next|coming|forthcoming|later (?:this|in the)"
    r"|(?<!failed )(?<!refused )(?<!declined )to (?:be \w+|meet|hold|resume|begin|start|visit|travel|speak|vote|decide|take|"
    r"go|come|impose|raise|expire|publish|release|return|open|host|sign|discuss|announce|launch|talk|convene|report|arrive)"
    r"|begins|starts|resumes|expires|meets|opens|takes (?:effect|place)|goes into|comes into|arrives|kicks off|"
    r"(?:is|are) (?:meeting|visiting|holding|hosting|travelling|traveling|arriving|planning|preparing|looking|seeking|"
    r"heading|starting|beginning|expecting|returning|flying|sending|resuming)|heads? to"
)
STRONG_PAST = (
    r"said|told|was|were|had|did|didn['’]t|wasn['’]t|met|rose|fell|went|came|held|began|took|made|gave|got|saw|left|sent|"
    r"spoke|won|lost|wrote|became|grew|brought|broke|ran|has|have|been|signed|announced|reported|added|published|"
    r"died|ended|closed|showed|agreed|warned|imposed|declared|happened|occurred|arrived|visited|ago|late"
)
CUE = re.compile(
    rf"\b(?:(?P<future>{FUTURE})|(?P<past>{STRONG_PAST})|(?P<weak>(?!need|speed|indeed|seed|feed|united|hundred)\w{{3,}}ed))\b",
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
    edges = list(CLAUSE_EDGE.finditer(before))
    inner = before[edges[-1].end() :] if edges else before
    edge = CLAUSE_EDGE.search(after)
    tail = after[: edge.start()] if edge else after
    for part, last in ((inner, True), (tail, False), (before, True), (after, False)):
        if found := _cue(part, last=last):
            return found
    return Direction.NEAREST


def _cue(part: str, *, last: bool) -> Direction | None:
    """The direction of the cue nearest to the expression; a bare participle only when nothing else is there."""
    cues = [match.lastgroup for match in CUE.finditer(part)]
    if not last:
        cues = cues[:1]
    strong = [cue for cue in cues if cue != "weak"]
    if strong:
        return Direction.FUTURE if strong[-1] == "future" else Direction.PAST
    return Direction.PAST if cues else None
