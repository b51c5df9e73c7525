"""Was anything looked at or cited that had not been published on the day of the question."""

from __future__ import annotations

from collections.abc import Iterator

from evals.scorers.contract import Judged, Score

__all__ = ["score_no_future_leak"]


def score_no_future_leak(judged: Judged) -> Score:
    """1.0 when every cited and every retrieved article is of the day asked or earlier, else 0.0.

    An article without a date may be later, and counts as later. Articles outside the corpus are
    `citation_validity`'s.
    """
    late = list(dict.fromkeys(_late(judged)))
    return Score(value=0.0 if late else 1.0, reason="; ".join(late[:3]))


def _late(judged: Judged) -> Iterator[str]:
    cited = [("cites", each.article_id) for each in judged.answer.citations]
    found = [("retrieved", each.article_id) for each in judged.retrieved or ()]
    for what, identity in (*cited, *found):
        article = judged.corpus.by_id.get(identity)
        if article is None:
            continue
        last = article.published.last_day
        if last is None:
            yield f"{what} {article.name}, which has no date and so may be later than {judged.case.as_of}"
        elif last > judged.case.as_of:
            yield f"{what} {article.name} of {article.published}, after {judged.case.as_of}"
