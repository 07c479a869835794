"""Touchpoint, pain point, opportunity and action, each with where it stands in its journey.

They are tuples, for large playbooks have a hundred thousand: those are made in a third of a frozen class's time.
"""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from cxsite.model.action import Action, JourneyAction
    from cxsite.model.journey import Journey, Stage
    from cxsite.model.touchpoint import Opportunity, PainPoint, Touchpoint


class PlacedTouchpoint(NamedTuple):
    """A touchpoint in its journey; `number` counts from 1 through the whole journey.

    `key` is `journey-id/touchpoint-id`, by which it is named from elsewhere.
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
        """Keys of the pain points that it would ease."""
        return tuple(full_key(self.at.journey, wanted) for wanted in self.opportunity.addresses)


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
        return tuple(full_key(self.journey, wanted) for wanted in self.action.addresses)


def full_key(journey: Journey | None, wanted: str) -> str:
    """The key of a thing named from inside `journey` by its bare id or by its whole key."""
    return wanted if "/" in wanted or journey is None else f"{journey.id}/{wanted}"


def touchpoints_in(journey: Journey) -> tuple[PlacedTouchpoint, ...]:
    """The journey's touchpoints in order, each with its place."""
    number, start = count(1), f"{journey.id}/"
    return tuple(
        PlacedTouchpoint(journey, stage, stage_number, next(number), touchpoint, start + touchpoint.key)
        for stage_number, stage in enumerate(journey.stages, start=1)
        for touchpoint in stage.touchpoints
    )
