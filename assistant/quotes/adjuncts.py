"""What stands between a verb of saying and the words: to whom, when, where and how it was said."""

from __future__ import annotations

import re

__all__ = ["adjuncts"]

DAY = (
    r"(?:(?:on|late|early|earlier|late on|early on)\s+)*(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|today|yesterday|"
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2}(?:, \d{4})?|\d{1,2} "
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)(?: \d{4})?|"
    r"this (?:week|month)|last (?:week|month|year)|earlier this (?:week|month|year)|late last (?:week|month|year))"
    r"(?:\s+(?:morning|afternoon|evening|night))?"
)
WHOM = (
    r"(?:(?:an?|the|his|her|its|their)\s+)?[^\s,.“\"”]+(?:\s+of\s+(?:the\s+)?[^\s,.“\"”]+|\s+(?!That\b|The\b|He\b|She\b|It\b)"
    r"[A-Z][^\s,.“\"”]*)*"
)
"""A noun phrase: "the website of the league", "Fox Business"."""
PLACE_OF_SPEAKING = (
    r"(?:in|at|on|during|after|through|by|via)\s+(?:an?|the|his|her|its|their)\s+(?:[\w’'-]+\s+){0,4}?"
    r"(?:statement|interview|speech|report|letter|tweet|post|briefing|note|email|e-mail|conference|hearing|forum|meeting|"
    r"notice|filing|editorial|commentary|television|radio|address|column|call|testimony|(?:tele)?phone(?:\s+call|"
    r"\s+interview)?|visit|dinner|appearance|article|message|paper|document|ceremony|event|summit|panel|seminar|talks|rally|"
    r"circular|memo|memorandum|bulletin|podcast|blog|lecture|release|presentation|prospectus|communique|cable|dispatch)"
    r"(?:\s+(?:published|posted|released|issued|sent))?"
    rf"(?:\s+(?:with|to|on|at|for|in|of|from|by|before)\s+{WHOM}){{0,2}}"
)
ADJUNCT = re.compile(
    rf"^\s*,?\s*(?:{DAY}|{PLACE_OF_SPEAKING}|in (?:interviews?|remarks)(?:\s+(?:with|to|on)\s+[^,“\"”]{{2,50}}?)?|"
    r"in [A-Z]\w+(?: [A-Z]\w+)?(?:, [A-Z]\w+,?)?|to reporters|on [A-Z][\w’' ]{2,30}?(?=,|\s+that\b|[.“\"])|"
    r"on (?:Twitter|television|TV|radio)|by (?:telephone|phone|email)|(?:speaking|writing|testifying) [^,]{2,70}|"
    r"(?:on|under) (?:the )?condition of anonymity|without (?:elaborating|giving details)|again|earlier|repeatedly)"
    r"(?=\s|,|[.:“\"]|$)"
)
TOLD = re.compile(
    r"^\s+(?P<whom>(?:reporters?|journalists?|lawmakers|parliament|members|exporters|farmers|workers|analysts|investors|"
    r"us|me|them|him|her|state media|state television|local media|supporters|delegates|businessmen|shareholders)"
    r"(?:\s+of\s+[^,“\"]{3,40}?)?|"
    r"(?:an?|the|his|her|its|their)\s+(?:[\w.’'&-]+\s+){0,6}?[\w.’'&-]+|"
    r"[A-Z][\w.&’'-]*(?:\s+(?:[A-Z][\w.&’'-]*|of|and|the|&))*)"
    r"(?=\s+(?:that|on|in|at|during|after|earlier|yesterday|today|late|last|this|he|she|it|they|there|the|a|an|its|his|her|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|their|no|any|talks|tariffs|both|all|would|by|via)\b|\s*,|\s*[“\":]|\s*(?<![A-Z])\.|\s*$)"
)
OUTLET = re.compile(r"\b(?:Reuters|AFP|Xinhua|CNBC|CNN|BBC|Bloomberg|NPR|CBS|NBC|ABC|Politico|Kyodo|Nikkei|Axios|AP)\b")
IN_INTERVIEW = re.compile(
    r"\binterview(?:ed)?\s+(?:\w+day\s+)?(?:with|on|to|by)\s+(?P<whom>(?:the\s+)?[A-Z][\w.&’'-]*(?:\s+(?:[A-Z][\w.&’'-]*|of|the))*)"
)


def adjuncts(hidden: str, start: int, verb: str) -> tuple[str, int]:
    """To whom it was told, and where the "when", "where" and "to whom" after the verb end."""
    told = ""
    if verb in {"told", "tells"} and (match := TOLD.match(hidden[start:])):
        told = "" if match["whom"] in {"us", "me", "them", "him", "her"} else match["whom"].strip(" .,")
        end = start + match.end()
        if outlet := OUTLET.search(told):
            end -= len(told) - outlet.end()
            told = told[: outlet.end()]
        start = end
    while match := ADJUNCT.match(hidden[start:]):
        if interview := IN_INTERVIEW.search(match.group()):
            told = told or interview["whom"]
        start += match.end()
    return told, start
