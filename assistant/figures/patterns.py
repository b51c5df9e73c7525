"""The patterns by which a sentence says what a figure measures, on what and by whom."""

from __future__ import annotations

import re

__all__ = [
    "AND_RATE",
    "BESIDE",
    "BETWEEN",
    "CHARGES",
    "CHARGES_ON",
    "CURRENCIES",
    "DOES",
    "FAR",
    "FROM",
    "GOODS",
    "INSTEAD_OF",
    "MEASURE_BEFORE",
    "MENTIONS",
    "ON",
    "OWN",
    "PARTNER",
    "PER",
    "PER_UNITS",
    "PER_WHAT",
    "POINTS_ADDED",
    "POINTS_TO",
    "QUOTA",
    "QUOTA_NEAR",
    "RATE_AHEAD",
    "RATE_AND",
    "RATE_BEHIND",
    "SHARE_OF",
    "SOMETHING_ELSE",
    "TARIFF",
    "TRADE",
    "TRADE_AHEAD",
    "TRADE_WORD",
    "WORTH",
]

TARIFF = (
    r"(?:tariffs?|dut(?:y|ies)|lev(?:y|ies)|surcharges?|import tax(?:es)?|border tax(?:es)?|customs tax(?:es)?|"
    r"export tax(?:es)?|tax(?:es)? on (?:the )?(?:imports?|exports?|imported|exported))"
)
QUOTA = r"(?:quotas?|import ceilings?|voluntary restraints?)"
MENTIONS = re.compile(rf"\b(?:{TARIFF}|{QUOTA})\b", re.IGNORECASE)
RATE_AHEAD = re.compile(
    r"^\s*(?:(?:per|a)\s+(?:metric\s+)?ton(?:ne)?s?\s+)?(?:(?:of|in)\s+)?"
    r"(?:(?!(?:after|before|since|because|when|despite|as|than|until|and|or|in|on|from|"
    r"by)\b)[\w’'-]+\s+){0,3}?"
    rf"(?P<measure>{TARIFF})\b",
    re.IGNORECASE,
)
"""25 percent import duty"""
RATE_BEHIND = re.compile(
    rf"\b(?P<measure>{TARIFF}|rates?)\b(?P<between>[^.;]{{0,110}}?)\b(?:of|to|at|by|from|is|was|are|were)\s+"
    r"(?<!by )(?:about\s+|up to\s+|as much as\s+|an?\s+|additional\s+|another\s+)*$",
    re.IGNORECASE,
)
"""duties on $200bn of goods to 25 percent"""
FROM = re.compile(r"\bfrom\s+(?:about\s+|the\s+present\s+)?$", re.IGNORECASE)
INSTEAD_OF = re.compile(
    r"\b(?:instead of|up from|down from|rather than|compared with)\s+(?:the\s+)?(?:(?:current|present|previous)\s+)?"
    r"(?:(?:level|rate)\s+of\s+)?$",
    re.IGNORECASE,
)
SOMETHING_ELSE = re.compile(
    r"\b(?:income|inflation|growth|prices?|exports|output|sales|share|profits?|demand|economy|jobs|gdp)\b",
    re.IGNORECASE,
)
"""What a percentage behind a tariff may be of instead."""
SHARE_OF = re.compile(r"^\s+of\s+(?!dut|tariff|additional|extra)", re.IGNORECASE)
QUOTA_NEAR = re.compile(rf"\b{QUOTA}\b", re.IGNORECASE)
TRADE = re.compile(
    r"\b(?P<flow>(?:trade\s+)?(?:surplus|deficit|gap)|exports|imports|shipments|"
    r"sales abroad|(?:im|ex)ported)\b(?P<between>[^.;]{0,60}?)"
    r"\b(?:of|to|was|were|at|totall?ed|reached|stood at|hit|worth)\s+"
    r"(?:a record\s+|about\s+|some\s+|only\s+|just\s+)*$",
    re.IGNORECASE,
)
TRADE_AHEAD = re.compile(
    r"^\s+(?:(?:[A-Z][\w.]*|record|annual|monthly|yearly|trade|merchandise|goods|bilateral|current|account|first|second|"
    r"third|fourth|quarter|overall|provisional|revised)\s+){0,5}(?:surplus|deficit)\b"
)
"""a record 169 billion dlr U.S. trade deficit"""
ON = re.compile(
    r"\b(?P<prep>on|against)\s+(?!\w+day\b|January|February|March|April|May|June|July|August|September|"
    r"October|November|"
    r"December|Jan\b|Feb\b|Aug\b|Sept?\b|Oct\b|Nov\b|Dec\b|the grounds|which|it\b|them\b|others\b)"
    r"(?P<what>[^,;]{2,110}?)(?=,|;|(?<!\b[A-Z])\.(?:\s|$)|\s(?:in\s+(?:January|February|March|April|May|June|July|"
    r"August|September|October|November|December|\d{4})|expired?s?|to\s+(?:about\s+)?(?:[\d$]|give|make|"
    r"punish|protect)|from\s+(?:about\s+)?(?:\d|"
    r"\w+day|January|February|March|April|May|June|July|August|September|October|November|December|next|"
    r"the)|by|at\s+\d|"
    r"for\s+(?:\w+\s)?(?:years|months|three|four|five)|that|which|since|after|until|if|because|while|as|"
    r"and\s+(?:(?:an?\s+)?\d|is|was|are|"
    r"were|said|would|will|that|set|then)|on\s+\w+day|on\s+[A-Z]\w+\s\d|last|this|next|before|when|but|—|–|-|"
    r"in\s+(?:retaliation|response|return|reply|the\s+quarrel|\w+\s\d{4})|(?:will|would|could|should|took|"
    r"takes?|was|were|is|are|had|"
    r"has|have|came|comes?|rose|rises?|stays?|go|goes|went|falls?|fell|stands?|remains?|starts?|began|"
    r"begins?|ends?|ended|lapses?|lapsed|expires?|expired)\b|worth\s)|\s*$)",
    re.IGNORECASE,
)
MEASURE_BEFORE = re.compile(
    rf"(?:\b(?:{TARIFF}|{QUOTA}|rates?|tax(?:es)?)|%|per ?cent|pct)(?:\s+(?:[\w.%$]+\s+){{0,6}})?\s*$", re.IGNORECASE
)
FAR = 140
"""Letters between a figure and what it is on."""
WORTH = re.compile(r"^\s*(?:a year\s+)?(?:(?:worth\s+)?of|worth of|worth|in)?\s*(?=[A-Za-z])")
DOES = re.compile(
    r"^\W*(?:[\w’'.-]+\W+){0,6}?(?:rais|impos|lev(?:y|ied)|put|plac|charg|set|announc|propos|threat|slap|"
    r"doubl|lift|cut|suspend|collect|appl|hit|"
    r"retaliat|increas|lower|reduc|remov|scrap|order|plan|tax|halv|exempt|delay|postpon|agree|drop|answer|"
    r"respond|open|end|abolish|rescind|allot|grant|fix|freez|froze|waiv|introduc|slash|trim|maintain|ke?ep|adopt|approv|will|"
    r"would|has|have|is|are|was)\w*",
    re.IGNORECASE,
)
BESIDE = re.compile(r"\b(?:with|against|to|of|in|for|from|at|between|on)\s+(?:the\s+)?$", re.IGNORECASE)
OWN = re.compile(rf"(?:’s|'s)?\s+(?:[\w-]+\s+){{0,3}}?{TARIFF}\b", re.IGNORECASE)
GOODS = re.compile(r"\b(?:goods|imports|products|exports|merchandise|shipments)\b", re.IGNORECASE)
PARTNER = re.compile(
    r"\b(?:exports|shipments|sales)\b[^.;,]{0,30}?\bto\s+(?:the\s+)?$|\b(?:surplus|deficit|gap)\b[^.;,]{0,20}?\bwith\s+(?:the\s+)?$|"
    r"\bimports\b[^.;,]{0,30}?\bfrom\s+(?:the\s+)?$",
    re.IGNORECASE,
)
"""What stands before the country that is traded with."""
TRADE_WORD = re.compile(r"\b(?:surplus|deficit|exports|imports|shipments|imported|exported)\b", re.IGNORECASE)
BETWEEN = re.compile(rf"\b{TARIFF}\s+of\s+between\s+$", re.IGNORECASE)
PER_WHAT = (
    r"(?:(?:metric |short |long )?ton(?:ne)?|kilogram(?:me)?|kilo|kg|pound|lb|litre|liter|hectolitre|gallon|barrel|"
    r"bushel|head)"
)
PER = re.compile(
    rf"\s*(?:per|a|an)\s+(?P<of>{PER_WHAT})s?\b",
    re.IGNORECASE,
)
"""What a specific duty is paid for: "60 euros per tonne"."""
PER_UNITS = {
    "ton": "tonne", "tonne": "tonne", "metric ton": "tonne", "metric tonne": "tonne", "short ton": "short_ton",
    "long ton": "long_ton", "kilogram": "kg", "kilogramme": "kg", "kilo": "kg", "kg": "kg", "pound": "pound_mass",
    "lb": "pound_mass", "litre": "litre", "liter": "litre",
}  # fmt: skip
CHARGING = r"(?:charges?|charged|levies|levied|imposes|imposed|collects?)"
CHARGES = re.compile(rf"\b{CHARGING}\s+(?:an?\s+)?$", re.IGNORECASE)
RATE = rf"(?:%|per ?cents?|pct|(?:per|a|an)\s+{PER_WHAT}s?)"
CHARGES_ON = re.compile(rf"\b{CHARGING}\s+[$€£]?\d[\d.,]*\s*(?:[a-z]+\s)?{RATE}\s+on\b", re.IGNORECASE)
RATE_AND = re.compile(rf"{RATE}\s+on\s+[^,;]{{2,60}}(?:,|\s)\s*and\s+(?:of\s+)?$", re.IGNORECASE)
POINTS_ADDED = re.compile(
    rf"\b(?:{TARIFF}|rates?\s+of\s+duty)\b(?P<between>[^.;]{{0,110}}?)\b(?:by|of|another)\s+(?:about\s+|another\s+)*$",
    re.IGNORECASE,
)
"""raised the duty on pipes by 5 percentage points"""
POINTS_TO = re.compile(
    rf"^\s*(?:to|onto|off|from)\s+(?:the\s+|its\s+)?(?:[\w’'-]+\s+){{0,4}}?{TARIFF}\b", re.IGNORECASE
)
"""adds 3 percentage points to the duty"""
"""25 percent on steel and 10 …"""
AND_RATE = re.compile(r"\d\s*(?:%|per ?cent|pct|percent)\s+(?:to|or|and)\s+$", re.IGNORECASE)
CURRENCIES = frozenset(
    "usd cad aud nzd hkd twd sgd brl mxn eur gbp jpy inr cny dem frf krw zar rub xeu try itl fim bdt myr thb ats nlg "
    "esp pte idr crown".split()
)
