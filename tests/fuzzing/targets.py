"""The table of targets by name. A new one is a line here and a `Target` in a module of its kind.

A target's module is imported when the target is run.
"""

from __future__ import annotations

import importlib

from tests.fuzzing.contract import Target

__all__ = ["TARGETS", "target"]

TARGETS = {
    "text": "tests.fuzzing.reader_targets:TEXT",
    "markdown": "tests.fuzzing.reader_targets:MARKDOWN",
    "html": "tests.fuzzing.reader_targets:HTML",
    "json": "tests.fuzzing.reader_targets:JSON",
    "jsonl": "tests.fuzzing.reader_targets:JSONL",
    "csv": "tests.fuzzing.reader_targets:CSV",
    "feed": "tests.fuzzing.reader_targets:FEED",
    "ninjs": "tests.fuzzing.reader_targets:NINJS",
    "nitf": "tests.fuzzing.reader_targets:NITF",
    "newsml": "tests.fuzzing.reader_targets:NEWSML",
    "sniffed": "tests.fuzzing.reader_targets:SNIFFED",
    "pdf": "tests.fuzzing.document_targets:PDF",
    "docx": "tests.fuzzing.document_targets:DOCX",
    "docx-parts": "tests.fuzzing.document_targets:DOCX_PARTS",
    "decoding": "tests.fuzzing.text_targets:DECODING",
    "dates": "tests.fuzzing.text_targets:DATES",
    "dating": "tests.fuzzing.text_targets:DATING",
    "sentences": "tests.fuzzing.text_targets:SENTENCES",
    "passages": "tests.fuzzing.text_targets:PASSAGES",
    "addresses": "tests.fuzzing.web_targets:ADDRESSES",
    "replies": "tests.fuzzing.web_targets:REPLIES",
    "questions": "tests.fuzzing.asking_targets:QUESTIONS",
    "times": "tests.fuzzing.asking_targets:TIMES",
    "follow-ups": "tests.fuzzing.asking_targets:FOLLOW_UPS",
    "model-replies": "tests.fuzzing.asking_targets:MODEL_REPLIES",
    "narrowings": "tests.fuzzing.asking_targets:NARROWINGS",
    "bodies": "tests.fuzzing.door_targets:BODIES",
    "requests": "tests.fuzzing.door_targets:REQUESTS",
    "cookies": "tests.fuzzing.door_targets:COOKIES",
}
"""Each by the module and the name of its `Target`."""


def target(name: str) -> Target:
    """Raises: KeyError when there is none of that name."""
    module, _, constant = TARGETS[name].partition(":")
    found = getattr(importlib.import_module(module), constant)
    assert isinstance(found, Target)
    return found
