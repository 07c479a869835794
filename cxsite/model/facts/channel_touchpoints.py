"""The touchpoints of each channel, in ids and numbers, so that an index depends on no single touchpoint."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cxsite.model.facts.in_journey import PlacedTouchpoint
    from cxsite.model.records.playbook import Playbook
    from cxsite.model.records.strategy import AppliesTo, Play

LOWEST: Final = 3
"""The number of low points that are listed for a stage."""
ChannelTouchpoint: TypeAlias = tuple[str, ...]
"""Keys of touchpoints that are the same for a channel, those of current journeys first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LowPoint:
    """A touchpoint with a low emotion in current journeys: the one that represents it, and the emotion (1 to 5).

    `number` is its index, from 0, among the touchpoints of its stage on the channel.
    """

    number: int
    key: str
    title: str
    emotion: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StageCounts:
    """A stage (id) on one channel: how many current touchpoints, how many moments of truth, how many ideal ones.

    `lowest` are the three with the lowest emotions, the lowest first; touchpoints without a known emotion are left out.
    """

    stage: str
    touchpoints: int
    moments: int
    ideal: int
    lowest: tuple[LowPoint, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelSummary:
    """A channel in numbers: its stages with touchpoints, in the vocabulary's order, and the ids of its plays.

    Plays that name the channel come first, then those that apply at its touchpoints.
    """

    stages: tuple[StageCounts, ...] = ()
    plays: tuple[str, ...] = ()


def channel_touchpoints(touchpoints: Iterable[PlacedTouchpoint]) -> dict[str, tuple[ChannelTouchpoint, ...]]:
    """By `channel-id stage-id`: the touchpoints there in the order of journeys, those of ideal journeys only last."""
    places: dict[str, dict[tuple[str, str], list[PlacedTouchpoint]]] = {}
    for placed in touchpoints:
        for channel in dict.fromkeys(placed.touchpoint.channels):
            here = places.setdefault(f"{channel} {placed.stage.stage}", {})
            here.setdefault(_identity(placed), []).append(placed)
    return {place: _sort_groups(tuple(groups.values())) for place, groups in places.items()}


def _identity(placed: PlacedTouchpoint) -> tuple[str, str]:
    """Return the identity of a touchpoint: two are the same if library touchpoint and standard are equal."""
    touchpoint = placed.touchpoint
    return (touchpoint.use, touchpoint.standard or "") if touchpoint.use else (placed.key, "")


def _sort_groups(groups: Sequence[Sequence[PlacedTouchpoint]]) -> tuple[ChannelTouchpoint, ...]:
    today_first = [sorted(group, key=_is_ideal) if len(group) > 1 else group for group in groups]
    today_first.sort(key=lambda group: _is_ideal(group[0]))
    return tuple(tuple(dict.fromkeys([placed.key for placed in group])) for group in today_first)


def _is_ideal(placed: PlacedTouchpoint) -> bool:
    return placed.journey.is_ideal


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelSummaries:
    """Summarizes channels.

    `found` is what `channel_touchpoints` gives. `by_key` has every touchpoint; `play_ids` has ids of plays by a
    journey's id and a touchpoint's key.
    """

    playbook: Playbook
    found: Mapping[str, tuple[ChannelTouchpoint, ...]]
    by_key: Mapping[str, PlacedTouchpoint]
    plays: Mapping[str, Play]
    play_ids: Mapping[str, Mapping[str, tuple[str, ...]]]

    def by_channel(self) -> dict[str, ChannelSummary]:
        """By a channel's id: what is met there."""
        return {channel.id: self._summarize(channel.id) for channel in self.playbook.channels}

    def _summarize(self, channel: str) -> ChannelSummary:
        here = tuple(
            (stage.id, found) for stage in self.playbook.stages if (found := self.found.get(f"{channel} {stage.id}"))
        )
        named = [play.id for play in self.plays.values() if any(_names_alone(one, channel) for one in play.applies_to)]
        of = self.play_ids
        keys = (key for _, found in here for group in found for key in group)
        groups = dict.fromkeys(of[key.partition("/")[0]].get(key, ()) for key in keys)
        applied = (play for group in groups for play in group)
        return ChannelSummary(
            stages=tuple(_count_stage(stage, found, self.by_key) for stage, found in here),
            plays=tuple(dict.fromkeys((*named, *applied))),
        )


def _names_alone(entry: AppliesTo, channel: str) -> bool:
    """Return whether a play applies on the whole channel, even without a journey; other kinds need a touchpoint."""
    return channel in entry.channels and len(entry.places) == 1


def _count_stage(stage: str, found: Sequence[ChannelTouchpoint], by_key: Mapping[str, PlacedTouchpoint]) -> StageCounts:
    today = [group for group in found if not by_key[group[0]].journey.is_ideal]
    lows = [low for number, group in enumerate(today) if (low := _find_low_point(number, group, by_key))]
    return StageCounts(
        stage=stage,
        touchpoints=len(today),
        moments=sum(by_key[group[0]].touchpoint.moment_of_truth for group in today),
        ideal=len(found) - len(today),
        lowest=tuple(sorted(lows, key=lambda low: (low.emotion, low.number))[:LOWEST]),
    )


def _find_low_point(number: int, group: ChannelTouchpoint, by_key: Mapping[str, PlacedTouchpoint]) -> LowPoint | None:
    places = [placed for key in group if not (placed := by_key[key]).journey.is_ideal]
    felt = [
        emotion
        for placed in places
        for who in placed.journey.personas
        if (emotion := placed.touchpoint.emotion_of(who))
    ]
    title = places[0].touchpoint.title
    return LowPoint(number=number, key=group[0], title=title, emotion=min(felt)) if felt else None
