"""From pain point to opportunity to action, as one table of a journey."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cxsite.pages.action_views import find_actions, opportunities_in

if TYPE_CHECKING:
    from cxsite.model.facts.in_journey import PlacedOpportunity, PlacedPainPoint
    from cxsite.model.records.journey import Journey
    from cxsite.pages.action_views import ActionView
    from cxsite.pages.basis import Basis


@dataclass(frozen=True, slots=True, kw_only=True)
class PainPointLink:
    """A pain point with the opportunities that would reduce it and the actions that address it."""

    pain: PlacedPainPoint
    opportunities: tuple[PlacedOpportunity, ...]
    works: tuple[ActionView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PainPointChain:
    """A journey's links, the most severe first, then opportunities and actions that belong to no pain point.

    `works` are all actions related to the journey.
    """

    links: tuple[PainPointLink, ...]
    opportunities: tuple[tuple[PlacedOpportunity, tuple[ActionView, ...]], ...]
    others: tuple[ActionView, ...]
    works: tuple[ActionView, ...]


def make_chain(journey: Journey, basis: Basis) -> PainPointChain:
    """Build the chain of one journey from its own actions and those that span journeys."""
    content = basis.content
    keys = dict.fromkeys(f"{journey.id}/{one.id}" for point in journey.touchpoints for one in point.pain_points)
    pains = [content.pain_points[key] for key in keys]
    works = {work.placed.key: work for work in find_actions(journey, basis)}
    pains.sort(key=lambda pain: (-(pain.pain_point.severity or 0), pain.at.number))
    links = tuple(
        PainPointLink(
            pain=pain,
            opportunities=content.opportunities_for.get(pain.key, ()),
            works=tuple(works[action.key] for action in content.actions_for(pain)),
        )
        for pain in pains
    )
    free = tuple(
        (one, tuple(works[action.key] for action in content.actions_on.get(one.key, ())))
        for one in opportunities_in(journey, content)
        if not one.opportunity.addresses
    )
    shown = {work.placed.key for link in links for work in link.works} | {w.placed.key for _, ws in free for w in ws}
    others = tuple(work for work in works.values() if work.placed.journey is journey and work.placed.key not in shown)
    mine = tuple(work for key, work in works.items() if key in shown or work in others)
    return PainPointChain(links=links, opportunities=free, others=others, works=mine)
