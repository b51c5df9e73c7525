"""How the page's own markup speaks with Gradio: events from it, and effects on it."""

from __future__ import annotations

import functools
import inspect
import itertools
import logging
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import aclosing, contextmanager
from typing import Any

import gradio as gr

from assistant.web.page.saying import UNEXPECTED, in_words
from assistant.web.workers import Lane, Workers
from index.errors import ServerError

__all__ = ["QUIET", "effect", "effects_part", "guarded", "listening", "markup_part", "owner_of", "page_of", "values_of"]

QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
"""For every handler: the page shows what it waits for by itself, and none of them is a door for other programs."""
logger = logging.getLogger(__name__)
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


def guarded(handler: Callable[..., Any], workers: Workers) -> Callable[..., Any]:
    """The handler as Gradio is to call it: what blocks runs in the lane of looking, among the other doors' work.

    One that is asynchronous has chosen its lanes itself. What it fails with unexpectedly is said in words on the
    page, and written to the log; what it could not begin, because too many wait, is said too.
    """
    if inspect.isasyncgenfunction(handler):

        @functools.wraps(handler)
        async def steps(*values: Any) -> AsyncIterator[Any]:
            with _said_in_words():
                async with aclosing(handler(*values)) as items:
                    async for item in items:
                        yield item

        return steps

    @functools.wraps(handler)
    async def once(*values: Any) -> Any:
        with _said_in_words():
            if inspect.iscoroutinefunction(handler):
                return await handler(*values)
            return await workers.run(Lane.LOOKING, lambda: handler(*values))

    return once


@contextmanager
def _said_in_words() -> Iterator[None]:
    try:
        yield
    except gr.Error:
        raise
    except ServerError as error:
        raise gr.Error(in_words(error), print_exception=False) from error
    except Exception as error:
        logger.exception("a part of the page failed unexpectedly")
        raise gr.Error(UNEXPECTED, print_exception=False) from error


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


def page_of(request: gr.Request) -> str:
    """Gradio's name for one open page."""
    return str(getattr(request, "session_hash", None) or "")
