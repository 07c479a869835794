"""Links to the things of the content, alone or with the badges that belong to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxsite.pages.links import to_journey
from cxsite.rendering.components.badges import severity_badge, state_badge
from cxsite.rendering.components.html import NOTHING, Html, attribute, join, phrase, text
from cxsite.rendering.components.icons import icon, icon_style

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxsite.model.records.journey import Journey
    from cxsite.pages.links import Link
    from cxsite.rendering.components.page_tools import PageTools


def link(page: PageTools, to: Link, style: str = "") -> Html:
    """Return a link, or its text alone if it leads nowhere; `style` is a CSS class."""
    if to.address is None or not style:
        return page.link(to)
    return Html(f'<a class="{attribute(style)}" href="{page.href(to.address)}">{text(to.text)}</a>')


def links_in_a_row(page: PageTools, links: Sequence[Link], between: str = ", ") -> Html:
    """Return links one after another."""
    return join([page.link(one) for one in links], text(between))


def links_as_phrase(page: PageTools, links: Sequence[Link]) -> Html:
    """Return links as a phrase of the language: `Lan, Minh và Chi`."""
    return phrase([page.link(one) for one in links], page.words)


def button(page: PageTools, to: Link, mark: str = "") -> Html:
    """Return a link as a button, with an icon before it if `mark` names one."""
    words = Html(f"{icon(mark)}<span>{text(to.text)}</span>") if mark else text(to.text)
    return Html(f'<a class="cx-button" href="{page.href(to.address or "")}">{words}</a>')


def button_list(page: PageTools, links: Sequence[Link], mark: str) -> Html:
    """Return the entries of a list of buttons, each with the same icon."""
    return join([Html(f"<li>{button(page, one, mark)}</li>\n") for one in links])


def chip(page: PageTools, to: Link, mark: str = "") -> Html:
    """Return a link as a chip, with an icon before it if `mark` names one."""
    sign = icon(mark) if mark else NOTHING
    if to.address is None:
        return Html(f'<span class="cx-chip">{sign}{text(to.text)}</span>')
    return Html(f'<a class="cx-chip" href="{page.href(to.address)}">{sign}{text(to.text)}</a>')


def owner_chip(page: PageTools, owner: Link | None) -> Html:
    """Return the team that is responsible, or that nobody is."""
    if owner is None:
        return Html(f'<span class="cx-missing">{page.labels["actions.no-owner"]}</span>')
    return chip(page, owner, "owner")


def channel_link(page: PageTools, to: Link, kind: str) -> Html:
    """Return the link to a channel with the icon of its kind."""
    if to.address is None:
        return Html(f'<span class="{icon_style(kind)}">{text(to.text)}</span>')
    return Html(f'<a class="{icon_style(kind)}" href="{page.href(to.address)}">{text(to.text)}</a>')


def journey_link(page: PageTools, journey: Journey) -> Html:
    """Return the link to a journey with its state."""
    return Html(f"{page.link(to_journey(journey))} {state_badge(page, journey.state)}")


def pain_point_link(page: PageTools, to: Link, severity: int | None) -> Html:
    """Return the link to a pain point after its severity."""
    return Html(f"{severity_badge(page, severity)} {page.link(to)}")
