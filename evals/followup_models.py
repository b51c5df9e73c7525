"""The dialogues' follow-ups made to stand alone by a chat model, beside the rules.

Where the model fails the rules step in, as they do for a reader; how often that was is counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from assistant.answers import Usage
from assistant.conversations.asking_a_model import ModelRewriter
from assistant.models.chat import ChatModel
from assistant.models.spending import Meter, Spending
from assistant.settings import load_settings
from evals.costs import cost_text
from evals.followups import Dialogue, FollowupFigures, Frozen, Result, run_followups, share_text, wrong_lines

__all__ = ["BesideRules", "beside_rules", "beside_text"]


class BesideRules(Frozen):
    """What the rules and what a model made of the same dialogues."""

    model: str
    rules: FollowupFigures
    by_model: FollowupFigures
    """With the rules in its place where it failed."""
    stepped_in: int
    """In how many dialogues the rules had to."""
    usage: Usage
    """Of all calls; earlier turns of a dialogue are rewritten too."""


def beside_rules(dialogues: Sequence[Dialogue], model: str, url: str | None) -> BesideRules:
    """Both over the dialogues. The model is behind the endpoint given, else the one of the settings, with their key.

    Raises: SettingsError.
    """
    settings, _ = load_settings()
    chat = settings.chat.model_copy(update={"model": model, **({"base_url": url.rstrip("/")} if url else {})})
    meter = Meter(Spending(chat, model))
    asked = ChatModel(chat)

    def rewriter(as_of: date) -> ModelRewriter:
        return ModelRewriter(asked, meter, as_of, settings.prompts)

    by_model = run_followups(dialogues, rewriter)
    return BesideRules(
        model=model,
        rules=run_followups(dialogues),
        by_model=by_model,
        stepped_in=sum(bool(each.note) for each in by_model.results),
        usage=meter.usage(),
    )


def beside_text(figures: BesideRules) -> str:
    """The shares side by side by kind, what only one of them had right, what the model had wrong, and what it cost."""
    rules, model = figures.rules, figures.by_model
    lines = [f"{'':14} {'rules':>22}  {figures.model:>22}"]
    for kind in [*rules.by_kind, "all"]:
        rates = [each.all if kind == "all" else each.by_kind[kind] for each in (rules, model)]
        lines.append(f"{kind:14} " + "  ".join(f"{r.hits:3} of {r.of:3} {share_text(r):>11.11}" for r in rates))
    return "\n".join(
        [
            *lines,
            "",
            f"only the rules: {_only(rules.results, model.results)}",
            f"only the model: {_only(model.results, rules.results)}",
            f"the rules stepped in for {figures.stepped_in} of {len(model.results)}{_reasons(model.results)}",
            _cost_line(figures.usage),
            "",
            *wrong_lines(model),
        ]
    )


def _only(right: Sequence[Result], wrong: Sequence[Result]) -> str:
    found = [one.id for one, other in zip(right, wrong, strict=True) if not one.faults and other.faults]
    return ", ".join(found) or "none"


def _reasons(results: Sequence[Result]) -> str:
    notes = list(dict.fromkeys(each.note for each in results if each.note))
    return f": {notes[0]}{f' (and {len(notes) - 1} other reasons)' if len(notes) > 1 else ''}" if notes else ""


def _cost_line(usage: Usage) -> str:
    spent = cost_text(usage.cost_usd, [usage.price_date] if usage.price_date else [])
    return f"{usage.calls} calls, tokens: {usage.prompt_tokens} in, {usage.completion_tokens} out, {spent}"
