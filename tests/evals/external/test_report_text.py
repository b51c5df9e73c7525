from evals.external.contract import ExternalReport, Published, mean_figure, share_figure
from evals.external.multihop import measure_evidence, measure_refusals
from evals.external.news import measure_answers, measure_retrieval
from evals.external.published import OF_MULTIHOP, OF_NEWS
from evals.external.report_text import figures_text
from evals.statistics import rate_of

from .asked import Scripted


def test_the_baseline_stands_beside_the_figure_and_nothing_measured_is_a_dash() -> None:
    report = ExternalReport(
        name="news",
        split="dev",
        questions=2,
        figures=(share_figure("at 1", rate_of([True, False]), 0.558), mean_figure("words", [])),
        notes=("a note",),
        lines=("a line",),
    )
    assert figures_text(report).split("\n") == [
        "news, split dev: 2 questions",
        "",
        "figure  parley            95 %   BM25  n",
        "at 1     0.500  0.095 to 0.905  0.558  2",
        "words        –                         0",
        "",
        "– a note",
        "  a line",
    ]


def test_what_others_published_stands_beside_ours_and_says_what_differs() -> None:
    report = ExternalReport(
        name="news",
        split="dev",
        questions=2,
        figures=(share_figure("at 1", rate_of([True, False])),),
        published=(
            Published(what="theirs", value=0.638, beside="at 1", differs="four choices"),
            Published(what="others", value=0.45, beside="not measured", differs="another era"),
        ),
    )
    text = figures_text(report)
    lines = [" ".join(line.split()) for line in text.split("\n")]
    assert "(1) theirs 0.638 0.500 at 1" in lines
    assert "(2) others 0.450 – not measured" in lines
    assert lines.index("(1) four choices") < lines.index("(2) another era")


def test_every_published_figure_names_one_that_we_measure() -> None:
    nobody = Scripted()
    multihop = [*measure_evidence(nobody, [], {}, ignore), *measure_refusals(nobody, [], ignore)]
    news = [*measure_retrieval(nobody, [], ignore), *measure_answers(nobody, [], ignore)]
    assert {each.beside for each in OF_MULTIHOP} <= {figure.name for figure in multihop}
    assert {each.beside for each in OF_NEWS} <= {figure.name for figure in news}


def ignore(done: int, total: int) -> None:
    """No progress is shown."""
