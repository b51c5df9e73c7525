"""A follow-up made to stand alone by a chat model: the exchanges before it and the question in, one question out.

The model is not believed: a name or a number that nobody has spoken of is an error, and the rules step in.
"""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from assistant.conversations.models import Exchange
from assistant.grounding.reading import cleaned, refuses
from assistant.models.chat import ChatModel
from assistant.models.spending import Meter
from index.errors import ReplyUnusable, SettingsError
from prompts import Message, PromptError, load_prompt

__all__ = ["ModelRewriter"]

LONGEST_S = 20.0
"""Seconds; the answer's own deadline holds where it is shorter. A reader waits for this before anything is searched."""
REPLY_TOKENS = 160
ANSWER_CHARACTERS = 500
"""Of each earlier answer, which is what a pronoun may stand for."""
NAME = re.compile(r"\b[A-Z][\w’'&.-]*\w")
NUMBER = re.compile(r"\d[\d.,]*")
LABEL = re.compile(r"^(?:(?:stand-?alone|rewritten|last) )?question:\s*", re.IGNORECASE)
ASKS = re.compile(
    r"\?\W*$|^(?:who|whom|whose|what|which|when|where|why|how|did|does|do|was|were|is|are|will|would|has|have|had|can|could|"
    r"should|may|might|tell|give|show|list|explain|describe|compare|summari[sz]e)\b",
    re.IGNORECASE,
)
"""What a question looks like; a small model gives an answer in its place."""
SMALL_WORD = re.compile(r"\b[a-z][a-z’'-]{3,}")
OF_TALK = frozenset(
    """
    about also another actually answer asked asking before after then there that this those these they them their what
    when where which whose while with without would could should have been were does sorry mean meant please well else
    same year years month months week weeks later earlier today yesterday tomorrow time once more tell says said wrong
    rather over from into than until since during again just only very much many
    """.split()
)
"""Words of a follow-up that its stand-alone form need not have."""
SAME_ROOT = 4
"""Letters that two forms of a name share: "Mexico", "Mexican"."""
CALENDAR = frozenset(
    "january february march april may june july august september october november december monday tuesday wednesday "
    "thursday friday saturday sunday".split()
)
YEARS = range(1500, 2101)
LAST_DAY = 31


@dataclass(frozen=True, slots=True)
class ModelRewriter:
    """See `assistant.conversations.Rewriter`; what it costs is counted by the meter."""

    model: ChatModel
    meter: Meter
    as_of: date
    prompts: Path | None = None

    def __call__(self, history: Sequence[Exchange], question: str) -> str:
        """The stand-alone question. Raises: ModelError, SettingsError."""
        messages = self._messages(history, question)
        counted = self.meter.before(messages, REPLY_TOKENS)
        deadline = time.monotonic() + min(LONGEST_S, self.model.settings.deadline_s)
        call = self.model.call(messages, max_tokens=REPLY_TOKENS, deadline=deadline)
        try:
            for _ in call:
                pass
        finally:
            call.close()
            self.meter.after(counted, call.reply)
        made = _question_in(call.reply.text)
        if not made or refuses(made) or not ASKS.search(made):
            raise ReplyUnusable(f"model {self.model.name!r} gave no question")
        if dropped := _left_out(question, made):
            raise ReplyUnusable(f"model {self.model.name!r} left {dropped!r} out of the question")
        spoken = " ".join([question, *(f"{each.question} {each.answer}" for each in history)])
        if foreign := _not_spoken_of(made, spoken):
            raise ReplyUnusable(f"model {self.model.name!r} put {foreign!r} into the question")
        return made

    def _messages(self, history: Sequence[Exchange], question: str) -> list[Message]:
        turns = [
            {"question": _plain(each.question), "answer": _plain(each.answer)[:ANSWER_CHARACTERS]} for each in history
        ]
        try:
            prompt = load_prompt("standalone", self.prompts)
            return prompt.messages(question=_plain(question), as_of=str(self.as_of), history=turns)
        except PromptError as error:
            raise SettingsError(str(error), hint="see PARLEY_PROMPTS") from error


def _plain(text: str) -> str:
    return " ".join(text.translate(str.maketrans("<>", "‹›")).split())


def _question_in(reply: str) -> str:
    """The first line that says anything, without its label and quotation marks."""
    lines = [" ".join(line.split()) for line in cleaned(reply).splitlines() if line.strip()]
    return LABEL.sub("", lines[0]).strip().strip("“”\"'").strip() if lines else ""


def _left_out(typed: str, made: str) -> str:
    """What the question as typed names and the one that was made does not; empty when it has what it must.

    Each name, and of the other words that tell anything at least one.
    """
    kept = {word.casefold()[:SAME_ROOT] for word in re.findall(r"[\w’'&.-]*\w", made)}
    for match in NAME.finditer(typed, 1):
        word = match.group().casefold()
        if word not in CALENDAR and len(word) >= SAME_ROOT and word[:SAME_ROOT] not in kept:
            return match.group()
    telling = [word for word in SMALL_WORD.findall(typed) if word not in OF_TALK]
    missing = [word for word in telling if word[:SAME_ROOT] not in kept]
    return missing[0] if missing and len(missing) == len(telling) else ""


def _not_spoken_of(made: str, spoken: str) -> str:
    """The first name or number of the question that was not spoken of; dates may be worked out."""
    known = {word.casefold() for word in re.findall(r"[\w’'&.-]*\w", spoken)}
    roots = {word[:SAME_ROOT] for word in known if len(word) >= SAME_ROOT}
    for match in NAME.finditer(made, 1):
        word = match.group().casefold().removesuffix("'s").removesuffix("’s")
        if word not in known and word not in CALENDAR and word[:SAME_ROOT] not in roots:
            return match.group()
    told = {number.strip(".,") for number in NUMBER.findall(spoken)}
    numbers: list[str] = [found.strip(".,") for found in NUMBER.findall(made)]
    for number in numbers:
        of_a_date = number.isdigit() and (int(number) in YEARS or int(number) <= LAST_DAY)
        if number not in told and not of_a_date:
            return number
    return ""
