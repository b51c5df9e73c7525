"""Words that turn a sentence into another one: opposites, negation, and what has not happened yet.

General English and the language of trade; nothing about any article.
"""

from __future__ import annotations

import re

__all__ = [
    "EDGE",
    "FINITE",
    "GENERIC",
    "NEGATOR",
    "NO_DENIAL",
    "NO_SIDE",
    "OPINED",
    "OPPOSITES",
    "OPPOSITE_PATTERN",
    "PAST",
    "PRONOUN",
    "SAID",
    "SPOKEN",
    "TAKEN_BACK",
    "UNREAL",
    "side_of",
]

DUTIES = r"(?:dut(?:y|ies)|tariffs?|lev(?:y|ies)|tax(?:es)?|sanctions?|subsid(?:y|ies))"
OPPOSITES: tuple[tuple[str, str], ...] = (
    (
        r"rise[sn]?|rising|rose|gr[eo]w(?:s|n|th|ing)?|gain(?:s|ed|ing)?|climb(?:s|ed|ing)?|jump(?:s|ed|ing)?|"
        r"increas(?:e|es|ed|ing)|rais(?:e|es|ed|ing)|higher|(?:is|are|was|were|went|go|goes|going|gone) up|"
        r"percent more|more than (?:a|the|in) (?:year|month|week|quarter)|"
        r"doubl(?:e|es|ed|ing)|tripl(?:e|es|ed|ing)|dearer|(?:push|driv|sen[dt]|mov)\w* (?:\S+ ){0,3}up|soar(?:s|ed)?|"
        r"advanc(?:e|ed|es)|surg(?:e|ed|es)|expand(?:s|ed)?|cost (?:\S+ ){0,2}more|more expensive|"
        r"strengthen(?:s|ed|ing)?|improv(?:e|es|ed|ing)|accelerat(?:e|es|ed|ing)|widen(?:s|ed|ing)?|boost(?:s|ed|ing)?|"
        r"lift(?:s|ed|ing)?(?=.{0,60}\b(?:by|to|from) \S*\d)|up (?:by|from)(?= \S?\d)|(?<=, )up(?= \S?\d)",
        r"fall(?:s|en|ing)?|fell|drop(?:s|ped|ping)?|declin(?:e|es|ed|ing)|shr[aiu]nk(?:s|ing)?|lower(?:s|ed|ing)?|"
        r"cuts?|reduc(?:e|es|ed|ing|tion)|los[et]s?|less|percent fewer|"
        r"down|slip(?:s|ped)?|slid|decreas(?:e|es|ed|ing)|cheaper|"
        r"halv(?:e|es|ed|ing)|s[aiu]nk|slump(?:s|ed)?|plung(?:e|ed|es)|came down|"
        r"(?:brought|push\w*|dr[io]v\w+|sen[dt]\w*|mov\w+) (?:\S+ ){0,3}down|weaken(?:s|ed|ing)?|worsen(?:s|ed|ing)?|"
        r"slow(?:s|ed|ing)?|narrow(?:s|ed|ing)?|dwindl(?:e|es|ed|ing)|tumbl(?:e|es|ed|ing)|dip(?:s|ped)?|eas(?:es|"
        r"ed|ing)",
    ),
    (
        r"impos(?:e|es|ed|ing)|introduc(?:e|es|ed|ing)|keep(?:s|ing)?|kept|uphold(?:s|ing)?|upheld|extend(?:s|ed)?|"
        r"restor(?:e|es|ed)|resum(?:e|es|ed)|reimpos(?:e|es|ed)",
        r"lift(?:s|ed|ing)?|remov(?:e|es|ed|ing)|dropp?(?:s|ed|ing)?|scrap(?:s|ped)?|abolish(?:es|ed)?|thr[eo]w out|"
        r"struck down|strikes? down|suspend(?:s|ed|ing)?|paus(?:e|es|ed)|expir(?:e|es|ed)|revok(?:e|es|ed)|ended|ends",
    ),
    (r"(?:re)?open(?:s|ed|ing)?", r"clos(?:e|es|ed|ing)|shut(?:s|ting)?|block(?:s|ed)?"),
    (
        r"accept(?:s|ed|ing)?|agree[sd]?|approv(?:e|es|ed)|pass(?:es|ed)(?= (?:the|a|both|by|in)\b)|adopt(?:s|ed)?",
        r"reject(?:s|ed|ing)?|refus(?:e|es|ed|ing)|turn(?:s|ed) down|vot(?:e|es|ed) down|defeated",
    ),
    (r"admit(?:s|ted|ting)?|confirm(?:s|ed)?", r"den(?:y|ies|ied)"),
    (
        r"above|more|exceed(?:s|ed|ing)?|strong(?:er)?|larger|bigger|higher|better|longer|lengthen(?:s|ed)?",
        r"below|less|fewer|weak(?:er)?|smaller|lower|worse|shorter|shorten(?:s|ed)?",
    ),
    (r"highest|largest|biggest|strongest|high|longest", r"lowest|smallest|weakest|low|shortest"),
    (
        r"support(?:s|ed)?|back(?:s|ed)|defend(?:s|ed)?|welcom(?:e|es|ed)|prais(?:e|es|ed)|favou?r(?:s|ed)?",
        r"oppos(?:e|es|ed)|attack(?:s|ed)?|criticis(?:e|es|ed)|condemn(?:s|ed)?",
    ),
    (
        r"w[io]n(?:s|ning)?|beat(?:s|en|ing)?|defeat(?:s|ed|ing)",
        r"lost to|loses? to|los(?:t|es?) (?:the|a|its|his|her)",
    ),
    (
        r"profits?|gains?|surplus(?:es)?|earn(?:s|ed|ing|ings)?",
        r"loss(?:es)?|los(?:t|es|e|ing)|deficits?|ma(?:de|ke) a loss",
    ),
    (r"buy(?:s|ing)?|bought|imported", r"sell(?:s|ing)?|sold|exported"),
    (r"begin(?:s)?|began|start(?:s|ed)?", r"end(?:s|ed)|stop(?:s|ped)?|halt(?:s|ed)?"),
    (
        r"tighten(?:s|ed|ing)?|toughen(?:s|ed|ing)?|stiffen(?:s|ed|ing)?|stricter|tougher|harden(?:s|ed|ing)?",
        r"eas(?:e|es|ed|ing)|loosen(?:s|ed|ing)?|relax(?:es|ed|ing)?|lift(?:s|ed|ing)?|soften(?:s|ed|ing)?|"
        r"laxer|scrap(?:s|ped)?|"
        r"remov(?:e|es|ed|ing)|end(?:s|ed|ing)? (?:\S+ ){0,3}(?:curb|control|restriction|ban|limit)s?",
    ),
    (
        r"allow(?:s|ed|ing)?|permit(?:s|ted|ting)?|authori[sz](?:e|es|ed|ing)",
        r"ban(?:s|ned|ning)?|bar(?:s|red|ring)|forb(?:id|ids|ade|idden)|prohibit(?:s|ed|ing)?|outlaw(?:s|ed)?|"
        r"(?:closed|shut) to",
    ),
    (r"includ(?:es|ed)|cover(?:s|ed)", r"left out|leaves? out|exclud(?:es|ed)|omit(?:s|ted)|exempt(?:s|ed)?"),
    (
        rf"(?:increas|rais|hik|doubl|tripl)\w* (?:\S+ ){{0,5}}?{DUTIES}",
        rf"(?:stop|halt|eliminat|end|suspend|lift|scrap|remov|waiv|abolish|drop)\w* (?:\S+ ){{0,5}}?{DUTIES}",
    ),
    (r"sign(?:s|ed|ing)?|enact(?:s|ed)?", r"veto(?:es|ed|ing)?"),
    (
        r"keep(?:s|ing)?|kept|retain(?:s|ed|ing)?|preserv(?:e|es|ed|ing)",
        r"los(?:e|es|t|ing) (?:its|their|his|her)|forfeit(?:s|ed)?",
    ),
)
"""One side and the other, as patterns of whole words."""
NO_SIDE = re.compile(
    r"\b(?:(?:turn|vot|shut|clos|strik|struck|break|broke|step|stand|stood|back|put|settl|wind|track|crack|hold|"
    r"held|lay|laid)\w* "
    r"(?:\S+ ){0,3}?down|stop(?:s|ped|ping)? work(?:ing)?)\b",
    re.IGNORECASE,
)
"""Phrases in which a word of a side tells no side: "turned the offer down", "stopped work"."""
OPPOSITE_PATTERN = tuple(
    (re.compile(rf"\b(?:{one})\b", re.IGNORECASE), re.compile(rf"\b(?:{other})\b", re.IGNORECASE))
    for one, other in OPPOSITES
)
NEGATOR = re.compile(
    r"\b(?:not|no|never|none|nobody|nothing|nor|neither|without|free of|cannot|\w+n['’]t|den(?:y|ies|ied|ying)|"
    r"refus(?:e|es|ed|ing)(?= to\b)|rul(?:e|es|ed|ing) out|fail(?:s|ed|ing|ure)?(?: (?:on|in|last|this|so|yet|"
    r"again) ?\w*){0,2} to|stop(?:s|ped)? short of|"
    r"declin(?:e|es|ed|ing) to|yet to|lacks?|lacked|lacking|far from|hardly|unable to|(?:clos|shut)\w* the door|"
    r"no longer|los(?:e|es|t|ing) (?:its|his|her|their)|(?:must|may) still|"
    r"(?:remain|still (?:ha[sd]|have|need))s? to)\b",
    re.IGNORECASE,
)
NO_DENIAL = re.compile(
    r"\b(?:no|not) (?:more|less|fewer|later|earlier|sooner|higher|lower) than\b|\bnot (?:only|just|least)\b|"
    r"(?<=, )not \w+$|^not (?:\w+ ){0,2}\w+$|"
    r"\b(?:not|never|n['’]t) (?:\w+ ){0,2}(?:so|as|this|that) \w+ (?:since|for|in)\b|"
    r"\bto (?:none|nil|nothing)\b",
    re.IGNORECASE,
)
"""A bound ("no more than"), and the other side of a contrast ("not euros"), which deny nothing."""
TAKEN_BACK = re.compile(r"(?:not|never|n['’]t) (?:done|do|did|doing) (?:so|it|that)\b", re.IGNORECASE)
"""What turns round the clause before it: "had agreed to buy but had not done so"."""
UNREAL = re.compile(
    r"\b(?:will|would|shall|(?-i:may)|might|can|could|should|plan(?:s|ned|ning)?|intend(?:s|ed)?|expect(?:s|"
    r"ed|ing)?|hope[sd]?|hoping|"
    r"want(?:s|ed)?|wish(?:es|ed)?|threat(?:en(?:s|ed|ing)?)?|promis(?:e|es|ed|ing)|propos(?:e|es|ed|al)|call(?:s|ed) "
    r"(?:on|for)|ask(?:s|ed)? (?:\w+ ){0,5}?(?:to|for)|ask(?:s|ed|ing)|urg(?:e|es|ed|ing)|demand(?:s|ed)?|"
    r"seek(?:s|ing)?|sought|request(?:s|ed|ing)|appl(?:y|ies|ied|ying) (?:to|for)|petition(?:s|ed|ing)?|"
    r"sue[sd]?|suing|to court to|press(?:es|ed|ing)|"
    r"vow(?:s|ed|ing)?|pledg(?:e|es|ed|ing)|in talks|negotiat(?:e|es|ed|ing)|in (?:a bid|an effort|order) to|ready to|"
    r"(?<!, )once (?:\S+ ){1,6}(?:has|have)|mull(?:s|ed|ing)?|weigh(?:s|ed|ing)?|foresee[ns]?|foresaw|"
    r"needs?|due|set to|scheduled|consider(?:s|ed|ing)?|warn(?:s|ed|ing)?|fear(?:s|ed)?|"
    r"offer(?:s|ed)?|if|unless|"
    r"months? to|weeks? to|days? to|aim(?:s|ed)?|prepared to|likely|forecast|(?:is|are|was|were) to|"
    r"postpon\w+|delay\w*|"
    r"put (?:off|back)|demand|agreed (?:\w+ ){0,3}?to|whether|probabl[ey]|possibl[ey]|perhaps|potential(?:ly)?|"
    r"(?:is|are) \w+ing)\b",
    re.IGNORECASE,
)
"""What is planned, feared, asked for or expected, and not done."""
PAST = re.compile(
    r"\b(?:has|have|had|was|were|did|took|came|went|met|began|rose|fell|won|lost|gave|left|held|made|sent|got|put|cut|"
    r"reached|found|struck|became|obtained|laid|shut|bought|sold|paid|spent|built|broke|grew|drew|flew|wrote|hit|"
    r"beat|quit|"
    r"brought|sought|fought|fled|froze|kept|lent|led|ran|sank|stole|swept|threw|withdrew|rose|shook|undone|done|"
    r"gone|taken|given|seen|shown|grown|fallen|risen|driven|chosen|broken|frozen|withdrawn|forbidden|"
    r"begun|\w{3,}ed)\b",
    re.IGNORECASE,
)
FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|shall|(?-i:may)|might|can|could|should|must|do|does|did|not|never|"
    r"took|came|went|met|began|rose|fell|won|lost|gave|left|held|made|sent|got|put|puts|cut|cuts|said|says?|told|"
    r"found|struck|became|beat|bought|sold|paid|spent|led|shut|broke|brought|grew|drew|hit|set|quit|cost|costs|"
    r"wants?|needs?|plans?|hopes?|expects?|buys?|sells?|makes?|takes?|gives?|runs?|keeps?|employs?|charges?|"
    r"(?<!-)\b[a-z]{3,}ed)\b"
)
"""A verb that may be the first of its clause."""
SPOKEN = re.compile(
    r"\b(?:said|says?|told|tells|according to|warn(?:s|ed)|argu(?:e|es|ed)|claim(?:s|ed)|accus(?:e|"
    r"es|ed)|blam(?:e|es|ed)|"
    r"believ(?:e|es|ed)|think(?:s)?|thought|predict(?:s|ed)|expect(?:s|ed)?|hope[sd]?|fear(?:s|ed)?|estimat(?:e|es|ed)|"
    r"reported|reports|call(?:s|ed)|den(?:y|ies|ied)|alleg(?:e|es|ed)|announc(?:e|es|ed)|wrote|promis(?:e|es|ed)|"
    r"forecast|threaten(?:s|ed)?|plan(?:s|ned)?|ask(?:s|ed)|want(?:s|ed)?|offer(?:s|ed)?|confirm(?:s|ed)|added|put)\b",
    re.IGNORECASE,
)
"""Words that tell whose word it is."""
SAID = re.compile(
    r"\b(?:said|says?|saying|told|tells?|announc(?:e|es|ed|ing)|report(?:s|ed)|repli(?:es|ed)|add(?:s|ed)(?= that\b)|"
    r"stat(?:es|ed)(?= that\b)|declar(?:es|ed)|explain(?:s|ed)|wrote|writes|not(?:es|ed)(?= that\b)|remark(?:s|ed)|"
    r"testif(?:ies|ied)|f(?:ind|inds|ound)(?= that\b)|point(?:s|ed) out|"
    r"assur(?:es?|ed)|affirm(?:s|ed)|recall(?:s|ed)(?= that\b)|respond(?:s|ed)(?= that\b)|reiterat(?:es?|ed)|"
    r"stress(?:es|ed))\b",
    re.IGNORECASE,
)
"""Verbs with which somebody states a thing."""
OPINED = re.compile(
    r"(?<!\bthe )(?<!\ba )(?<!\ban )(?<!\bof )(?<!\bits )(?<!\btheir )(?<!\bin )(?<!\bof his )"
    r"\b(?:argu(?:es?|ed|ing)|contend(?:s|ed)?|claim(?:s|ed|ing)?|blam(?:es?|ed|ing)|accus(?:es?|ed|ing)|"
    r"complain(?:s|ed|ing)?|alleg(?:es?|ed|ing)|den(?:y|ies|ied|ying)|believ(?:es?|ed)|thinks?|thought|fear(?:s|ed)?|"
    r"hop(?:es?|ed)|expect(?:s|ed)?|predict(?:s|ed)?|forecast(?:s|ed)?|estimat(?:es?|ed)|reckon(?:s|ed)?|"
    r"warn(?:s|ed)?|caution(?:s|ed)?|suspect(?:s|ed)?|assum(?:es?|ed)|anticipat(?:es?|ed)|count(?:s|ed|ing)? on|"
    r"bet(?:s)?(?= that)|"
    r"worr(?:y|ies|ied)|asserts?|asserted|suggest(?:s|ed)?|impl(?:y|ies|ied)|judg(?:es?|ed)|fe(?:els?|"
    r"lt) (?:that|it)|(?:is|are|was|were) (?:\w+ )?(?:convinced|sceptical|skeptical|sure|certain|"
    r"confident|adamant|concerned|worried|afraid) (?:that|of|about)|reject(?:s|ed) the (?:claim|idea|charge|"
    r"view|suggestion)|"
    r"indicat(?:es?|ed)|signal(?:s|led|ed)?|"
    r"intend(?:s|ed)?|doubt(?:s|ed)?|insist(?:s|ed)?|maintain(?:s|ed)|consider(?:s|ed)?|"
    r"regard(?:s|ed)|describ(?:es?|ed)|denounc(?:es?|ed)|criticis(?:es?|ed)|call(?:s|ed)(?! (?:on|for|off|up|"
    r"in)\b| an? (?:[\w-]+ )?"
    r"(?:strike|meeting|election|vote|halt|truce|summit|referendum)\b)|"
    r"spoke of|speaks of|protest(?:s|ed) that|contest(?:s|ed)|"
    r"conced(?:es?|ed)|acknowledg(?:es?|ed)|admit(?:s|ted)?(?= (?:that|to|having|he|she|it|they|no|\w+ing)\b)|sees|"
    r"rul(?:es|ed) out)\b",
    re.IGNORECASE,
)
"""Verbs with which somebody holds, fears, foresees or charges a thing."""
PRONOUN = re.compile(
    r"\b(?:he|she|it|they|his|her|its|their|who|we|the (?:group|company|association|ministry))\b", re.IGNORECASE
)
EDGE = re.compile(
    r"[;:—–()“”\"]|,(?=\s)(?!\s(?:1[5-9]|20)\d\d\b)|\s-{1,2}\s|\b(?:that|which|who|whose|while|whether(?! to\b)|"
    r"because|after|"
    r"although|though|but|when)\b|"
    r"\band (?=[a-z]+(?:ed|s)\b|heard|left|fell|rose|said|six|will)",
    re.IGNORECASE,
)
"""Where one clause ends and the next begins."""
GENERIC = frozenset(
    "duty duti tariff levi tax rate price quota percent trade import export sale share cost year month week "
    "day said say people person million billion thousand "
    "although those onli too yet also back still around far alon alreadi behind sinc until remain continu becom "
    "happen date "
    "like due way find found total number amount come go get make take put need suffer receiv exist subject "
    "countri govern minist ministri talk good product compani total market worth".split()
)
"""Stems that every article of trade holds and that tell little."""


def side_of(text: str) -> dict[int, set[int]]:
    """For each pair of opposites that the text has: which sides, 0 or 1."""
    found: dict[int, set[int]] = {}
    for at, sides in enumerate(OPPOSITE_PATTERN):
        for side, pattern in enumerate(sides):
            if pattern.search(text):
                found.setdefault(at, set()).add(side)
    return found
