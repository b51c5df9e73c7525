"""How well near-copies are told from other reports of the same events: made pairs, scored."""

from evals.stories.making import CORPUS, KNOWN, MadePair, article_of, made_pairs, truth
from evals.stories.reading import DATA, Half, Kind, WrittenReport, WrittenSet, read_written
from evals.stories.report_text import stories_text
from evals.stories.scoring import LEAST_PRECISION, LEAST_RECALL, KindScore, StoriesReport, score_stories

__all__ = [
    "CORPUS",
    "DATA",
    "KNOWN",
    "LEAST_PRECISION",
    "LEAST_RECALL",
    "Half",
    "Kind",
    "KindScore",
    "MadePair",
    "StoriesReport",
    "WrittenReport",
    "WrittenSet",
    "article_of",
    "made_pairs",
    "read_written",
    "score_stories",
    "stories_text",
    "truth",
]
