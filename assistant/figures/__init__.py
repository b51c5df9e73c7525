"""A table of tariff rates, quotas and values of trade over the articles, each cell with the words it rests on."""

from __future__ import annotations

from assistant.figures.exports import as_csv
from assistant.figures.finding import FoundFigure, figures_in_article
from assistant.figures.making import DEFAULT_K, MOST_FIGURES, FigureFilter, FigureFinder
from assistant.figures.models import Cell, Figure, FigureState, FigureTable, Measure

__all__ = [
    "DEFAULT_K",
    "MOST_FIGURES",
    "Cell",
    "Figure",
    "FigureFilter",
    "FigureFinder",
    "FigureState",
    "FigureTable",
    "FoundFigure",
    "Measure",
    "as_csv",
    "figures_in_article",
]
