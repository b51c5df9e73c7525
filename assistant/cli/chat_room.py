"""A chat in a terminal: questions answered as they stream, and the commands that begin with a slash."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assistant import Answer, Assistant, Conversation
from assistant.cli.answer_text import answer_lines, cost_text, source_lines
from assistant.cli.flowing import Flow
from assistant.cli.terminal import out, out_json_line, plural, say, styled, wrapped
from assistant.streaming import AnswerEvent, RestartEvent, SearchedEvent, TextEvent
from index.dates import parse_partial_date
from index.errors import UsageError

__all__ = ["COMMANDS", "ChatRoom", "Leave", "list_talks"]

LISTED = 20


class Leave(Exception):
    """The person wants to go."""


@dataclass(slots=True)
class ChatRoom:
    """One chat: the conversation it is in, what questions are narrowed to, and the last answer."""

    parley: Assistant
    talk: Conversation
    narrowed: dict[str, Any] = field(default_factory=dict)
    as_json: bool = False
    answer: Answer | None = None

    def take(self, line: str) -> None:
        """Do what a line says: a command, or a question. Raises: ParleyError; Leave."""
        typed = line.strip()
        if not typed:
            return
        if not typed.startswith("/"):
            self.ask(typed)
            return
        name, _, rest = typed.partition(" ")
        if name not in COMMANDS:
            raise UsageError(f"no command {name!r}", hint="/help lists them")
        COMMANDS[name].do(self, rest.strip())

    def ask(self, question: str) -> None:
        """Answer as it streams. Ctrl-C stops the answer, which is kept as stopped."""
        flow = Flow()
        stream = self.parley.stream(question, conversation=self.talk, **self.narrowed)
        try:
            for event in stream:
                if isinstance(event, AnswerEvent):
                    self.answer = event.answer
                    flow.end()
                    self._show(event.answer, flow.text)
                elif not self.as_json:
                    self._tell(event, flow)
        except KeyboardInterrupt:
            stream.close()  # type: ignore[attr-defined]  # a generator, which keeps the turn as stopped
            flow.end()
            say("stopped; the question is kept without an answer")

    def _tell(self, event: SearchedEvent | TextEvent | RestartEvent, flow: Flow) -> None:
        if isinstance(event, SearchedEvent):
            if event.query.asked:
                out(wrapped(f"Asked: {event.query.question}"))
        elif isinstance(event, TextEvent):
            flow.feed(event.text)
        else:
            flow.end()
            flow.text = ""
            out(wrapped(f"({event.reason}; what stands above is withdrawn)"))

    def _show(self, answer: Answer, streamed: str) -> None:
        if self.as_json:
            out_json_line(answer)
            return
        for line in answer_lines(answer, quotes=True, text=streamed.split() != answer.text.split()):
            out(line)


@dataclass(frozen=True, slots=True)
class _Command:
    do: Callable[[ChatRoom, str], None]
    takes: str
    """Its argument, as the help shows it."""
    help: str


def _help(_room: ChatRoom, _rest: str) -> None:
    width = max(len(f"{name} {each.takes}") for name, each in COMMANDS.items())
    for name, each in COMMANDS.items():
        out(f"{f'{name} {each.takes}'.ljust(width)}  {each.help}")
    out("Ctrl-C stops an answer, Ctrl-D leaves.")


def _leave(_room: ChatRoom, _rest: str) -> None:
    raise Leave


def _last(room: ChatRoom) -> Answer:
    if room.answer is None:
        raise UsageError("nothing was answered yet", hint="ask something first")
    return room.answer


def _sources(room: ChatRoom, _rest: str) -> None:
    answer = _last(room)
    if not answer.citations:
        out("the last answer cites nothing")
    for line in source_lines(answer):
        out(line)


def _article(room: ChatRoom, rest: str) -> None:
    chosen = {str(each.n): each for each in room.answer.citations} if room.answer else {}
    citation = chosen.get(rest.strip("[]"))
    article = room.parley.article(citation.article_id if citation else rest) if rest else None
    if article is None:
        numbers = f"1 to {len(chosen)}" if chosen else "an article's id"
        raise UsageError(f"no article {rest!r}", hint=f"give {numbers}")
    text = article.text
    if citation:
        text = f"{text[: citation.start]}»{citation.quote}«{text[citation.end :]}"
    out(styled(article.title, "bold"))
    out(" · ".join(each for each in (article.source, str(article.published), article.url, article.id) if each))
    out()
    out(wrapped(text))


def _date_setter(name: str) -> Callable[[ChatRoom, str], None]:
    def put(room: ChatRoom, rest: str) -> None:
        if rest and rest != "off":
            try:
                parse_partial_date(rest)
            except ValueError as error:
                raise UsageError(str(error)) from error
            room.narrowed[name] = rest
        elif rest:
            room.narrowed.pop(name, None)
        out(f"{name.replace('_', ' ')}: {room.narrowed.get(name) or 'not set'}")

    return put


def _source(room: ChatRoom, rest: str) -> None:
    if rest == "off":
        room.narrowed.pop("sources", None)
    elif rest:
        try:
            names = tuple(shlex.split(rest)) if '"' in rest else (rest,)
        except ValueError as error:
            raise UsageError(f"{rest!r} has a quotation mark too few") from error
        room.narrowed["sources"] = names
    out(f"outlets: {', '.join(room.narrowed.get('sources', ())) or 'all'}")


def _save(room: ChatRoom, rest: str) -> None:
    from assistant.cli.asking import save_form
    from assistant.documents import exported_conversation, save

    if not rest:
        raise UsageError("/save needs a file", hint="such as /save talk.docx")
    path = Path(rest).expanduser()
    form = save_form(path)
    count = len(room.talk.turns)
    if not count:
        raise UsageError("there is nothing to save yet", hint="ask something first")
    save(exported_conversation(room.talk, form), path)
    out(f"wrote {plural(count, 'turn')} to {rest!r}")


def _cost(room: ChatRoom, _rest: str) -> None:
    spent = [turn.answer.usage for turn in room.talk.turns if turn.answer is not None]
    if not spent:
        raise UsageError("nothing was answered yet", hint="ask something first")
    out(f"the last answer: {cost_text(spent[-1:])}")
    out(f"this conversation: {cost_text(spent)}")


def _new(room: ChatRoom, _rest: str) -> None:
    room.talk, room.answer = room.parley.conversation(), None
    out("a new conversation")


def list_talks(parley: Assistant, search: str = "") -> None:
    """Print conversations, the last touched first."""
    found = parley.conversations(search, limit=LISTED)
    for each in found:
        out(f"{each.id}  {each.updated:%Y-%m-%d %H:%M} UTC  {plural(each.turns, 'turn')}  {each.title}")
    if not found:
        out("no conversations")


def _list(room: ChatRoom, rest: str) -> None:
    list_talks(room.parley, rest)


def _open(room: ChatRoom, rest: str) -> None:
    room.talk = room.parley.conversation(rest)
    turns = room.talk.turns
    room.answer = next((turn.answer for turn in reversed(turns) if turn.answer), None)
    out(wrapped(f"“{room.talk.title}”, {plural(len(turns), 'turn')}"))
    for turn in turns[-1:]:
        out(wrapped(f"last asked: {turn.question}"))
    query = room.answer.query if room.answer else None
    if query and query.as_of_given and "as_of" not in room.narrowed:
        room.narrowed["as_of"] = query.as_of.isoformat()
        out(f"as of: {room.narrowed['as_of']}")


def _rename(room: ChatRoom, rest: str) -> None:
    room.talk.rename(rest)
    out(f"“{room.talk.title}”")


def _timeline(room: ChatRoom, rest: str) -> None:
    from assistant.cli.timeline import timeline_lines

    topic = rest or (room.answer.query.question if room.answer else "")
    if not topic:
        raise UsageError("a timeline needs a topic", hint="such as /timeline steel tariffs")
    for line in timeline_lines(room.parley.timeline(topic, **room.narrowed)):
        out(line)


def _wrong(room: ChatRoom, rest: str) -> None:
    kept = room.parley.give_feedback(_last(room), good=False, comment=rest)
    out(f"kept as feedback {kept.id}")


COMMANDS = {
    "/sources": _Command(_sources, "", "the sources of the last answer, with their exact words"),
    "/article": _Command(_article, "N", "the whole article of source N, with the cited words marked"),
    "/as-of": _Command(_date_setter("as_of"), "DATE|off", "ask as on that day: nothing later is looked at"),
    "/since": _Command(_date_setter("since"), "DATE|off", "only what was published from then on"),
    "/until": _Command(_date_setter("until"), "DATE|off", "only what was published until then"),
    "/source": _Command(_source, "NAME|off", "only this outlet; several in quotation marks"),
    "/timeline": _Command(_timeline, "[TOPIC]", "what happened when; of the last question without a topic"),
    "/save": _Command(_save, "FILE", "write the conversation to a .md, .html, .docx or .json file"),
    "/cost": _Command(_cost, "", "what the model's work on the last answer and on this conversation cost"),
    "/new": _Command(_new, "", "begin another conversation"),
    "/list": _Command(_list, "[WORDS]", "the conversations, or those with these words"),
    "/open": _Command(_open, "ID", "go on with one of them"),
    "/rename": _Command(_rename, "TITLE", "give this one a title"),
    "/wrong": _Command(_wrong, "TEXT", "keep what is wrong with the last answer, as feedback"),
    "/help": _Command(_help, "", "this list"),
    "/quit": _Command(_leave, "", "leave"),
}
"""Every command by its name."""
