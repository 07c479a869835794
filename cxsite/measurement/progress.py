"""The progress of a goal, computed only from observed figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cxsite.measurement.series import FigureSeries, ObservedFigure
    from cxsite.model.records.strategy import Goal


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalProgress:
    """The way from the first figure to the target. `share` is 0–100; None if first and target do not define it.

    `went_back` is True if the latest figure is further from the target than the first.
    """

    first: ObservedFigure
    latest: ObservedFigure
    target: float
    reached: bool
    went_back: bool
    share: float | None


def measure_progress(goal: Goal, series: FigureSeries | None) -> GoalProgress | None:
    """Return a goal's progress; None without a target or with fewer than two figures."""
    if goal.target is None or series is None or series.before is None:
        return None
    first, latest, target = series.first, series.latest, goal.target
    way = target - first.value
    gone = latest.value - first.value
    higher = series.metric.direction == "higher"
    reached = latest.value >= target if higher else latest.value <= target
    ahead = way > 0 if higher else way < 0
    share = 100.0 if reached else max(0.0, 100 * gone / way) if ahead else None
    back = gone < 0 if higher else gone > 0
    return GoalProgress(first=first, latest=latest, target=target, reached=reached, went_back=back, share=share)
