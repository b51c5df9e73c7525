from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from index.dates import DateOrigin
from index.readers.markdown import plain_of_markdown

from .reading_tools import STORY, read, written

if TYPE_CHECKING:
    from pathlib import Path

FRONT = """---
title: "Steel talks: a second try"
source: The Daily Ledger
author: [Jo Doe, Ann Other]
published: 2019-05
url: https://ledger.example/steel
language: en
id: ledger-17
---
"""


def test_front_matter_fills_the_fields(tmp_path: Path) -> None:
    draft = read(written(tmp_path, "story.md", f"{FRONT}\n# Steel talks: a second try\n\n{STORY}\n")).only
    assert draft.title == "Steel talks: a second try"
    assert (draft.source, draft.author) == ("The Daily Ledger", "Jo Doe, Ann Other")
    assert (draft.url, draft.language, draft.id) == ("https://ledger.example/steel", "en", "ledger-17")
    assert [(each.value, each.origin) for each in draft.dates] == [("2019-05", DateOrigin.METADATA)]
    assert draft.text == STORY


def test_a_time_with_a_zone_keeps_the_day_of_its_zone(tmp_path: Path) -> None:
    text = f"---\ndate: 2019-07-05T23:30:00-05:00\n---\n{STORY}"
    assert [each.value for each in read(written(tmp_path, "s.md", text)).only.dates] == ["2019-07-05"]


def test_the_first_heading_is_the_title(tmp_path: Path) -> None:
    assert read(written(tmp_path, "a.md", f"# Steel *talks* resume\n\n{STORY}")).only.title == "Steel talks resume"
    assert read(written(tmp_path, "b.md", f"Steel talks resume\n=====\n\n{STORY}")).only.text == STORY


def test_front_matter_that_is_not_yaml_is_said(tmp_path: Path) -> None:
    draft = read(written(tmp_path, "s.md", f"---\ntitle: 'open\nsource: [\n---\n{STORY}")).only
    assert draft.text == STORY
    assert "front matter" in draft.notes[0]


def test_front_matter_that_never_ends_is_text(tmp_path: Path) -> None:
    assert read(written(tmp_path, "s.md", f"---\n{STORY}")).only.text.endswith("in the spring.")


def test_aliases_in_yaml_do_not_multiply(tmp_path: Path) -> None:
    levels = "\n".join(f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]" for n in range(1, 9))
    text = f"---\nl0: &l0 [x]\n{levels}\ntitle: Steel talks\nauthor: *l8\n---\n{STORY}"
    draft = read(written(tmp_path, "s.md", text)).only
    assert draft.title == "Steel talks"
    assert len(draft.author) < 1000


@pytest.mark.parametrize(
    ("markdown", "plain"),
    [
        ("**Bold** and *thin* and `code`", "Bold and thin and code"),
        ("A [link](https://x.example 'y') stays", "A [link](https://x.example 'y') stays"),
        ("A [link](https://x.example) goes", "A link goes"),
        ("![a ship](https://x.example/leak?d=1)Steel", "Steel"),
        ("2 * 3 * 4 and snake_case_name", "2 * 3 * 4 and snake_case_name"),
        ("> said\n> again", "said\nagain"),
        ("## Background\n\nText", "Background\n\nText"),
        ("```\n**kept**\n```", "```\n**kept**\n```"),
        (r"1\. not a list", "1. not a list"),
        ("<!-- hidden -->shown", "shown"),
    ],
)
def test_markup_is_taken_off_and_words_are_kept(markdown: str, plain: str) -> None:
    assert plain_of_markdown(markdown) == plain
