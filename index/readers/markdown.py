"""Markdown, with YAML front matter: its fields are the article's, its markup is taken off."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from index.articles import Draft, clean_text
from index.readers.decoding import decode
from index.readers.drafting import make_draft
from index.readers.records import draft_of_record

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from index.readers.contract import Problem, ReadOptions
    from index.readers.raw_input import RawInput

__all__ = ["FrontMatter", "plain_of_markdown", "read_markdown", "split_front_matter"]

FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.{0,65536}?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
HEADING = re.compile(r"\A#{1,2}[ \t]+([^\n]+)(?:\n|\Z)|\A([^\n]+)\n={3,}[ \t]*(?:\n|\Z)")
FENCE = re.compile(r" {0,3}(```|~~~)")
MARKUP: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"<!--(?:(?!<!--).){0,5000}?-->", re.DOTALL), ""),
    (re.compile(r"!\[[^\[\]\n]{0,500}\](?:\([^)\n\[]{0,2000}\)|\[[^\[\]\n]{0,200}\])"), ""),
    (re.compile(r"(?<!\\)\[([^\[\]\n]{0,500})\]\([^)\s\[]{0,2000}(?:\s+\"[^\"\n]{0,200}\")?\)"), r"\1"),
    (re.compile(r"(?<!\\)\[([^\[\]\n]{1,500})\]\[[^\[\]\n]{0,200}\]"), r"\1"),
    (re.compile(r"^\[[^\[\]\n]{1,200}\]:[ \t]+\S+.*$", re.MULTILINE), ""),
    (re.compile(r"<(https?://[^>\s]{1,2000})>"), r"\1"),
    (re.compile(r"^ {0,3}#{1,6}[ \t]+([^\n]*)$", re.MULTILINE), r"\1"),
    (re.compile(r"^ {0,3}>[ \t]?", re.MULTILINE), ""),
    (re.compile(r"^ {0,3}([-*_])[ \t]*(?:\1[ \t]*){2,100}$", re.MULTILINE), ""),
    (re.compile(r"(\*\*|__)(?=\S)([^\n]{1,500}?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*\\])\*(?=[^\s*])([^*\n]{1,500}?)(?<=[^\s*])\*(?![\w*])"), r"\1"),
    (re.compile(r"(?<![\w_\\])_(?=[^\s_])([^_\n]{1,500}?)(?<=[^\s_])_(?![\w_])"), r"\1"),
    (re.compile(r"`([^`\n]{1,500})`"), r"\1"),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!>~|-])"), r"\1"),
    (re.compile(r"\n{3,}"), "\n\n"),
)
"""Every repetition is bounded, so that a hostile text takes no more than linear time."""


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The fields before the text, the text, and what went wrong between them."""

    text: str
    fields: Mapping[str, object] = field(default_factory=dict)
    note: str = ""


def read_markdown(raw: RawInput, options: ReadOptions) -> Iterator[Draft | Problem]:
    """Read one article from one file."""
    decoded = decode(raw.read_all(options.max_file_mb, "max_file_mb"), raw.charset)
    front = split_front_matter(clean_text(decoded.text))
    body = front.text.strip()
    heading = HEADING.match(body)
    title = (heading.group(1) or heading.group(2)).rstrip(" \t#") if heading else ""
    if heading and body[heading.end() :].strip():
        body = body[heading.end() :]
    notes = (decoded.note, front.note)
    if not body.strip() or not front.fields:
        yield make_draft(
            place=raw.place,
            text=plain_of_markdown(body),
            title=plain_of_markdown(title),
            url=raw.url,
            notes=notes,
        )
        return
    record: dict[str, object] = {"title": plain_of_markdown(title), "url": raw.url}
    record |= {name: value for name, value in front.fields.items() if value}
    record["text"] = plain_of_markdown(body)
    mapping = {name: seen for name, seen in options.fields.items() if name != "text"}
    yield draft_of_record(record, place=raw.place, fields=mapping, notes=notes)


def split_front_matter(text: str) -> FrontMatter:
    """Take YAML front matter off. Values stay as they are written, so that dates keep their precision."""
    match = FRONT_MATTER.match(text)
    if match is None:
        return FrontMatter(text)
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    rest = text[match.end() :]
    try:
        fields = YAML(typ="base", pure=True).load(match.group(1))
    except (YAMLError, ValueError, RecursionError) as error:
        line = getattr(getattr(error, "problem_mark", None), "line", None)
        where = f" (line {line + 2})" if line is not None else ""
        return FrontMatter(rest, note=f"the front matter is not YAML{where} and was left out")
    if not isinstance(fields, dict):
        return FrontMatter(text)
    return FrontMatter(rest, {str(name): _shallow(value) for name, value in fields.items()})


def _shallow(value: object) -> object:
    """A value without what is nested in it, since aliases can make that endless."""
    if isinstance(value, list):
        return [item for item in value[:100] if isinstance(item, str)]
    if isinstance(value, dict):
        return {str(name): item for name, item in value.items() if isinstance(item, str)}
    return value if isinstance(value, str) else ""


def plain_of_markdown(text: str) -> str:
    """The words without the markup; code in fences stays as it is, images go."""
    parts: list[list[str]] = [[]]
    for line in text.split("\n"):
        fence = FENCE.match(line) is not None
        if fence and len(parts) % 2:
            parts.append([line])
            continue
        parts[-1].append(line)
        if fence:
            parts.append([])
    return "\n".join(
        "\n".join(lines) if number % 2 else _without_markup("\n".join(lines))
        for number, lines in enumerate(parts)
        if lines
    ).strip()


def _without_markup(text: str) -> str:
    for pattern, plain in MARKUP:
        text = pattern.sub(plain, text)
    return text
