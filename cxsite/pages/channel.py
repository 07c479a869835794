"""The page of a channel; a channel with many touchpoints has further pages for each stage."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from cxsite.pages.display_names import Names
from cxsite.pages.faces import FACES
from cxsite.pages.metric_figures import FigureFormatter
from cxsite.pages.page_plan import LazyContext, PagePlan
from cxsite.pages.paging import divide_into_pages, find_page

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cxsite.model.content import Content
    from cxsite.model.facts.channel_touchpoints import ChannelSummary, LowPoint, StageCounts
    from cxsite.model.facts.channel_touchpoints import ChannelTouchpoint as Keys
    from cxsite.model.facts.in_journey import PlacedTouchpoint
    from cxsite.model.records.playbook import Channel, VocabularyStage
    from cxsite.model.records.strategy import Play
    from cxsite.model.records.touchpoint import Touchpoint
    from cxsite.pages.basis import Basis
    from cxsite.pages.paging import Paging

MOST: Final = 60
"""The most touchpoints that a channel's page shows itself; if there are more, each stage has its own pages."""
MOST_PASSES: Final = 24
"""The most journeys listed at one touchpoint; the library's own entry lists all."""
_LINES_OF_A_TOUCHPOINT: Final = 4
_LINES: Final = 320
"""The most lines on a page, about 150 kB. A touchpoint takes one more line for each journey that uses it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JourneyPass:
    """A journey that uses a touchpoint, and the emotion there by persona (None if unknown)."""

    at: PlacedTouchpoint
    feelings: tuple[tuple[str, int | None], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TouchpointOnChannel:
    """One touchpoint on a channel, shown once however many journeys share it.

    `touchpoint` is the one whose texts are shown, `passes` are the journeys that share it, current ones first, and
    `more` is the number of further journeys.
    """

    id: str
    touchpoint: Touchpoint
    passes: tuple[JourneyPass, ...]
    more: int
    plays: tuple[Play, ...]
    metrics: tuple[str, ...]
    only_ideal: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StageOnChannel:
    """A stage of the vocabulary with its touchpoints on one channel, those of current journeys first."""

    stage: VocabularyStage
    touchpoints: tuple[TouchpointOnChannel, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StageSummary:
    """A stage with its own pages: the first page, its touchpoints, and the page of each low point."""

    stage: VocabularyStage
    path: str
    tally: StageCounts
    lowest: tuple[tuple[LowPoint, str], ...]


def channel_pages(basis: Basis) -> Iterator[PagePlan]:
    """Plan `touchpoints/<channel>` for each channel, and `touchpoints/<channel>_<stage>` for channels with many."""
    for channel in basis.content.playbook.channels:
        divided = _is_long(basis.content.channel_summaries[channel.id])
        yield PagePlan(
            path=_path(channel),
            kind="channel-stages" if divided else "channel",
            title=channel.name,
            description=basis.words("channel.description", channel=channel.name),
            context=LazyContext(partial(_divided_context if divided else _channel_context, channel, basis)),
        )
        if divided:
            for stage in _stages(channel, basis.content):
                yield from _stage_pages(channel, stage, basis)


def _stage_pages(channel: Channel, stage: VocabularyStage, basis: Basis) -> Iterator[PagePlan]:
    words = basis.words
    for paging in _pages(channel, stage.id, basis.content):
        number = paging.here.number
        title = words("channel.stage-title", channel=channel.name, stage=stage.name)
        yield PagePlan(
            path=paging.here.path,
            kind="channel-stage",
            title=title if number == 1 else words("paging.title", title=title, number=str(number)),
            description=words("channel.stage-description", channel=channel.name, stage=stage.name),
            context=LazyContext(partial(_stage_context, channel, stage, number, basis)),
        )


def _path(channel: Channel) -> str:
    return f"touchpoints/{channel.id}"


def _is_long(found: ChannelSummary) -> bool:
    return sum(one.touchpoints + one.ideal for one in found.stages) > MOST


def _stages(channel: Channel, content: Content) -> tuple[VocabularyStage, ...]:
    met = content.channel_stages[channel.id]
    return tuple(stage for stage in content.playbook.stages if stage.id in met)


def _pages(channel: Channel, stage: str, content: Content) -> tuple[Paging, ...]:
    sizes = (
        _LINES_OF_A_TOUCHPOINT + min(len(keys), MOST_PASSES)
        for keys in content.channel_touchpoints[f"{channel.id} {stage}"]
    )
    return divide_into_pages(f"{_path(channel)}_{stage}", sizes, _LINES)


def _channel_context(channel: Channel, basis: Basis) -> dict[str, object]:
    content = basis.content
    stages = tuple(
        StageOnChannel(
            stage=stage, touchpoints=_make_touchpoints(content.channel_touchpoints[f"{channel.id} {stage.id}"], content)
        )
        for stage in _stages(channel, content)
    )
    shown = {"stages": stages, "plays": plays_on(channel.id, content), "paging": None}
    return {**shown, **_shared_context(channel, basis)}


def _divided_context(channel: Channel, basis: Basis) -> dict[str, object]:
    content = basis.content
    stages = tuple(_summaries(channel, content))
    return {"stages": stages, "plays": plays_on(channel.id, content), **_shared_context(channel, basis)}


def _stage_context(channel: Channel, stage: VocabularyStage, number: int, basis: Basis) -> dict[str, object]:
    content = basis.content
    paging = _pages(channel, stage.id, content)[number - 1]
    return {
        "stage": stage,
        "stages": tuple((one, f"{_path(channel)}_{one.id}") for one in _stages(channel, content)),
        "stops": _make_touchpoints(content.channel_touchpoints[f"{channel.id} {stage.id}"][paging.here.part], content),
        "paging": paging,
        **_shared_context(channel, basis),
    }


def _shared_context(channel: Channel, basis: Basis) -> dict[str, object]:
    return {
        "channel": channel,
        "figures": FigureFormatter(basis),
        "names": Names(basis.content),
        "faces": FACES,
    }


def _summaries(channel: Channel, content: Content) -> Iterator[StageSummary]:
    stages = {stage.id: stage for stage in content.playbook.stages}
    for tally in content.channel_summaries[channel.id].stages:
        pages = _pages(channel, tally.stage, content)
        keys = content.channel_touchpoints[f"{channel.id} {tally.stage}"]
        places = ((low, f"{find_page(low.number, pages)}#{_anchor(keys[low.number], content)}") for low in tally.lowest)
        yield StageSummary(stage=stages[tally.stage], path=pages[0].here.path, tally=tally, lowest=tuple(places))


def _make_touchpoints(found: Sequence[Keys], content: Content) -> tuple[TouchpointOnChannel, ...]:
    return tuple(_make_touchpoint(keys, content) for keys in found)


def _make_touchpoint(keys: Keys, content: Content) -> TouchpointOnChannel:
    passes = [content.touchpoint_by_key[key] for key in keys[:MOST_PASSES]]
    return TouchpointOnChannel(
        id=_anchor(keys, content),
        touchpoint=passes[0].touchpoint,
        passes=tuple(_pass(placed) for placed in passes),
        more=len(keys) - len(passes),
        plays=tuple({play.id: play for placed in passes for play in content.plays_for(placed)}.values()),
        metrics=tuple(dict.fromkeys(metric for placed in passes for metric in placed.touchpoint.metrics)),
        only_ideal=passes[0].journey.is_ideal,
    )


def _anchor(keys: Keys, content: Content) -> str:
    first = content.touchpoint_by_key[keys[0]]
    return f"{first.journey.id}-{first.stage_number}-{first.touchpoint.key}"


def _pass(placed: PlacedTouchpoint) -> JourneyPass:
    personas = placed.journey.personas
    return JourneyPass(at=placed, feelings=tuple((key, placed.touchpoint.emotion_of(key)) for key in personas))


def plays_on(channel: str, content: Content) -> tuple[Play, ...]:
    """Return the plays for staff on a channel: first those that name it, then those of its touchpoints."""
    found = content.channel_summaries.get(channel)
    return tuple(content.plays[key] for key in found.plays) if found else ()
