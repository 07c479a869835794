"""Lists at a touchpoint that both the journey map and the touchpoint's own section show."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Final, TypeAlias

from cxsite.pages.links import touchpoint_address
from cxsite.rendering.components.badges import severity_badge, status_badge
from cxsite.rendering.components.figures import planned_figure, short_figure
from cxsite.rendering.components.html import NOTHING, Html, attribute, join, number, phrase, text
from cxsite.rendering.components.links import channel_link
from cxsite.rendering.components.marks import research_list

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cxsite.model.records.touchpoint import LibraryTouchpoint, Senses, Touchpoint
    from cxsite.pages.journey_map import MapColumn
    from cxsite.rendering.components.page_tools import PageTools

_Part: TypeAlias = "Callable[[PageTools, MapColumn], Html]"
_SENSES: Final = ("sees", "hears", "touches", "smells", "tastes")


def _shown_twice(make: _Part) -> _Part:
    """Decorate a list that the map and the touchpoint's own section show: it is written once for the page."""

    @wraps(make)
    def get(page: PageTools, column: MapColumn) -> Html:
        wanted = (make, column.placed.number)
        shown = page.shown_before.get(wanted)
        if shown is None:
            shown = page.shown_before[wanted] = make(page, column)
        return shown

    return get


@_shown_twice
def channel_list(page: PageTools, column: MapColumn) -> Html:
    """Return the channels of a touchpoint."""
    rows = [Html(f"<li>{channel_link(page, link, kind)}</li>\n") for link, kind in column.channels]
    return Html(f"<ul>{join(rows)}</ul>\n")


@_shown_twice
def metric_list(page: PageTools, column: MapColumn) -> Html:
    """Return the metrics of a touchpoint with their latest figures there."""
    rows = []
    for one in column.metrics:
        figure = planned_figure(page, one.metric) if one.is_planned else short_figure(page, one.series)
        rows.append(Html(f"<li>{page.link(one.link)}<br>{figure}\n</li>\n"))
    return Html(f"<ul>{join(rows)}</ul>\n")


@_shown_twice
def play_list(page: PageTools, column: MapColumn) -> Html:
    """Return the plays that apply at a touchpoint."""
    rows = [Html(f"<li>{page.link(one)}</li>\n") for one in column.plays]
    return Html(f"<ul>{join(rows)}</ul>\n")


@_shown_twice
def touchpoint_actions(page: PageTools, column: MapColumn) -> Html:
    """Return the actions that address something at a touchpoint, with their status."""
    rows = [
        Html(f"<li>{page.link(one.link)}<br>{status_badge(page, one.status, late=one.late)}</li>\n")
        for one in column.actions
    ]
    return Html(f"<ul>{join(rows)}</ul>\n")


def sense_list(page: PageTools, senses: Senses) -> Html:
    """Return what the customer sees, hears, touches, smells and tastes."""
    felt = [(name, value) for name in _SENSES if (value := getattr(senses, name))]
    rows = [Html(f"<dt>{page.labels['senses.' + name]}</dt>\n<dd>{text(value)}</dd>\n") for name, value in felt]
    return Html(f'<dl class="cx-senses">{join(rows)}</dl>\n')


def backstage_list(touchpoint: Touchpoint | LibraryTouchpoint) -> Html:
    """Return the work out of the customer's sight."""
    rows = []
    for one in touchpoint.backstage:
        who = Html(f"<b>{text(one.who)}:</b> ") if one.who else NOTHING
        system = Html(f" <small>({text(one.system)})</small>") if one.system else NOTHING
        rows.append(Html(f"<li>{who}{text(one.does)}{system}</li>\n"))
    return Html(f"<ul>{join(rows)}</ul>\n")


def pain_point_list(page: PageTools, touchpoint: Touchpoint, *, anchors: bool = False) -> Html:
    """Return the pain points of a touchpoint; with `anchors`, links lead to them and their research is listed."""
    rows = []
    for pain in touchpoint.pain_points:
        anchor = Html(f' id="pain-{attribute(pain.id)}"') if anchors else NOTHING
        research = research_list(page, pain.evidence, nested=True) if anchors and pain.evidence else NOTHING
        words = Html(f"{text(pain.text)}{persona_note(page, pain.personas)}{research}")
        rows.append(Html(f"<li{anchor}>{severity_badge(page, pain.severity)} {words}</li>\n"))
    return Html(f"<ul>{join(rows)}</ul>\n")


def persona_note(page: PageTools, personas: Sequence[str]) -> Html:
    """Return the names of the only personas that something is about, in small print; nothing if it is about all."""
    if not personas:
        return NOTHING
    names = phrase([page.name("persona", key) for key in personas], page.words)
    return Html(f" <small>({names})</small>")


def next_list(page: PageTools, column: MapColumn) -> Html:
    """Return the touchpoints that may follow, each after the reason."""
    rows = []
    for one in column.next:
        reason = Html(f"{text(one.label)}: ") if one.label else NOTHING
        touchpoint = Html(f"{number(one.placed.number)}. {text(one.placed.touchpoint.title)}")
        rows.append(Html(f'<li>{reason}<a href="{page.href(touchpoint_address(one.placed))}">{touchpoint}</a></li>\n'))
    return Html(f"<ul>{join(rows)}</ul>\n")


def opportunity_list(page: PageTools, touchpoint: Touchpoint, *, anchors: bool = False) -> Html:
    """Return the opportunities at a touchpoint with their values; with `anchors`, links lead to them."""
    rows = []
    for one in touchpoint.opportunities:
        anchor = Html(f' id="opportunity-{attribute(one.id)}"') if anchors else NOTHING
        rows.append(Html(f"<li{anchor}>{text(one.text)}{opportunity_value(page, one.value)}</li>\n"))
    return Html(f"<ul>{join(rows)}</ul>\n")


def opportunity_value(page: PageTools, value: float | None) -> Html:
    """Return the value of an opportunity; nothing if it is unknown."""
    return NOTHING if value is None else Html(f" <small>{page.say('journey.value', n=value)}</small>")
