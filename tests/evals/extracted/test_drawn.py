"""Articles are drawn by a seed, and what is read in each is printed beneath it."""

from __future__ import annotations

from pathlib import Path

import typer
from typer.testing import CliRunner

from evals.bench.articles import NewsArticle, write_articles
from evals.extracted.drawn import drawn, main, told


def articles(count: int) -> list[NewsArticle]:
    return [NewsArticle(id=f"a{n}", title=f"Note {n}", text="Rain fell.", published="2019-07-05") for n in range(count)]


def test_one_seed_draws_the_same_articles_and_another_others() -> None:
    everything = articles(40)
    assert drawn(everything, 10, 7) == drawn(everything, 10, 7) != drawn(everything, 10, 8)
    assert len(drawn(everything, 60, 7)) == 40


def test_what_is_read_stands_beneath_the_beginning() -> None:
    text = "Norway put a duty of 12 percent on Swiss watches, Ana Ruiz, a trader, said. She said it would rain."
    lines = list(told(NewsArticle(id="a", title="Watches", text=text, published="2019-07-05"), 80))
    assert lines[0] == "## a | 2019-07-05 | Watches"
    assert lines[1] == text[:80].strip()
    assert [line for line in lines if "SAID" in line] == [
        "  SAID [Ana Ruiz / trader] Norway put a duty of 12 percent on Swiss watches",
    ]
    assert any("tariff 12 percent (percent) in_force" in line for line in lines)
    assert lines[-1] == "  STANDS reported"


def test_the_command_prints_them(tmp_path: Path) -> None:
    path = tmp_path / "articles.jsonl"
    write_articles(articles(3), path)
    app = typer.Typer()
    app.command()(main)
    ran = CliRunner().invoke(app, [str(path), "--articles", "2"])
    assert ran.exit_code == 0
    assert ran.output.count("## a") == 2
