"""Metrics with their figures, and those figures in words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from cxsite.drawing import sparkline, trend
from cxsite.incremental.dependency_tracking import get_shared
from cxsite.measurement.series import SHARE_KINDS, TOTALS, Direction, find_headline, group_into_series, is_share
from cxsite.pages.display_names import Names

if TYPE_CHECKING:
    from markupsafe import Markup

    from cxsite.measurement.formulas import Interval
    from cxsite.measurement.series import FigureChange, FigureSeries, ObservedFigure, Where
    from cxsite.model.content import Content
    from cxsite.model.records.observation import Observation, Period
    from cxsite.model.records.strategy import Metric
    from cxsite.pages.basis import Basis


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricFigures:
    """A metric with a series for each place it was measured at.

    `head` is the series that stands for the whole.
    """

    metric: Metric
    series: tuple[FigureSeries, ...]
    head: FigureSeries | None

    @property
    def is_total(self) -> bool:
        """Whether it counts everything there is, and so needs neither answers nor an interval."""
        return self.metric.kind in TOTALS

    @property
    def meets_target(self) -> bool | None:
        """Whether the latest figure is at the target or better; None where either is unknown."""
        return self.metric.meets_target(self.head.latest.value) if self.head else None


def _measure(key: str, content: Content) -> MetricFigures:
    metric, observed = content.metrics[key], content.observations_of.get(key, ())
    series = group_into_series(metric, observed, content.today)
    return MetricFigures(metric=metric, series=series, head=find_headline(series))


@dataclass(frozen=True)
class FigureFormatter:
    """Every metric's figures, and how they are said in the reader's language."""

    basis: Basis

    def __getitem__(self, metric: str) -> MetricFigures:
        """The metric of that id, measured. Raises KeyError where there is none."""
        return get_shared(self.basis.content, f"figures-{metric}", partial(_measure, metric))

    def get(self, metric: str | None) -> MetricFigures | None:
        """The metric of that id, measured; None where there is none."""
        return self[metric] if metric and metric in self.basis.content.metrics else None

    def value(self, metric: Metric, value: float) -> str:
        """A figure with its unit: `+42`, `86,5%`, `7,4 phút`. Whole money and counts have no decimals."""
        words = self.basis.words
        if metric.kind == "nps" or metric.variant == "net":
            return words.signed_number(value)
        if is_share(metric) or metric.unit == "%":
            return words.percent(value, 1)
        text = words.number(value, 2 if metric.kind in {"ces", "csat", "mean"} else 1)
        return f"{text} {metric.unit}" if metric.unit else text

    def bare(self, metric: Metric, value: float) -> str:
        """A figure as `value` writes it, without a unit of words: for axes and intervals."""
        if metric.kind == "nps" or is_share(metric) or metric.unit == "%":
            return self.value(metric, value)
        return self.basis.words.number(value, 2)

    def interval(self, metric: Metric, interval: Interval) -> str:
        """The ends of an interval: `81,2% – 90,0%`."""
        return f"{self.bare(metric, interval.low)} – {self.bare(metric, interval.high)}"

    def period(self, period: Period) -> str:
        """A period in words: `10/2026`, `quý 3/2026`, `2026`, or a day."""
        words = self.basis.words
        if period.kind == "month":
            return words.month(period.first)
        if period.kind == "quarter":
            return words("figure.quarter", quarter=str((period.first.month + 2) // 3), year=str(period.first.year))
        return str(period.first.year) if period.kind == "year" else words.day(period.first)

    def change(self, metric: Metric, change: FigureChange) -> str:
        """What may be said of a change, such as `tốt hơn kỳ trước (+3,1)`."""
        if change.direction == Direction.SAME:
            return self.basis.words("figure.same")
        by = self.basis.words.signed_number(change.by, 2 if abs(change.by) < 1 else 1)
        unit = "" if metric.kind == "nps" else self._points(metric)
        return self.basis.words(f"figure.{change.direction}", by=f"{by}{unit}")

    def _points(self, metric: Metric) -> str:
        """A difference of two percentages is in points, never in percent."""
        if is_share(metric) or metric.kind in SHARE_KINDS or metric.unit == "%":
            return f" {self.basis.words('figure.points')}"
        return f" {metric.unit}" if metric.unit else ""

    def where(self, where: Where) -> str:
        """The place that a series is for: `Cửa hàng · Mây Phố Huế`; `toàn bộ` for the whole."""
        names = Names(self.basis.content)
        called = [names.of(kind, key) for kind, key in where]
        return called[0] if len(called) == 1 else " · ".join(called) or self.basis.words("figure.whole")

    def source(self, observation: Observation) -> str:
        """Where a figure comes from: names of sources, or what its row says."""
        sources = self.basis.content.sources
        keys = observation.source.split(" + ")
        return ", ".join(sources[key].title if key in sources else key for key in keys)

    def quantiles(self, metric: Metric, observation: Observation) -> str:
        """Median and 90th percentile of a duration in words; empty where they are not known."""
        if observation.median is None or observation.p90 is None:
            return ""
        median, p90 = self.value(metric, observation.median), self.value(metric, observation.p90)
        return self.basis.words("figure.quantiles", median=median, p90=p90)

    def difference(self, metric: Metric, change: FigureChange) -> str:
        """A difference with its sign, its unit and its interval: `+3,1 điểm (từ −1 đến +7)`."""
        words = self.basis.words
        digits = 2 if abs(change.by) < 1 else 1
        by = words.signed_number(change.by, digits) + ("" if metric.kind == "nps" else self._points(metric))
        if change.interval is None:
            return by
        low, high = words.signed_number(change.interval.low, digits), words.signed_number(change.interval.high, digits)
        return words("figure.difference", by=by, low=low, high=high)

    def spark(self, series: FigureSeries) -> Markup | None:
        """The last twelve figures as a sparkline; None where one alone would be no line."""
        values = [figure.value for figure in series.figures[-12:]]
        if len(values) < 2:  # noqa: PLR2004 -- a line has two ends
            return None
        shown = ", ".join(self.bare(series.metric, value) for value in values)
        label = self.basis.words("figure.spark", name=series.metric.name, values=shown)
        return sparkline.draw(values, label=label, low=min(values), high=max(values), mark_lowest=False)

    def trend_of(self, series: FigureSeries) -> Markup | None:
        """The trend of a series with intervals and target line."""
        metric, words = series.metric, self.basis.words
        target = metric.target
        return trend.draw(
            [self._point(figure) for figure in series.figures],
            uid=f"trend-{metric.id}",
            title=words("figure.trend", name=metric.name),
            description=words("figure.trend-description"),
            say=lambda value: self.bare(metric, value),
            target=None if target is None else trend.TrendTarget(value=target, label=words("figure.target")),
        )

    def _point(self, figure: ObservedFigure) -> trend.TrendPoint:
        low, high = (figure.interval.low, figure.interval.high) if figure.interval else (None, None)
        period = figure.observation.period
        label = self.period(period)
        return trend.TrendPoint(when=period.last, label=label, value=figure.value, low=low, high=high, few=figure.few)
