"""One sentence: the words that are attributed in it, and the words that say to whom.

Knows the order of English news: “…,” X said. “…,” said X, a trader. X said that … X told Y … According to X, …
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from assistant.quotes.adjuncts import adjuncts
from assistant.quotes.attribution import Attribution
from assistant.quotes.phrases import phrased
from assistant.quotes.speakers import SpeakerWords, speaker_words
from assistant.quotes.subjects import is_office, subject_before
from assistant.quotes.vocabulary import OPINION_VERBS, VERB, WEAK_VERBS
from index.sentences import Span

__all__ = ["attributions"]

QUOTES_OPEN, QUOTES_CLOSE = '“"‘«', '”"’»'
THAT = re.compile(r"^\s*[,:]?\s*(?:that\b\s*,?\s*)?")
ACCORDING = re.compile(
    r"(?P<lead>^|[,;]?\s+)(?P<word>[Aa]ccording\s+to\s+)(?P<who>[^,;“\"”]{2,90}?)(?=\s*[,;.]|\s*$|\s+[“\"])"
)
ASIDE = re.compile(r"^\s*,\s+(?:which|who|whose|where)\b[^,;]{3,120},")
"""According to the board, which counts the ships, …"""
PASSIVE = re.compile(
    r"\b(?:is|are|was|were|be|been|being|as|it’s|it's|than|what|often)\s+(?:\w+ly\s+)?$", re.IGNORECASE
)
JOINED = re.compile(r"(?:,|;|—|–)\s*(?:while|but|and|whereas|though|although)\s+$|;\s*$", re.IGNORECASE)
INVERTED = re.compile(
    r"^\s+(?P<who>(?!that\b|on\b|in\b|to\b|by\b|at\b|it\b|there\b|he\b|she\b|they\b|nothing\b|so\b)[^,.;:“\"”()]{2,110}?)"
    r"(?P<rest>\s*(?:,|\.(?=\s|$)|;|:|\(|$|\s+(?=[“\"])|\s+(?=on\s+\w+day|(?:in|at|during|before|after)\s+(?:an?|the|his|her|its|their)\s|yesterday|today|after\b|during\b)))"
)
BEHIND = re.compile(r"^,\s*(?P<role>(?:who\s+)?[^,.;“\"”]{3,110}?)(?=\s*(?:,|\.|;|$))")
THAT_FOLLOWS = re.compile(r"^\s*,?\s*(?:that|it|he|she|they|there|the|an?)\b")
"""What is said to go on behind "“…,” X said" without being when, where or how it was said."""
OPENED_AFTER = re.compile(r"\s*[,:]?\s*(?:that\s+)?[“\"‘]")
FAR_THAT = re.compile(
    r"^\s*(?:’s|'s|later|earlier|then|afterwards?|posted|published|released|issued|on|in|at|to|of|during|after|before|by|from|via)\b[^.;]{1,110}?\bthat\s+",
    re.IGNORECASE,
)
LATE_THAT = re.compile(r"^\s*(?:[\w’'.()&/-]+\s+){1,16}?that\s+")
HAS_VERB = re.compile(
    r"\b(?:is|are|was|were|will|would|has|have|had|could|should|may|might|can|did|does|do|it|he|she|they|there|"
    r"[a-z]+(?:ed|es))\b"
)
OF_WHOM = re.compile(r"^\s*of [^,:“\"]{2,60}:\s*(?=[“\"])")
GOES_ON = re.compile(
    r"^\s*,\s+(?:and|but|which|with|as|adding|while|though|although|because|so|after|before|following|amid|despite|citing|just|even|"
    r"especially|particularly|partly|largely|mainly|including|leaving|making|raising|pointing|referring|urging|asserting|emphasizing|stressing|noting|warning)\b"
)
WHERE_SPOKEN = re.compile(r"^\s*(?:in|at|on|during|after|before|ahead of|to|via|through|from|following|while|with)\b")
FINITE = re.compile(
    r"\b(?:that|is|are|was|were|will|would|has|have|had|could|should|may|might|can|did|does|do|it|he|she|they|there)\b"
)
"""Words with which what was said has a verb of its own: not where it was said."""
NO_CLAUSE = re.compile(r"(?:of|at|about|to|for|by|into|against|from)\b|on\s+\w+ing\b")
INSERTED = re.compile(
    r"^\s*,\s+(?:is|are|was|were|will|would|could|should|has|have|had|may|might|can|must|does|did|do)\b"
)
SHORT_SUBJECT = re.compile(r"^\W*(?:(?:The|A|An)\s)?[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*){0,3},\s*$")
GOES_ON_PLAIN = re.compile(
    r"^\s*,\s+(?!and\b|but\b|which\b|who\b|with\b|as\b|while\b|that\b|adding\b|the\b|an?\b)[a-z]{3,}\b"
)
RELATIVE = re.compile(r"^\s*(?:is|are|was|were|will|would|could|should|has|have|had|may|might|can|must)\b")
OWN_CLAUSE = re.compile(
    r"^\s+(?:(?:it|he|she|they|there|we)\s+[a-z]|(?:[\w’'-]+\s+){1,6}?(?:is|are|was|were|will|would|has|have|had|could|"
    r"should|may|might|can)\s)"
)
"""What follows an opinion and has a subject and a verb of its own: "thinks it takes more", "fear plums are next"."""
CALLING = frozenset("called calls described describes termed labelled labeled branded dismissed rejected".split())
PARTICIPLE = re.compile(
    r",\s+(?:saying|adding|arguing|warning|insisting|claiming|noting|stressing|explaining|asserting|emphasi[sz]ing)\s+(?:that\s+)?"
)
UNSAID = re.compile(r"\b(?:not|never|declined to|refused to|n[’']t)\s+$")
OPEN_QUESTION = re.compile(r"^\s+(?:what|how|when|whether|if|where|who|why|which)\b")
"""She did not say whether …: nothing is said."""
AND_DID = re.compile(
    r",\s+(?:and|but)\s+(?:urged|asked|called|warned|added|refused|declined|promised|praised|thanked|blamed|rejected)"
    r"(?!\s+that\b)\s"
)
"""What the speaker did beside saying so: "stocks were low, and urged the dockers to work"."""
SAYING = re.compile(r"\s(?:saying|adding):?\s+(?=[“\"])")
OPENING_ADVERBIAL = re.compile(r"^(?:Speaking|Writing|In|At|On|After|During)\b[^,;“\"]{3,80},\s+")
HEAD = re.compile(
    r"^(?P<who>(?:(?:The|A|An|One|Senior|Top|Several|Some|Two|Three|Many|Most)\s+)?(?:[A-Z][\w.’'&-]*|of|for|and|the|"
    r"ministry|government|spokesman|spokeswoman|company|group|officials?|minister|association|union)"
    r"(?:\s+(?:[A-Z][\w.’'&-]*|of|for|ministry|government|spokesman|spokeswoman|company|group|officials?|minister|"
    r"association|union))*)\s"
)


def attributions(sentence: str, hidden: str, quotations: Sequence[Span]) -> list[Attribution]:
    """All that the sentence attributes, in order. `hidden` is it with the quotations' letters masked.

    `quotations` are spans in the sentence. Nested reports ("X said Y had told him") belong to the outer speaker.
    """
    found = (
        phrased(hidden, quotations)
        or _according(hidden)
        or _trailing(hidden, quotations)
        or _leading(hidden, quotations)
    )
    if not found:
        found = _participle(hidden)
    parts = [part for each in found for part in _parted(hidden, each)]
    kept = [each for each in parts if _holds_words(sentence, each.words, quotations)]
    return sorted(kept, key=lambda each: each.words)


def _parted(hidden: str, attribution: Attribution) -> Iterator[Attribution]:
    """What was said, and what the speaker is told to have added: "the duty stays, adding that …"."""
    start, end = attribution.words
    if match := AND_DID.search(hidden, start, end):
        end = match.start()
        attribution = _ended(attribution, end)
    match = PARTICIPLE.search(hidden, start, end)
    if match is None or match.start() == start:
        yield attribution
        return
    yield _ended(attribution, match.start())
    yield Attribution(Span(match.end(), end), attribution.speaker, attribution.at, Span(*match.span()), "")


def _holds_words(sentence: str, span: Span, quotations: Sequence[Span]) -> bool:
    """Whether anything is said: two words, or a quotation."""
    words = sentence[span.start : span.end]
    if any(each.start <= span.start and span.end <= each.end for each in quotations):
        return sum(letter.isalpha() for letter in words) >= 3
    return len(words.split()) >= 2


def _according(hidden: str) -> list[Attribution]:
    for match in ACCORDING.finditer(hidden):
        behind = BEHIND.match(hidden[match.end() :])
        role = behind["role"] if behind and is_office(behind["role"]) else ""
        who = speaker_words(match["who"], role)
        if who is None:
            continue
        end = match.end() + (behind.end() if behind and role and who.role else 0)
        saying = Span(match.start("word"), match.end("who"))
        if not hidden[: match.start()].strip(" ,"):
            if aside := ASIDE.match(hidden[end:]):
                end += aside.end()
            start = end + len(hidden[end:]) - len(hidden[end:].lstrip(" ,;\n"))
            words = Span(start, _end(hidden, len(hidden)))
        else:
            words = Span(0, len(hidden[: match.start()].rstrip(" ,;")))
        if words.end > words.start:
            return [Attribution(words, who, match.start("who"), saying, "")]
    return []


def _verbs(hidden: str) -> Iterator[re.Match[str]]:
    for match in VERB.finditer(hidden):
        if not PASSIVE.search(hidden[: match.start()]):
            yield match


def _trailing(hidden: str, quotations: Sequence[Span]) -> list[Attribution]:
    """“…,” X said. “…,” said X, a trader. … , X said."""
    for verb in reversed(list(_verbs(hidden))):
        inverted = _inverted(hidden, verb)
        plain = None if inverted else _after_words(hidden, verb)
        if (given := inverted or plain) is None:
            continue
        who, at, words_end, rest = given
        if not _reports(verb["verb"], hidden[:words_end], ""):
            continue
        told, rest_at = adjuncts(hidden, rest, verb["verb"])
        following = [span for span in quotations if span.start >= rest_at]
        left = hidden[rest_at : following[0].start if following else len(hidden)]
        quoted = hidden[:words_end].rstrip(" ,")[-1:] in QUOTES_CLOSE
        spoken_at = quoted and not THAT_FOLLOWS.match(left)
        where = WHERE_SPOKEN.match(left) and not FINITE.search(left)
        goes_on = not following and (spoken_at or where or (_afterthought(left) if inverted else GOES_ON.match(left)))
        if left.strip(" ,.;:!?—–-)") and not goes_on:
            continue
        saying = Span(min(at, verb.start()), rest_at)
        pieces = [Attribution(each, who, at, saying, told) for each in _said_before(hidden, words_end, quotations)]
        pieces += [Attribution(span, who, at, saying, told) for span in following]
        if not following and (more := PARTICIPLE.match(hidden, rest_at)):
            pieces.append(Attribution(Span(more.end(), _end(hidden, len(hidden))), who, at, Span(*more.span()), told))
        return pieces
    return []


def _afterthought(text: str) -> bool:
    """What may follow a speaker and is not their words: ", referring to …", "after the meeting"."""
    return bool(
        re.match(
            r"^\s*,?\s*(?:an?|the|one|its|his|her|which|whose|referring|speaking|who|after|before|when|as|during|of|about|with|in|at|on|adding)\b",
            text,
        )
    )


def _inverted(hidden: str, verb: re.Match[str]) -> tuple[SpeakerWords, int, int, int] | None:
    """“…,” said X: the speaker, where it stands, the end of the words and where the rest begins."""
    before = hidden[: verb.start()].rstrip()
    if not before or before[-1] not in QUOTES_CLOSE + ",?!":
        return None
    if before[-1] == "," and not re.match(
        r"said|says|added|wrote|noted|argued|warned|predicted|complained", verb["verb"]
    ):
        return None
    match = INVERTED.match(hidden[verb.end() :])
    if match is None:
        return None
    end = verb.end() + match.end("who")
    behind = BEHIND.match(hidden[end:])
    role = behind["role"] if behind and is_office(behind["role"]) else ""
    who = speaker_words(match["who"], role)
    if who is None:
        return None
    aside = behind and (role or behind["role"].startswith("who "))
    rest = end + (behind.end() if behind and aside else 0)
    return who, verb.end() + match.start("who"), len(before.rstrip(",")), rest


def _after_words(hidden: str, verb: re.Match[str]) -> tuple[SpeakerWords, int, int, int] | None:
    """“…,” X said; … , X said."""
    subject = subject_before(hidden, verb.start())
    if subject is None:
        return None
    who, at = subject
    before = hidden[:at].rstrip()
    if not before or before[-1] not in QUOTES_CLOSE + ",?!":
        return None
    if before[-1] == "," and (len(before.split()) < 4 or OPENED_AFTER.match(hidden[verb.end() :])):
        return None  # In a speech, X said “…”
    return who, at, len(before.rstrip(",")), verb.end()


def _said_before(hidden: str, end: int, quotations: Sequence[Span]) -> list[Span]:
    """The words before "X said": the quotation itself where nothing else stands there."""
    inside = [span for span in quotations if span.end <= end + 1]
    if inside and not hidden[: inside[0].start].strip() and hidden[: end + 1].rstrip(" ,")[-1:] in QUOTES_CLOSE:
        outside = "".join(hidden[a.end : b.start] for a, b in pairwise(inside))
        if not outside.strip(" ,"):
            return inside
    start = len(hidden) - len(hidden.lstrip())
    colon = hidden.rfind(": ", start, end)
    return [Span(colon + 2 if colon >= 0 else start, end)]


def _leading(hidden: str, quotations: Sequence[Span]) -> list[Attribution]:
    """X said that …; X told Y on Friday …; one more where "while Z said …" follows."""
    found: list[Attribution] = []
    for verb in _verbs(hidden):
        if found and not _joined(hidden, verb):
            continue
        subject = subject_before(hidden, verb.start())
        if subject is None or (UNSAID.search(hidden[: verb.start()]) and OPEN_QUESTION.match(hidden[verb.end() :])):
            continue
        who, at = subject
        told, start = adjuncts(hidden, verb.end(), verb["verb"])
        words_start = _words_start(hidden, start, begun=start > verb.end())
        if not _reports(verb["verb"], hidden[verb.end() : words_start], hidden[verb.end() :]):
            continue
        inserted = INSERTED.match(hidden[verb.end() :]) or (
            SHORT_SUBJECT.match(hidden[:at]) and GOES_ON_PLAIN.match(hidden[verb.end() :])
        )
        if inserted and not found:  # The pact, he said, is …
            return [
                Attribution(
                    Span(len(hidden) - len(hidden.lstrip()), _end(hidden, len(hidden))),
                    who,
                    at,
                    Span(at, verb.end()),
                    told,
                )
            ]
        if RELATIVE.match(hidden[verb.end() :]):  # a plan that he said would …
            continue
        if NO_CLAUSE.match(hidden[words_start:]) and not any(span.start >= words_start for span in quotations):
            continue  # warned of …
        if re.match(r"(?:nothing|so|as much|yes|no comment|goodbye)\b", hidden[words_start:]):
            continue
        if found:
            cut = re.search(r"[,;—–]?\s*(?:(?:while|but|and|whereas|though|although)\s*)?$", hidden[:at])
            found[-1] = _ended(found[-1], cut.start() if cut else at)
        words = Span(words_start, _end(hidden, len(hidden)))
        called = [span for span in quotations if span.start >= words_start] if verb["verb"] in CALLING else []
        if called and " that " not in hidden[verb.end() : called[0].start]:
            words = called[0]  # called them “very good”
        if words.end > words.start:
            found.append(Attribution(words, who, at, Span(at, words_start), told))
    return [_whole_quotation(each, quotations) for each in found]


def _words_start(hidden: str, start: int, *, begun: bool) -> int:
    """Where the words begin after the verb and its adjuncts: behind "that", also behind further adjuncts.

    `begun`: some adjuncts were read, of which a rest may be left: "to the annual meeting of the league that …".
    """
    if (far := FAR_THAT.match(hidden[start:])) or (far := OF_WHOM.match(hidden[start:])):
        return start + far.end()
    if begun and (late := LATE_THAT.match(hidden[start:])) and not HAS_VERB.search(late.group()):
        return start + late.end()
    that = THAT.match(hidden[start:])
    return start + (that.end() if that else 0)


def _joined(hidden: str, verb: re.Match[str]) -> bool:
    subject = subject_before(hidden, verb.start())
    return subject is not None and bool(JOINED.search(hidden[: subject[1]]))


def _ended(attribution: Attribution, end: int) -> Attribution:
    return Attribution(
        Span(attribution.words.start, end), attribution.speaker, attribution.at, attribution.saying, attribution.told
    )


def _whole_quotation(attribution: Attribution, quotations: Sequence[Span]) -> Attribution:
    """Without the full stop behind the mark where the words are one quotation."""
    for span in quotations:
        inside = span.start == attribution.words.start
        if inside and attribution.words.end - span.end in {0, 1}:
            return _ended(attribution, span.end)
    return attribution


def _participle(hidden: str) -> list[Attribution]:
    """Beijing rejected the claim, saying it …"""
    match = PARTICIPLE.search(hidden) or SAYING.search(hidden)
    head = HEAD.match(OPENING_ADVERBIAL.sub("", hidden.lstrip()))
    if match is None or head is None:
        return []
    who = None if head["who"].endswith(("’s", "'s")) else speaker_words(head["who"])
    if who is None:
        return []
    words = Span(match.end(), _end(hidden, len(hidden)))
    return [Attribution(words, who, 0, Span(match.start(), match.end()), "")]


def _reports(verb: str, before_words: str, after: str) -> bool:
    """Whether the verb reports speech here: weak ones only with "that" or with a quotation beside them."""
    if verb not in WEAK_VERBS:
        return True
    if re.search(r"\bthat\b", before_words):
        return True
    if verb in OPINION_VERBS and after and OWN_CLAUSE.match(after):
        return True
    if after and re.match(r"^\s+to\s+[a-z]", after):
        return False  # agreed to sign, promised to pay: done, and nothing said
    beside = after or before_words
    return (
        bool(re.match(rf"^\s*[:,]?\s*(?:[\w’'-]+\s+){{0,8}}[{QUOTES_OPEN}]", beside))
        if after
        else before_words[-1:] in QUOTES_CLOSE
    )


def _end(hidden: str, end: int) -> int:
    return len(hidden[:end].rstrip().rstrip(".;,"))
