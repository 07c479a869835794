"""Improvement actions as pages show them: who is late, what each addresses, what it should move."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from cxsite.incremental.dependency_tracking import get_shared
from cxsite.pages.basis import Basis

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cxsite.model.content import Content
    from cxsite.model.facts.in_journey import PlacedAction, PlacedOpportunity
    from cxsite.model.records.action import Action, JourneyAction
    from cxsite.model.records.journey import Journey
    from cxsite.model.records.strategy import Metric

STATUSES: Final = ("doing", "planned", "proposed", "done", "dropped")
"""In the order in which a board shows them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressedThing:
    """A pain point or opportunity (`kind`, as addresses name it) that an action addresses."""

    kind: str
    key: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionView:
    """An action with what follows from the content around it. `days_late` is 0 for what is in time.

    `expected` is the change it shall bring, with sign and unit; empty where it states none.
    """

    placed: PlacedAction
    days_late: int
    addresses: tuple[AddressedThing, ...]
    metric: Metric | None
    expected: str

    @property
    def action(self) -> Action | JourneyAction:
        """The action itself."""
        return self.placed.action

    @property
    def order(self) -> tuple[int, date, str]:
        """What is most overdue first, then by due date, what has none last."""
        return (-self.days_late, self.action.due or date.max, self.placed.key)


def list_actions(basis: Basis) -> tuple[ActionView, ...]:
    """Every action, the overdue ones first."""
    return get_shared(basis.content, "all-work", lambda content: _all(Basis(content, basis.words)))


def _all(basis: Basis) -> tuple[ActionView, ...]:
    actions = basis.content.all_actions.values()
    return tuple(sorted((_make_view(placed, basis) for placed in actions), key=lambda one: one.order))


def find_actions(journey: Journey, basis: Basis) -> tuple[ActionView, ...]:
    """The journey's own actions, and all others that address something in it; the overdue ones first."""
    content = basis.content
    ids = [one.id for point in journey.touchpoints for one in point.pain_points]
    ids += [one.id for point in journey.touchpoints for one in point.opportunities]
    keys = [f"{journey.id}/{action.id}" for action in journey.actions]
    found = {placed.key: placed for name in ids for placed in content.actions_on.get(f"{journey.id}/{name}", ())}
    found |= {key: content.all_actions[key] for key in keys}
    return tuple(sorted((_make_view(placed, basis) for placed in found.values()), key=lambda one: one.order))


def get_actions(keys: Iterable[str], basis: Basis) -> tuple[ActionView, ...]:
    """The actions of these keys, in that order."""
    return tuple(_make_view(basis.content.all_actions[key], basis) for key in keys)


def sort_actions(keys: Iterable[str], basis: Basis) -> tuple[ActionView, ...]:
    """The same, the overdue ones first."""
    return tuple(sorted(get_actions(keys, basis), key=lambda one: one.order))


def group_by_journey(works: Iterable[ActionView]) -> dict[str, list[ActionView]]:
    """By a journey's id: its own actions, and those that address something in it, in the order given."""
    found: dict[str, list[ActionView]] = {}
    for work in works:
        names = (work.placed.key, *work.placed.addresses)
        for journey in dict.fromkeys(name.partition("/")[0] for name in names if "/" in name):
            found.setdefault(journey, []).append(work)
    return found


def opportunities_in(journey: Journey, content: Content) -> tuple[PlacedOpportunity, ...]:
    """The opportunities at the journey's touchpoints."""
    keys = dict.fromkeys(f"{journey.id}/{one.id}" for point in journey.touchpoints for one in point.opportunities)
    return tuple(content.opportunities[key] for key in keys)


def select_overdue(works: Iterable[ActionView]) -> tuple[ActionView, ...]:
    """Those that are open after their due date."""
    return tuple(one for one in works if one.days_late)


def _make_view(placed: PlacedAction, basis: Basis) -> ActionView:
    content, action = basis.content, placed.action
    late = (content.today - action.due).days if action.due and action.is_overdue(content.today) else 0
    metric = content.metrics.get(action.metric) if action.metric else None
    expected = ""
    if action.expected_change is not None:
        unit = f" {metric.unit}" if metric and metric.unit else ""
        points = f" {basis.words('figure.points')}"
        expected = basis.words.signed_number(action.expected_change, 2) + (points if unit == " %" else unit)
    return ActionView(
        placed=placed, days_late=late, addresses=_find_addressed(placed, content), metric=metric, expected=expected
    )


def _find_addressed(placed: PlacedAction, content: Content) -> tuple[AddressedThing, ...]:
    found = []
    for key in placed.addresses:
        if key in content.pain_points:
            found.append(AddressedThing(kind="pain-point", key=key, text=content.pain_points[key].pain_point.text))
        elif key in content.opportunities:
            found.append(AddressedThing(kind="opportunity", key=key, text=content.opportunities[key].opportunity.text))
    return tuple(found)
