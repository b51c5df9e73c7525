"""An answer as a person reads it in a terminal."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence

from assistant.answers import Answer, Citation, ConflictingClaim, Modality, Usage
from assistant.cli.terminal import plural, styled, wrapped
from assistant.markers import marked
from index.dates import DateInterval

__all__ = ["answer_lines", "cost_text", "source_lines"]

TOLD = frozenset({Modality.DONE, Modality.REPORTED})


def answer_lines(answer: Answer, *, quotes: bool, text: bool = True) -> Iterator[str]:
    """The text, its citations, what was searched, and what to know about it; `text` is off where it was told."""
    if answer.refused:
        yield from _refusal(answer)
    else:
        if text and answer.query.kind == "timeline":
            yield from (wrapped(marked(each.text, each.citations), indent="  ", first="") for each in answer.sentences)
        elif text:
            yield wrapped(answer.text)
        if answer.refusal_reason:
            yield wrapped(f"Not answered: {answer.refusal_reason}.")
    if standing := _standing(answer):
        yield wrapped(standing)
    for conflict in answer.conflicts:
        yield ""
        yield styled("What each says, newest first", "bold")
        for claim in conflict.claims:
            yield wrapped(_claim(claim), indent="      ", first="  ")
    for citation in answer.citations:
        yield ""
        yield from _citation(citation, quotes=quotes)
    yield ""
    yield wrapped(_coverage(answer))
    for warning in answer.warnings:
        yield wrapped(f"Note: {warning}.", indent="  ", first="")


def _standing(answer: Answer) -> str:
    """The sentences that are not told as what is or was, by their citations."""
    found = [
        f"{each.modality.value} {''.join(f'[{n}]' for n in each.citations)}"
        for each in answer.sentences
        if each.modality is not None and each.modality not in TOLD
    ]
    return f"Not told as fact: {', '.join(dict.fromkeys(found))}." if found else ""


def _claim(claim: ConflictingClaim) -> str:
    who = f"{claim.speaker}, in " if claim.speaker else ""
    return f"{claim.claim}: {who}{claim.source or 'unnamed outlet'}, {claim.published} [{claim.citation}]"


def cost_text(usages: Sequence[Usage]) -> str:
    """What a model's work on some answers cost, with the days of the prices; or that no model was asked."""
    calls = sum(each.calls for each in usages)
    if not calls:
        return "no model was asked"
    tokens = f"{sum(each.prompt_tokens for each in usages)} + {sum(each.completion_tokens for each in usages)} tokens"
    days = sorted({each.price_date for each in usages if each.price_date})
    dollars = f"{sum(each.cost_usd for each in usages):.4f} US dollars at prices of {', '.join(days)}"
    return f"{plural(calls, 'call')}, {tokens}, {dollars if days else 'price not known'}"


def source_lines(answer: Answer) -> Iterator[str]:
    """The citations alone, each with its exact words and place."""
    for number, citation in enumerate(answer.citations):
        if number:
            yield ""
        yield from _citation(citation, quotes=True)


def _refusal(answer: Answer) -> Iterator[str]:
    yield wrapped(f"{styled('No answer', 'bold')}: {answer.refusal_reason or answer.text.rstrip('.')}.")
    yield f"What comes nearest: parley search {shlex.quote(answer.query.question)}"


def _citation(citation: Citation, *, quotes: bool) -> Iterator[str]:
    mark, indent = f"[{citation.n}] ", " " * len(f"[{citation.n}] ")
    lines = []
    if quotes:
        lines.append(f"“{' '.join(citation.quote.split())}”")
    lines.append(f"{citation.source or 'unnamed outlet'}, “{citation.title}”, {citation.published}")
    lines.append(f"{citation.article_id}:{citation.start}-{citation.end}{_copies(citation)}")
    if citation.url:
        lines.append(citation.url)
    for number, line in enumerate(lines):
        text = wrapped(line, indent=indent, first=indent if number else mark)
        yield text if number else text.replace(mark, f"{styled(mark.strip(), 'bold')} ", 1)


def _copies(citation: Citation) -> str:
    return f" (and {plural(len(citation.also_in), 'copy')})" if citation.also_in else ""


def _coverage(answer: Answer) -> str:
    coverage, query = answer.coverage, answer.query
    parts = []
    if answer.citations:
        parts.append(plural(coverage.independent_sources, "independent outlet"))
    span = f" of {coverage.first} to {coverage.last}" if coverage.first and coverage.last else ""
    parts.append(f"{plural(coverage.articles, 'article')}{span} searched")
    if query.window:
        words = f" (“{query.window_words}”)" if query.window_words else ""
        parts.append(f"period {_days(query.window)}{words}")
    if query.sources:
        parts.append(f"outlets {', '.join(query.sources)}")
    parts.append(f"as of {query.as_of}{'' if query.as_of_given else ' (today)'}")
    return "; ".join(parts) + "."


def _days(window: DateInterval) -> str:
    if window.first == window.last:
        return str(window.first)
    return f"{window.first or 'the beginning'} to {window.last or 'now'}"
