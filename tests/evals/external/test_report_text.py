from evals.external.contract import ExternalReport, mean_figure, share_figure
from evals.external.report_text import figures_text
from evals.statistics import rate_of


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
