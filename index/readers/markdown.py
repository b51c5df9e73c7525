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
HEADING = re.compile(r"\A#{1,2}[ \t]+(.+?)[ \t#]*(?:\n|\Z)|\A([^\n]+)\n={3,}[ \t]*(?:\n|\Z)")
FENCE = re.compile(r"(^(?:```|~~~).*?^(?:```|~~~)[ \t]*$)", re.DOTALL | re.MULTILINE)
MARKUP: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"<!--.*?-->", re.DOTALL), ""),
    (re.compile(r"!\[[^\]\n]*\](?:\([^)\n]*\)|\[[^\]\n]*\])"), ""),
    (re.compile(r"(?<!\\)\[([^\]\n]+)\]\([^)\s]*(?:\s+\"[^\"\n]*\")?\)"), r"\1"),
    (re.compile(r"(?<!\\)\[([^\]\n]+)\]\[[^\]\n]*\]"), r"\1"),
    (re.compile(r"^\[[^\]\n]+\]:[ \t]+\S+.*$", re.MULTILINE), ""),
    (re.compile(r"<(https?://[^>\s]+)>"), r"\1"),
    (re.compile(r"^ {0,3}#{1,6}[ \t]+(.*?)[ \t#]*$", re.MULTILINE), r"\1"),
    (re.compile(r"^ {0,3}>[ \t]?", re.MULTILINE), ""),
    (re.compile(r"^ {0,3}(?:[-*_][ \t]*){3,}$", re.MULTILINE), ""),
    (re.compile(r"(\*\*|__)(?=\S)([^\n]+?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*\\])\*(?=[^\s*])([^*\n]+?)(?<=[^\s*])\*(?![\w*])"), r"\1"),
    (re.compile(r"(?<![\w_\\])_(?=[^\s_])([^_\n]+?)(?<=[^\s_])_(?![\w_])"), r"\1"),
    (re.compile(r"`([^`\n]+)`"), r"\1"),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!>~|-])"), r"\1"),
    (re.compile(r"\n{3,}"), "\n\n"),
)


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
    title = (heading.group(1) or heading.group(2)) if heading else ""
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
    return FrontMatter(rest, {str(name): value for name, value in fields.items()})


def plain_of_markdown(text: str) -> str:
    """The words without the markup; code in fences stays as it is, images go."""
    parts = FENCE.split(text)
    for number in range(0, len(parts), 2):
        for pattern, plain in MARKUP:
            parts[number] = pattern.sub(plain, parts[number])
    return "".join(parts).strip()
