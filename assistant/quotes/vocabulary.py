"""The words by which news says who speaks: verbs, roles, organisations, people without a name."""

from __future__ import annotations

import re

__all__ = [
    "ANONYMITY",
    "DATELIKE",
    "ORGANISATION",
    "PLACES",
    "PRONOUNS",
    "ROLE",
    "TITLE",
    "UNNAMED",
    "VERB",
    "WEAK_VERBS",
    "choice",
]


def choice(words: str) -> str:
    """A pattern for one of the words, the longest first."""
    return "|".join(sorted((re.escape(word).replace(r"\ ", r"\s+") for word in words.split()), key=len, reverse=True))


STRONG_VERBS = """
    said says say told tells tell added adds argued argues argue warned warns warn claimed claims claim stated states
    insisted insists stressed stresses emphasized emphasised acknowledged acknowledges admitted admits conceded
    concedes maintained maintains contended contends asserted asserts reiterated reiterates predicted predicts
    complained complains explained explains remarked commented cautioned cautions testified declared declares noted
    notes wrote writes tweeted tweets quipped lamented countered retorted observed
"""
"""They report speech whatever follows."""
WEAK_VERBS = frozenset(
    """
    announced announces confirmed confirms denied denies suggested suggests replied replies asked asks called calls
    described describes urged urges pledged pledges vowed vows promised promises hinted hints indicated indicates
    signalled signaled proposed recalled joked demanded demands reported reports estimated estimates believes thinks
    hopes expressed dismissed rejected accused blamed termed labelled labeled branded criticized criticised
    """.split()
)
"""They report speech only before "that" or with quoted words."""
VERB = re.compile(rf"\b(?P<verb>{choice(STRONG_VERBS + ' '.join(WEAK_VERBS))})\b")

ROLE_WORDS = """
    president vice-president premier minister secretary representative commissioner chairman chairwoman chairperson
    chair chief director governor ambassador senator congressman congresswoman congressmen spokesman spokeswoman
    spokesperson analyst economist trader negotiator envoy adviser advisor official chancellor head executive officer
    ceo professor dealer farmer lawyer deputy delegate counsel mayor judge dean manager strategist undersecretary
    under-secretary aide leader owner founder partner researcher fellow general lawmaker diplomat broker commentator
    director-general secretary-general president-elect king queen prince speaker mp attorney banker grower
    importer exporter agent editor publisher columnist reporter author historian
    master captain inspector engineer scientist teacher veterinarian doctor driver importer
"""
ROLE = re.compile(rf"\b(?:{choice(ROLE_WORDS)})\b", re.IGNORECASE)
TITLE = re.compile(r"^(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Lady|Sen|Rep|Gov|Gen|Prof)\.?$")
ORGANISATION_WORDS = """
    ministry department association council commission bank company corp corp. corporation co inc inc. ltd plc group
    house office union committee agency institute federation chamber party government court university organization
    organisation administration board bureau authority congress senate parliament cabinet treasury customs bloc firm
    industry foundation coalition alliance league exchange newspaper paper statement report document letter survey
    delegation mission embassy team side tribunal panel study communique editorial notice filing communiqué
"""
ORGANISATION = re.compile(rf"\b(?:{choice(ORGANISATION_WORDS)})(?!\w)", re.IGNORECASE)
UNNAMED = re.compile(
    r"\b(?:officials?|sources?|people|persons?|analysts?|economists?|traders?|diplomats?|aides?|advis[eo]rs?|executives?"
    r"|negotiators?|lawmakers?|farmers?|growers?|exporters?|importers?|experts?|ministers|dealers?|brokers?|producers?"
    r"|manufacturers?|companies|critics|supporters|opponents|observers|groups|spokes(?:man|woman|person|men|people)"
    r"|representatives?|envoys?|senators|congressmen|economists|leaders|delegates|members|businessmen|bankers?"
    r"|participants|specialists?|professors?|commentators|reports|media|newspapers|industrialists|shippers|workers|lawyers?|insiders?)\b",
    re.IGNORECASE,
)
PRONOUNS = frozenset({"he", "she", "they", "it", "who"})
PLACES = re.compile(
    r"^(?:the\s+)?(?:China|Japan|Beijing|Washington|Tokyo|Brussels|London|Paris|Berlin|Ottawa|Seoul|Moscow|Delhi|Taipei|"
    r"Canada|Mexico|India|Britain|France|Germany|Italy|Spain|Brazil|Russia|Taiwan|Australia|Turkey|Ankara|Vietnam|"
    r"Europe|EU|EC|U\.S\.|US|U\.K\.|UK|United States|European Union|European Community|South Korea|North Korea)$"
)
DATELIKE = re.compile(
    r"^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|^(?:January|February|March|April|May|June|July|August|September|October|"
    r"November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\.?$"
)
ANONYMITY = re.compile(
    r"\b(?:condition of anonymity|declined to be (?:named|identified)|not to be (?:named|identified|quoted by name)|"
    r"asked for anonymity|requested anonymity|who could not be named|refused to be (?:named|identified))\b",
    re.IGNORECASE,
)
