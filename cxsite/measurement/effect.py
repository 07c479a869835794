"""Whether an improvement action was followed by a change: its metric before and after it was done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cxsite.measurement.series import all_series, change_between, headline

if TYPE_CHECKING:
    from cxsite.measurement.series import Change, Figure
    from cxsite.model.content import Content
    from cxsite.model.records.action import ActionWork
    from cxsite.model.records.strategy import Metric


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """The last figure of a period that was over when the action was done, and the latest that began after it.

    What lies between is no proof that the action made it: other things change too.
    """

    metric: Metric
    before: Figure
    after: Figure
    change: Change


def effect_of(action: ActionWork, content: Content) -> Effect | None:
    """The effect of an action that is done; None where it names no metric or figures of either side are missing."""
    metric = content.metrics.get(action.metric or "")
    if metric is None or action.status != "done" or action.done is None:
        return None
    series = headline(all_series(metric, content.observations_of.get(metric.id, ()), content.today))
    figures = series.figures if series else ()
    before = [one for one in figures if one.observation.period.last < action.done]
    after = [one for one in figures if one.observation.period.first >= action.done]
    if not before or not after:
        return None
    change = change_between(metric, after[-1], before[-1])
    return Effect(metric=metric, before=before[-1], after=after[-1], change=change)
