"""An answer written by a chat model, streamed, held to its passages, repaired once; any failure is raised."""

from __future__ import annotations

import re
import time
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.evidence import Sentence
from assistant.evidence.context import ContextPassage, pack
from assistant.grounding.checking import Stems
from assistant.grounding.holding import Held, hold
from assistant.grounding.reading import NOTHING_FOUND, cleaned, read_reply, refuses, says_gap
from assistant.models.chat import ChatModel
from assistant.models.spending import Meter
from assistant.questions import UnderstoodQuestion
from assistant.questions.parts import parts_of
from assistant.streaming import RestartEvent, TextEvent
from index.errors import ContextTooLong, ReplyUnusable, SettingsError
from index.retrieval import ScoredPassage
from prompts import Message, PromptError, load_prompt

__all__ = ["Generated", "Writer"]

PROMPT_TOKENS = 700
"""Kept for the rules and the question."""
LEAST_KEPT = 0.5
"""Of the sentences: an answer of which less holds is not shown."""
BRACKETS = (("(", ")"), ("<", ">"), ("[", "]"))
MARKER = re.compile(r"\[(\d+)\]")


@dataclass(frozen=True, slots=True)
class Generated:
    """What the model wrote and what of it holds."""

    held: tuple[Held, ...]
    """In order; unsupported ones only where the settings want them marked."""
    gap: str = ""
    """What the model says the passages do not say."""
    nothing: bool = False
    """The model found no answer in the passages."""
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes one answer."""

    model: ChatModel
    meter: Meter
    stems: Stems
    prompts: Path | None = None

    def write(
        self,
        question: UnderstoodQuestion,
        passages: Sequence[ScoredPassage],
        allowed: Sequence[Sentence],
        as_of: str,
    ) -> Generator[TextEvent | RestartEvent, None, Generated]:
        """The text as it comes, and then what holds of it. Raises: ModelError, SettingsError."""
        chat = self.model.settings
        deadline = time.monotonic() + chat.deadline_s
        budget = self.model.context_tokens - min(chat.answer_tokens, self.model.context_tokens // 3) - PROMPT_TOKENS
        context = pack(question, passages, allowed, budget)
        warnings: list[str] = []
        try:
            reply = yield from self._told(self._messages("answer", question, context, as_of), deadline)
        except ContextTooLong as error:
            limit = error.limit_tokens or self.model.context_tokens // 2
            context = pack(question, passages, allowed, limit - limit // 4 - PROMPT_TOKENS)
            warnings.append(f"{error.message}: fewer passages were sent")
            reply = yield from self._told(self._messages("answer", question, context, as_of), deadline)
        if NOTHING_FOUND in reply:
            return Generated((), nothing=True, warnings=tuple(warnings))
        held, gap = self._hold(reply, context)
        faults = [each for each in held if not each.supported]
        if faults and chat.repair:
            yield RestartEvent(reason="a sentence was not borne out by the articles and is corrected")
            draft = " ".join(cleaned(reply).split())
            named = [{"sentence": each.text, "problem": each.problem} for each in faults]
            messages = self._messages("repair", question, context, as_of, draft=draft, faults=named)
            mended = yield from self._told(messages, deadline)
            again, gap_again = self._hold(mended, context)
            if sum(each.supported for each in again) >= sum(each.supported for each in held):
                held, gap = again, gap_again or gap
        return self._settled(held, gap, warnings)

    def _settled(self, held: Sequence[Held], gap: str, warnings: list[str]) -> Generated:
        good = [each for each in held if each.supported]
        bad = len(held) - len(good)
        if not good or len(good) < LEAST_KEPT * len(held):
            raise ReplyUnusable(f"what model {self.model.name!r} wrote is not borne out by the articles")
        if bad and self.model.settings.unsupported == "mark":
            marked = tuple(
                each if each.supported else replace(each, text=f"(Not in the articles: {each.text})") for each in held
            )
            return Generated(marked, gap, warnings=(*warnings, f"{_many(bad)} not borne out by the articles"))
        if bad:
            warnings.append(f"{_many(bad)} left out: not borne out by the articles")
        return Generated(tuple(good), gap, warnings=tuple(warnings))

    def _hold(self, reply: str, context: Sequence[ContextPassage]) -> tuple[list[Held], str]:
        claims = read_reply(reply)
        gaps = [claim.text for claim in claims if says_gap(claim.text)]
        return [hold(claim, context, self.stems) for claim in claims if not says_gap(claim.text)], " ".join(gaps)

    def _told(self, messages: list[Message], deadline: float) -> Generator[TextEvent, None, str]:
        """One call: its text as events, without links, its markers as they will be numbered."""
        answer_tokens = self.model.settings.answer_tokens
        counted = self.meter.before(messages, answer_tokens)
        call = self.model.call(messages, max_tokens=answer_tokens, deadline=deadline)
        shown = _Shown()
        try:
            for piece in call:
                for text in shown.feed(piece):
                    yield TextEvent(text=text)
        finally:
            call.close()
            self.meter.after(counted, call.reply)
        if refuses(call.reply.text):
            raise ReplyUnusable(f"model {self.model.name!r} declines to answer")
        for text in shown.rest():
            yield TextEvent(text=text)
        text = call.reply.text
        if call.reply.finish == "length":  # its last sentence is no whole one
            ends = [match.end() for match in re.finditer(r"[.!?][\"”’)]*(?:\s*\[[\d, ]+\])*(?=\s|$)", text)]
            text = text[: ends[-1]] if ends else ""
        return text

    def _messages(
        self, name: str, question: UnderstoodQuestion, context: Sequence[ContextPassage], as_of: str, **more: object
    ) -> list[Message]:
        if not context:
            raise ReplyUnusable("no passage fits the model's context", hint="raise PARLEY_CHAT__CONTEXT_TOKENS")
        parts = parts_of(question.text)
        try:
            return load_prompt(name, self.prompts).messages(
                question=question.text.translate(str.maketrans("<>", "‹›")),
                as_of=as_of,
                passages=[each.fields() for each in context],
                parts=parts if len(parts) > 1 else [],
                nothing_found=NOTHING_FOUND,
                **more,
            )
        except PromptError as error:
            raise SettingsError(str(error), hint="see PARLEY_PROMPTS") from error


class _Shown:
    """The text as it may be shown while it comes: by whole words, nothing of an open bracket or thought."""

    def __init__(self) -> None:
        self._held = ""
        self._numbers: dict[int, int] = {}

    def feed(self, piece: str) -> Iterator[str]:
        self._held += piece
        if "<think>" in self._held and "</think>" not in self._held:
            return
        end = max(self._held.rfind(" "), self._held.rfind("\n")) + 1
        for sign, close in BRACKETS:  # nothing is cut in the middle of a link or a tag
            opened = self._held.rfind(sign, 0, end)
            if opened > self._held.rfind(close, 0, end):
                end = opened
        if self._held[end:].startswith(("[", "(")) and self._held[:end].endswith(("]", "!")):
            end = max(self._held.rfind(sign, 0, end) for sign in "[!")
        if end > 0:
            yield from self._out(self._held[:end])
            self._held = self._held[end:]

    def rest(self) -> Iterator[str]:
        yield from self._out(self._held)
        self._held = ""

    def _out(self, text: str) -> Iterator[str]:
        if NOTHING_FOUND.startswith(text.strip()[:6]) and text.strip():
            return
        plain = MARKER.sub(lambda m: f"[{self._numbers.setdefault(int(m[1]), len(self._numbers) + 1)}]", cleaned(text))
        if plain:
            yield plain


def _many(count: int) -> str:
    return "1 sentence of the model was" if count == 1 else f"{count} sentences of the model were"
