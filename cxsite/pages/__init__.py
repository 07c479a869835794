"""Plans the pages of the site and computes the context of each. Reads no files and renders no templates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cxsite.pages.action_lists import action_list_pages
from cxsite.pages.actions import actions_page
from cxsite.pages.basis import Basis
from cxsite.pages.channel import channel_pages
from cxsite.pages.comparison import comparison_pages
from cxsite.pages.coverage import coverage_page
from cxsite.pages.coverage_lists import coverage_part_pages
from cxsite.pages.hand_written import hand_pages
from cxsite.pages.home import home_page
from cxsite.pages.journey import journey_pages
from cxsite.pages.journeys import journeys_page
from cxsite.pages.measurement import measurement_page, metric_pages
from cxsite.pages.opportunities import opportunities_page
from cxsite.pages.persona import persona_pages
from cxsite.pages.personas import personas_page
from cxsite.pages.plays import play_pages, plays_page
from cxsite.pages.reading_list import reading_page
from cxsite.pages.research import research_pages
from cxsite.pages.strategy import strategy_page
from cxsite.pages.team import team_pages
from cxsite.pages.touchpoints import touchpoints_page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cxsite.i18n.catalogue import Translator
    from cxsite.model.content import Content
    from cxsite.pages.page_plan import PagePlan
    from cxsite.review.records import RecentChanges

KINDS: Final[tuple[Callable[[Basis], Iterator[PagePlan]], ...]] = (
    home_page,
    team_pages,
    strategy_page,
    personas_page,
    persona_pages,
    journeys_page,
    journey_pages,
    comparison_pages,
    touchpoints_page,
    channel_pages,
    plays_page,
    play_pages,
    opportunities_page,
    actions_page,
    action_list_pages,
    measurement_page,
    metric_pages,
    research_pages,
    coverage_page,
    coverage_part_pages,
    reading_page,
    hand_pages,
)
"""One function for each kind of page, in the order of the menu."""


def plan_pages(
    content: Content,
    words: Translator,
    *,
    drafts: bool = False,
    recent_changes: RecentChanges | None = None,
    site_url: str = "",
) -> tuple[PagePlan, ...]:
    """Plan every page of the site. Drafts and retired files have pages only if `drafts` is true (in a preview).

    `recently` holds the changes of the last 30 days for the home page; None if the history is unknown.
    `site_url` is the address where the site will be published, "" if it is unknown.
    """
    return make_plans(Basis(content if drafts else content.published, words, recent_changes, site_url))


def find_plan(basis: Basis, path: str) -> PagePlan | None:
    """Return the page at a path without planning the pages after it, or None if there is no such page."""
    return next((plan for kind in KINDS for plan in kind(basis) if plan.path == path), None)


def make_plans(basis: Basis) -> tuple[PagePlan, ...]:
    """Plan a page for everything in the content, including drafts."""
    return tuple(plan for kind in KINDS for plan in kind(basis))
