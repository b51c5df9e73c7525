"""Questions that fit the loaded library, made from what its own articles tell, and the view that offers them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from assistant.web.page.markup import rendered
from assistant.web.page.samples import sample_files
from index.articles import Article
from index.errors import ParleyError

if TYPE_CHECKING:
    from assistant.parley import Assistant

__all__ = ["examples_of", "start_markup"]

LOOKED_AT = 150
"""Articles whose names are counted, the newest ones."""
LETTERS = 1500
"""Of each article, from its beginning: where news says what it is about."""
WANTED = 4
TRIED = 24
"""Candidates that are asked, at most."""
NAME = re.compile(r"(?<=[a-z,] )(the )?((?:[A-Z][\w’'-]+ )*[A-Z][\w’'-]{2,})(?![\w’'-])")
"""A name inside a sentence, whole, with its article."""
CALENDAR = frozenset(
    "January February March April June July August September October November December Monday Tuesday Wednesday "
    "Thursday Friday Saturday Sunday".split()
)
OF_A_COUNTRY = re.compile(r"\w+(?:an|ese|ish)")
"""A word that says whose something is, and names nothing by itself."""
FORM = "What happened with {name} in {month}, and why?"


def start_markup(parley: Assistant, doing: str = "") -> str:
    """What stands where the answers will: examples, or how to begin with an empty library."""
    articles, _ = parley.library.counts()
    outlets = [name for name in parley.library.sources() if name]
    return rendered(
        "start",
        articles=articles,
        outlets=len(outlets),
        span=parley.library.span(),
        samples=0 if articles else len(sample_files()),
        doing=doing,
        examples=examples_of(parley) if articles else [],
    )


def examples_of(parley: Assistant) -> list[str]:
    """At most four questions that the library answers; fewer when it has little to tell."""
    newest = parley.articles(limit=1)
    state = (parley.library.counts()[0], newest[0].id if newest else "")
    return list(_answered(parley, state))


@lru_cache(maxsize=8)
def _answered(parley: Assistant, state: tuple[int, str]) -> tuple[str, ...]:
    """Those of the candidates that are answered, by more than one sentence; found once for a `state` of the library."""
    del state
    found: list[str] = []
    for number, question in enumerate(_candidates(parley.articles(limit=LOOKED_AT))):
        if number >= TRIED or len(found) == WANTED:
            break
        try:
            answer = parley.ask(question, mode="extractive")  # an offer is not worth a model's time
        except ParleyError:
            break  # examples are an offer; what keeps them away is said when something is asked
        if answer.status == "answered" and len(answer.citations) > 1:
            found.append(question)
    return tuple(found)


def _candidates(articles: Sequence[Article]) -> Iterator[str]:
    """A question for each name that several articles of one month have, the most telling first."""
    months: dict[str, Counter[str]] = defaultdict(Counter)
    told: Counter[str] = Counter()
    for article in articles:
        value = article.published.value or ""
        if len(value) < 7:
            continue
        found = NAME.findall(article.text[:LETTERS])
        names = {
            f"{article_word}{name}"
            for article_word, name in found
            if not set(name.split()) & CALENDAR and not OF_A_COUNTRY.fullmatch(name)
        }
        told.update(names)
        for name in names:
            months[name][value[:7]] += 1
    most = max(2, len(articles) // 4)
    telling = [name for name, count in told.most_common() if 2 <= count <= most]
    seen: set[str] = set()
    for name in telling:
        month, _ = months[name].most_common(1)[0]
        if month not in seen:
            seen.add(month)
            yield FORM.format(name=name, month=_month(month))


def _month(value: str) -> str:
    from datetime import date

    return f"{date.fromisoformat(f'{value}-01'):%B %Y}"
