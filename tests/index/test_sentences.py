from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given

from index.sentences import sentence_spans

from .index_making import TEXTS


def sentences(text: str) -> list[str]:
    return [text[span.start : span.end] for span in sentence_spans(text)]


@given(TEXTS)
def test_spans_are_in_order_apart_trimmed_and_cover_all_that_is_no_space(text: str) -> None:
    spans = sentence_spans(text)
    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert all(text[span.start : span.end].strip() == text[span.start : span.end] != "" for span in spans)
    assert "".join("".join(part.split()) for part in sentences(text)) == "".join(text.split())


@given(TEXTS)
def test_a_sentence_read_alone_covers_itself(text: str) -> None:
    for part in sentences(text):
        spans = sentence_spans(part)
        assert (spans[0].start, spans[-1].end) == (0, len(part))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The U.S. said on Nov. 30 that Mr. J. P. Smith would go. Talks ended.",
            ["The U.S. said on Nov. 30 that Mr. J. P. Smith would go.", "Talks ended."],
        ),
        ("He left the U.S. The talks went on.", ["He left the U.S.", "The talks went on."]),
        (
            "He left the U.S. Trade Representative's office. It closed.",
            ["He left the U.S. Trade Representative's office.", "It closed."],
        ),
        (
            "Sales rose 2.5 pct. The dollar fell to 1.50 yen. No. 1 exporter Japan said no. It waited.",
            ["Sales rose 2.5 pct.", "The dollar fell to 1.50 yen.", "No. 1 exporter Japan said no.", "It waited."],
        ),
        (
            'TOKYO, March 3 (Reuters) - Japan will act. "We will," he said. “Not now.” She left.',
            ["TOKYO, March 3 (Reuters) - Japan will act.", '"We will," he said.', "“Not now.”", "She left."],
        ),
        (
            "WASHINGTON (AP) — The duty rose Dec. 1. Beijing answered.",
            ["WASHINGTON (AP) — The duty rose Dec. 1.", "Beijing answered."],
        ),
        (
            "JAPAN, U.S. TO HOLD TALKS\nTOKYO, April 1 - Japan and the U.S. agreed\nto talks, he said.\nMore later.",
            [
                "JAPAN, U.S. TO HOLD TALKS",
                "TOKYO, April 1 - Japan and the U.S. agreed\nto talks, he said.",
                "More later.",
            ],
        ),
        (
            "The Ministry of International Trade and Industry said that it\n"
            "would raise quotas on imports of semiconductors from the U.S.\n"
            "The move follows talks in Geneva, where ministers met for days\nto settle the row.",
            [
                "The Ministry of International Trade and Industry said that it\n"
                "would raise quotas on imports of semiconductors from the U.S.",
                "The move follows talks in Geneva, where ministers met for days\nto settle the row.",
            ],
        ),
        (
            "The delegates of the largest exporters met on Thursday with\nMinister Tamura and asked for a delay.",
            ["The delegates of the largest exporters met on Thursday with\nMinister Tamura and asked for a delay."],
        ),
        (
            "中美贸易谈判周三开始。双方说：“没有协议。”会谈将继续！真的吗？是。",
            ["中美贸易谈判周三开始。", "双方说：“没有协议。”", "会谈将继续！", "真的吗？", "是。"],
        ),
        (
            'Will he go? Yes! He said: "Why?" Then he left...',
            ["Will he go?", "Yes!", 'He said: "Why?"', "Then he left..."],
        ),
        ("He waited ... and left. The end… It came.", ["He waited ... and left.", "The end…", "It came."]),
        (
            "Prices rose 3 p.m. Monday. They fell at 5 p.m. The end.",
            ["Prices rose 3 p.m. Monday.", "They fell at 5 p.m.", "The end."],
        ),
        ("Smith & Co. said so. Acme Inc. It closed.", ["Smith & Co. said so.", "Acme Inc.", "It closed."]),
        ("Tariffs:\n- steel\n- aluminium\n\nNext.", ["Tariffs:", "- steel", "- aluminium", "Next."]),
        (
            "COFFEE TALKS END WITHOUT DEAL\n    International coffee talks ended. Delegates left.",
            ["COFFEE TALKS END WITHOUT DEAL", "International coffee talks ended.", "Delegates left."],
        ),
        (
            "“The E.U. will act,” said Ms. Malmström. (She did.) It was over.",
            ["“The E.U. will act,” said Ms. Malmström.", "(She did.)", "It was over."],
        ),
        (
            "Sen. Chuck Grassley, R-Iowa, objected. Rep. Neal did not.",
            ["Sen. Chuck Grassley, R-Iowa, objected.", "Rep. Neal did not."],
        ),
        ("A line without an end\n\nand a paragraph", ["A line without an end", "and a paragraph"]),
        ("", []),
        (" \n\t\u3000", []),
    ],
)
def test_newswire_is_cut_where_a_reader_would(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@pytest.mark.parametrize(
    "part",
    [
        "a ",
        ".",
        ".'",
        "a\n",
        "aaaa bbb\n",
        "no. ",
        "U.S. ",
        "A. ",
        "a.",
        "。",
        "! ",
        "\n ",
        "(",
        "\u0301",
        "word " * 13 + "\n",
    ],
)
def test_a_long_hostile_text_takes_time_in_proportion(part: str) -> None:
    started = time.perf_counter()
    sentence_spans("x" + part * (100_000 // len(part)) + "y")
    assert time.perf_counter() - started < 4
