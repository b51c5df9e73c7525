"""How the page's own markup speaks with Gradio: events from it, and effects on it."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from typing import Any

import gradio as gr

__all__ = ["QUIET", "effect", "effects_part", "listening", "markup_part", "owner_of", "values_of"]

QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
"""For every handler: the page shows what it waits for by itself, and none of them is a door for other programs."""
_numbers = itertools.count(1)


def listening(*events: str) -> str:
    """The script that ties a part of the page to page.js; Gradio finds the events' names in it."""
    return f"parleyPage.attach(element, trigger, {list(events)!r}, typeof server === 'object' ? server : null, upload)"


def markup_part(name: str, *events: str, value: str = "", **given: Any) -> gr.HTML:
    """A part made of the page's own markup, which triggers these events."""
    return gr.HTML(value, elem_id=name, js_on_load=listening(*events), apply_default_css=False, **given)


def effects_part() -> gr.HTML:
    """A part that shows nothing: what it is given, page.js does."""
    return gr.HTML(
        {},
        elem_id="effects",
        html_template="<i hidden></i>",
        js_on_load="watch('value', () => parleyPage.effect(props.value))",
        apply_default_css=False,
        visible="hidden",
    )


def effect(**wanted: Any) -> dict[str, Any]:
    """What page.js is to do: `talk`, `download`, `notice`, `thanks`. Each is done once."""
    return {"number": next(_numbers), **wanted}


def values_of(event: gr.EventData) -> Mapping[str, Any]:
    """What an event of the page's own markup brought along."""
    values = event._data  # noqa: SLF001 - Gradio offers it by attribute alone, which fails for names it does not have
    return values if isinstance(values, Mapping) else {}


def owner_of(request: gr.Request) -> str:
    """The name that somebody has logged in with; empty where there are no users."""
    return str(getattr(request, "username", None) or "")
