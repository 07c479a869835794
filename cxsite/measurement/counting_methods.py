"""How a source's answers become a figure, on which scale, and over which periods."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from cxsite.model.records.observation import SEGMENT_COLUMNS
from cxsite.model.records.source_columns import COUNTED_PARTS

if TYPE_CHECKING:
    from cxsite.model.records.source import Source
    from cxsite.model.records.source_columns import SourceColumn
    from cxsite.model.records.strategy import Metric

CountingMethod: TypeAlias = Literal["answers", "numbers", "pairs", "groups"]
"""`answers` are counted one by one, `numbers` are added up, `pairs` are parts and their wholes.

`groups` are numbers of promoters, passives and detractors, which were counted before.
"""
PeriodKind: TypeAlias = Literal["week", "month", "quarter", "half-year", "year", "fiscal-year"]
YES: Final = frozenset({"1", "1.0", "yes", "y", "true", "có", "đúng"})
NO: Final = frozenset({"0", "0.0", "no", "n", "false", "không", "sai"})
TOTALS: Final = ("count", "money")
_COUNTED: Final = ("nps", "csat", "ces", "percentage", "rate")
_YES_NO: Final = ("percentage", "rate")
_SCALES: Final = {"top-2-of-5": (1.0, 5.0), "mean-1-5": (1.0, 5.0), "nps": (0.0, 10.0), "csat": (1.0, 5.0)}
_QUARTER_DAYS, _YEAR_DAYS = 85, 360
_MINUTES: Final = 24 * 60


def find_counting_method(source: Source, metric: Metric) -> CountingMethod:
    """Return how the source's rows are counted."""
    if source.columns.promoters:
        return "groups"
    if source.columns.numerator or source.columns.parts:
        return "pairs"
    return "answers" if metric.kind in _COUNTED else "numbers"


def is_yes_no(metric: Metric) -> bool:
    """Return whether its answers are yes or no."""
    return metric.kind in _YES_NO


def get_scale(metric: Metric) -> tuple[float | None, float | None]:
    """Return the lowest and highest valid answer; None for an end that is open."""
    if is_yes_no(metric):
        return (0, 1)
    if metric.scale is not None:
        return (metric.scale.min, metric.scale.max)
    if metric.kind == "ces" and metric.variant not in ("top-2-of-5", "mean-1-5"):
        return (1, 7)
    fallback = (0.0, None) if metric.kind in ("duration", "count") else (None, None)
    return _SCALES.get(metric.variant or "", _SCALES.get(metric.kind, fallback))


def period_kind(metric: Metric) -> PeriodKind:
    """Return the kind of period: the metric's own, else month, or quarter or year if it is measured no more often."""
    if metric.period:
        return metric.period
    days = metric.cadence.minutes / _MINUTES if metric.cadence else 0
    return "year" if days >= _YEAR_DAYS else "quarter" if days >= _QUARTER_DAYS else "month"


def get_columns(source: Source) -> dict[str, SourceColumn]:
    """Return the columns that are read, by their role; comments and constants are not among them."""
    wording = ("answer", "numerator", "denominator", *COUNTED_PARTS, "count", "date", "respondent", *PLACES)
    every = [(name, getattr(source.columns, name)) for name in wording]
    every += [(role, column) for role, (_, column) in source.segment_columns.items()]
    return {name: column for name, column in every if column is not None and column.column is not None}


PLACES: Final = ("journey", "stage", "touchpoint", "channel", "persona", "store")
GROUPED_BY: Final = (*PLACES, *SEGMENT_COLUMNS)
"""The kinds by which answers are grouped: places of the playbook, and segments of the sources."""


def wanted_columns(source: Source) -> tuple[str, ...]:
    """Return the names of all columns that are read, each once."""
    named = [column.column or "" for column in get_columns(source).values()]
    return tuple(dict.fromkeys([*named, *(part.column for part in source.columns.parts), *source.where]))
