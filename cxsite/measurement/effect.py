"""Whether an improvement action was followed by a change: its metric before and after it was done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cxsite.measurement.series import compare_figures, find_headline, group_into_series

if TYPE_CHECKING:
    from cxsite.measurement.series import FigureChange, ObservedFigure
    from cxsite.model.content import Content
    from cxsite.model.records.action import ActionWork
    from cxsite.model.records.strategy import Metric


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionEffect:
    """The last figure of a period that was over when the action was done, and the latest that began after it.

    A difference does not prove that the action caused it: other things change too.
    """

    metric: Metric
    before: ObservedFigure
    after: ObservedFigure
    change: FigureChange


def find_effect(action: ActionWork, content: Content) -> ActionEffect | None:
    """Return the effect of an action that is done; None if it names no metric or lacks a figure before or after."""
    metric = content.metrics.get(action.metric or "")
    if metric is None or action.status != "done" or action.done is None:
        return None
    series = find_headline(group_into_series(metric, content.observations_of.get(metric.id, ()), content.today))
    figures = series.figures if series else ()
    before = [one for one in figures if one.observation.period.last < action.done]
    after = [one for one in figures if one.observation.period.first >= action.done]
    if not before or not after:
        return None
    change = compare_figures(metric, after[-1], before[-1])
    return ActionEffect(metric=metric, before=before[-1], after=after[-1], change=change)
