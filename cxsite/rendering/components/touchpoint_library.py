"""Touchpoints of the library, which several journeys share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxsite.rendering.components.badges import state_badge
from cxsite.rendering.components.html import Html, join, text

if TYPE_CHECKING:
    from cxsite.pages.touchpoints import LibraryEntry
    from cxsite.rendering.components.page_tools import PageTools


def library_uses(page: PageTools, entry: LibraryEntry) -> Html:
    """Return the journeys that use a touchpoint of the library, or that none does."""
    if not entry.uses:
        return Html(f'<p class="cx-missing">{page.labels["touchpoints.not-used"]}</p>\n')
    rows = [
        Html(f'<li>{page.link(link)} {state_badge(page, state)} <span class="cx-aside">{text(stage)}</span></li>\n')
        for link, state, stage in entry.uses
    ]
    return Html(f'<p class="cx-label">{page.labels["touchpoints.used"]}</p>\n<ul class="cx-plain">{join(rows)}</ul>\n')
