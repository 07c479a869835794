"""Adds to the touchpoints of journeys what they take from the library."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cxsite.model.records.journey import Journey, Stage
    from cxsite.model.records.touchpoint import LibraryTouchpoint


class LibraryCache:
    """Remembers the merged journeys as long as they and the library touchpoints they use stay the same."""

    def __init__(self) -> None:
        self._before: dict[tuple[str, str], tuple[Journey, Mapping[str, LibraryTouchpoint | None], Journey]] = {}

    def get_or_merge(self, key: tuple[str, str], journey: Journey, library: Mapping[str, LibraryTouchpoint]) -> Journey:
        """Return the journey merged with what it uses; `key` is its id and language."""
        before = self._before.get(key)
        if before and before[0] is journey and all(library.get(use) is one for use, one in before[1].items()):
            return before[2]
        used = {touchpoint.use: library.get(touchpoint.use) for touchpoint in journey.touchpoints if touchpoint.use}
        joined = _journey(journey, library)
        self._before[key] = journey, used, joined
        return joined


def with_library(
    journeys: Mapping[str, Journey], library: Mapping[str, LibraryTouchpoint], joined: LibraryCache, language: str
) -> dict[str, Journey]:
    """Return the same journeys; a touchpoint that uses a library one has its values, too."""
    return {name: joined.get_or_merge((language, name), journey, library) for name, journey in journeys.items()}


def _journey(journey: Journey, library: Mapping[str, LibraryTouchpoint]) -> Journey:
    if not any(touchpoint.use in library for stage in journey.stages for touchpoint in stage.touchpoints):
        return journey
    return journey.model_copy(update={"stages": tuple(_stage(stage, library) for stage in journey.stages)})


def _stage(stage: Stage, library: Mapping[str, LibraryTouchpoint]) -> Stage:
    if not any(touchpoint.use in library for touchpoint in stage.touchpoints):
        return stage
    touchpoints = (
        touchpoint.with_library(library[touchpoint.use]) if touchpoint.use and touchpoint.use in library else touchpoint
        for touchpoint in stage.touchpoints
    )
    return stage.model_copy(update={"touchpoints": tuple(touchpoints)})
