"""The places where each play applies."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from cxsite.model.facts.in_journey import get_touchpoints

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cxsite.model.facts.in_journey import PlacedTouchpoint
    from cxsite.model.records.journey import Journey
    from cxsite.model.records.strategy import AppliesTo, Play


class PlayIds(Mapping[str, Mapping[str, tuple[str, ...]]]):
    """By a journey's id and a touchpoint's key: the ids of the plays that apply there, sorted; no key without plays.

    Each journey is evaluated on first access, because one page of a preview needs one journey of a thousand.
    """

    def __init__(self, plays: Iterable[Play], journeys: Mapping[str, Journey]) -> None:
        self._entries: dict[str, list[tuple[str, AppliesTo]]] = {}
        for play in plays:
            for entry in play.applies_to:
                for name in place_names(entry):
                    self._entries.setdefault(name, []).append((play.id, entry))
        self._journeys = journeys
        self._joined: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._found: dict[str, Mapping[str, tuple[str, ...]]] = {}

    def __getitem__(self, journey: str) -> Mapping[str, tuple[str, ...]]:
        found = self._found.get(journey)
        if found is None:
            found = self._found[journey] = self._find_in_journey(self._journeys[journey])
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._journeys)

    def __len__(self) -> int:
        return len(self._journeys)

    def _find_in_journey(self, journey: Journey) -> Mapping[str, tuple[str, ...]]:
        entries, joined = self._entries, self._joined
        found: dict[str, tuple[str, ...]] = {}
        for placed in get_touchpoints(journey):
            names = tuple(name for name in names_of(placed) if name in entries)
            if names and names not in joined:
                joined[names] = self._plays_that_fit(names)
            if names and joined[names]:
                found.setdefault(placed.key, joined[names])
        return found

    def _plays_that_fit(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """Return the plays with an entry that matches a touchpoint with these names."""
        here = frozenset(names)
        return tuple(sorted({play for name in here for play, entry in self._entries[name] if _fits(entry, here)}))


def place_names(entry: AppliesTo) -> Iterator[str]:
    """Return what an entry of `applies_to` names: the word for a kind, and an id (`channel zalo`)."""
    return (f"{kind} {key}" for kind, ids in entry.places.items() for key in ids)


def names_of(placed: PlacedTouchpoint) -> Iterator[str]:
    """Return the names that match a touchpoint: its own, its library's, its journey, stage, channels and personas."""
    touchpoint, journey = placed.touchpoint, placed.journey
    yield f"touchpoint {placed.key}"
    yield f"touchpoint {touchpoint.use or placed.key}"
    yield f"journey {journey.id}"
    yield f"stage {placed.stage.stage}"
    for channel in touchpoint.channels:
        yield f"channel {channel}"
    for persona in journey.personas_at(touchpoint):
        yield f"persona {persona}"


def fits(entry: AppliesTo, placed: PlacedTouchpoint) -> bool:
    """Return whether this entry makes a play apply at a touchpoint: it names a kind, and every kind matches."""
    return bool(entry.places) and _fits(entry, frozenset(names_of(placed)))


def fits_any(entry: AppliesTo, placed: PlacedTouchpoint) -> bool:
    """Return whether one of the kinds of an entry matches, which was enough in version 1 of the format."""
    return not frozenset(names_of(placed)).isdisjoint(place_names(entry))


def _fits(entry: AppliesTo, names: frozenset[str]) -> bool:
    return all(any(f"{kind} {key}" in names for key in ids) for kind, ids in entry.places.items())
