"""The page of a journey's full map: all lanes, as wide as it needs to be."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from cxsite.pages.journey_map import map_of_journey
from cxsite.pages.links import to_journey
from cxsite.pages.page_plan import LazyContext, PagePlan

if TYPE_CHECKING:
    from cxsite.model.records.journey import Journey
    from cxsite.pages.basis import Basis
    from cxsite.pages.metric_figures import FigureFormatter


def map_path(journey: str) -> str:
    """Return the path of a journey's full map. Ids contain no `_`, so it equals no other page's path."""
    return f"journeys/{journey}_map"


def plan_journey_map(journey: Journey, basis: Basis, figures: FigureFormatter) -> PagePlan:
    """Plan `journeys/<id>_map` of a journey with touchpoints."""
    return PagePlan(
        path=map_path(journey.id),
        kind="journey-map",
        title=basis.words("map.page-title", title=journey.title),
        description=basis.words("map.page-description", title=journey.title),
        draft=not journey.is_published,
        hide=("navigation", "toc"),
        record=journey,
        context=LazyContext(partial(_map_context, journey, basis, figures)),
    )


def _map_context(journey: Journey, basis: Basis, figures: FigureFormatter) -> dict[str, object]:
    return {
        "journey": journey,
        "journey_link": to_journey(journey),
        "figures": figures,
        "map": map_of_journey(journey, basis, figures)[1],
    }
