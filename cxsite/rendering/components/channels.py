"""Touchpoints as the staff of a channel see them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxsite.rendering.components.badges import emotion_badge, state_badge, touchpoint_badges
from cxsite.rendering.components.figures import latest_figure
from cxsite.rendering.components.html import NOTHING, Html, attribute, join, text
from cxsite.rendering.components.icons import icon
from cxsite.rendering.components.links import chip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxsite.model.records.touchpoint import LibraryTouchpoint, Touchpoint
    from cxsite.pages.channel import JourneyPass, TouchpointOnChannel
    from cxsite.pages.metric_figures import MetricLink
    from cxsite.rendering.components.page_tools import PageTools


def channel_touchpoint(page: PageTools, one: TouchpointOnChannel) -> Html:
    """Return a touchpoint on a channel: its standard, plays, backstage work, journeys and figures."""
    label, touchpoint, more = page.labels, one.touchpoint, NOTHING
    plays = join([Html(f"{chip(page, play, 'flag')} ") for play in one.plays])
    do_now = Html(f'<p class="cx-label">{label["channel.do-now"]}</p>\n<p>{plays}</p>\n') if one.plays else NOTHING
    if one.library:
        words = page.say("channel.more-passes", n=one.more)
        more = Html(f'<p class="cx-aside"><a href="{page.href(one.library.address or "")}">{words}</a></p>\n')
    return Html(
        f"{_badges(page, one)}{standard_of(page, touchpoint)}{do_now}{backstage_details(page, touchpoint)}"
        f'<p class="cx-label">{label["channel.passes"]}</p>\n'
        f'<ul class="cx-passes">{join([_pass(page, journey) for journey in one.passes])}</ul>\n'
        f"{more}{measured_list(page, one.metrics)}"
    )


def touchpoint_jumps(page: PageTools, touchpoints: Sequence[TouchpointOnChannel]) -> Html:
    """Return the entries of a list that leads to touchpoints on the same page."""
    moment = Html(f' {icon("moment")}<span class="cx-hidden">{page.labels["terms.moment-of-truth.word"]}</span>')
    rows = []
    for one in touchpoints:
        mark = moment if one.touchpoint.moment_of_truth else NOTHING
        rows.append(Html(f'<li><a href="#{attribute(one.id)}">{text(one.touchpoint.title)}</a>{mark}</li>\n'))
    return join(rows)


def _badges(page: PageTools, one: TouchpointOnChannel) -> Html:
    touchpoint = one.touchpoint
    if not (one.only_ideal or touchpoint.moment_of_truth or touchpoint.signature):
        return NOTHING
    ideal = Html(f'<span class="cx-tag cx-tag-ideal">{page.labels["channel.only-ideal"]}</span> ')
    return Html(f"<p>{ideal if one.only_ideal else NOTHING}{touchpoint_badges(page, touchpoint)}</p>\n")


def standard_of(page: PageTools, touchpoint: Touchpoint | LibraryTouchpoint) -> Html:
    """Return the service standard under its heading, or that there is none."""
    heading = Html(f'<p class="cx-label">{page.labels["terms.standard.word"]}</p>\n')
    if touchpoint.standard:
        return Html(f"{heading}{page.markdown(touchpoint.standard)}\n")
    return Html(f'{heading}<p class="cx-missing">{page.labels["touchpoint.no-standard"]}</p>\n')


def backstage_details(page: PageTools, touchpoint: Touchpoint | LibraryTouchpoint) -> Html:
    """Return the work out of the customer's sight in a list that opens; nothing if there is none."""
    if not touchpoint.backstage:
        return NOTHING
    rows = []
    for work in touchpoint.backstage:
        who = Html(f"<strong>{text(work.who)}:</strong> ") if work.who else NOTHING
        system = Html(f' <span class="cx-aside">({text(work.system)})</span>') if work.system else NOTHING
        rows.append(Html(f"<li>{who}{text(work.does)}{system}</li>\n"))
    title = page.labels["terms.backstage.word"]
    return Html(f"<details><summary>{title}</summary>\n<ul>{join(rows)}</ul></details>\n")


def _pass(page: PageTools, one: JourneyPass) -> Html:
    felt = [
        Html(f' <span class="cx-felt">{text(name)} {emotion_badge(page, emotion)}</span>')
        for name, emotion in one.feelings
    ]
    return Html(f"<li>{page.link(one.link)} {state_badge(page, one.state)}{join(felt)}</li>\n")


def measured_list(page: PageTools, metrics: Sequence[MetricLink]) -> Html:
    """Return metrics with their latest figures under a heading; nothing if there are none."""
    if not metrics:
        return NOTHING
    rows = []
    for link, measured in metrics:
        latest = Html(f" {latest_figure(page, measured)}") if measured else NOTHING
        rows.append(Html(f"<li>{chip(page, link)}{latest}</li>\n"))
    heading = page.labels["touchpoint.measured"]
    return Html(f'<p class="cx-label">{heading}</p>\n<ul class="cx-plain">{join(rows)}</ul>')
