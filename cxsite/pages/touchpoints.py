"""The index of channels with the touchpoint library."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from cxsite.incremental.dependency_tracking import list_ids
from cxsite.pages.links import Link, touchpoint_address
from cxsite.pages.list_locations import library_pages
from cxsite.pages.metric_figures import FigureFormatter, metric_link
from cxsite.pages.page_marks import make_marks
from cxsite.pages.page_plan import LazyContext, PagePlan
from cxsite.pages.persona import view_pain_point

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cxsite.model.content import Content
    from cxsite.model.facts.channel_touchpoints import LowPoint
    from cxsite.model.facts.in_journey import PlacedTouchpoint
    from cxsite.model.records.playbook_parts import Channel
    from cxsite.model.records.touchpoint import LibraryTouchpoint
    from cxsite.pages.basis import Basis
    from cxsite.pages.metric_figures import MetricLink
    from cxsite.pages.page_marks import PageMarks
    from cxsite.pages.persona import PersonaPainPoint


MOST_PAINS: Final = 10
"""The most pain points of journeys that are listed at a touchpoint of the library."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelRow:
    """One row of the index: a channel."""

    link: Link
    kind: str
    touchpoints: int
    moments: int
    plays: int
    lowest: LowPoint | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryEntry:
    """A touchpoint of the library with the journeys that use it, each with its state and the name of its stage.

    `pains` and `plays` are those of all current journeys that use it, `more_pains` the number of pain points that are
    left out; `metrics` are its own and those of the journeys.
    """

    key: str
    touchpoint: LibraryTouchpoint
    owner: Link | None
    channels: tuple[Link, ...]
    metrics: tuple[MetricLink, ...]
    uses: tuple[tuple[Link, str, str], ...]
    pains: tuple[PersonaPainPoint, ...]
    more_pains: int
    plays: tuple[Link, ...]
    marks: PageMarks


def touchpoints_page(basis: Basis) -> Iterator[PagePlan]:
    """Plan the index: every channel and the library; a long library continues on further pages."""
    words = basis.words
    for paging in library_pages(basis.content):
        number, title = paging.here.number, words("touchpoints.library")
        yield PagePlan(
            path=paging.here.path,
            kind="touchpoints" if number == 1 else "library",
            title=words("touchpoints.title") if number == 1 else words("paging.title", title=title, number=str(number)),
            description=words("touchpoints.description"),
            context=LazyContext(partial(_index_context if number == 1 else _library_context, number, basis)),
        )


def _index_context(number: int, basis: Basis) -> dict[str, object]:
    content = basis.content
    every = tuple(_summary(channel, basis) for channel in content.playbook.channels)
    return {
        "channels": tuple(one for one in every if one.touchpoints),
        "unused": tuple(one.link.text for one in every if not one.touchpoints),
        **_library_context(number, basis),
    }


def _library_context(number: int, basis: Basis) -> dict[str, object]:
    content = basis.content
    paging = library_pages(content)[number - 1]
    return {
        "library": tuple(_library_entry(key, basis) for key in list_ids(content.touchpoints)[paging.here.part]),
        "paging": paging,
    }


def _library_entry(key: str, basis: Basis) -> LibraryEntry:
    content = basis.content
    one, links, figures = content.touchpoints[key], basis.links, FigureFormatter(basis)
    uses = content.uses_of.get(key, ())
    now = tuple(placed for placed in uses if not placed.journey.is_ideal)
    pains = _gather_pains(now, content)
    metrics = dict.fromkeys((*one.metrics, *(metric for placed in now for metric in placed.touchpoint.metrics)))
    plays = {play.id: play.title for placed in now for play in content.plays_for(placed)}
    return LibraryEntry(
        key=key,
        touchpoint=one,
        owner=links.to_owner(one.owner),
        channels=links.to_each("channel", one.channels),
        metrics=tuple(metric_link(metric, figures, links) for metric in metrics),
        uses=tuple(
            (
                Link(placed.journey.title, touchpoint_address(placed)),
                placed.journey.state,
                links.name("stage", placed.stage.stage),
            )
            for placed in uses
        ),
        pains=pains[:MOST_PAINS],
        more_pains=max(0, len(pains) - MOST_PAINS),
        plays=tuple(links.to("play", play, title) for play, title in plays.items()),
        marks=make_marks(one, one.name, content, basis.words),
    )


def _gather_pains(uses: Iterable[PlacedTouchpoint], content: Content) -> tuple[PersonaPainPoint, ...]:
    """Return the pain points at these touchpoints, the most severe first."""
    keys = (f"{placed.journey.id}/{pain.id}" for placed in uses for pain in placed.touchpoint.pain_points)
    found = sorted(
        (content.pain_points[key] for key in dict.fromkeys(keys)),
        key=lambda pain: (-(pain.pain_point.severity or 0), pain.key),
    )
    return tuple(view_pain_point(pain, content) for pain in found)


def _summary(channel: Channel, basis: Basis) -> ChannelRow:
    found = basis.content.channel_summaries[channel.id]
    lows = [low for stage in found.stages for low in stage.lowest]
    return ChannelRow(
        link=basis.links.to("channel", channel.id, channel.name),
        kind=channel.kind,
        touchpoints=sum(stage.touchpoints for stage in found.stages),
        moments=sum(stage.moments for stage in found.stages),
        plays=len(found.plays),
        lowest=min(lows, key=lambda low: low.emotion, default=None),
    )
