"""Does a sentence say the contrary of the quote it cites: a "not" put in or left out, "rose" for "fell".

Words alone are compared, so this finds contradictions only between a sentence and a quote that tell
the same in much the same words. Nothing found is no proof of support.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from evals.given import GivenSentence, spoken
from evals.matching.directions import NEGATIONS, OPPOSITES, WORD, turns_in
from evals.matching.phrases import plain
from evals.scorers.contract import Judged, Score

__all__ = ["score_polarity"]

ALIKE = 0.7
"""Share of the sentence's words that the quote must hold before the two are compared."""
SAME = 0.95
"""The same share both ways, above which two texts are taken to be of the same words."""
SMALL = frozenset(
    "a an the of in on at to for by with and or that which who is are was were be been it its as from this".split()
)
ADDED = re.compile(r"\[[^\]]*\]")
"""What an answer adds to the article's words: a resolved date."""


def score_polarity(judged: Judged) -> Score:
    """0.0 to 1.0: sentences that do not contradict what they cite, of all with a citation; 1.0 for none."""
    quotes = {citation.n: citation.quote for citation in judged.answer.citations}
    cited = [sentence for sentence in spoken(judged.answer) if any(n in quotes for n in sentence.citations)]
    if not cited:
        return Score(value=1.0)
    faults = [fault for sentence in cited if (fault := _fault(sentence, quotes))]
    return Score(value=1 - len(faults) / len(cited), reason=" | ".join(faults))


def _fault(sentence: GivenSentence, quotes: dict[int, str]) -> str:
    said = plain(ADDED.sub(" ", sentence.text))
    near = [plain(quotes[n]) for n in sentence.citations if n in quotes]
    alike = [quote for quote in near if _share(said, quote) >= ALIKE]
    if not alike:
        return ""
    # one quote that bears the sentence out is enough
    faults = [_contradiction(said, quote) for quote in alike]
    return faults[0] if all(faults) else ""


def _share(said: str, quote: str) -> float:
    ours, theirs = _content(said), set(_content(quote))
    return sum(word in theirs for word in ours) / len(ours) if ours else 0.0


def _content(text: str) -> list[str]:
    skipped = SMALL | NEGATIONS | OPPOSITES.keys()
    return [word for word in WORD.findall(text) if word not in skipped and not word.endswith("n't")]


def _contradiction(said: str, quote: str) -> str:
    ours, theirs = turns_in(said), turns_in(quote)
    our_nots = [turn for turn in ours if turn.negates]
    if fault := _negation(said, quote, [turn.start for turn in our_nots], [t.start for t in theirs if t.negates]):
        return fault
    if min(_share(said, quote), _share(quote, said)) >= SAME and len(our_nots) != sum(t.negates for t in theirs):
        return "says “not” where the quote does not, or leaves it out"
    have = Counter(turn.word for turn in theirs if not turn.negates)
    said_words = Counter(turn.word for turn in ours if not turn.negates)
    for word, times in said_words.items():
        opposite = OPPOSITES[word]
        if (times > have[word] and have[opposite] > said_words[opposite]) or _exchanged(said, quote, word, opposite):
            return f"says “{word}” where the quote says “{opposite}”"
    return ""


def _exchanged(said: str, quote: str, word: str, opposite: str) -> bool:
    """Whether two texts of the same words have the two opposites in other places."""
    if min(_share(said, quote), _share(quote, said)) < SAME:
        return False
    pair = (word, opposite)
    return [each for each in WORD.findall(said) if each in pair] != [
        each for each in WORD.findall(quote) if each in pair
    ]


def _negation(said: str, quote: str, our_nots: Sequence[int], their_nots: Sequence[int]) -> str:
    for ours, theirs, here, there, words in (
        (said, quote, our_nots, their_nots, "says “not” where the quote does not"),
        (quote, said, their_nots, our_nots, "leaves out the “not” of the quote"),
    ):
        for start in here:
            around = _around(ours, start)
            if around and around <= set(_content(theirs)) and not any(around & _around(theirs, at) for at in there):
                return words
    return ""


def _around(text: str, start: int) -> set[str]:
    """The content words next to a negation: two before, two after."""
    return {*_content(text[:start])[-2:], *_content(text[start:])[:2]}
