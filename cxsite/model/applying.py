"""Which plays apply where."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from cxsite.model.chain import touchpoints_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cxsite.model.chain import PlacedTouchpoint
    from cxsite.model.journey import Journey
    from cxsite.model.strategy import Play


def named_places(plays: Iterable[Play]) -> dict[str, tuple[str, ...]]:
    """By `touchpoint`, `journey`, `stage` or `channel` and an id (`channel zalo`): ids of the plays that name it."""
    found: dict[str, dict[str, None]] = {}
    for play in plays:
        at = play.applies_to
        for kind, keys in (
            ("touchpoint", at.touchpoints if at else ()),
            ("journey", at.journeys if at else ()),
            ("stage", at.stages if at else ()),
            ("channel", at.channels if at else ()),
        ):
            for key in keys:
                found.setdefault(f"{kind} {key}", {})[play.id] = None
    return {name: tuple(ids) for name, ids in found.items()}


class PlayIds(Mapping[str, Mapping[str, tuple[str, ...]]]):
    """By a journey's id and a touchpoint's key: the ids of the plays that apply there, sorted; never none.

    A journey is looked through when somebody asks for it: one page of a preview asks for one of a thousand.
    """

    def __init__(self, plays: Iterable[Play], journeys: Mapping[str, Journey]) -> None:
        self._named, self._journeys = named_places(plays), journeys
        self._joined: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._found: dict[str, Mapping[str, tuple[str, ...]]] = {}

    def __getitem__(self, journey: str) -> Mapping[str, tuple[str, ...]]:
        found = self._found.get(journey)
        if found is None:
            found = self._found[journey] = self._of(self._journeys[journey])
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._journeys)

    def __len__(self) -> int:
        return len(self._journeys)

    def _of(self, journey: Journey) -> Mapping[str, tuple[str, ...]]:
        named, joined = self._named, self._joined
        found: dict[str, tuple[str, ...]] = {}
        for placed in touchpoints_in(journey):
            names = tuple(name for name in _names(placed) if name in named)
            if names and names not in joined:
                joined[names] = tuple(sorted({key for name in names for key in named[name]}))
            if names:
                found.setdefault(placed.key, joined[names])
        return found


def _names(placed: PlacedTouchpoint) -> Iterator[str]:
    """By itself, its library original, journey, stage and channels."""
    touchpoint = placed.touchpoint
    yield f"touchpoint {placed.key}"
    yield f"touchpoint {touchpoint.use or placed.key}"
    yield f"journey {placed.journey.id}"
    yield f"stage {placed.stage.stage}"
    for channel in touchpoint.channels:
        yield f"channel {channel}"
