"""What happens on each channel: the index of channels with the touchpoint library, and a page for each channel."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from cxsite.pages import address
from cxsite.pages.faces import FACES
from cxsite.pages.figures import Figures
from cxsite.pages.marks import marks
from cxsite.pages.names import Names
from cxsite.pages.plan import Later, PagePlan
from cxsite.pages.watched import shared

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cxsite.model.chain import PlacedTouchpoint
    from cxsite.model.content import Content
    from cxsite.model.playbook import Channel, VocabularyStage
    from cxsite.model.strategy import Play
    from cxsite.model.touchpoint import LibraryTouchpoint, Touchpoint
    from cxsite.pages.basis import Basis
    from cxsite.pages.marks import Marks


@dataclass(frozen=True, slots=True, kw_only=True)
class Pass:
    """A journey that passes here, and by persona how each who goes it feels; None where that is unknown."""

    at: PlacedTouchpoint
    feelings: tuple[tuple[str, int | None], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """One touchpoint on a channel: what staff do there is said once, however many journeys pass it.

    `says` is the touchpoint that speaks for it, `passes` are the journeys that share it, those of today first.
    """

    id: str
    says: Touchpoint
    passes: tuple[Pass, ...]
    plays: tuple[Play, ...]
    metrics: tuple[str, ...]

    @property
    def only_ideal(self) -> bool:
        """Whether it is met in ideal journeys only, and so not how things are today."""
        return all(one.at.journey.is_ideal for one in self.passes)

    @property
    def lowest(self) -> int | None:
        """The lowest emotion of current journeys here."""
        today = [one for one in self.passes if not one.at.journey.is_ideal]
        felt = [emotion for one in today for _, emotion in one.feelings if emotion]
        return min(felt, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class StageOnChannel:
    """A stage of the vocabulary with its stops on one channel, those of today first."""

    stage: VocabularyStage
    stops: tuple[Stop, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelSummary:
    """A channel in one line of the index."""

    channel: Channel
    stops: int
    moments: int
    plays: int
    lowest: Stop | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelved:
    """A touchpoint of the library with where it is used."""

    key: str
    touchpoint: LibraryTouchpoint
    uses: tuple[PlacedTouchpoint, ...]
    marks: Marks


def touchpoints_page(basis: Basis) -> Iterator[PagePlan]:
    """The index: every channel, and the library."""
    yield PagePlan(
        path=address.TOUCHPOINTS,
        kind="touchpoints",
        title=basis.words("touchpoints.title"),
        description=basis.words("touchpoints.description"),
        context=Later(partial(_told_of_all, basis)),
    )


def _told_of_all(basis: Basis) -> dict[str, object]:
    content = basis.content
    every = tuple(_summary(channel, basis) for channel in content.playbook.channels)
    return {
        "channels": tuple(one for one in every if one.stops),
        "unused": tuple(one.channel for one in every if not one.stops),
        "library": tuple(
            Shelved(
                key=key,
                touchpoint=one,
                uses=content.uses_of.get(key, ()),
                marks=marks(one, one.name, content, basis.words),
            )
            for key, one in content.touchpoints.items()
        ),
        "figures": Figures(basis),
        "names": Names(content),
        "faces": FACES,
    }


def channel_pages(basis: Basis) -> Iterator[PagePlan]:
    """`touchpoints/<channel>` for each channel."""
    for channel in basis.content.playbook.channels:
        yield PagePlan(
            path=f"touchpoints/{channel.id}",
            kind="channel",
            title=channel.name,
            description=basis.words("channel.description", channel=channel.name),
            context=Later(partial(_told, channel, basis)),
        )


def _told(channel: Channel, basis: Basis) -> dict[str, object]:
    stages = stops_on(channel.id, basis.content)
    return {
        "channel": channel,
        "stages": stages,
        "plays": _plays_on(channel.id, stages, basis.content),
        "figures": Figures(basis),
        "names": Names(basis.content),
        "faces": FACES,
    }


def stops_on(channel: str, content: Content) -> tuple[StageOnChannel, ...]:
    """By stage in the vocabulary's order: the stops on a channel; stages without any are left out."""
    return shared(content, f"stops-on-{channel}", partial(_stops_on, channel))


def _stops_on(channel: str, content: Content) -> tuple[StageOnChannel, ...]:
    found = []
    here = shared(content, "touchpoints-by-channel", _by_channel).get(channel, ())
    for stage in content.playbook.stages:
        groups: dict[tuple[str, str], list[PlacedTouchpoint]] = {}
        for placed in here:
            if placed.stage.stage == stage.id:
                groups.setdefault(_sameness(placed), []).append(placed)
        stops = sorted((_stop(passes, content) for passes in groups.values()), key=lambda stop: stop.only_ideal)
        if stops:
            found.append(StageOnChannel(stage=stage, stops=tuple(stops)))
    return tuple(found)


def _by_channel(content: Content) -> dict[str, tuple[PlacedTouchpoint, ...]]:
    found: dict[str, list[PlacedTouchpoint]] = {}
    for placed in content.placed_touchpoints:
        for channel in dict.fromkeys(placed.touchpoint.channels):
            found.setdefault(channel, []).append(placed)
    return {channel: tuple(here) for channel, here in found.items()}


def _sameness(placed: PlacedTouchpoint) -> tuple[str, str]:
    """Two touchpoints are one stop where they are the same of the library and say the same standard."""
    touchpoint = placed.touchpoint
    return (touchpoint.use, touchpoint.standard or "") if touchpoint.use else (placed.key, "")


def _stop(passes: Sequence[PlacedTouchpoint], content: Content) -> Stop:
    ordered = sorted(passes, key=lambda placed: placed.journey.is_ideal)
    first = ordered[0]
    return Stop(
        id=f"{first.journey.id}-{first.stage_number}-{first.touchpoint.key}",
        says=first.touchpoint,
        passes=tuple(_pass(placed) for placed in ordered),
        plays=tuple({play.id: play for placed in ordered for play in content.plays_for(placed)}.values()),
        metrics=tuple(dict.fromkeys(metric for placed in ordered for metric in placed.touchpoint.metrics)),
    )


def _pass(placed: PlacedTouchpoint) -> Pass:
    personas = placed.journey.personas
    return Pass(at=placed, feelings=tuple((key, placed.touchpoint.emotion_of(key)) for key in personas))


def plays_on(channel: str, content: Content) -> tuple[Play, ...]:
    """The plays that somebody on a channel may need: those that name it, and then those of its touchpoints."""
    return _plays_on(channel, stops_on(channel, content), content)


def _plays_on(channel: str, stages: Sequence[StageOnChannel], content: Content) -> tuple[Play, ...]:
    """The plays that name the channel, and then those that apply at its stops."""
    named = [play for play in content.plays.values() if play.applies_to and channel in play.applies_to.channels]
    here = [play for stage in stages for stop in stage.stops for play in stop.plays]
    return tuple({play.id: play for play in (*named, *here)}.values())


def _summary(channel: Channel, basis: Basis) -> ChannelSummary:
    stages = stops_on(channel.id, basis.content)
    stops = [stop for stage in stages for stop in stage.stops if not stop.only_ideal]
    felt = [stop for stop in stops if stop.lowest]
    return ChannelSummary(
        channel=channel,
        stops=len(stops),
        moments=sum(stop.says.moment_of_truth for stop in stops),
        plays=len(_plays_on(channel.id, stages, basis.content)),
        lowest=min(felt, key=lambda stop: stop.lowest or 0, default=None),
    )
