"""The chats that a document shows, held again: what is typed stands behind `> `, the rest is what is printed.

A block begins with ```chat; its first line is the command. `…` on a line of its own stands for lines left out.
"""

from __future__ import annotations

import io
import re
import sys
from unittest.mock import patch

from tests.documents import transcripts

__all__ = ["blocks", "held", "written_anew"]

BLOCK = re.compile(r"^```chat\n\$ (?P<command>parley chat[^\n]*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
CHANGING = re.compile(r"\b[0-9a-f]{16}\b|\d{4}-\d\d-\d\d \d\d:\d\d UTC")
"""Ids and the clock."""


def blocks(document: str) -> list[transcripts.Step]:
    """The command and what is shown of each chat."""
    return [transcripts.Step(block["command"], block["body"]) for block in BLOCK.finditer(document)]


def held(step: transcripts.Step) -> str:
    """What is printed when the same is typed."""
    typed = "".join(f"{line[2:]}\n" for line in step.output.splitlines() if line.startswith("> "))
    with patch.object(sys, "stdin", io.StringIO(typed)):
        printed = transcripts.run(step.command)
    return CHANGING.sub("…id…", printed)


def written_anew(document: str) -> str:
    """The document with what its chats print today; lines that were left out stay out."""
    if not BLOCK.search(document):
        return document
    with transcripts.folder_of_examples():
        transcripts.run("parley load evals/corpus")
        return BLOCK.sub(_block_anew, document)


def _block_anew(block: re.Match[str]) -> str:
    step = transcripts.Step(block["command"], block["body"])
    printed = held(step)
    body = block["body"] if transcripts.shows(step, printed) else f"{printed.strip()}\n"
    return f"```chat\n$ {block['command']}\n{body}```"
