"""Questions of one era over articles of another: refused, or answered from the wrong decade?

Beside it, how often news questions that can be answered are refused: a system that always refuses
would be perfect on one figure alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from evals.external.contract import Asked, ExternalPlan, ExternalReport, Tick, share_figure
from evals.external.data_files import data_file
from evals.external.news import NewsQuestion, news_questions
from evals.external.published import OF_REFUSALS
from evals.external.refusal_questions import QUESTIONS_OF_1987, QUESTIONS_OF_2018
from evals.external.trade import REUTERS, TRADE_FILES
from evals.statistics import rate_of
from evals.systems import kept_library, loaded_assistant

__all__ = ["Refusals", "ask_all", "run_refusals"]


@dataclass(frozen=True, slots=True)
class Refusals:
    """What became of questions that must be refused."""

    refused: tuple[bool, ...]
    answered: tuple[str, ...]
    """One line for each that was answered, with what it cited first."""


def run_refusals(plan: ExternalPlan, say: Callable[[str], None], tick: Tick) -> ExternalReport:
    """Ask both eras and the news questions. Raises: UsageError when the data are not there."""
    old = [data_file(plan, "trade", REUTERS)]
    new = [data_file(plan, "trade", name) for name in TRADE_FILES if name != REUTERS]
    news = [data_file(plan, "news", "articles.jsonl")]
    questions = news_questions(plan)
    with loaded_assistant(old, kept_library(plan.library, "trade-1987"), say) as parley:
        of_2018 = ask_all(parley, QUESTIONS_OF_2018[: plan.limit], tick)
    with loaded_assistant(new, kept_library(plan.library, "trade-recent"), say) as parley:
        of_1987 = ask_all(parley, QUESTIONS_OF_1987[: plan.limit], tick)
    with loaded_assistant(news, kept_library(plan.library, "news"), say) as parley:
        over = _over_refusals(parley, questions, tick)
    return ExternalReport(
        name="refusals",
        split=plan.split,
        questions=len(of_2018.refused) + len(of_1987.refused) + len(over),
        figures=(
            share_figure("2018 questions refused over 1987", rate_of(of_2018.refused)),
            share_figure("1987 questions refused over 2014 to 2024", rate_of(of_1987.refused)),
            share_figure("over-refusal on news", rate_of(over)),
        ),
        published=OF_REFUSALS,
        notes=("the questions across eras are the same for every split", "each answered one is listed"),
        lines=(*of_2018.answered, *of_1987.answered),
    )


def ask_all(parley: Asked, questions: Sequence[str], tick: Tick) -> Refusals:
    """Ask each without an as_of, as somebody would who does not know what the library holds."""
    refused, answered = [], []
    for done, question in enumerate(questions, start=1):
        answer = parley.ask(question)
        refused.append(answer.refused)
        if not answer.refused:
            first = answer.citations[0] if answer.citations else None
            quote = " ".join(first.quote.split()) if first else "nothing cited"
            answered.append(f"{question} – {first.published if first else ''} {quote}".replace("  ", " "))
        tick(done, len(questions))
    return Refusals(tuple(refused), tuple(answered))


def _over_refusals(parley: Asked, questions: Sequence[NewsQuestion], tick: Tick) -> list[bool]:
    refused = []
    for done, question in enumerate(questions, start=1):
        refused.append(parley.ask(question.question, as_of=question.as_of).refused)
        tick(done, len(questions))
    return refused
