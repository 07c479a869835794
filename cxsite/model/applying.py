"""Which plays apply where."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxsite.model.chain import PlacedTouchpoint
    from cxsite.model.content import Content


def named_places(content: Content) -> dict[str, tuple[str, ...]]:
    """By `touchpoint`, `journey`, `stage` or `channel` and an id (`channel zalo`): ids of the plays that name it."""
    found: dict[str, dict[str, None]] = {}
    for play in content.plays.values():
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


def play_ids(content: Content) -> dict[str, dict[str, tuple[str, ...]]]:
    """By a journey's id and a touchpoint's key: the ids of the plays that apply there, sorted; never none."""
    named = named_places(content)
    joined: dict[tuple[str, ...], tuple[str, ...]] = {}
    found: dict[str, dict[str, tuple[str, ...]]] = {key: {} for key in content.journeys}
    for placed in content.placed_touchpoints:
        names = tuple(name for name in _names(placed) if name in named)
        if names and names not in joined:
            joined[names] = tuple(sorted({key for name in names for key in named[name]}))
        if names:
            found[placed.journey.id].setdefault(placed.key, joined[names])
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
