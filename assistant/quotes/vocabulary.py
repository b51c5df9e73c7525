"""The words by which news says who speaks: verbs, roles, organisations, people without a name."""

from __future__ import annotations

import re

__all__ = [
    "ANONYMITY",
    "COMMON",
    "DATELIKE",
    "OPINION_VERBS",
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
    insisted insists contended contends asserted asserts predicted predicts
    complained complains remarked commented cautioned cautions testified declared declares noted
    notes wrote writes tweeted tweets quipped countered retorted protested boasted mused recounted
"""
"""They report speech whatever follows."""
WEAK_VERBS = frozenset(
    """
    announced announces confirmed confirms denied denies suggested suggests replied replies asked asks called calls
    described describes urged urges pledged pledges vowed vows promised promises hinted hints indicated indicates
    signalled signaled proposed recalled joked demanded demands reported reports estimated estimates believes thinks
    hopes expressed dismissed rejected accused blamed termed labelled labeled branded criticized criticised answered
    answers complain warn claim insist expect expects expected hope estimate predict concede acknowledge promise
    threaten threatened deny suggest maintained maintains maintain underlined underlines
    """.split()
) | frozenset(
    """
    think believe believed fear fears feared reckon reckons reckoned agree agrees agreed stressed stresses
    emphasized emphasised emphasizes acknowledged acknowledges admitted admits conceded concedes explained explains
    lamented observed reiterated reiterates alleged alleges disclosed
    """.split()
)
"""They report speech only before "that" or with quoted words."""
OPINION_VERBS = frozenset(
    "think thinks believe believes believed fear fears feared reckon reckons reckoned estimate estimates estimated "
    "expect expects complain predict stressed stresses emphasized emphasised emphasizes acknowledged acknowledges "
    "admitted admits conceded concedes explained explains lamented observed reiterated reiterates alleged "
    "alleges".split()
)
"""Of these, those that may leave the "that" out."""
VERB = re.compile(rf"\b(?P<verb>{choice(STRONG_VERBS + ' ' + ' '.join(WEAK_VERBS))}|point(?:ed|s) out(?= that))\b")

ROLE_WORDS = """
    president vice-president premier minister secretary representative commissioner chairman chairwoman chairperson
    chair chief director governor ambassador senator congressman congresswoman congressmen spokesman spokeswoman
    spokesperson analyst economist trader negotiator envoy adviser advisor official chancellor head executive officer
    ceo professor dealer farmer lawyer deputy delegate counsel mayor judge dean manager strategist undersecretary
    under-secretary aide leader owner founder partner researcher fellow general lawmaker diplomat broker commentator
    director-general secretary-general president-elect king queen prince speaker mp attorney banker grower
    importer exporter agent editor publisher columnist reporter author historian
    colleague counterpart predecessor successor democrat republican lecturer scholar academic consultant activist
    organizer organiser coordinator contractor pollster treasurer superintendent sheriff prosecutor principal student
    resident retiree veteran pastor nurse host wife husband father mother clerk pilot designer chef mechanic
    electrician carpenter lady cfo coo cto associate specialist supervisor operator planner
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
COMMON = frozenset(
    """
    a an the this that these those its his her their our my your it he she they we you who which what when where why
    how and or but nor so yet if as than then because while though although after before since until unless during
    of for to in on at by with from into over under about against between among within without through toward
    towards up down out off near above below per via not no any some all both each every other another such same
    more most less least few many much very too also only just even still again already soon now here there is are
    was were be been being has have had do does did will would shall should can could may might must said reporters
    reporter one two three four five six seven eight nine ten first second third last next new old former senior top
    deputy vice chief foreign domestic local trade tariff tariffs duty duties quota quotas export exports import
    imports deficit surplus market markets price prices rate rates goods product products farm steel oil car cars
    textile textiles chip chips semiconductor dollar yen bill law pact accord deal talks round issue issues policy
    economy economic industry industrial finance financial commerce agriculture energy interest budget tax taxes
    growth demand supply output sales percent pct mln billion bln million year years month months week weeks day
    days quarter today yesterday end stand limit open cut cuts raise rise fall fell rose grow grew plan plans
    planned warned further high higher low lower large small big good bad free fair world international general
    national public private whether war row dispute sanctions retaliation countries country nations nation people
    workers farmers producers makers members member state states north south
    """.split()
)
"""Words of trade news that are no names, for text that is written in capitals throughout."""
