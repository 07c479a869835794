"""Figures of metrics: values with their period, intervals, changes, targets and bars."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxsite.rendering.components.badges import few_badge, target_badge
from cxsite.rendering.components.html import NOTHING, Html, attribute, number, text

if TYPE_CHECKING:
    from cxsite.measurement.series import FigureChange, FigureSeries
    from cxsite.model.records.strategy import Metric
    from cxsite.pages.metric_figures import MetricFigures
    from cxsite.rendering.components.page_tools import PageTools

_LAST_MARK = 99


def latest_figure(page: PageTools, measured: MetricFigures) -> Html:
    """Return the latest figure of a metric as a whole, with its period."""
    if measured.head is None:
        if measured.series:
            return Html(f'<span class="cx-aside">{page.labels["figure.parts-only"]}</span>')
        return Html(f'<span class="cx-missing">{page.labels["figure.none"]}</span>')
    found = measured.head.latest
    value = text(page.figures.value(measured.metric, found.value))
    few = Html(f" {few_badge(page)}") if found.few else NOTHING
    period = text(page.figures.period(found.observation.period))
    return Html(f'<strong>{value}</strong> <span class="cx-aside">{period}</span>{few}')


def planned_figure(page: PageTools, metric: Metric) -> Html:
    """Return the target of a metric where nothing is measured yet, in little space."""
    if metric.target is None:
        return Html(f"<small>{page.labels['figure.no-target']}</small>")
    value = text(page.figures.value(metric, metric.target))
    return Html(f"<small>{page.labels['figure.target']} <b>{value}</b></small>")


def short_figure(page: PageTools, series: FigureSeries | None) -> Html:
    """Return the latest figure of a series with its number of answers and its period, in little space."""
    if series is None:
        return Html(f"<small>{page.labels['journey.not-measured']}</small>")
    found = series.latest
    value = text(page.figures.value(series.metric, found.value))
    answers = found.observation.n
    shown = NOTHING if answers is None else Html(f"n = {text(page.words.number(answers))}, ")
    period = text(page.figures.period(found.observation.period))
    whole = NOTHING if series.where else Html(f", {page.labels['figure.whole']}")
    few = Html(f", {page.labels['journey.few']}") if found.few else NOTHING
    return Html(f"<b>{value}</b> <small>{shown}{period}{whole}{few}</small>")


def figure_interval(page: PageTools, measured: MetricFigures) -> Html:
    """Return the confidence interval of the latest figure, or that there is none; nothing for totals."""
    known = measured.head.latest.interval if measured.head else None
    if known:
        return page.say("figure.interval", interval=page.figures.interval(measured.metric, known))
    return NOTHING if measured.is_total else page.labels["figure.no-interval"]


def figure_change(page: PageTools, measured: MetricFigures) -> Html:
    """Return how the latest figure differs from the one before, as far as the data supports it."""
    if measured.head is None:
        return NOTHING
    change = measured.head.change
    if change is None:
        return Html(f'<span class="cx-aside">{page.labels["figure.first-figure"]}</span>')
    return _change(page, change, page.figures.change(measured.metric, change))


def figure_year_change(page: PageTools, measured: MetricFigures) -> Html:
    """Return how the latest figure differs from that of a year ago; nothing if that is unknown."""
    if measured.head is None or measured.head.year_change is None:
        return NOTHING
    return _change(page, measured.head.year_change, page.figures.year_change(measured.metric, measured.head))


def _change(page: PageTools, change: FigureChange, described: str) -> Html:
    direction, mark = str(change.direction), NOTHING
    if direction != "unknown":
        mark = Html(f'<span aria-hidden="true">{page.labels[f"figure.mark-{direction}"]}</span> ')
    return Html(f'<span class="cx-change cx-change-{attribute(direction)}">{mark}{text(described)}</span>')


def target_figure(page: PageTools, measured: MetricFigures) -> Html:
    """Return the target of a metric, and whether it is met."""
    metric = measured.metric
    if metric.target is None:
        return Html(f'<span class="cx-missing">{page.labels["figure.no-target"]}</span>')
    met = measured.meets_target
    badge = NOTHING if met is None else Html(f" {target_badge(page, met=met)}")
    return Html(f"{text(page.figures.value(metric, metric.target))}{badge}")


def bar(_page: PageTools, share: float, words: str, target: float | None = None) -> Html:
    """Return a bar for a share in percent, with words next to it and a mark at the target."""
    mark = NOTHING
    if target is not None:
        mark = Html(f'<rect class="cx-progress-target" x="{number(min(target, _LAST_MARK))}" width="1.5" height="8"/>')
    return Html(
        '<span class="cx-bar-line"><svg class="cx-drawing cx-progress" viewBox="0 0 100 8" preserveAspectRatio="none" '
        'width="120" height="8" aria-hidden="true"><rect class="cx-progress-room" width="100" height="8"/>'
        f'<rect class="cx-progress-done" width="{number(round(share, 1))}" height="8"/>{mark}</svg>'
        f"<span>{text(words)}</span></span>"
    )
