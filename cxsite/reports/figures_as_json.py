"""Formats computed figures, and the reading of a source, as JSON for programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from cxsite.measurement.answer_checks import without_cells
from cxsite.measurement.counting_methods import PLACES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cxsite.measurement.figure_queries import QueriedFigure
    from cxsite.measurement.source_result import SourceResult

VERSION: Final = 1


def figures_as_json(figures: Iterable[QueriedFigure]) -> str:
    """Return `{version, figures: [{metric, period, where, value, n, low, high, …}]}`; hidden values are null."""
    return (
        json.dumps({"version": VERSION, "figures": [_figure(one) for one in figures]}, ensure_ascii=False, indent=2)
        + "\n"
    )


def result_as_json(one: SourceResult) -> str:
    """Return `{version, source, read, used, bad, unanswered, …, reasons, rows, words}`, without cells."""
    report = {
        "version": VERSION,
        "source": one.source.id,
        "read": one.read,
        "used": one.used,
        "bad": one.bad_count,
        "unanswered": one.unanswered,
        "response_rate": None if one.response_rate is None else round(one.response_rate, 4),
        "date_styles": list(one.source.date_format or (one.choice.styles if one.choice else ())),
        "header_rows": one.header_rows,
        "left_by_where": one.left_by_where,
        "left_by_keep": one.left_by_keep,
        "reasons": [
            {"column": fault.column, "reason": fault.reason, "rows": count}
            for fault, count in without_cells(one.bad).items()
        ],
        "rows": [{"path": r.path, "row": r.row, "column": r.fault.column, "reason": r.fault.reason} for r in one.rows],
        "words": {
            kind: [{"word": w, "id": key, "rows": n} for (w, key), n in sorted(words.items())]
            for kind, words in one.words.items()
            if kind in PLACES
        },
    }
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def _figure(one: QueriedFigure) -> dict[str, Any]:
    figure = one.figure
    interval = figure.interval if figure else None
    median, p90 = one.quantiles or (None, None)
    return {
        "metric": one.metric.id,
        "period": str(one.period),
        "where": dict(one.where),
        "value": figure.value if figure else None,
        "hidden": figure is None,
        "n": figure.n if figure else None,
        "few": one.few,
        "low": interval.low if interval else None,
        "high": interval.high if interval else None,
        "numerator": figure.numerator if figure else None,
        "denominator": figure.denominator if figure else None,
        **dict(zip(("promoters", "passives", "detractors"), (figure and figure.groups) or (None,) * 3, strict=True)),
        "unanswered": figure.unanswered if figure else None,
        "median": median,
        "p90": p90,
        "source": one.source,
    }
