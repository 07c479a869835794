"""Which figures belong to a touchpoint: measured there, or at its channel and stage."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cxsite.measurement.series import FigureSeries, Where
    from cxsite.model.content import Content
    from cxsite.model.facts.in_journey import PlacedTouchpoint


def places_of(placed: PlacedTouchpoint) -> Mapping[str, frozenset[str]]:
    """Return by kind of place the ids that a touchpoint is at."""
    touchpoint = placed.touchpoint
    return {
        "journey": frozenset({placed.journey.id}),
        "stage": frozenset({placed.stage.stage}),
        "touchpoint": frozenset({touchpoint.key, placed.key, touchpoint.use or touchpoint.key}),
        "channel": frozenset(touchpoint.channels),
    }


def is_at(where: Where, placed: PlacedTouchpoint) -> bool:
    """Return whether a figure's place, which names one at least, contains the touchpoint."""
    here = places_of(placed)
    return bool(where) and all(key in here.get(kind, ()) for kind, key in where)


def best_series(series: Sequence[FigureSeries], placed: PlacedTouchpoint) -> FigureSeries | None:
    """Return the most specific series measured at this touchpoint; one of the touchpoint itself first."""
    fitting = [one for one in series if is_at(one.where, placed)]
    return max(fitting, key=lambda one: ("touchpoint" in dict(one.where), len(one.where)), default=None)


def is_measured(content: Content, placed: PlacedTouchpoint) -> bool:
    """Return whether a metric of the touchpoint has a figure from here, no older than its cadence allows.

    A figure of the touchpoint counts, or one of its channel and stage together; a figure of the whole does not.
    """
    here = places_of(placed)["touchpoint"]
    for key in placed.touchpoint.metrics:
        metric = content.metrics.get(key)
        for row in content.observations_of.get(key, ()) if metric else ():
            is_specific = row.touchpoint in here if row.touchpoint else row.channel and row.stage
            if (
                is_specific
                and is_at(row.where, placed)
                and metric
                and metric.late_after(row.period.last) >= content.today
            ):
                return True
    return False
