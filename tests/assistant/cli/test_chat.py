"""`parley chat`: in a real terminal, line by line from a pipe, and what it keeps."""

from __future__ import annotations

import errno
import json
import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from assistant import Assistant
from assistant.settings import Settings
from tests.assistant.conftest import Parley
from tests.assistant.models import scripted

QUESTION = "When did Canada end its steel tariffs?"
PATIENCE_S = 60
ESCAPES = re.compile(r"\x1b(?:\[[0-9;?]*[ -/]*[@-~]|[()][A-Z0-9]|[=>78])")


class Terminal:
    """A program on a pseudo-terminal."""

    def __init__(self, process: subprocess.Popen[bytes], master: int) -> None:
        self.process = process
        self._master = master
        self.shown = ""

    def type(self, keys: str) -> None:
        os.write(self._master, keys.encode())

    def wait_for(self, words: str) -> None:
        """Read on until the words have come since the last wait. Fails after a minute."""
        given_up = time.monotonic() + PATIENCE_S
        while words not in self._plain():
            if time.monotonic() > given_up:
                pytest.fail(f"{words!r} did not come; the screen shows {self._plain()!r}")
            ready, _, _ = select.select([self._master], [], [], 0.2)
            if ready:
                self._read()
        self.shown = ""

    def _read(self) -> None:
        try:
            data = os.read(self._master, 65536)
        except OSError as error:
            if error.errno != errno.EIO:  # the program has closed its side
                raise
            data = b""
        if not data and self.process.poll() is not None:
            pytest.fail(f"the program ended; the screen shows {self._plain()!r}")
        if b"\x1b[6n" in data:  # asked where the cursor is, as a terminal answers
            self.type("\x1b[1;1R")
        self.shown += data.decode("utf-8", "replace")

    def left(self) -> int:
        """The exit code after Ctrl-D, which counts only once the prompt is there: it is pressed until it does."""
        return self.ended("\x04")

    def ended(self, keys: str = "") -> int:
        """The exit code. What is still written is read, so that the program does not wait for it."""
        given_up = time.monotonic() + PATIENCE_S
        while self.process.poll() is None and time.monotonic() < given_up:
            ready, _, _ = select.select([self._master], [], [], 0.3)
            if keys and not ready:
                self.type(keys)
            if ready:
                try:
                    os.read(self._master, 65536)
                except OSError:
                    time.sleep(0.05)
        return self.process.wait(1)

    def _plain(self) -> str:
        return " ".join(ESCAPES.sub("", self.shown).replace("\r", "\n").split())


@contextmanager
def chatting(*arguments: str, **variables: str) -> Iterator[Terminal]:
    master, slave = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "assistant.cli", "chat", *arguments],
        stdin=slave,
        stdout=slave,
        stderr=slave,
        start_new_session=True,
        preexec_fn=_take_terminal,  # noqa: PLW1509 - no threads here
        env={**os.environ, "TERM": "xterm", "COLUMNS": "100", "LINES": "40", **variables},
    )
    os.close(slave)
    try:
        yield Terminal(process, master)
    finally:
        process.kill()
        process.wait(10)
        os.close(master)


def _take_terminal() -> None:
    """Make standard input the controlling terminal, so that Ctrl-C becomes SIGINT."""
    import fcntl
    import termios

    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


@pytest.mark.slow
def test_a_person_asks_follows_up_looks_and_leaves(library: Path, tmp_path: Path) -> None:
    with chatting("--as-of", "2019-07-31") as screen:
        screen.wait_for("3 articles. Ask, or /help")
        screen.type(f"{QUESTION}\r")
        screen.wait_for("as of 2019-07-31.")
        screen.type("Why?\r")
        screen.wait_for("Asked: Why did Canada end its steel tariffs?")
        screen.wait_for("as of 2019-07-31.")
        screen.type("/article 1\r")
        screen.wait_for("»")
        screen.type(f"/save {tmp_path / 'talk.md'}\r")
        screen.wait_for("wrote 2 turns")
        screen.type("\x03")
        screen.wait_for("Ctrl-D leaves")
        assert screen.left() == 0
    assert "Why did Canada end its steel tariffs?" in (tmp_path / "talk.md").read_text(encoding="utf-8")
    assert QUESTION in (library / "chat_history").read_text(encoding="utf-8")


