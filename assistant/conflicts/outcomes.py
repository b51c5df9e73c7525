"""A clause → how what it tells of ended: with an agreement or without one, upheld or struck down."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["Outcome", "outcome_in"]

DEAL = r"(?:agreements?|accords?|deals?|pacts?|truce|settlements?|compromise|breakthrough|treaty|consensus|ceasefire)"
REACH = (
    r"(?:reach(?:es|ed)?|str(?:ikes?|uck)|seal(?:s|ed)?|sign(?:s|ed)?|conclude[sd]?|clinch(?:es|ed)?|secure[sd]?|"
    r"produce[sd]?|yield(?:s|ed)?|br(?:ings?|ought)|ma[dk]es?|end(?:s|ed)? (?:[\w’'-]+ ){0,3}?(?:in|with)|"
    r"result(?:s|ed)? in|led to|c(?:ame|ome) to|brokered|hammered out|emerged with|left with)"
)
FAIL = r"(?:fail(?:s|ed)? to|could not|couldn['’]t|unable to|did not|didn['’]t|have not|has not|had not|never|not)"
AGREED = re.compile(
    rf"\b{REACH}\s+(?:[\w’'-]+\s+){{0,4}}?{DEAL}\b|\b{DEAL}\b[^,;]{{0,40}}?\b(?:was|were|has been|had been)\s+"
    r"(?:reached|struck|signed|sealed|concluded|agreed)\b|\b(?:agreed|settled)\b(?! to (?:meet|talk|continue|keep|"
    r"resume|disagree|work|hold|try|go on|discuss|return))|\bin (?:a |an )?(?:breakthrough|success)\b",
    re.IGNORECASE,
)
PARTED = re.compile(
    rf"\bwithout\s+(?:[\w’'-]+\s+){{0,4}}?{DEAL}\b|\b(?:no|any)\s+(?:[\w’'-]+\s+){{0,2}}?{DEAL}\b|\b{FAIL}\s+"
    rf"(?:[\w’'-]+\s+){{0,2}}?(?:agree|settle[d]?|agreed|(?:reach|strike|sign|seal|conclude|clinch|struck|find)(?:ed)?)\b|"
    r"\b(?:deadlock(?:ed)?|stalemate|impasse|empty-handed)\b|\b(?:broke|broken) (?:up|off|down)\b|\bcollapsed\b|"
    r"\b(?:in|a) failure\b|\bf[ea]ll(?:en)? apart\b|\bbreakdown\b",
    re.IGNORECASE,
)
UPHELD = re.compile(
    r"\b(?:upheld|uphold|confirmed|backed|approved|ratified|passed|adopted|endorsed|affirmed|let stand|cleared)\b|"
    r"\bin favou?r of\b|\bsided with\b|\bruled for\b",
    re.IGNORECASE,
)
STRUCK = re.compile(
    r"\b(?:struck (?:down|out)|overturned|rejected|voted down|defeated|threw out|thrown out|quashed|annulled|blocked|"
    r"dismissed|vetoed|turned down|reversed|set aside)\b|\b(?:ruled|decided|found|voted) against\b",
    re.IGNORECASE,
)
OF_A_COMPLAINT = re.compile(
    r"^\s+(?:[\w’'-]+\s+){0,3}?(?:complaint|challenge|appeal|objection|suit|claim|petition)", re.IGNORECASE
)
"""What was rejected is an attack upon the thing asked about, and so says the contrary of it, or nothing."""
OPEN = re.compile(
    r"\b(?:may|might|could|would|will|if|unless|hop(?:e|es|ed|ing)|expect\w*|want\w*|tr(?:y|ies|ied|ying)|seek\w*|"
    r"close to|near|aim\w*|plan\w*|due to|should|yet to|on the verge|tentative\w*|part(?:ly|ial\w*)|except|but)\b"
)
"""What is not decided, or only in part."""
ANEW = re.compile(
    r"\b(?:resum\w+|renewed|reopened|again|anew|appeal|higher court|overturned|reversed|after all|finally|eventually|"
    r"later|now|taken up|second attempt|revived|rescued)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How something ended."""

    kind: str
    """`deal` or `ruling`; only outcomes of one kind are compared."""
    good: bool
    """Whether there was a deal, or it was upheld."""
    told: str
    """The words that say so."""
    anew: bool
    """Whether it tells of another attempt, or of a reversal."""


def outcome_in(text: str) -> Outcome | None:
    """The outcome that a clause tells; None where it tells none, both, or one that is still open."""
    for kind, yes, no in (("deal", AGREED, PARTED), ("ruling", UPHELD, STRUCK)):
        bad, good = no.search(text), yes.search(text)
        if bad and good and bad.start() < good.end() and good.start() < bad.end():
            good = None  # "ended with no agreement"
        if bool(bad) == bool(good):
            continue
        match = bad or good
        if match is None or OPEN.search(text) or OF_A_COMPLAINT.match(text[match.end() :]):
            return None
        return Outcome(kind, match is good, match.group(), bool(ANEW.search(text)))
    return None
