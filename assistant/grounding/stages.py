"""Stages: does the sentence tell a later one than is told there, "convicted" where somebody was arrested?"""

from __future__ import annotations

import re

from assistant.grounding.clauses import clauses_of
from assistant.grounding.lexicon import NEGATOR, UNREAL
from assistant.grounding.matching import Matcher

__all__ = ["later_stage"]

STAGES: tuple[tuple[str, ...], ...] = (
    (
        r"suspect\w*|question(?:ed|ing)|investigat\w+|inquir\w+|probe[ds]?|examin\w+|review(?:s|ed|ing)?|scrutin\w+",
        r"arrest\w*|detain\w*|charg(?:ed|es)|indict\w*|accus\w+|prosecut\w+",
        r"convict\w*|sentenced|jailed|imprisoned|found guilty|acquitted|(?:has|have|had|was|were|been) (?:found|"
        r"proved|proven)(?: to)?\b",
    ),
    (r"hurt|injur\w+|wound\w+|ill|sick", r"die[sd]?|dead|killed|fatal\w*|drowned"),
    (
        r"su(?:e[sd]?|ing)|court|lawsuits?|appeal\w*|challeng\w+|petition\w*|contest(?:s|ed|ing)?",
        r"w[io]n|overturned|undone|struck down|annulled|quashed|succeeded|prevailed|reversed|blocked|upheld",
    ),
    (
        r"ask\w*|request\w*|demand\w*|seek\w*|sought|call(?:s|ed) (?:on|for)|urg(?:es?|ed|ing)|wants?|wanted|"
        r"appl(?:ied|ies)",
        r"obtained|received|secured|was granted|were granted|has been granted|undone|overturned|repealed|won",
    ),
    (
        r"negotiat\w+|talks|discuss\w+|in talks|mediat\w+",
        r"signed|(?:has|have|had) (?:agreed|signed|concluded|struck|reached)|sealed|clinched",
    ),
    (
        r"propos\w+|draft\w*|plan(?:s|ned)?|bill|debat\w+",
        r"enacted|came into force|took effect|entered into force|signed into law",
    ),
    (
        r"slow(?:s|ed|ing)?|delay\w*|review\w*|weigh\w*|consider\w*|restrict\w*|limit\w*|curb\w*",
        r"banned|forbidden|prohibited|outlawed|halted",
    ),
    (r"preliminary|provisional\w*|interim|tentative\w*", r"final|definitive\w*|finally"),
    (r"bid(?:s|ding)?|offer(?:s|ed|ing)?|in the running", r"bought|acquired|taken over|took over|won"),
)
"""Each line from the first stage of a matter to its last."""
LADDERS = tuple(tuple(re.compile(rf"\b(?:{stage})\b", re.IGNORECASE) for stage in stages) for stages in STAGES)


def later_stage(m: Matcher) -> str:
    """Whether the claim tells a stage that is nowhere there, of what stands there at an earlier one; empty when not."""
    everything = " ".join(each.text for each in m.evidence)
    for clause in clauses_of(m.claim):
        if UNREAL.search(clause.text) or NEGATOR.search(clause.text):
            continue
        aligned = " ".join(part.text for _, part in m.aligned(clause.text))
        for ladder in LADDERS:
            told = next((word for stage in ladder[1:] if (word := stage.search(clause.text))), None)
            if told is None or not m.words.stems(told.group()):
                continue
            own = max(at for at, stage in enumerate(ladder) if stage.search(clause.text))
            if any(stage.search(everything) for stage in ladder[own:]):
                continue
            if any(stage.search(aligned) for stage in ladder[:own]):
                return f"{told.group()!r} is a later stage than is told there"
    return ""
