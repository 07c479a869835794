"""Touchpoints of the library, which several journeys share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxsite.rendering.components.badges import evidence_badge, severity_badge, state_badge
from cxsite.rendering.components.html import NOTHING, Html, join, phrase, text
from cxsite.rendering.components.marks import research_list
from cxsite.rendering.components.personas import persona_pain_points

if TYPE_CHECKING:
    from cxsite.model.records.pain_points import PainPoint
    from cxsite.pages.touchpoints import LibraryEntry
    from cxsite.rendering.components.page_tools import PageTools


def library_pain_points(page: PageTools, entry: LibraryEntry) -> Html:
    """Return the pain points of a touchpoint of the library, then those of the journeys; nothing without any."""
    own, label = entry.touchpoint.pain_points, page.labels["terms.pain-point.word"]
    if not own and not entry.pains:
        return NOTHING
    rows = [_own_pain_point(page, one) for one in own]
    gathered = persona_pain_points(page, entry.pains) if entry.pains else NOTHING
    everywhere = Html(f'<ul class="cx-plain cx-apart cx-lines">{join(rows)}</ul>\n') if own else NOTHING
    more = NOTHING
    if entry.more_pains:
        more = Html(f'<p class="cx-aside">{page.say("touchpoints.more-pains", n=entry.more_pains)}</p>\n')
    return Html(f'<p class="cx-label">{label}</p>\n{everywhere}{gathered}\n{more}')


def _own_pain_point(page: PageTools, pain: PainPoint) -> Html:
    people = phrase([page.name("persona", key) for key in pain.personas], page.words)
    where = page.labels["touchpoints.everywhere"]
    shown = Html(f"{where}: {people}") if pain.personas else where
    level = Html(f" {evidence_badge(page, pain.evidence.level)}") if pain.evidence else NOTHING
    return Html(
        f"<li>{severity_badge(page, pain.severity)} {text(pain.text)} "
        f'<span class="cx-aside">{shown}</span>{level}{research_list(page, pain.evidence, nested=True)}</li>\n'
    )


def library_uses(page: PageTools, entry: LibraryEntry) -> Html:
    """Return the journeys that use a touchpoint of the library, or that none does."""
    if not entry.uses:
        return Html(f'<p class="cx-missing">{page.labels["touchpoints.not-used"]}</p>\n')
    rows = [
        Html(f'<li>{page.link(link)} {state_badge(page, state)} <span class="cx-aside">{text(stage)}</span></li>\n')
        for link, state, stage in entry.uses
    ]
    return Html(f'<p class="cx-label">{page.labels["touchpoints.used"]}</p>\n<ul class="cx-plain">{join(rows)}</ul>\n')
