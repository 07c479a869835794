"""The page of a channel; a channel with many touchpoints has further pages for each stage."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from cxsite.pages.links import Link, touchpoint_address
from cxsite.pages.metric_figures import FigureFormatter, metric_link
from cxsite.pages.page_plan import LazyContext, PagePlan
from cxsite.pages.paging import divide_once, find_page

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cxsite.model.content import Content
    from cxsite.model.facts.channel_touchpoints import ChannelTouchpoint as Keys
    from cxsite.model.facts.channel_touchpoints import StageCounts
    from cxsite.model.facts.in_journey import PlacedTouchpoint
    from cxsite.model.records.playbook_parts import Channel, VocabularyStage
    from cxsite.model.records.strategy import Play
    from cxsite.model.records.touchpoint import Touchpoint
    from cxsite.pages.basis import Basis
    from cxsite.pages.links import ContentLinks
    from cxsite.pages.metric_figures import MetricLink
    from cxsite.pages.paging import Paging

MOST: Final = 60
"""The most touchpoints that a channel's page shows itself; if there are more, each stage has its own pages."""
MOST_PASSES: Final = 24
"""The most journeys listed at one touchpoint; the library's own entry lists all."""
_LINES_OF_A_TOUCHPOINT: Final = 4
_LINES: Final = 320
"""The most lines on a page, about 150 kB. A touchpoint takes one more line for each journey that uses it."""


class JourneyPass(NamedTuple):
    """A journey that uses a touchpoint: its link and state, and the emotion there by persona (None if unknown)."""

    link: Link
    state: str
    feelings: tuple[tuple[str, int | None], ...]


