"""How people put follow-ups: the patterns that the rules recognise them by."""

from __future__ import annotations

import re

from assistant.conversations.followups.frames import WH

__all__ = [
    "AND_THEN",
    "ASKED_NOUN",
    "ASPECT",
    "BUT_NOT",
    "COMPARED",
    "CONTEXT_END",
    "CORRECTION",
    "CORRECTS",
    "COUNTS_ONLY",
    "DEFINITE",
    "FULL",
    "LEAD_IN",
    "MORE",
    "MOST_BARE_WORDS",
    "NOT_BUT",
    "OPENERS",
    "OPEN_END",
    "OPEN_WORD",
    "RATHER",
    "SAME_THEN",
    "SCRAP",
    "THE_US",
    "WHO_SAID",
]

LEAD_IN = re.compile(
    r"^(?:(?:and|but|so|ok|okay|well|also|hm+|please|(?:then|now)(?=\W*\w))\b[\s,.…:-]*)+(?:(?:what|how)\s+about\b|what\s+of\b)?\s*|"
    r"^(?:what|how)\s+about\b\s*|^what\s+of\b\s*|^same\s+(?:for|question\s+for)\b\s*",
    re.IGNORECASE,
)
I_MEANT = (
    r"i\s+(?:mean|meant|asked|wanted|(?:was|am)\s+(?:asking|talking|thinking))(?:\s+(?:to\s+know|for|about|of))?(?=\s)"
)
CORRECTION = re.compile(
    r"^(?:(?:(?:no|nope|sorry|wrong(?:\s+\w+)?|rather|actually|correction|wait|oh)\b(?:[\s,.;:!–—-]+|$))+"
    rf"(?:{I_MEANT}\s+)?|{I_MEANT}\s+)",
    re.IGNORECASE,
)
CORRECTS = re.compile(
    rf"^(?:no|nope|sorry|wrong(?:\s+\w+)?|wait|oh)\s*(?:[,.;:!–—-]|\bi\b|$)|^(?:actually|rather)\b|^{I_MEANT}",
    re.IGNORECASE,
)
ASKS = r"who|whom|when|where|why|what|which|how(?:\s+(?:much|many|long|often|high|large))?"
RATHER = re.compile(
    rf"^(?:(?P<new>{ASKS}),?\s+(?:and\s+)?not\s+(?:{ASKS})|not\s+(?:{ASKS})(?:,\s*(?:but\s+)?|\s+but\s+)(?P<instead>{ASKS}))$",
    re.IGNORECASE,
)
"""Another word of asking in the place of the one that was used: "who, not when"."""
NOT_BUT = re.compile(r"^not\s+(?P<old>.+?)(?:,\s*(?:but\s+)?|\s+but\s+)(?P<new>.+)$", re.IGNORECASE)
BUT_NOT = re.compile(r"^(?P<new>.+?),?\s+(?:and\s+)?not\s+(?P<old>.+)$", re.IGNORECASE)
ASPECT = re.compile(
    r"^(?P<wh>why not|why|how come|how so|what for|since when|until when|when|from where|where|by whom|to whom|"
    r"with whom|by how much|how much|how many|for how long|how long|how often|how|who else|who|"
    r"(?:on|for|at|with|under|by|in|to|from)\s+(?:what|which)\s+[a-z]+|for how much|at how much)"
    r"(?:\s+(?:exactly|precisely))?"
    r"(?P<then>\s+(?:just\s+)?(?:then|at\s+(?:that|the)\s+time|so\s+(?:late|early|soon|suddenly|quickly|slowly)))?"
    r"(?:\s+(?:was|is|did|were|will|would|are)?\s*(?:that|this|it|so)?(?:\s+(?:happen(?:ed)?|be|so))?)?$",
    re.IGNORECASE,
)
WHO_SAID = re.compile(
    r"^(?:(?:who|(?P<outlet>(?:which|what)\s+(?:\w+\s+)?(?:newspaper|paper|outlet|agency|source|article|official|report)s?))\s+"
    r"(?:else\s+)?(?P<verb>said|says|claims|claimed|told|reported|reports|wrote|thinks|stated)\s+"
    r"(?:so|that|this|it|as much|you(?:\s+(?:so|that|this))?)|says\s+who|said\s+who|according\s+to\s+whom?|"
    r"(?:what(?:\s+is|['’]s)\s+)?(?:the\s+|your\s+)?source|whose\s+words?\s+(?:is|are)\s+(?:that|this|those)|"
    r"who\s+is\s+the\s+source|how\s+do\s+you\s+know(?:\s+that)?)$",
    re.IGNORECASE,
)
AND_THEN = re.compile(
    r"^(?:then|next|(?:and\s+)?what\s+(?:happened|came|followed|happens)\s*(?:next|then|after(?:wards?)?(?:\s+that)?|"
    r"later(?:\s+on)?)?|what\s+(?:next|then|now)|how\s+did\s+(?:it|things)\s+go\s+on|after\s+that\s+what)$",
    re.IGNORECASE,
)
COMPARED = re.compile(
    r"^(?:how\s+(?:does|do|did|is|was)\s+(?:that|this|it|they|those|these)\s+(?:compare[ds]?|differ|different|stack\s+up)\s+"
    r"(?:with|to|from|against)|(?:as\s+)?compared\s+(?:with|to)|in\s+comparison\s+(?:with|to)|versus|vs\.?|"
    r"(?:is|was|are|were)\s+(?:that|this|it|they)\s+(?:\w+\s+){1,2}than|more\s+than|less\s+than|"
    r"how\s+about\s+compared\s+(?:with|to))\s+(?P<new>.+)$",
    re.IGNORECASE,
)
MORE = re.compile(
    r"^(?:(?:please\s+)?(?:tell|give|show)\s+(?:me|us)\s+(?:some\s+)?more(?:\s+(?:about|on|of)\s+(?:it|this|that)|\s+details?)?|"
    r"(?:any|some)?\s*(?:more\s+)?details?|more|go\s+on|elaborate|explain(?:\s+(?:that|this|it|more))?|continue|"
    r"what\s+else|anything\s+else|in\s+(?:more\s+)?detail)(?:\s+please)?$",
    re.IGNORECASE,
)
DEFINITE = re.compile(
    r"\bthe\s+(?:[\w’'-]+\s+){0,2}?[\w’'-]+\b(?!\s+(?:of|at|in|on|between|over|for|to|with|about|against|from|that|which)\b)"
    r"(?=\s|[?!.,]|$)",
    re.IGNORECASE,
)
"""A thing spoken of as known, without words of its own that say which."""
SAME_THEN = re.compile(
    r"^(?:what\s+(?:happened|was\s+(?:it|that)|did\s+(?:it|that|this|things|they)\s+look\s+like)|how\s+(?:did|was|were|is|are|do)\s+(?:it|that|this|things|they)"
    r"(?:\s+(?:look|stand|go|develop|change|be))?|how\s+(?:much|many|high|large)\s+(?:was|were)\s+(?:it|that|they))\s+"
    r"(?P<days>.+)$",
    re.IGNORECASE,
)
SCRAP = re.compile(
    r"^(?:any|how\s+(?:many|much)|which|what|whose|some)(?:\s+[\w’'-]+){1,2}(?:\s+(?:from|in|by|for|on|of|at|to)\s+"
    r"(?:the\s+)?[\w’'-]+(?:\s+[\w’'-]+)?)?$",
    re.IGNORECASE,
)
FULL = re.compile(
    rf"^(?:{WH}|did|does|do|was|were|is|are|will|would|has|have|had|can|could|should|may|might|tell|give|show|list|"
    r"explain|describe|compare|summari[sz]e|timeline|chronology)\b.*\s\S",
    re.IGNORECASE,
)
OPEN_END = re.compile(
    r"\bas a (?:result|consequence)\b(?!\s+of\b)|\bin (?:response|return|reply|consequence)\b(?!\s+(?:to|for|of)\b)|"
    r"\b(?:consequently|therefore|meanwhile|instead)\b|"
    r"\b(?:better|worse|more|less|higher|lower|faster|slower|larger|smaller|earlier|later)\W*$|"
    r"\b(?:an?|the|another|any|last|first|second|third|next|previous|other|new|old|earlier|later)\s+ones?\b(?!\s+of\b)",
    re.IGNORECASE,
)
"""What leans on something said before without a pronoun: "as a result", "did they do better?", "a second one"."""
OPENERS = frozenset("the a an it its their they this that these those there in on at all no some".split())
"""Words that begin a sentence with a capital letter that is not theirs."""
MOST_BARE_WORDS = 4
"""Words of a fragment that is taken for a follow-up without "and" before it."""
CONTEXT_END = re.compile(r"\s*\([^()]*\)$")
"""What an earlier follow-up was completed with."""
OPEN_WORD = re.compile(r"\b(?:it|its|they|them|their|he|she|him|his|her)\b", re.IGNORECASE)
"""What an answer says of the thing asked about, whose name is in the question."""
ASKED_NOUN = re.compile(r"^(?:which|what|how (?:much|many))\b\s*", re.IGNORECASE)
COUNTS_ONLY = re.compile(
    r"^(?:how many|how much|which|what)\s+(?!is\b|are\b|was\b|were\b|did\b|of\b)[a-z]+(?:\s+[a-z]+)?\s+"
    r"(?:was|were|had been)\s+[a-z]+(?:ed|t|n)(?:\s+by\s+(?:it|this|that))?\W*$",
    re.IGNORECASE,
)
"""A whole question that names nothing: "How many jobs were lost?"."""
THE_US = re.compile(r"\bthe us\b(?=\W*$)")
"""The country, and not the pronoun, whatever its letters."""
