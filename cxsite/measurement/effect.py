"""Whether an improvement action was followed by a change: its metric over equal spans before and after it was done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cxsite.measurement.places import best_series, is_at
from cxsite.measurement.pooling import pool_figures
from cxsite.measurement.series import compare_figures, find_headline, group_into_series

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from cxsite.measurement.pooling import PooledFigure
    from cxsite.measurement.series import FigureChange, FigureSeries, Where
    from cxsite.model.content import Content
    from cxsite.model.facts.in_journey import PlacedTouchpoint
    from cxsite.model.records.action import ActionWork
    from cxsite.model.records.strategy import Metric

SPAN: Final = 3
"""How many periods are compared on each side, if there are as many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionEffect:
    """A metric over the last periods that were over when an action was done, and over as many that began after it.

    `where` is the place of both; `is_wider` is True if the place that the action addresses has no such figures.
    `others` are actions for the same metric that were done in these spans. A difference does not prove that the action
    caused it.
    """

    metric: Metric
    before: PooledFigure
    after: PooledFigure
    change: FigureChange
    where: Where = ()
    is_wider: bool = False
    others: tuple[str, ...] = ()


def find_effect(action: ActionWork, content: Content) -> ActionEffect | None:
    """Return the effect of an action that is done; None if it names no metric or lacks a figure before or after."""
    metric = content.metrics.get(action.metric or "")
    if metric is None or action.status != "done" or action.done is None:
        return None
    every = group_into_series(metric, content.observations_of.get(metric.id, ()), content.today)
    touchpoints = tuple(_addressed(action, content))
    for series in _narrowest_first(every, touchpoints):
        if spans := _spans(metric, series, action.done):
            before, after = spans
            return ActionEffect(
                metric=metric,
                before=before,
                after=after,
                change=compare_figures(metric, after, before),
                where=series.where,
                is_wider=bool(touchpoints) and "touchpoint" not in dict(series.where),
                others=tuple(_others(action, before.first.first, after.last.last, content)),
            )
    return None


def _addressed(action: ActionWork, content: Content) -> Iterator[PlacedTouchpoint]:
    """Yield the touchpoints whose pain points and opportunities the action addresses."""
    for action_key in content.actions_moving.get(action.metric or "", ()):
        placed = content.all_actions[action_key]
        if placed.action is action:
            for key in placed.addresses:
                if found := content.pain_points.get(key) or content.opportunities.get(key):
                    yield found.at


def _narrowest_first(
    series: tuple[FigureSeries, ...], touchpoints: tuple[PlacedTouchpoint, ...]
) -> Iterator[FigureSeries]:
    """Yield the series at the one touchpoint that is addressed, then those of wider places, then the whole."""
    if len({one.key for one in touchpoints}) == 1:
        left = [one for one in series if is_at(one.where, touchpoints[0])]
        while best := best_series(left, touchpoints[0]):
            yield best
            left.remove(best)
    if whole := find_headline(series):
        yield whole


def _spans(metric: Metric, series: FigureSeries, done: date) -> tuple[PooledFigure, PooledFigure] | None:
    """Return equally many periods of one kind, the nearest before and after the day on which the action was done."""
    figures = series.of_latest_kind
    before = [one for one in figures if one.observation.period.last < done]
    after = [one for one in figures if one.observation.period.first >= done]
    count = min(SPAN, len(before), len(after))
    if not count:
        return None
    first, second = pool_figures(metric, before[-count:]), pool_figures(metric, after[:count])
    if first is None or second is None:
        first, second = pool_figures(metric, before[-1:]), pool_figures(metric, after[:1])
    return (first, second) if first and second else None


def _others(action: ActionWork, first: date, last: date, content: Content) -> Iterator[str]:
    """Yield the titles of other actions for the same metric that were done in a span."""
    for key in content.actions_moving.get(action.metric or "", ()):
        other = content.all_actions[key].action
        if other is not action and other.status == "done" and other.done and first <= other.done <= last:
            yield other.title
