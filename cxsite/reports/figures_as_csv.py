"""Formats computed figures as CSV, in the form of `content/observations/*.csv`, so that a team can keep them there."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from cxsite.escaping import csv_cell
from cxsite.model.records.observation import SEGMENT_COLUMNS
from cxsite.reading.observations import COLUMNS, HIDDEN

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cxsite.measurement.figure_queries import QueriedFigure

USED = tuple(name for name in COLUMNS if name != "date")


def figures_as_csv(figures: Iterable[QueriedFigure]) -> str:
    """Return one row per figure in a stable order; a hidden figure has `–` as its value and no other number."""
    written = io.StringIO()
    writer = csv.DictWriter(written, USED, lineterminator="\n")
    writer.writeheader()
    for row in sorted((_row(one) for one in figures), key=lambda row: [str(row[name]) for name in _ORDER]):
        writer.writerow(row)
    return written.getvalue()


_ORDER = ("metric", "period", "journey", "stage", "touchpoint", "channel", "persona", "store", *SEGMENT_COLUMNS)


def _row(one: QueriedFigure) -> dict[str, object]:
    words = {"metric": one.metric.id, "period": str(one.period), **dict(one.where), "source": one.source}
    wording = {name: csv_cell.encode(words.get(name, "")) for name in USED}
    return {**wording, "note": csv_cell.encode(one.note), **_numbers(one)}


def _numbers(one: QueriedFigure) -> dict[str, object]:
    figure = one.figure
    if figure is None:
        return {"value": HIDDEN}
    low, high = (figure.interval.low, figure.interval.high) if figure.interval else (None, None)
    median, p90 = one.quantiles or (None, None)
    numbers = {
        "value": figure.value,
        "n": figure.n,
        "low": low,
        "high": high,
        "numerator": figure.numerator,
        "denominator": figure.denominator,
        **dict(zip(("promoters", "passives", "detractors"), figure.groups or (None,) * 3, strict=True)),
        "unanswered": figure.unanswered or None,
        "median": median,
        "p90": p90,
    }
    return {name: "" if number is None else f"{number:.10g}" for name, number in numbers.items()}