class TouchpointOnChannel(NamedTuple):
    """One touchpoint on a channel, shown once however many journeys share it.

    `touchpoint` is the one whose texts are shown, `passes` are the journeys that share it, current ones first.
    `library` leads to all journeys that use it, of which `more` are left out here.
    """

    id: str
    touchpoint: Touchpoint
    passes: tuple[JourneyPass, ...]
    more: int
    library: Link | None
    plays: tuple[Link, ...]
    metrics: tuple[MetricLink, ...]
    only_ideal: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StageOnChannel:
    """A stage of the vocabulary with its touchpoints on one channel, those of current journeys first."""

    stage: VocabularyStage
    touchpoints: tuple[TouchpointOnChannel, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StageSummary:
    """A stage with its own pages: the first page, its touchpoints, and the low points with their emotions."""

    stage: VocabularyStage
    link: Link
    tally: StageCounts
    lowest: tuple[tuple[Link, int], ...]


def channel_pages(basis: Basis) -> Iterator[PagePlan]:
    """Plan `touchpoints/<channel>` for each channel, and `touchpoints/<channel>_<stage>` for channels with many."""
    for channel in basis.content.playbook.channels:
        divided = _is_long(channel, basis.content)
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


def _is_long(channel: Channel, content: Content) -> bool:
    met = content.channel_stages[channel.id]
    return sum(len(content.channel_touchpoints[f"{channel.id} {stage}"]) for stage in met) > MOST


def _stages(channel: Channel, content: Content) -> tuple[VocabularyStage, ...]:
    met = content.channel_stages[channel.id]
    return tuple(stage for stage in content.playbook.stages if stage.id in met)


def _pages(channel: Channel, stage: str, content: Content) -> tuple[Paging, ...]:
    def sizes(found: Content) -> Iterator[int]:
        for keys in found.channel_touchpoints[f"{channel.id} {stage}"]:
            yield _LINES_OF_A_TOUCHPOINT + min(len(keys), MOST_PASSES)

    return divide_once(content, f"{_path(channel)}_{stage}", sizes, _LINES)


def _channel_context(channel: Channel, basis: Basis) -> dict[str, object]:
    content = basis.content
    stages = tuple(
        StageOnChannel(
            stage=stage, touchpoints=_make_touchpoints(content.channel_touchpoints[f"{channel.id} {stage.id}"], basis)
        )
        for stage in _stages(channel, content)
    )
    return {"channel": channel, "stages": stages, "plays": _play_links(channel, basis), "paging": None}


def _divided_context(channel: Channel, basis: Basis) -> dict[str, object]:
    stages = tuple(_summaries(channel, basis.content))
    return {"channel": channel, "stages": stages, "plays": _play_links(channel, basis)}


def _stage_context(channel: Channel, stage: VocabularyStage, number: int, basis: Basis) -> dict[str, object]:
    content = basis.content
    paging = _pages(channel, stage.id, content)[number - 1]
    return {
        "channel": basis.links.to("channel", channel.id, channel.name),
        "stage": stage,
        "stages": tuple((one.id, Link(one.name, f"{_path(channel)}_{one.id}")) for one in _stages(channel, content)),
        "touchpoints": _make_touchpoints(
            content.channel_touchpoints[f"{channel.id} {stage.id}"][paging.here.part], basis
        ),
        "paging": paging,
    }


def _play_links(channel: Channel, basis: Basis) -> tuple[Link, ...]:
    return tuple(basis.links.to("play", play.id, play.title) for play in plays_on(channel.id, basis.content))


def _summaries(channel: Channel, content: Content) -> Iterator[StageSummary]:
    stages = {stage.id: stage for stage in content.playbook.stages}
    for tally in content.channel_summaries[channel.id].stages:
        pages, stage = _pages(channel, tally.stage, content), stages[tally.stage]
        keys = content.channel_touchpoints[f"{channel.id} {tally.stage}"]
        lowest = (
            (Link(low.title, f"{find_page(low.number, pages)}#{_anchor(keys[low.number], content)}"), low.emotion)
            for low in tally.lowest
        )
        yield StageSummary(stage=stage, link=Link(stage.name, pages[0].here.path), tally=tally, lowest=tuple(lowest))


def _make_touchpoints(found: Sequence[Keys], basis: Basis) -> tuple[TouchpointOnChannel, ...]:
    figures, links = FigureFormatter(basis), basis.links
    return tuple([_make_touchpoint(keys, figures, links) for keys in found])


def _make_touchpoint(keys: Keys, figures: FigureFormatter, links: ContentLinks) -> TouchpointOnChannel:
    content = figures.basis.content
    passes = [content.touchpoint_by_key[key] for key in keys[:MOST_PASSES]]
    first, more = passes[0], len(keys) - len(passes)
    plays = dict.fromkeys([key for one in passes for key in content.play_ids[one.journey.id].get(one.key, ())])
    metrics = dict.fromkeys([metric for one in passes for metric in one.touchpoint.metrics])
    return TouchpointOnChannel(
        id=_anchor(keys, content),
        touchpoint=first.touchpoint,
        passes=tuple([_pass(one, links) for one in passes]),
        more=more,
        library=links.to("touchpoint", first.touchpoint.use, "") if more and first.touchpoint.use else None,
        plays=tuple([links.to("play", key, content.plays[key].title) for key in plays]),
        metrics=tuple([metric_link(key, figures, links) for key in metrics]),
        only_ideal=first.journey.is_ideal,
    )


def _anchor(keys: Keys, content: Content) -> str:
    first = content.touchpoint_by_key[keys[0]]
    return f"{first.journey.id}-{first.stage_number}-{first.touchpoint.key}"


def _pass(placed: PlacedTouchpoint, links: ContentLinks) -> JourneyPass:
    journey, touchpoint = placed.journey, placed.touchpoint
    personas = journey.personas_at(touchpoint)
    return JourneyPass(
        link=Link(journey.title, touchpoint_address(placed)),
        state=journey.state,
        feelings=tuple([(links.name("persona", key), touchpoint.emotion_of(key)) for key in personas]),
    )


def plays_on(channel: str, content: Content) -> tuple[Play, ...]:
    """Return the plays for staff on a channel: first those that name it, then those of its touchpoints."""
    found = content.channel_summaries.get(channel)
    return tuple(content.plays[key] for key in found.plays) if found else ()
