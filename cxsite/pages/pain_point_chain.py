"""From pain point to opportunity to action, as one table of a journey."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cxsite.pages.action_views import find_actions, opportunities_in
from cxsite.pages.links import to_opportunity, to_pain_point

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cxsite.model.content import Content
    from cxsite.model.facts.in_journey import PlacedPainPoint
    from cxsite.model.records.journey import Journey
    from cxsite.pages.action_views import ActionView
    from cxsite.pages.basis import Basis
    from cxsite.pages.links import Link


@dataclass(frozen=True, slots=True, kw_only=True)
class OpportunityLink:
    """An opportunity, and its value from 0 to 100 (None: unknown)."""

    link: Link
    value: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PainPointLink:
    """A pain point with the opportunities that would reduce it and the actions that address it."""

    link: Link
    severity: int | None
    touchpoint: str
    opportunities: tuple[OpportunityLink, ...]
    actions: tuple[ActionView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PainPointChain:
    """A journey's links, the most severe first, then opportunities that belong to no pain point.

    `actions` are all actions related to the journey.
    """

    links: tuple[PainPointLink, ...]
    opportunities: tuple[tuple[Link, tuple[ActionView, ...]], ...]
    actions: tuple[ActionView, ...]


def make_chain(journey: Journey, basis: Basis) -> PainPointChain:
    """Build the chain of one journey from its own actions and those that span journeys."""
    content = basis.content
    keys = dict.fromkeys(f"{journey.id}/{one.id}" for point in journey.touchpoints for one in point.pain_points)
    pains = [content.pain_points[key] for key in keys]
    actions = {one.placed.key: one for one in find_actions(journey, basis)}
    pains.sort(key=lambda pain: (-(pain.pain_point.severity or 0), pain.at.number))
    links = tuple(_make_link(pain, actions, content) for pain in pains)
    free = tuple(
        (to_opportunity(one), tuple(actions[placed.key] for placed in content.actions_on.get(one.key, ())))
        for one in opportunities_in(journey, content)
        if not one.opportunity.addresses
    )
    shown = {one.placed.key for link in links for one in link.actions}
    shown |= {one.placed.key for _, group in free for one in group}
    mine = tuple(one for key, one in actions.items() if key in shown or one.placed.journey is journey)
    return PainPointChain(links=links, opportunities=free, actions=mine)


def _make_link(pain: PlacedPainPoint, actions: Mapping[str, ActionView], content: Content) -> PainPointLink:
    return PainPointLink(
        link=to_pain_point(pain),
        severity=pain.pain_point.severity,
        touchpoint=pain.at.touchpoint.title,
        opportunities=tuple(
            OpportunityLink(link=to_opportunity(one), value=one.opportunity.value)
            for one in content.opportunities_for.get(pain.key, ())
        ),
        actions=tuple(actions[placed.key] for placed in content.actions_for(pain)),
    )