@pytest.mark.slow
def test_the_up_arrow_brings_back_what_was_typed_before(library: Path) -> None:
    with chatting() as screen:
        screen.wait_for("Ask, or /help")
        screen.type("/list\r")
        screen.wait_for("no conversations")
        screen.type("/quit\r")
        assert screen.ended() == 0
    with chatting() as screen:
        screen.wait_for("Ask, or /help")
        screen.type("\x1b[A\x1b[A\r")
        screen.wait_for("no conversations")


@pytest.mark.slow
@pytest.mark.loopback
def test_ctrl_c_stops_the_answer_and_not_the_program(library: Path) -> None:
    with (
        scripted.serving(scripted.hangs(PATIENCE_S)) as server,
        chatting("--as-of", "2019-07-31", PARLEY_CHAT__BASE_URL=server.url, PARLEY_CHAT__MODEL="small") as screen,
    ):
        screen.wait_for("Ask, or /help")
        screen.type(f"{QUESTION}\r")
        given_up = time.monotonic() + PATIENCE_S
        while not server.calls and time.monotonic() < given_up:
            time.sleep(0.05)
        assert server.calls
        screen.type("\x03")
        screen.wait_for("stopped; the question is kept without an answer")
        screen.type("/list\r")
        screen.wait_for(f"1 turn {QUESTION}")
        assert screen.left() == 0
    with Assistant(Settings(library=library, embedding="hashing")) as parley:
        (summary,) = parley.conversations()
        (turn,) = parley.conversation(summary.id).turns
    assert (turn.question, turn.answer) == (QUESTION, None)


@pytest.mark.slow
def test_sigterm_ends_it(library: Path) -> None:
    with chatting() as screen:
        screen.wait_for("Ask, or /help")
        screen.process.send_signal(signal.SIGTERM)
        assert screen.ended() == 130


def test_a_pipe_is_taken_line_by_line(parley: Parley, library: Path) -> None:
    ran = parley("chat", "--as-of", "2019-07-31", stdin=f"{QUESTION}\n\nWhy?\n/sources\n")
    assert ran.code == 0
    assert f"> {QUESTION}\n" in ran.out
    assert "> Why?\nAsked: Why did Canada end its steel tariffs?\n" in ran.out
    assert ran.out.count("The Laurentian Post, “Canada freed of steel duties”, 2019-05-18") >= 2


def test_what_streams_is_what_the_answer_says(parley: Parley, library: Path) -> None:
    chatted = parley("chat", "--as-of", "2019-07-31", stdin=f"{QUESTION}\n")
    asked = parley("ask", QUESTION, "--as-of", "2019-07-31")
    assert chatted.out == f"> {QUESTION}\n{asked.out}\n"


def test_a_conversation_is_gone_on_with(parley: Parley, library: Path) -> None:
    parley("chat", "--as-of", "2019-07-31", stdin=f"{QUESTION}\n/rename Steel\n")
    last = parley("chat", "--resume", stdin="Why?\n")
    assert last.out.startswith(f"“Steel”, 1 turn\nlast asked: {QUESTION}\nas of: 2019-07-31\n")
    assert "Asked: Why did Canada end its steel tariffs?" in last.out
    listed = parley("chat", "--list", "--json").json
    assert [(each["title"], each["turns"]) for each in listed] == [("Steel", 2)]
    by_id = parley("chat", "--resume", listed[0]["id"], stdin="/new\n/list steel\n/open nowhere\n")
    assert "“Steel”, 2 turns" in by_id.out
    assert "a new conversation" in by_id.out
    assert f"{listed[0]['id']}  " in by_id.out
    assert by_id.err == "error: no conversation 'nowhere'; `parley chat --list` names them\n"
    assert by_id.code == 3


def test_with_json_every_answer_is_one_line(parley: Parley, library: Path) -> None:
    ran = parley("chat", "--as-of", "2019-07-31", "--json", stdin=f"{QUESTION}\nWhy?\n")
    first, second = (json.loads(line) for line in ran.out.splitlines())
    assert first["query"]["question"] == QUESTION
    assert (second["query"]["asked"], second["query"]["question"]) == ("Why?", "Why did Canada end its steel tariffs?")


