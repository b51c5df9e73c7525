"""Answers and conversations written out: nothing of a citation is lost, nothing of a text does anything."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document

from assistant import Answer, Assistant
from assistant.documents import DOCUMENT_FORMATS, exported_answer, exported_conversation, file_name, save
from assistant.settings import Settings
from index.errors import StorageError, UsageError
from tests.assistant.conftest import Parley

QUESTION = "When did Canada end its steel tariffs?"
HOSTILE = '<img src=x onerror="alert(1)"> **bold** [x](javascript:alert(1)) \x07\u202e </script>'


@pytest.fixture
def assistant(library: Path) -> Iterator[Assistant]:
    with Assistant(Settings(library=library, embedding="hashing")) as parley:
        yield parley


@pytest.fixture
def answer(assistant: Assistant) -> Answer:
    return assistant.ask(QUESTION, as_of="2019-07-31")


def _hostile(answer: Answer) -> Answer:
    first, *others = answer.citations
    changed = first.model_copy(update={"title": HOSTILE, "quote": HOSTILE, "url": "javascript:alert(1)"})
    query = answer.query.model_copy(update={"question": HOSTILE})
    return answer.model_copy(update={"citations": (changed, *others), "query": query})


def _words(data: bytes) -> str:
    return "\n".join(paragraph.text for paragraph in Document(io.BytesIO(data)).paragraphs)


def _unescaped(text: str) -> str:
    return re.sub(r"\\([^\w\s])", r"\1", text)


def test_every_format_has_all_that_checks_a_citation(answer: Answer) -> None:
    texts = {
        "md": _unescaped(exported_answer(answer, "md").decode()),
        "html": exported_answer(answer, "html").decode(),
        "docx": _words(exported_answer(answer, "docx")),
    }
    assert answer.citations
    for text in texts.values():
        assert QUESTION in text
        for each in answer.citations:
            for part in (each.quote, each.title, each.source, str(each.published), each.url):
                assert part in text
            assert f"{each.article_id}, characters {each.start}–{each.end}" in text
        assert "“Friday” in an article of 2019-05-18: 17 May 2019" in text
        assert "As of: 2019-07-31" in text
        assert "Articles searched: 2, published 2019-05-10 to 2019-05-18" in text


def test_the_json_is_the_answer(answer: Answer) -> None:
    assert Answer.model_validate_json(exported_answer(answer, "json")) == answer


def test_a_word_file_links_to_the_web_only(answer: Answer) -> None:
    def links(data: bytes) -> set[str]:
        relations = Document(io.BytesIO(data)).part.rels.values()
        return {each.target_ref for each in relations if each.is_external}

    assert links(exported_answer(answer, "docx")) == {each.url for each in answer.citations}
    assert not any("javascript" in each for each in links(exported_answer(_hostile(answer), "docx")))


def test_a_page_shows_hostile_text_and_does_nothing(answer: Answer) -> None:
    page = exported_answer(_hostile(answer), "html").decode()
    assert "<img" not in page
    assert "<script" not in page
    assert 'href="javascript' not in page
    assert "&lt;img src=x" in page
    assert "default-src 'none'" in page
    assert "\u202e" not in page


def test_markdown_shows_hostile_text_as_it_is(answer: Answer) -> None:
    text = exported_answer(_hostile(answer), "md").decode()
    assert "\\<img" in text
    assert re.search(r"(?<!\\)\]\(", text) is None
    assert "\u202e" not in text
    assert "\\*\\*bold" in text


def test_a_refusal_says_why(assistant: Assistant) -> None:
    refusal = assistant.ask("Who won the chess title in Oslo?", as_of="2019-07-31")
    for form in ("md", "html"):
        assert f"No answer: {refusal.refusal_reason}."[:30] in _unescaped(exported_answer(refusal, form).decode())


def test_a_conversation_has_all_its_turns(assistant: Assistant) -> None:
    talk = assistant.conversation()
    assistant.ask(QUESTION, conversation=talk, as_of="2019-07-31")
    assistant.ask("Why?", conversation=talk, as_of="2019-07-31")
    stream = assistant.stream("And Mexico?", conversation=talk, as_of="2019-07-31")
    next(stream)
    stream.close()  # type: ignore[attr-defined]
    whole = json.loads(exported_conversation(talk, "json"))
    assert [turn["question"] for turn in whole["turns"]] == [QUESTION, "Why?", "And Mexico?"]
    assert whole["title"] == QUESTION
    for text in (
        _unescaped(exported_conversation(talk, "md").decode()),
        exported_conversation(talk, "html").decode(),
        _words(exported_conversation(talk, "docx")),
    ):
        assert "Searched for: Why did Canada end its steel tariffs?" in text
        assert "Taken over from before: Canada ended its steel tariffs" in text
        assert "Stopped before its end." in text


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("When did talks stall – and why?", "when-did-talks-stall-and-why.md"),
        ("../../etc/passwd", "etc-passwd.md"),
        ("Ärger über Zölle", "arger-uber-zolle.md"),
        ("谈判", "answer.md"),
        ("CON", "parley-con.md"),
        ("x" * 200, f"{'x' * 60}.md"),
    ],
)
def test_a_file_name_is_safe_everywhere(title: str, name: str) -> None:
    assert file_name(title, "md") == name


def test_an_unknown_format_is_named(answer: Answer) -> None:
    with pytest.raises(UsageError, match="no document format 'pdf'; choose from md, html, docx, json"):
        exported_answer(answer, "pdf")


def test_what_cannot_be_written_is_said_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="cannot be written"):
        save(b"x", tmp_path / "missing" / "file.md")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("form", DOCUMENT_FORMATS)
def test_the_command_saves_what_it_answers(parley: Parley, library: Path, tmp_path: Path, form: str) -> None:
    file = tmp_path / f"answer.{form}"
    ran = parley("ask", QUESTION, "--as-of", "2019-07-31", "--save", str(file))
    assert (ran.code, ran.err) == (0, f"wrote {str(file)!r}\n")
    assert file.stat().st_size > 500


def test_a_file_that_names_no_format_is_refused_before_asking(parley: Parley, library: Path) -> None:
    ran = parley("ask", QUESTION, "--save", "answer.txt")
    assert ran.code == 2
    assert ran.err == "error: 'answer.txt' names no format; let it end in one of .md, .html, .docx, .json\n"
