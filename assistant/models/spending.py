"""What calls cost, by a dated price file, and ceilings that hold before a call is made."""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from assistant.answers import Usage
from assistant.models.options import ChatSettings
from assistant.models.reply import Reply
from index.errors import ReplyUnusable, SettingsError
from index.tokens import count_tokens
from prompts import Message

__all__ = ["Meter", "Spending"]

SHIPPED = Path(__file__).with_name("prices.json")
MESSAGE_TOKENS = 4
"""What the chat format adds to each message."""


@dataclass(frozen=True, slots=True)
class _Price:
    input_usd: float
    output_usd: float
    """For a million tokens."""
    date: str


class Spending:
    """The prices of one model, and what was spent with it since the library was opened. Threads may share it."""

    def __init__(self, settings: ChatSettings, model: str) -> None:
        self._settings = settings
        self._model = model
        self._lock = threading.Lock()
        self.session_usd = 0.0

    @cached_property
    def price(self) -> _Price | None:
        """None when no file knows the model. Raises: SettingsError for a file that cannot be read."""
        path = self._settings.prices or SHIPPED
        try:
            data = json.loads(path.expanduser().read_text(encoding="utf-8"))
            known = data["models"].get(self._model)
            return _Price(float(known[0]), float(known[1]), str(data["date"])) if known else None
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise SettingsError(
                f"the price file {str(path)!r} cannot be read", hint='write {"date": …, "models": {NAME: [in, out]}}'
            ) from error

    def cost(self, prompt_tokens: int, completion_tokens: int) -> float:
        """In US dollars; 0 when no price is known."""
        price = self.price
        return (prompt_tokens * price.input_usd + completion_tokens * price.output_usd) / 1e6 if price else 0.0

    def allow(self, prompt_tokens: int, answer_tokens: int, spent_usd: float) -> None:
        """Raises: ReplyUnusable when a call of this size could pass a ceiling, or its price is not known."""
        chat = self._settings
        if not chat.max_cost_usd and not chat.max_session_cost_usd:
            return
        if self.price is None:
            raise ReplyUnusable(
                f"no price of model {self._model!r} is known, so that no ceiling can be kept",
                hint="name a price file with PARLEY_CHAT__PRICES",
            )
        most = self.cost(prompt_tokens, answer_tokens)
        if chat.max_cost_usd and spent_usd + most > chat.max_cost_usd:
            raise ReplyUnusable(f"a call could cost ${most:.4f}, more than PARLEY_CHAT__MAX_COST_USD leaves")
        if chat.max_session_cost_usd and self.session_usd + most > chat.max_session_cost_usd:
            raise ReplyUnusable(f"a call could cost ${most:.4f}, more than PARLEY_CHAT__MAX_SESSION_COST_USD leaves")

    def add(self, cost_usd: float) -> None:
        """Count what was spent."""
        with self._lock:
            self.session_usd += cost_usd


class Meter:
    """The tokens and the cost of one answer."""

    def __init__(self, spending: Spending) -> None:
        self._spending = spending
        self.prompt_tokens = self.completion_tokens = self.calls = 0
        self.server_prompt_tokens: int | None = None
        self.server_completion_tokens: int | None = None
        self.cost_usd = 0.0

    def before(self, messages: list[Message], answer_tokens: int) -> int:
        """Tokens of the messages. Raises: ReplyUnusable when a ceiling forbids the call."""
        tokens = sum(count_tokens([each.text for each in messages])) + MESSAGE_TOKENS * len(messages)
        self._spending.allow(tokens, answer_tokens, self.cost_usd)
        return tokens

    def after(self, prompt_tokens: int, reply: Reply) -> None:
        """Count a call, whether it came to its end or not."""
        written = count_tokens([reply.text])[0]
        self.calls += max(reply.requests, 1)
        self.prompt_tokens += prompt_tokens
        self.completion_tokens += written
        if reply.prompt_tokens is not None:
            self.server_prompt_tokens = (self.server_prompt_tokens or 0) + reply.prompt_tokens
        if reply.completion_tokens is not None:
            self.server_completion_tokens = (self.server_completion_tokens or 0) + reply.completion_tokens
        cost = self._spending.cost(reply.prompt_tokens or prompt_tokens, reply.completion_tokens or written)
        self.cost_usd += cost
        self._spending.add(cost)

    def usage(self) -> Usage:
        """The figures; milliseconds are left for whoever has measured them."""
        price = self._spending.price
        return Usage(
            prompt_tokens=self.prompt_tokens,
            completion_tokens=self.completion_tokens,
            server_prompt_tokens=self.server_prompt_tokens,
            server_completion_tokens=self.server_completion_tokens,
            calls=self.calls,
            cost_usd=round(self.cost_usd, 8),
            price_date=price.date if price else "",
        )
