"""Personas and channels against stages: how many touchpoints, and their emotions."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from cxsite.coverage.records import Matrix, MatrixCell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxsite.model.content import Content
    from cxsite.model.facts.in_journey import PlacedTouchpoint


def persona_stages(content: Content) -> Matrix:
    """For each persona and stage: the touchpoints of current journeys that the persona passes, with its emotions."""
    found = (
        (persona, placed.stage.stage, placed.touchpoint.emotion_of(persona))
        for placed in _current(content)
        for persona in dict.fromkeys(placed.journey.personas_at(placed.touchpoint))
    )
    return _matrix(content, tuple(content.personas), found)


def channel_stages(content: Content) -> Matrix:
    """For each channel and stage: the touchpoints of current journeys there, with the mean emotion of all personas."""
    found = (
        (channel, placed.stage.stage, rating.mean if (rating := placed.touchpoint.emotion) else None)
        for placed in _current(content)
        for channel in dict.fromkeys(placed.touchpoint.channels)
    )
    return _matrix(content, tuple(content.names["channel"]), found)


def _current(content: Content) -> Iterator[PlacedTouchpoint]:
    return (placed for placed in content.placed_touchpoints if not placed.journey.is_ideal)


def _matrix(content: Content, rows: tuple[str, ...], found: Iterator[tuple[str, str, float | None]]) -> Matrix:
    columns = tuple(content.names["stage"])
    known_rows, known_stages = frozenset(rows), frozenset(columns)
    emotions: dict[tuple[str, str], list[float | None]] = defaultdict(list)
    for row, stage, emotion in found:
        if row in known_rows and stage in known_stages:
            emotions[row, stage].append(emotion)
    return Matrix(rows=rows, columns=columns, cells={key: _cell(every) for key, every in emotions.items()})


def _cell(emotions: list[float | None]) -> MatrixCell:
    known = [emotion for emotion in emotions if emotion is not None]
    return MatrixCell(len(emotions), sum(known) / len(known) if known else None)
