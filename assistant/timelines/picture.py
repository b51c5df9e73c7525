"""A timeline as one SVG picture that needs nothing else: no font, no script, no address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from assistant.timelines.layout import AXIS_X, HEAD, LABEL_X, LINE, WIDTH, Label, Layout, Tick, laid_out, wrapped
from assistant.timelines.models import StateKind, Timeline
from assistant.timelines.wording import state_words

__all__ = ["STYLE", "UNPRINTABLE", "picture"]

STYLE = """
svg.timeline{--ink:#1d2530;--soft:#5c6775;--line:#c3cad3;--paper:#fff;--mark:#1f5fae;--plan:#8a5a00;--off:#b3261e;
 background:var(--paper);font:12.5px system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif}
svg.timeline text{fill:var(--ink)}
svg.timeline .head{font-size:15px;font-weight:600}
svg.timeline .tick,svg.timeline .key{fill:var(--soft);font-size:11px}
svg.timeline .year{fill:var(--ink);font-size:12px;font-weight:600}
svg.timeline .days{font-weight:600;fill:var(--mark)}
svg.timeline .planned .days,svg.timeline .postponed .days{fill:var(--plan)}
svg.timeline .cancelled .days{fill:var(--off)}
svg.timeline .axis,svg.timeline .mark-tick{stroke:var(--line);stroke-width:1.5}
svg.timeline .lead{fill:none;stroke:var(--line)}
svg.timeline .bar{fill:var(--mark);stroke:var(--mark);stroke-width:1.5}
svg.timeline .planned .bar,svg.timeline .postponed .bar{fill:var(--paper);stroke:var(--plan)}
svg.timeline .postponed .bar{stroke-dasharray:2.5 2}
svg.timeline .cancelled .bar{fill:var(--paper);stroke:var(--off)}
svg.timeline .cross{stroke:var(--off);stroke-width:1.5}
@media (prefers-color-scheme:dark){
 svg.timeline{--ink:#e6eaf0;--soft:#9aa6b5;--line:#47515e;--paper:#14181e;--mark:#7db4f5;--plan:#e0ac4f;--off:#f08a80}
}
"""
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
RADIUS = 5.0
LANE = 11
MOST_LANES = 3
EMPTY_HEIGHT = 110
UNHEADED_TOP = 30


def picture(timeline: Timeline, *, styled: bool = True) -> str:
    """The SVG. With `styled` off the page around it brings `STYLE` and the heading."""
    top = 0 if styled else UNHEADED_TOP
    layout = laid_out(timeline.events) if timeline.events else None
    height = round(layout.height) if layout else EMPTY_HEIGHT
    (title,) = wrapped(timeline.topic, WIDTH - 24, most=1, letter=18) or ("",)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="timeline" viewBox="0 {top} {WIDTH} {height - top}" '
        f'width="{WIDTH}" height="{height - top}" role="img" aria-label="{_text(f"Timeline: {timeline.topic}")}">',
        f"<title>{_text(timeline.topic)}</title>",
        f"<style>{STYLE}</style>" if styled else "",
        f'<text class="head" x="12" y="26">{_text(title)}</text>' if styled else "",
        *(_drawing(layout) if layout else _nothing(timeline)),
        "</svg>",
    ]
    return "\n".join(part for part in parts if part) + "\n"


def _drawing(layout: Layout) -> Iterator[str]:
    yield from _key()
    yield f'<line class="axis" x1="{AXIS_X}" y1="{layout.top:.1f}" x2="{AXIS_X}" y2="{layout.bottom:.1f}"/>'
    yield from map(_tick, layout.ticks)
    yield from map(_lead, layout.labels)
    yield from map(_event, layout.labels)


def _nothing(timeline: Timeline) -> Iterator[str]:
    for number, line in enumerate(wrapped(f"No events: {timeline.refusal_reason}.", WIDTH - 24)):
        yield f'<text x="12" y="{52 + number * LINE:.1f}">{_text(line)}</text>'


def _key() -> Iterator[str]:
    """What the marks mean."""
    x = 18.0
    for kind in StateKind:
        yield f'<g class="{kind}">{_mark(x, HEAD - 20.0, kind)}</g>'
        yield f'<text class="key" x="{x + 10:.0f}" y="{HEAD - 16}">{kind}</text>'
        x += 26 + 6.5 * len(kind)
    yield f'<text class="key" x="{x - 4:.0f}" y="{HEAD - 16}">bar: day not known</text>'


def _tick(tick: Tick) -> str:
    style = "year" if tick.strong else "tick"
    return (
        f'<line class="mark-tick" x1="{AXIS_X - 5}" y1="{tick.y:.1f}" x2="{AXIS_X}" y2="{tick.y:.1f}"/>'
        f'<text class="{style}" x="{AXIS_X - 10}" y="{tick.y + 4:.1f}" text-anchor="end">{_text(tick.text)}</text>'
    )


def _x(label: Label) -> float:
    return AXIS_X + LANE * min(label.lane, MOST_LANES)


def _middle(label: Label) -> float:
    return (label.first + label.last) / 2


def _lead(label: Label) -> str:
    y = label.top + LINE / 2
    elbow = LABEL_X - 12
    return (
        f'<path class="lead" d="M{_x(label) + RADIUS:.1f} {_middle(label):.1f}L{elbow - 6} {_middle(label):.1f}'
        f'L{elbow} {y:.1f}L{LABEL_X - 4} {y:.1f}"/>'
    )


def _event(label: Label) -> str:
    event = label.event
    told = f"{label.days}: {event.text}" + (f" ({words})" if (words := state_words(event)) else "")
    baseline = label.top + LINE * 0.75
    state = "" if event.state is StateKind.DONE else f" · {event.state}"
    lines = "".join(
        f'<tspan x="{LABEL_X}" y="{baseline + LINE * number:.1f}">{_text(line)}</tspan>'
        for number, line in enumerate(label.lines, start=1)
    )
    long = label.last - label.first > 2 * RADIUS
    mark = _bar(label) if long else _mark(_x(label), _middle(label), event.state)
    return (
        f'<g class="event {event.state}" data-cite="{event.citations[0]}"><title>{_text(told)}</title>{mark}'
        f'<text class="days" x="{LABEL_X}" y="{baseline:.1f}">{_text(label.days + state)}</text>'
        f"<text>{lines}</text></g>"
    )


def _bar(label: Label) -> str:
    cross = _cross(_x(label), _middle(label)) if label.event.state is StateKind.CANCELLED else ""
    return (
        f'<rect class="bar" x="{_x(label) - 3.5:.1f}" y="{label.first:.1f}" width="7" '
        f'height="{label.last - label.first:.1f}" rx="3.5"/>{cross}'
    )


def _mark(x: float, y: float, kind: StateKind) -> str:
    cross = _cross(x, y) if kind is StateKind.CANCELLED else ""
    return f'<circle class="bar" cx="{x:.1f}" cy="{y:.1f}" r="{RADIUS}"/>{cross}'


def _cross(x: float, y: float) -> str:
    a = 3
    return f'<path class="cross" d="M{x - a:.1f} {y - a:.1f}l{2 * a} {2 * a}m0 {-2 * a}l{-2 * a} {2 * a}"/>'


def _text(text: str) -> str:
    return escape(UNPRINTABLE.sub("", text))
