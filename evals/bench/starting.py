"""How long a command takes from its start: to its end, or, for the page, to the moment that a browser has it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median

import httpx
from pydantic import BaseModel, ConfigDict

from evals.bench.costs import environment_with
from evals.bench.process import cpu_of
from index.errors import ParleyError

__all__ = ["Start", "command_started", "empty_page_started", "page_started"]

STARTS = 3
ADDRESS = re.compile(r"https?://[\w.:\[\]]+/?")
EMPTY_PAGE = """
import gradio
with gradio.Blocks(analytics_enabled=False) as page:
    gradio.Textbox()
page.launch(server_name="127.0.0.1")
"""
"""The least page that Gradio itself can show."""
TIMEOUT_S = 60.0


class Start(BaseModel):
    """From its start; medians."""

    model_config = ConfigDict(frozen=True)

    seconds: float
    cpu_seconds: float
    """Of all threads."""


def command_started(arguments: Sequence[str], tokens: int) -> Start:
    """`parley` with these arguments, to its end. Raises: CalledProcessError when it fails."""
    environment = environment_with(PARLEY_PASSAGES__BUDGET_TOKENS=str(tokens))
    command = [sys.executable, "-m", "assistant.cli", *arguments]
    return _median(lambda: _ended(command, environment))


def page_started(library: Path, tokens: int) -> Start:
    """`parley serve` over a library, until its page has been fetched whole once. Raises: ParleyError."""
    command = ["-m", "assistant.cli", "--library", str(library), "serve", "--port", "0", "--no-browser"]
    return _median(lambda: _fetched(command, environment_with(PARLEY_PASSAGES__BUDGET_TOKENS=str(tokens))))


def empty_page_started() -> Start:
    """A page of Gradio's own with one field, in the same way. Raises: ParleyError."""
    return _median(lambda: _fetched(["-c", EMPTY_PAGE], environment_with(GRADIO_ANALYTICS_ENABLED="False")))


def _ended(command: Sequence[str], environment: Mapping[str, str]) -> Start:
    began, before = time.perf_counter(), os.times()
    subprocess.run(command, capture_output=True, env=environment, check=True)  # noqa: S603 - our own command
    seconds, after = time.perf_counter() - began, os.times()
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return Start(seconds=seconds, cpu_seconds=cpu)


def _fetched(arguments: Sequence[str], environment: Mapping[str, str]) -> Start:
    """Start Python, and fetch the page at the address that it says. How long it takes to end is not counted."""
    began = time.perf_counter()
    command = [sys.executable, "-u", *arguments]
    server = subprocess.Popen(  # noqa: S603 - our own command
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment
    )
    assert server.stdout is not None
    try:
        said = []
        for line in server.stdout:
            said.append(line)
            if address := ADDRESS.search(line):
                httpx.get(address.group(), trust_env=False, timeout=TIMEOUT_S).raise_for_status()
                return Start(seconds=time.perf_counter() - began, cpu_seconds=cpu_of(server.pid))
        raise ParleyError(f"no page was served: {''.join(said).strip()[-500:]}")
    finally:
        server.terminate()
        server.wait(TIMEOUT_S)
        server.stdout.close()


def _median(once: Callable[[], Start]) -> Start:
    starts = [once() for _ in range(STARTS)]
    return Start(
        seconds=round(median(each.seconds for each in starts), 2),
        cpu_seconds=round(median(each.cpu_seconds for each in starts), 2),
    )
