"""The display order of all journeys."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cxsite.model.records.journey import Journey


def journey_tree(
    journeys: Mapping[str, Journey],
    ideals_of: Mapping[str, tuple[Journey, ...]],
    children_of: Mapping[str, tuple[Journey, ...]],
) -> tuple[tuple[str, int], ...]:
    """Return the ids of journeys, each with its depth below a journey without parent.

    `ideals_of` has by a current journey's id the ideal ones, `children_of` by a journey's id those one level down.
    Children follow their parent, an ideal its baseline. Cycles are broken.
    """
    seen: set[str] = set()

    def below(journey: Journey, depth: int) -> Iterator[tuple[str, int]]:
        if journey.id in seen:
            return
        seen.add(journey.id)
        yield journey.id, depth
        for ideal in ideals_of.get(journey.id, ()):
            yield from below(ideal, depth)
        for child in children_of.get(journey.id, ()):
            yield from below(child, depth + 1)

    rooted = [one for one in journeys.values() if not one.parent and not (one.is_ideal and one.baseline)]
    return tuple(one for journey in (*rooted, *journeys.values()) for one in below(journey, 0))
