"""Figures: what they measure, on what, by whom, since when, and the words of every cell."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant import Assistant
from assistant.figures import FigureState, FigureTable, FoundFigure, Measure, as_csv, figures_in_article
from assistant.settings import Settings
from index.articles import Article, Draft
from index.dates import DateOrigin, PublicationDate
from tests.assistant.conftest import Parley


def found(text: str) -> list[FoundFigure]:
    article = Article(
        id="a",
        title="",
        text=text,
        published=PublicationDate.of("2019-06-03", DateOrigin.GIVEN),
        loaded_at=datetime(2019, 6, 4, tzinfo=UTC),
        content_hash="",
        story_id="a",
    )
    return figures_in_article(article)


def test_a_rate_has_its_cells() -> None:
    figure = found("Norway raised its duty on $3bn of Swiss watches from 5 percent to 12 percent on Friday.")[0]
    assert (figure.measure, int(figure.value), figure.unit) == (Measure.TARIFF, 12, "percent")
    cells = (figure.before, figure.product, figure.goods, figure.imposed_by, figure.on)
    assert [cell and cell.value for cell in cells] == ["5 percent", "Swiss watches", "$3bn", "Norway", "Switzerland"]
    assert figure.state is FigureState.IN_FORCE
    assert figure.dates.in_force
    assert figure.dates.in_force.first == date(2019, 5, 31)


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Norway may put a duty of 12 percent on watches.", FigureState.PROPOSED),
        ("Norway will put a duty of 12 percent on watches in July.", FigureState.ANNOUNCED),
        ("Norway suspended the duty of 12 percent on watches.", FigureState.SUSPENDED),
        ("Norway lifted the duty of 12 percent on watches.", FigureState.ENDED),
    ],
)
def test_planned_suspended_and_ended_stay_apart(text: str, state: FigureState) -> None:
    assert [each.state for each in found(text)] == [state]


@pytest.mark.parametrize(
    ("text", "measure", "value", "unit"),
    [
        ("Norway charges 30 cents a kilo on imported sugar.", Measure.TARIFF, 30, "cent/kg"),
        ("The duty on wine was 4 euros per litre.", Measure.TARIFF, 4, "eur/litre"),
        ("The duty on ore is $20 per short ton.", Measure.TARIFF, 20, "usd/short_ton"),
        ("Norway raised the duty on watches by 5 percentage points.", Measure.TARIFF, 5, "points"),
        ("Norway would add 3 percentage points to the tariff on tiles.", Measure.TARIFF, 3, "points"),
        ("Norway charges 12 percent on Swiss watches.", Measure.TARIFF, 12, "percent"),
        ("Norway ended its 20 percent tax on exports of hides.", Measure.TARIFF, 20, "percent"),
        ("Norway set a quota of 600 head of cattle.", Measure.QUOTA, 600, "head"),
        ("Norway imported goods worth 3 milliard euros in March.", Measure.TRADE, 3_000_000_000, "eur"),
    ],
)
def test_units_stay_apart(text: str, measure: Measure, value: int, unit: str) -> None:
    [figure] = found(text)
    assert (figure.measure, int(figure.value), figure.unit) == (measure, value, unit)


@pytest.mark.parametrize(
    "text",
    ["The bank charges 3 percent on foreign purchases.", "The tariff takes 2 percentage points off growth."],
)
def test_charges_and_points_of_other_things_are_no_rates(text: str) -> None:
    assert found(text) == []


def test_codes_belong_to_the_figure_of_their_clause() -> None:
    one = found("The duty of 5 percent on goods under HS codes 7208 and 7210.49 stays.")
    assert [each.hs_codes for each in one] == [("7208", "7210.49")]
    other = found("Goods of heading 8504.40 pay no duty, others pay a duty of 10 percent.")
    assert [each.hs_codes for each in other] == [()]


def test_each_rate_has_its_own_product() -> None:
    figures = found("Norway imposed a 10 percent tariff on imported tin and a 25 percent tariff on imported zinc.")
    assert [each.product and each.product.value for each in figures] == ["imported tin", "imported zinc"]


def test_the_former_rate_may_be_rough() -> None:
    [figure] = found("The move raised tariffs to 100 percent from about five percent on Swiss watches.")
    assert figure.before
    assert figure.before.value == "five percent"


def test_a_deficit_may_stand_behind_its_sum_and_a_change_is_none() -> None:
    assert [int(each.value) for each in found("Norway had a record 5.9 billion dlr trade deficit.")] == [5_900_000_000]
    assert found("Norway expects its deficit to fall by 15 billion to 20 billion dollars.") == []


def test_trade_names_both_countries() -> None:
    [figure] = found("Norway's exports to Japan fell to $2bn in May.")
    assert [cell and cell.value for cell in (figure.imposed_by, figure.on)] == ["Norway", "Japan"]


@pytest.mark.parametrize(
    "text",
    [
        "Exports rose 12 percent after the duty was lifted.",
        "Tariffs will cut the income of growers by 59 percent.",
        "Zero-tariff treatment was given to 97 percent of all lines.",
        "Growth slowed to 2 percent.",
        "",
    ],
)
def test_other_percentages_are_no_rates(text: str) -> None:
    assert found(text) == []


def test_an_official_imposes_for_the_country_that_the_article_gives() -> None:
    named = found(
        "Turkish President Recep Erdogan was angry. Erdogan doubled the duty on American cars to 120 percent."
    )
    assert [(each.imposed_by and (each.imposed_by.value, each.imposed_by.words)) for each in named] == [
        ("Turkey", "Erdogan")
    ]
    [unnamed] = found("Erdogan doubled the duty on American cars to 120 percent.")
    assert unnamed.imposed_by is None


def test_units_are_kept_apart() -> None:
    text = (
        "Importers pay 93 euros per tonne in duty on sugar. The quota of 5 million short tons was filled. "
        "The trade surplus reached 12bn yuan in May."
    )
    assert [(each.measure, each.unit) for each in found(text)] == [
        (Measure.TARIFF, "eur/tonne"),
        (Measure.QUOTA, "short_ton"),
        (Measure.TRADE, "cny"),
    ]


@given(
    st.lists(st.sampled_from(["a", "tariff", "of", "on", "25%", "$3bn", "from", "to", "China", "Friday", ".", "quota"]))
)
def test_every_cell_stands_in_the_text(parts: list[str]) -> None:
    text = " ".join(parts)
    for each in found(text):
        for cell in (each.figure, each.before, each.product, each.goods, each.imposed_by, each.on):
            assert cell is None or each.article.text[cell.start : cell.end] == cell.words


@pytest.fixture
def tabled(tmp_path: Path) -> Iterator[Assistant]:
    drafts = [
        Draft(
            place=day,
            title="Watches",
            source="Meridian Wire",
            dates=(PublicationDate.of(day, DateOrigin.GIVEN),),
            text=f"Norway {what} a duty of {rate} percent on Swiss watches, =HYPERLINK said the customs office there.",
        )
        for day, what, rate in (("2019-05-02", "put", 12), ("2019-06-02", "suspended", 14))
    ]
    with Assistant(Settings(library=tmp_path / "library")) as parley:
        parley.load(drafts)
        yield parley


def test_the_table_is_filtered_and_verbatim(tabled: Assistant) -> None:
    table = tabled.figures("watches", imposed_by="Norway", on="Swiss")
    assert [str(each.value) for each in table.figures] == ["14", "12"]
    for each in table.figures:
        article = tabled.article(each.citation.article_id)
        assert article
        assert article.text[each.figure.start : each.figure.end] == each.figure.words
    assert FigureTable.model_validate_json(table.model_dump_json()) == table
    assert [str(each.value) for each in tabled.figures(state="suspended").figures] == ["14"]
    assert tabled.figures("watches", imposed_by="Japan").figures == ()


def test_as_of_is_a_wall_for_figures(tabled: Assistant) -> None:
    table = tabled.figures("watches", as_of="2019-05-31")
    assert [str(each.value) for each in table.figures] == ["12"]
    assert table.coverage.articles == 1


def test_csv_reads_back(tabled: Assistant) -> None:
    rows = list(csv.DictReader(io.StringIO(as_csv(tabled.figures("watches")))))
    assert [(row["value"], row["product"], row["state"]) for row in rows] == [
        ("14", "Swiss watches", "suspended"),
        ("12", "Swiss watches", "in_force"),
    ]


def test_the_command_prints_writes_and_refuses(parley: Parley, library: Path, tmp_path: Path) -> None:
    ran = parley("figures", "tariffs", "--by", "US")
    assert ran.code == 0
    assert "tariff 25 percent; on $200 billion of Chinese goods; by United States; against China" in ran.out
    assert parley("figures", "--out", str(tmp_path / "f.csv")).code == 0
    assert (tmp_path / "f.csv").read_bytes().startswith(b"measure,value,unit")
    assert parley("figures", "--by", "Norway", "--fail-on-refusal").code == 1
