"""What a timeline says in words, the same in a terminal, in Markdown and on a page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from assistant.timelines.models import DateBasis, StateKind, Timeline, TimelineEvent
from index.temporal import format_interval

__all__ = ["about_gap", "about_search", "day_words", "state_words"]


def day_words(event: TimelineEvent) -> str:
    """Its days, as precisely as they are known: `10 May 2019`, `May 2019`, `reported 10 May 2019`."""
    words = format_interval(event.interval)
    return f"reported {words}" if event.basis is DateBasis.REPORTED else words


def state_words(event: TimelineEvent) -> str:
    """How it came to stand: `planned for 1 March 2019, reported 2019-02-01 [3]; done, …`; empty when simply done."""
    if len(event.states) == 1 and event.state is StateKind.DONE:
        return ""
    said = []
    for state in event.states:
        days = f" for {format_interval(state.interval)}" if state.interval != event.interval else ""
        day = days if state.kind is StateKind.PLANNED else days.replace(" for ", ": ", 1)
        known = f", announced {format_interval(state.announced)}" if state.announced else ""
        said.append(f"{state.kind}{day}{known}, reported {state.reported} {''.join(f'[{n}]' for n in state.citations)}")
    return "; ".join(said)


def about_gap(timeline: Timeline) -> Iterator[str]:
    """The longest stretch without an event, and whether the library has articles of it."""
    gap = timeline.gap
    if gap is None:
        return
    days = "1 day" if gap.days == 1 else f"{gap.days} days"
    had = "no article" if not gap.articles else "1 article" if gap.articles == 1 else f"{gap.articles} articles"
    yield (
        f"Longest stretch without an event: {_day(gap.first)} to {_day(gap.last)} ({days}; "
        f"the library has {had} published in it)"
    )


def about_search(timeline: Timeline) -> str:
    """What was searched, and what of it is not shown."""
    coverage, query = timeline.coverage, timeline.query
    span = f" of {_day(coverage.first)} to {_day(coverage.last)}" if coverage.first and coverage.last else ""
    parts = [f"{coverage.articles:,} article{'' if coverage.articles == 1 else 's'}{span} searched"]
    if query.window:
        parts.append(f"events of {format_interval(query.window)} only")
    if query.sources:
        parts.append(f"outlets {', '.join(query.sources)}")
    parts.append(f"as of {_day(query.as_of)}{'' if query.as_of_given else ' (today)'}")
    if timeline.omitted:
        parts.append(f"{timeline.omitted} less telling event{'' if timeline.omitted == 1 else 's'} not shown")
    return "; ".join(parts)


def _day(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"
