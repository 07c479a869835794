"""Metrics with their figures, and the figures formatted as text."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from cxsite.drawing import sparkline, trend
from cxsite.incremental.dependency_tracking import get_shared
from cxsite.measurement.disclosure import asks_people
from cxsite.measurement.series import SHARE_KINDS, TOTALS, Direction, find_headline, group_into_series, is_share
from cxsite.model.records.observation import SEGMENT_COLUMNS
from cxsite.pages.display_names import Names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from markupsafe import Markup

    from cxsite.measurement.formulas import Interval
    from cxsite.measurement.pooling import PooledFigure
    from cxsite.measurement.series import FigureChange, FigureSeries, ObservedFigure, Where
    from cxsite.model.content import Content
    from cxsite.model.records.observation import Observation, Period
    from cxsite.model.records.strategy import Metric
    from cxsite.pages.basis import Basis
    from cxsite.pages.links import ContentLinks, Link


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricFigures:
    """A metric with a series for each combination of dimensions it was measured for.

    `head` is the series that represents the whole; `hidden` are periods whose figure of the whole is not shown.
    """

    metric: Metric
    series: tuple[FigureSeries, ...]
    head: FigureSeries | None
    hidden: tuple[Period, ...] = ()

    @property
    def by_period(self) -> tuple[tuple[Period, ObservedFigure | None], ...]:
        """The figures of the whole with the hidden periods (None) between them, the newest first."""
        shown = [(one.observation.period, one) for one in self.head.figures] if self.head else []
        rows: list[tuple[Period, ObservedFigure | None]] = [*shown, *((period, None) for period in self.hidden)]
        return tuple(sorted(rows, key=lambda row: (row[0].last, row[0].first), reverse=True))

    @property
    def is_total(self) -> bool:
        """Whether the metric counts the whole population, and so has neither answers nor an interval."""
        return self.metric.kind in TOTALS

    @property
    def meets_target(self) -> bool | None:
        """Whether the latest figure reaches the target; None if either is unknown."""
        return self.metric.meets_target(self.head.latest.value) if self.head else None


class MetricLink(NamedTuple):
    """The link to a metric, and its figures (None: there is no such metric)."""

    link: Link
    measured: MetricFigures | None


def metric_link(key: str, figures: FigureFormatter, links: ContentLinks) -> MetricLink:
    """Return the link to a metric with its figures."""
    return MetricLink(links.to("metric", key), figures.get(key))


def links_to_metrics(links: ContentLinks, found: Iterable[MetricFigures]) -> Iterator[MetricLink]:
    """Yield the link to each metric with its figures."""
    for one in found:
        yield MetricLink(links.to("metric", one.metric.id, one.metric.name), one)


def _measure(key: str, content: Content) -> MetricFigures:
    metric, observed = content.metrics[key], content.observations_of.get(key, ())
    series = group_into_series(metric, observed, content.today)
    head = find_headline(series)
    where = head.where if head else ()
    withheld = {one.period for one in content.withheld if one.metric == key and one.where == where}
    hidden = tuple(sorted(one for one in withheld if one.last <= content.today))
    return MetricFigures(metric=metric, series=series, head=head, hidden=hidden)


@dataclass(frozen=True)
class FigureFormatter:
    """Formats the figures of every metric in the reader's language."""

    basis: Basis

    def __getitem__(self, metric: str) -> MetricFigures:
        """Return the metric with that id and its figures. Raises KeyError if there is none."""
        return get_shared(self.basis.content, f"figures-{metric}", partial(_measure, metric))

    def get(self, metric: str | None) -> MetricFigures | None:
        """Return the metric with that id and its figures; None if there is none."""
        return self[metric] if metric and metric in self.basis.content.metrics else None

    def value(self, metric: Metric, value: float) -> str:
        """Format a figure with its unit: `+42`, `86,5%`, `7,4 phút`. Whole money and counts have no decimals."""
        words = self.basis.words
        if metric.kind == "nps" or metric.variant == "net":
            return words.signed_number(value)
        if is_share(metric) or metric.unit == "%":
            return words.percent(value, 1)
        text = words.number(value, 2 if metric.kind in {"ces", "csat", "mean"} else 1)
        return f"{text} {metric.unit}" if metric.unit else text

    def bare(self, metric: Metric, value: float) -> str:
        """Format a figure like `value`, without a unit in words: for axes and intervals."""
        if metric.kind == "nps" or is_share(metric) or metric.unit == "%":
            return self.value(metric, value)
        return self.basis.words.number(value, 2)

    def interval(self, metric: Metric, interval: Interval) -> str:
        """Format an interval: `81,2% – 90,0%`."""
        return f"{self.bare(metric, interval.low)} – {self.bare(metric, interval.high)}"

    def period(self, period: Period) -> str:
        """Format a period: `10/2026`, `quý 3/2026`, `tuần 17/2026`, `2026`, or a day."""
        words = self.basis.words
        if period.kind == "month":
            return words.month(period.first)
        if period.kind == "quarter":
            return words("figure.quarter", quarter=str((period.first.month + 2) // 3), year=str(period.first.year))
        if period.kind == "week":
            year, week, _ = period.first.isocalendar()
            return words("figure.week", week=str(week), year=str(year))
        if period.kind == "half-year":
            return words("figure.half-year", half=str((period.first.month + 5) // 6), year=str(period.first.year))
        if period.kind == "fiscal-year":
            return words("figure.fiscal-year", first=words.month(period.first), last=words.month(period.last))
        return str(period.first.year) if period.kind == "year" else words.day(period.first)

    def count(self, metric: Metric, n: int) -> str:
        """Name what n counts: `184 câu trả lời`, `79 đơn hàng`; answers only where somebody is asked."""
        if metric.counted:
            return f"{self.basis.words.number(n)} {metric.counted}"
        return self.basis.words("figure.n" if asks_people(metric) else "figure.n-cases", n=n)

    def groups(self, metric: Metric, observation: Observation) -> str:
        """Describe the shares of promoters, passives and detractors; empty if they are unknown."""
        parts = (observation.promoters, observation.passives, observation.detractors)
        if metric.kind != "nps" or None in parts or not any(parts):
            return ""
        whole, words = sum(one or 0 for one in parts), self.basis.words
        named = zip(("promoters", "passives", "detractors"), parts, strict=True)
        return words("figure.groups", **{name: words.percent(100 * (one or 0) / whole, 1) for name, one in named})

    def response_rate(self, observation: Observation) -> str:
        """Describe how many of those who were asked answered; empty if it is unknown."""
        if not observation.unanswered or not observation.n:
            return ""
        rate = 100 * observation.n / (observation.n + observation.unanswered)
        return self.basis.words("figure.response-rate", rate=self.basis.words.percent(rate, 1))

    def change(self, metric: Metric, change: FigureChange) -> str:
        """Describe a change as far as the data supports it, such as `tốt hơn kỳ trước (+3,1)`."""
        if change.direction == Direction.SAME:
            return self.basis.words("figure.same")
        by = self.basis.words.signed_number(change.by, 2 if abs(change.by) < 1 else 1)
        unit = "" if metric.kind == "nps" else self._points(metric)
        return self.basis.words(f"figure.{change.direction}", by=f"{by}{unit}")

    def year_change(self, metric: Metric, series: FigureSeries) -> str:
        """Describe the change over a year with its interval: `tốt hơn 10/2025: +12 (từ +3 đến +21)`; else empty."""
        before, change = series.year_before, series.year_change
        if before is None or change is None:
            return ""
        when, by = self.period(before.observation.period), self.difference(metric, change)
        if change.direction == Direction.SAME:
            return self.basis.words("figure.year-same", when=when)
        return self.basis.words(f"figure.year-{change.direction}", when=when, by=by)

    def rolling(self, metric: Metric, series: FigureSeries) -> str:
        """Describe the last three months as one figure, with its interval; empty if unknown."""
        found = series.rolling
        if found is None:
            return ""
        value, words = self.value(metric, found.value), self.basis.words
        if found.interval:
            value = f"{value} ({self.interval(metric, found.interval)})"
        count = f", {self.count(metric, found.n)}" if found.n is not None and metric.kind not in TOTALS else ""
        span = f"{self.period(found.first)} – {self.period(found.last)}"
        return words("figure.rolling", value=value, span=span) + count

    def span(self, found: PooledFigure) -> str:
        """Format the periods of a pooled figure: `8/2026 – 10/2026`."""
        first, last = self.period(found.first), self.period(found.last)
        return first if first == last else f"{first} – {last}"

    def _points(self, metric: Metric) -> str:
        """Return the unit of a difference: percentages differ in points, never in percent."""
        if is_share(metric) or metric.kind in SHARE_KINDS or metric.unit == "%":
            return f" {self.basis.words('figure.points')}"
        return f" {metric.unit}" if metric.unit else ""

    def where(self, where: Where) -> str:
        """Describe what a series covers: `Cửa hàng · Mây Phố Huế`; `toàn bộ` for the whole."""
        names = Names(self.basis.content)
        called = [key.partition(": ")[2] if kind in SEGMENT_COLUMNS else names.of(kind, key) for kind, key in where]
        return called[0] if len(called) == 1 else " · ".join(called) or self.basis.words("figure.whole")

    def region(self, where: Where) -> str:
        """Return the region of the store that a series is for; empty if it is for no store or its region is unknown."""
        key = dict(where).get("store")
        return next((store.region or "" for store in self.basis.content.playbook.stores if store.id == key), "")

    def source(self, observation: Observation) -> str:
        """Return the source of a figure: names of sources, or the text in its row."""
        sources = self.basis.content.sources
        keys = observation.source.split(" + ")
        return ", ".join(sources[key].title if key in sources else key for key in keys)

    def quantiles(self, metric: Metric, observation: Observation) -> str:
        """Describe the median and 90th percentile of a duration; empty if they are unknown."""
        if observation.median is None or observation.p90 is None:
            return ""
        median, p90 = self.value(metric, observation.median), self.value(metric, observation.p90)
        return self.basis.words("figure.quantiles", median=median, p90=p90)

    def difference(self, metric: Metric, change: FigureChange) -> str:
        """Format a difference with + or −, its unit and its interval: `+3,1 điểm (từ −1 đến +7)`."""
        words = self.basis.words
        digits = 2 if abs(change.by) < 1 else 1
        by = words.signed_number(change.by, digits) + ("" if metric.kind == "nps" else self._points(metric))
        if change.interval is None:
            return by
        low, high = words.signed_number(change.interval.low, digits), words.signed_number(change.interval.high, digits)
        return words("figure.difference", by=by, low=low, high=high)

    def spark(self, series: FigureSeries) -> Markup | None:
        """Draw the last twelve figures as a sparkline; None if there are fewer than two."""
        values = [figure.value for figure in series.line[-12:]]
        if len(values) < 2:  # noqa: PLR2004 -- a line has two ends
            return None
        shown = ", ".join(self.bare(series.metric, value) for value in values)
        label = self.basis.words("figure.spark", name=series.metric.name, values=shown)
        return sparkline.draw(values, label=label, low=min(values), high=max(values), mark_lowest=False)

    def trend_of(self, series: FigureSeries, hidden: Iterable[Period] = ()) -> Markup | None:
        """Draw the trend of a series with intervals and the target line; it is broken at hidden periods."""
        metric, words = series.metric, self.basis.words
        target = metric.target
        return trend.draw(
            [*map(self._point, series.line), *(self._gap(period) for period in hidden)],
            uid=f"trend-{metric.id}",
            title=words("figure.trend", name=metric.name),
            description=words("figure.trend-description"),
            say=lambda value: self.bare(metric, value),
            target=None if target is None else trend.TrendTarget(value=target, label=words("figure.target")),
        )

    def _gap(self, period: Period) -> trend.TrendPoint:
        return trend.TrendPoint(when=period.last, label=self.period(period), value=None)

    def _point(self, figure: ObservedFigure) -> trend.TrendPoint:
        low, high = (figure.interval.low, figure.interval.high) if figure.interval else (None, None)
        period = figure.observation.period
        label = self.period(period)
        return trend.TrendPoint(when=period.last, label=label, value=figure.value, low=low, high=high, few=figure.few)
