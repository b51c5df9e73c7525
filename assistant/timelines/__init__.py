"""What happened when: dated events about a topic, merged across articles, with their states and citations.

`Timeliner` makes a `Timeline`; `exported` writes it as Markdown, CSV, JSON, iCalendar, SVG or HTML.
"""

from __future__ import annotations

from assistant.timelines.exports import TIMELINE_FORMATS, exported
from assistant.timelines.making import DEFAULT_K, MOST_EVENTS, Timeliner
from assistant.timelines.models import EventState, StateKind, Timeline, TimelineEvent, TimelineGap

__all__ = [
    "DEFAULT_K",
    "MOST_EVENTS",
    "TIMELINE_FORMATS",
    "EventState",
    "StateKind",
    "Timeline",
    "TimelineEvent",
    "TimelineGap",
    "Timeliner",
    "exported",
]