@pytest.mark.loopback
def test_what_a_model_cost_is_told_for_the_answer_and_the_conversation(
    parley: Parley, library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prices = tmp_path / "prices.json"
    prices.write_text('{"date": "2026-01-01", "models": {"small": [1.0, 2.0]}}', encoding="utf-8")
    told, asked = "Canada ended its steel tariffs. [1]", "Why did Canada end its steel tariffs?"
    with scripted.serving(*map(scripted.says, (told, asked, told))) as server:
        monkeypatch.setenv("PARLEY_CHAT__BASE_URL", server.url)
        monkeypatch.setenv("PARLEY_CHAT__MODEL", "small")
        monkeypatch.setenv("PARLEY_CHAT__PRICES", str(prices))
        ran = parley("chat", "--as-of", "2019-07-31", stdin=f"/cost\n{QUESTION}\n/cost\nWhy?\n/cost\n")
    assert "nothing was answered yet" in ran.err
    first, second = ran.out.split("> Why?")
    assert re.search(r"the last answer: 1 call, \d+ \+ \d+ tokens, 0\.\d{4} US dollars at prices of 2026-01-01", first)
    assert "this conversation: 3 calls, " in second


def test_no_model_costs_nothing(parley: Parley, library: Path) -> None:
    ran = parley("chat", "--as-of", "2019-07-31", stdin=f"{QUESTION}\n/cost\n")
    assert "the last answer: no model was asked\nthis conversation: no model was asked\n" in ran.out


def test_questions_are_narrowed_until_that_is_taken_back(parley: Parley, library: Path) -> None:
    lines = "/as-of 2019-05-12\n/source Meridian Wire\n/since 2019\n/until 2019-05\n/as-of off\n/source off\n/as-of\n"
    ran = parley("chat", stdin=lines)
    said = [line for line in ran.out.splitlines() if line and not line.startswith(">")]
    assert said == [
        "as of: 2019-05-12", "outlets: Meridian Wire", "since: 2019", "until: 2019-05",
        "as of: not set", "outlets: all", "as of: not set",
    ]  # fmt: skip
    walled = parley("chat", stdin=f"/as-of 2019-05-12\n{QUESTION}\n/timeline steel tariffs\n")
    assert "as of 2019-05-12" in walled.out
    assert "2019-05-18" not in walled.out


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("/dance", "no command '/dance'; /help lists them"),
        ("/as-of 2019-02-30", "'2019-02-30' is not a day that exists"),
        ("/sources", "nothing was answered yet; ask something first"),
        ("/article 7", "no article '7'; give an article's id"),
        ("/save", "/save needs a file; such as /save talk.docx"),
        ("/save talk.txt", "'talk.txt' names no format; let it end in one of .md, .html, .docx, .json"),
        ("/save talk.md", "there is nothing to save yet; ask something first"),
        ("/rename", "a title needs a word; give one"),
        ("/timeline", "a timeline needs a topic; such as /timeline steel tariffs"),
        ('/source "Wire', "'\"Wire' has a quotation mark too few"),
        ("?!", "'?!' is no question; ask something in words"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_the_chat_goes_on(
    parley: Parley, library: Path, line: str, message: str
) -> None:
    ran = parley("chat", stdin=f"{line}\n/help\n")
    assert ran.err == f"error: {message}\n"
    assert "/quit" in ran.out
    assert ran.code == 3


def test_feedback_is_given_in_the_chat(parley: Parley, library: Path) -> None:
    parley("chat", stdin=f"{QUESTION}\n/wrong it was a year later\n")
    with Assistant(Settings(library=library, embedding="hashing")) as opened:
        assert [each.comment for each in opened.feedback()] == ["it was a year later"]


def test_nothing_to_go_on_with_is_said(parley: Parley, library: Path) -> None:
    ran = parley("chat", "--resume")
    assert (ran.code, ran.err) == (2, "error: there is no conversation to go on with; `parley chat` begins one\n")
