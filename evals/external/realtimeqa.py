"""RealTime QA as its authors publish it: weekly quiz questions, and the articles that a web search found for them.

`*_qa.jsonl` holds the questions (`question_id`, `question_date`, `question_sentence`, `choices`, `answer`: indexes of
the right ones), `*_gcs.jsonl` what was found (`search_result`: `url`, `title`, `text`, `publish_date`). Both may lie
anywhere below the folder; the "none of the above" variants (`*_qa_nota.jsonl`) are not read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from evals.external.answer_words import MARKER, answer_holds, holds_words, words_of
from evals.external.contract import Asked, ExternalPlan, ExternalReport, Figure, Tick, share_figure
from evals.external.data_files import Identified, chosen, files_below, read_lines
from evals.external.published import OF_REALTIMEQA
from evals.statistics import rate_of
from evals.systems import kept_library, loaded_assistant
from index.articles import Draft
from index.dates import DateOrigin, PublicationDate

__all__ = ["QuizQuestion", "WebFind", "chosen_choice", "measure_quiz", "run_realtimeqa"]

QUESTIONS, FINDS = re.compile(r"\d{8}\w*_qa\.jsonl"), re.compile(r"\d{8}\w*_gcs\.jsonl")
READ = 10
"""Passages that a choice is looked for in, after the answer's quotes."""
DAY = re.compile(r"(\d{4})[/-](\d{2})[/-](\d{2})")


class QuizQuestion(Identified):
    """A question with its choices."""

    id: str = Field(validation_alias="question_id")
    day: str = Field(validation_alias="question_date", pattern=r"^\d{4}/\d{2}/\d{2}$")
    text: str = Field(validation_alias="question_sentence")
    choices: tuple[str, ...]
    answer: tuple[int, ...]

    @property
    def as_of(self) -> str:
        """The day as the assistant takes it."""
        return self.day.replace("/", "-")


class WebFind(BaseModel):
    """An article that the search found."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    url: str
    title: str = ""
    text: str = ""
    publish_date: str = ""


class _Search(Identified):
    id: str = Field(validation_alias="question_id")
    search_result: tuple[WebFind, ...]


def run_realtimeqa(plan: ExternalPlan, say: Callable[[str], None], tick: Tick) -> ExternalReport:
    """Measure choices and answers. Raises: UsageError when the data are not there."""
    quizzes = [each for path in files_below(plan, QUESTIONS) for each in read_lines(path, QuizQuestion)]
    questions = chosen(list({each.id: each for each in quizzes}.values()), plan)
    finds = {find.url: find for path in files_below(plan, FINDS) for find in _finds(path) if find.text.strip()}
    drafts = [_draft(find) for find in finds.values()]
    undated = sum(not draft.dates for draft in drafts)
    with loaded_assistant(drafts, kept_library(plan.library, "realtimeqa"), say) as parley:
        figures = measure_quiz(parley, questions, tick)
    return ExternalReport(
        name="realtimeqa",
        split=plan.split,
        questions=len(questions),
        figures=tuple(figures),
        published=OF_REALTIMEQA,
        notes=(
            f"{undated} of the {len(drafts)} articles found have no date and are left out: each question is asked as "
            "of its day",
            "a choice is picked by where its words stand, first in the answer's quotes and then in the passages found: "
            "no model reads them",
            "a fourth of the choices would be right by chance",
        ),
    )


def measure_quiz(parley: Asked, questions: Sequence[QuizQuestion], tick: Tick) -> list[Figure]:
    """Right choices of those given, and answers that hold the right choice's words and cite them."""
    picked, held, refused = [], [], []
    for done, question in enumerate(questions, start=1):
        answer = parley.ask(question.text, as_of=question.as_of)
        texts = [MARKER.sub(" ", each.quote) for each in answer.citations]
        texts += [each.passage.text for each in parley.search(question.text, k=READ, as_of=question.as_of)]
        picked.append(chosen_choice(question.choices, texts) in question.answer)
        held.append(any(answer_holds(answer, question.choices[right]) for right in question.answer))
        refused.append(answer.refused)
        tick(done, len(questions))
    return [
        share_figure("right of the choices", rate_of(picked)),
        share_figure("answer holds the right choice's words and cites them", rate_of(held)),
        share_figure("refused", rate_of(refused)),
    ]


def chosen_choice(choices: Sequence[str], texts: Sequence[str]) -> int | None:
    """The index of the choice whose words stand best and earliest in the texts; None when none stands anywhere.

    A text counts for the reciprocal of its rank; words that do not stand together count for half.
    """
    scores = [sum(_held(choice, text) / rank for rank, text in enumerate(texts, start=1)) for choice in choices]
    best = max(scores, default=0.0)
    return scores.index(best) if best > 0 else None


def _held(choice: str, text: str) -> float:
    if holds_words(text, choice):
        return 1.0
    words = set(words_of(choice).split())
    return 0.5 * len(words & set(words_of(text).split())) / len(words) if len(words) > 1 else 0.0


def _finds(path: Path) -> Iterator[WebFind]:
    for search in read_lines(path, _Search):
        yield from search.search_result


def _draft(find: WebFind) -> Draft:
    day = DAY.match(find.publish_date)
    dates = (PublicationDate.of("-".join(day.groups()), DateOrigin.METADATA),) if day else ()
    return Draft(text=find.text, place=find.url, title=find.title, url=find.url, dates=dates)
