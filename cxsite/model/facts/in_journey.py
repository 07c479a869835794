"""Touchpoint, pain point, opportunity and action, each with its position in its journey.

They are named tuples because a large playbook has a hundred thousand of them, and a named tuple is created in a third
of the time of a frozen dataclass.
"""

from __future__ import annotations

from functools import cached_property
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cxsite.model.records.action import Action, JourneyAction
    from cxsite.model.records.journey import Journey, Stage
    from cxsite.model.records.pain_points import Opportunity, PainPoint
    from cxsite.model.records.touchpoint import Touchpoint


class PlacedTouchpoint(NamedTuple):
    """A touchpoint in its journey; `number` counts from 1 through the whole journey.

    `key` is `journey-id/touchpoint-id`, its name in references from other files.
    """

    journey: Journey
    stage: Stage
    stage_number: int
    number: int
    touchpoint: Touchpoint
    key: str


class PlacedPainPoint(NamedTuple):
    """A pain point at its touchpoint."""

    at: PlacedTouchpoint
    pain_point: PainPoint

    @property
    def key(self) -> str:
        """`journey-id/pain-point-id`."""
        return f"{self.at.journey.id}/{self.pain_point.id}"


class PlacedOpportunity(NamedTuple):
    """An opportunity at its touchpoint."""

    at: PlacedTouchpoint
    opportunity: Opportunity

    @property
    def key(self) -> str:
        """`journey-id/opportunity-id`."""
        return f"{self.at.journey.id}/{self.opportunity.id}"

    @property
    def addresses(self) -> tuple[str, ...]:
        """Keys of the pain points that it addresses."""
        return tuple(qualify_key(self.at.journey, wanted) for wanted in self.opportunity.addresses)


class PlacedAction(NamedTuple):
    """An improvement action, in a journey or (`journey` None) in a file of its own."""

    action: Action | JourneyAction
    journey: Journey | None = None

    @property
    def key(self) -> str:
        """`journey-id/action-id`, or the file's id."""
        return f"{self.journey.id}/{self.action.id}" if self.journey else self.action.id

    @property
    def addresses(self) -> tuple[str, ...]:
        """Keys of the pain points and opportunities that it addresses."""
        return tuple(qualify_key(self.journey, wanted) for wanted in self.action.addresses)


def qualify_key(journey: Journey | None, wanted: str) -> str:
    """Return the key of a thing that is named inside `journey` by its bare id or by its key."""
    return wanted if "/" in wanted or journey is None else f"{journey.id}/{wanted}"


class JourneyContents:
    """The things of one journey, with their positions. Cached with the journey, which a preview reads only once."""

    def __init__(self, journey: Journey) -> None:
        self.journey = journey

    @cached_property
    def touchpoints(self) -> tuple[PlacedTouchpoint, ...]:
        """The touchpoints in order."""
        journey, number, start = self.journey, count(1), f"{self.journey.id}/"
        return tuple(
            PlacedTouchpoint(journey, stage, stage_number, next(number), touchpoint, start + touchpoint.key)
            for stage_number, stage in enumerate(journey.stages, start=1)
            for touchpoint in stage.touchpoints
        )

    @cached_property
    def touchpoint_by_key(self) -> Mapping[str, PlacedTouchpoint]:
        """The touchpoints by their keys; if two share an id, the first."""
        return {placed.key: placed for placed in reversed(self.touchpoints)}

    @cached_property
    def pain_points(self) -> Mapping[str, PlacedPainPoint]:
        """The pain points by their keys."""
        every = (PlacedPainPoint(at, one) for at in self.touchpoints for one in at.touchpoint.pain_points)
        return {placed.key: placed for placed in every}

    @cached_property
    def opportunities(self) -> Mapping[str, PlacedOpportunity]:
        """The opportunities by their keys."""
        every = (PlacedOpportunity(at, one) for at in self.touchpoints for one in at.touchpoint.opportunities)
        return {placed.key: placed for placed in every}

    @cached_property
    def eased(self) -> tuple[tuple[str, PlacedOpportunity], ...]:
        """Pairs of the key of each pain point that an opportunity addresses, and the opportunity."""
        return tuple((key, one) for one in self.opportunities.values() for key in one.addresses)

    @cached_property
    def actions(self) -> Mapping[str, PlacedAction]:
        """The journey's own actions by their keys."""
        every = (PlacedAction(action, self.journey) for action in self.journey.actions)
        return {placed.key: placed for placed in every}

    @cached_property
    def acted_on(self) -> tuple[tuple[str, PlacedAction], ...]:
        """Pairs of the key of each thing that an action addresses, and the action."""
        return tuple((key, one) for one in self.actions.values() for key in one.addresses)


def get_journey_contents(journey: Journey) -> JourneyContents:
    """Return the things of a journey."""
    kept: JourneyContents | None = journey.derived.get(JourneyContents)
    if kept is None:
        kept = journey.derived[JourneyContents] = JourneyContents(journey)
    return kept


def get_touchpoints(journey: Journey) -> tuple[PlacedTouchpoint, ...]:
    """Return the journey's touchpoints in order, each with its position."""
    return get_journey_contents(journey).touchpoints
