"""`parley chat`: questions and answers in turns, in a terminal or from standard input."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.cli.asking import AsOf, Since, Sources, Until
from assistant.cli.invocation import ExitCode, Invocation, command
from assistant.cli.terminal import error_line, given_text, out, out_json, plural, say
from index.errors import ParleyError, UsageError

if TYPE_CHECKING:
    from assistant.cli.chat_room import ChatRoom
    from assistant.parley import Assistant

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command."""

    @command(app, "chat")
    def chat(
        run: Invocation,
        talk: Annotated[str | None, typer.Argument(metavar="[ID]", help="The conversation to go on with.")] = None,
        *,
        resume: Annotated[bool, typer.Option("--resume", help="Go on with the last one, or with ID.")] = False,
        show_list: Annotated[bool, typer.Option("--list", help="List the conversations, and leave.")] = False,
        as_of: AsOf = None,
        since: Since = None,
        until: Until = None,
        source: Sources = None,
        as_json: Annotated[bool, typer.Option("--json", help="One JSON document a line, an answer each.")] = False,
    ) -> None:
        """Ask in turns: a question may rest on those before it."""
        given = {"as_of": as_of, "since": since, "until": until}
        narrowed: dict[str, Any] = {name: value for name, value in given.items() if value}
        if source:
            narrowed["sources"] = tuple(given_text(each) for each in source)
        with run.open() as parley:
            if show_list:
                _list(parley, as_json=as_json)
                return
            missed = _chat(parley, _resumed(parley, talk, resume=resume), narrowed, as_json=as_json)
        if missed:
            raise typer.Exit(ExitCode.INCOMPLETE)


def _list(parley: Assistant, *, as_json: bool) -> None:
    from assistant.cli.chat_room import list_talks

    if as_json:
        out_json(parley.conversations(limit=None))
    else:
        list_talks(parley)


def _resumed(parley: Assistant, talk: str | None, *, resume: bool) -> str | None:
    """The id of the conversation to go on with. Raises: UsageError when there is none."""
    if talk is not None or not resume:
        return talk
    last = parley.conversations(limit=1)
    if not last:
        raise UsageError("there is no conversation to go on with", hint="`parley chat` begins one")
    return last[0].id


def _chat(parley: Assistant, talk: str | None, narrowed: dict[str, Any], *, as_json: bool) -> int:
    """Take lines until the end; returns how many could not be done."""
    from assistant.cli.chat_room import COMMANDS, ChatRoom, Leave
    from assistant.cli.typing_lines import PROMPT, is_interactive, line_reader

    room = ChatRoom(parley, parley.conversation(), narrowed, as_json)
    if talk is not None:
        if as_json:
            room.talk = parley.conversation(talk)
        else:
            room.take(f"/open {talk}")
    interactive, missed = is_interactive(), 0
    if interactive:
        articles, _ = parley.library.counts()
        out(f"{plural(articles, 'article')}. Ask, or /help; Ctrl-D leaves.")
    next_line = line_reader(parley.folder, COMMANDS)
    with _ended_by_sigterm():
        while True:
            try:
                line = given_text(next_line())
                if line.strip() and not (interactive or as_json):
                    out(f"{PROMPT}{line.strip()}")
                missed += _taken(room, line)
                if line.strip() and not as_json:
                    out()
            except (EOFError, Leave):
                return 0 if interactive else missed
            except KeyboardInterrupt:
                if not interactive:
                    raise
                say("Ctrl-D leaves")


def _taken(room: ChatRoom, line: str) -> int:
    """0, or 1 when the line could not be done, which is said."""
    try:
        room.take(line)
    except ParleyError as error:
        error_line(str(error))
        return 1
    return 0


@contextmanager
def _ended_by_sigterm() -> Iterator[None]:
    """Leave when told to by a signal; Ctrl-C alone stops an answer only."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def leave(_signal: int, _frame: object) -> None:
        raise SystemExit(ExitCode.INTERRUPTED)

    before = signal.signal(signal.SIGTERM, leave)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
