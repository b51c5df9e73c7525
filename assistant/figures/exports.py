"""The table written as CSV: one row a figure, every cell with the words and the place they stand in."""

from __future__ import annotations

import csv
import io

from assistant.figures.models import Cell, Figure, FigureTable
from index.dates import DateInterval

__all__ = ["HEADER", "as_csv"]

HEADER = (
    "measure", "value", "unit", "before", "product", "hs_codes", "goods_worth", "imposed_by", "on", "state",
    "announced", "in_force", "ended", "source", "published", "title", "url", "article_id", "start", "end", "quote",
)  # fmt: skip


def as_csv(table: FigureTable) -> str:
    """RFC 4180, with a header. A cell that begins like a formula gets an apostrophe (OWASP, CSV injection)."""
    file = io.StringIO()
    rows = csv.writer(file, lineterminator="\r\n")
    rows.writerow(HEADER)
    for figure in table.figures:
        rows.writerow([_safe(value) for value in _row(figure)])
    return file.getvalue()


def _row(figure: Figure) -> tuple[str, ...]:
    cited = figure.citation
    return (
        figure.measure,
        f"{figure.value:f}",
        figure.unit,
        _value(figure.before),
        _value(figure.product),
        " ".join(figure.hs_codes),
        _value(figure.goods),
        _value(figure.imposed_by),
        _value(figure.on),
        figure.state,
        _days(figure.announced),
        _days(figure.in_force),
        _days(figure.ended),
        cited.source,
        str(cited.published),
        cited.title,
        cited.url,
        cited.article_id,
        str(cited.start),
        str(cited.end),
        cited.quote,
    )


def _value(cell: Cell | None) -> str:
    return cell.value if cell else ""


def _days(interval: DateInterval | None) -> str:
    if interval is None:
        return ""
    first, last = interval.first, interval.last
    return f"{first}" if first == last else f"{first or ''}/{last or ''}"


def _safe(value: str) -> str:
    return f"'{value}" if value[:1] in {"=", "+", "-", "@", "\t", "\r"} else value
