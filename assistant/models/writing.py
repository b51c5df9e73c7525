"""Who writes answers: which model, by which prompts, at what cost."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from assistant.models.chat import ChatModel
from assistant.models.spending import Spending
from index.errors import UsageError

__all__ = ["Writing"]

MODES = ("auto", "extractive", "generative")


@dataclass(slots=True)
class Writing:
    """What one opened library answers with."""

    mode: str = "auto"
    model: ChatModel | None = None
    prompts: Path | None = None
    _spendings: dict[str, Spending] = field(default_factory=dict)

    def model_for(self, mode: str, name: str) -> ChatModel | None:
        """The model that is to write; None for extraction.

        Raises: UsageError for another mode than the three, and when a model is asked for and none is set.
        """
        mode = mode or self.mode
        if mode not in MODES:
            raise UsageError(f"mode cannot be {mode!r}", hint=f"choose one of {', '.join(MODES)}")
        if mode == "extractive":
            return None
        if self.model is None:
            if mode == "generative" or name:
                raise UsageError(
                    "no chat model is set",
                    hint="set PARLEY_CHAT__MODEL, and PARLEY_CHAT__BASE_URL and __KEY as it needs",
                )
            return None
        if name and name != self.model.name:
            return ChatModel(self.model.settings.model_copy(update={"model": name}))
        return self.model

    def spending(self, model: ChatModel) -> Spending:
        """What is spent with a model since the library was opened."""
        return self._spendings.setdefault(model.name, Spending(model.settings, model.name))
