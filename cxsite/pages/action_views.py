"""Improvement actions as pages show them: days late, addressed things, expected change of a metric."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from cxsite.incremental.dependency_tracking import get_shared
from cxsite.model.records.ticket import short_name
from cxsite.pages.basis import Basis
from cxsite.pages.links import to_opportunity, to_pain_point

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cxsite.model.content import Content
    from cxsite.model.facts.in_journey import PlacedAction, PlacedOpportunity
    from cxsite.model.records.action import Action, JourneyAction
    from cxsite.model.records.journey import Journey
    from cxsite.pages.links import Link

STATUSES: Final = ("doing", "planned", "proposed", "done", "dropped")
"""The statuses in the order in which the board shows them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressedThing:
    """A pain point or opportunity (`kind`, as addresses name it) that an action addresses."""

    kind: str
    link: Link


class Ticket(NamedTuple):
    """A ticket of the team's tracker: what its link shows, and its address; None if that is not known."""

    name: str
    address: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionView:
    """An action with what is computed from the content around it. `days_late` is 0 if it is on time.

    `owner` leads to the team that is responsible, `metric` to the figure that should change. `expected` is the planned
    change, with + or − and unit; empty if the action states none. `ticket` is its ticket in the team's tracker.
    """

    placed: PlacedAction
    link: Link
    owner: Link | None
    days_late: int
    addresses: tuple[AddressedThing, ...]
    metric: Link | None
    expected: str
    ticket: Ticket | None = None

    @property
    def action(self) -> Action | JourneyAction:
        """The action as it was read."""
        return self.placed.action

    @property
    def order(self) -> tuple[int, date, str]:
        """Sort key: the most overdue first, then by due date; actions without a due date come last."""
        return (-self.days_late, self.action.due or date.max, self.placed.key)


def list_actions(basis: Basis) -> tuple[ActionView, ...]:
    """Return every action, the overdue ones first."""
    return get_shared(basis.content, "all-work", lambda content: _all(Basis(content, basis.words)))


def _all(basis: Basis) -> tuple[ActionView, ...]:
    actions = basis.content.all_actions.values()
    return tuple(sorted((_make_view(placed, basis) for placed in actions), key=lambda one: one.order))


def find_actions(journey: Journey, basis: Basis) -> tuple[ActionView, ...]:
    """Return the journey's own actions and all others that address something in it, the overdue ones first."""
    content = basis.content
    ids = [one.id for point in journey.touchpoints for one in point.pain_points]
    ids += [one.id for point in journey.touchpoints for one in point.opportunities]
    keys = [f"{journey.id}/{action.id}" for action in journey.actions]
    found = {placed.key: placed for name in ids for placed in content.actions_on.get(f"{journey.id}/{name}", ())}
    found |= {key: content.all_actions[key] for key in keys}
    return tuple(sorted((_make_view(placed, basis) for placed in found.values()), key=lambda one: one.order))


def get_actions(keys: Iterable[str], basis: Basis) -> tuple[ActionView, ...]:
    """Return the actions with these keys, in the order given."""
    return tuple(_make_view(basis.content.all_actions[key], basis) for key in keys)


def sort_actions(keys: Iterable[str], basis: Basis) -> tuple[ActionView, ...]:
    """Return the actions with these keys, the overdue ones first."""
    return tuple(sorted(get_actions(keys, basis), key=lambda one: one.order))


def group_by_journey(actions: Iterable[ActionView]) -> dict[str, list[ActionView]]:
    """Map each journey's id to its own actions and those that address something in it, in the order given."""
    found: dict[str, list[ActionView]] = {}
    for work in actions:
        names = (work.placed.key, *work.placed.addresses)
        for journey in dict.fromkeys(name.partition("/")[0] for name in names if "/" in name):
            found.setdefault(journey, []).append(work)
    return found


def opportunities_in(journey: Journey, content: Content) -> tuple[PlacedOpportunity, ...]:
    """Return the opportunities at the journey's touchpoints."""
    keys = dict.fromkeys(f"{journey.id}/{one.id}" for point in journey.touchpoints for one in point.opportunities)
    return tuple(content.opportunities[key] for key in keys)


def select_overdue(actions: Iterable[ActionView]) -> tuple[ActionView, ...]:
    """Return the actions that are still open after their due date."""
    return tuple(one for one in actions if one.days_late)


def _make_view(placed: PlacedAction, basis: Basis) -> ActionView:
    content, action = basis.content, placed.action
    late = (content.today - action.due).days if action.due and action.is_overdue(content.today) else 0
    metric = content.metrics.get(action.metric) if action.metric else None
    expected = ""
    if action.expected_change is not None:
        unit = f" {metric.unit}" if metric and metric.unit else ""
        points = f" {basis.words('figure.points')}"
        expected = basis.words.signed_number(action.expected_change, 2) + (points if unit == " %" else unit)
    links = basis.links
    return ActionView(
        placed=placed,
        link=links.to_action(placed),
        owner=links.to_owner(action.owner),
        days_late=late,
        addresses=tuple(_find_addressed(placed, basis)),
        metric=links.to("metric", metric.id, metric.name) if metric else None,
        expected=expected,
        ticket=Ticket(short_name(action.ticket), content.playbook.ticket_address(action.ticket))
        if action.ticket
        else None,
    )


def _find_addressed(placed: PlacedAction, basis: Basis) -> Iterator[AddressedThing]:
    content = basis.content
    for key in placed.addresses:
        if key in content.pain_points:
            yield AddressedThing(kind="pain-point", link=to_pain_point(content.pain_points[key]))
        elif key in content.opportunities:
            yield AddressedThing(kind="opportunity", link=to_opportunity(content.opportunities[key]))
