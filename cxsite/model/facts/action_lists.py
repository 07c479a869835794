"""Lists of improvement actions by ids, so that a page that lists them depends on no single action."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cxsite.model.facts.in_journey import PlacedAction

OVERDUE: Final = "overdue"


def action_lists(actions: Iterable[PlacedAction], today: date) -> dict[str, tuple[str, ...]]:
    """By status, and under `overdue` for any status: keys of actions by due date, those without one last."""
    found: dict[str, list[PlacedAction]] = {}
    for placed in actions:
        found.setdefault(placed.action.status, []).append(placed)
        if placed.action.is_overdue(today):
            found.setdefault(OVERDUE, []).append(placed)
    return {name: tuple(one.key for one in sorted(group, key=_due_order)) for name, group in found.items()}


def _due_order(placed: PlacedAction) -> tuple[date, str]:
    return (placed.action.due or date.max, placed.key)
