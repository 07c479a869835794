"""The page of a journey's full map: all lanes, as wide as it needs to be."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from cxsite.pages.journey_map import columns_of, journey_map
from cxsite.pages.links import to_journey
from cxsite.pages.metric_figures import FigureFormatter
from cxsite.pages.page_plan import LazyContext, PagePlan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxsite.model.records.journey import Journey
    from cxsite.pages.basis import Basis


def map_path(journey: str) -> str:
    """Return the path of a journey's full map. Ids contain no `_`, so it equals no other page's path."""
    return f"journeys/{journey}_map"


def journey_map_pages(basis: Basis) -> Iterator[PagePlan]:
    """Plan `journeys/<id>_map` for each journey with touchpoints."""
    figures = FigureFormatter(basis)
    for key, journey in basis.content.journeys.items():
        if not journey.touchpoints:
            continue
        yield PagePlan(
            path=map_path(key),
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
        "map": journey_map(journey, columns_of(journey, basis, figures), basis),
    }
