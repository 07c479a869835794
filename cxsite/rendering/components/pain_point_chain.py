"""The table from pain points to opportunities to actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxsite.rendering.components.actions import action_due, action_link, action_status
from cxsite.rendering.components.html import NOTHING, Html, join, text
from cxsite.rendering.components.links import pain_point_link
from cxsite.rendering.components.touchpoint_parts import opportunity_value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxsite.pages.action_views import ActionView
    from cxsite.pages.links import Link
    from cxsite.pages.pain_point_chain import PainPointChain, PainPointLink
    from cxsite.rendering.components.page_tools import PageTools


def pain_point_table(page: PageTools, chain: PainPointChain) -> Html:
    """Return the table, and a note if the journey has no pain point."""
    note = NOTHING if chain.links else Html(f'<p class="cx-empty">{page.labels["journey.chain-empty"]}</p>')
    if not chain.links and not chain.opportunities:
        return note
    label = page.labels
    rows = [_pain_point_row(page, one) for one in chain.links]
    rows += [_opportunity_row(page, one, actions) for one, actions in chain.opportunities]
    return Html(
        f'{note}<div class="cx-scroll" tabindex="0" role="region" aria-label="{label["journey.chain"]}">\n'
        f'<table class="cx-table cx-chain">\n<thead><tr><th scope="col">{label["journey.pain-point"]}</th>\n'
        f'<th scope="col">{label["journey.opportunity"]}</th>\n<th scope="col">{label["journey.action"]}</th>\n'
        f"</tr></thead>\n<tbody>\n{join(rows)}</tbody>\n</table>\n</div>"
    )


def _pain_point_row(page: PageTools, row: PainPointLink) -> Html:
    opportunities = [
        Html(f"<li>{page.link(one.link)}{opportunity_value(page, one.value)}</li>\n") for one in row.opportunities
    ]
    missing = Html(f'<span class="cx-missing">{page.labels["journey.no-opportunity"]}</span>')
    return Html(
        f'<tr><th scope="row">{pain_point_link(page, row.link, row.severity)}\n'
        f"<small>{page.labels['journey.at']}: {text(row.touchpoint)}</small></th>\n"
        f"<td>{Html(f'<ul>{join(opportunities)}</ul>') if opportunities else missing}</td>\n"
        f"<td>{_actions(page, row.actions)}</td>\n</tr>\n"
    )


def _opportunity_row(page: PageTools, opportunity: Link, actions: Sequence[ActionView]) -> Html:
    return Html(
        f'<tr><th scope="row"><small>{page.labels["journey.other-opportunities"]}</small></th>\n'
        f"<td>{page.link(opportunity)}</td>\n<td>{_actions(page, actions)}</td>\n</tr>\n"
    )


def _actions(page: PageTools, actions: Sequence[ActionView]) -> Html:
    if not actions:
        return Html(f'<span class="cx-missing">{page.labels["journey.no-action"]}</span>')
    rows = [
        Html(
            f"<li>{action_link(page, one)}<br>{action_status(page, one)} <small>{action_due(page, one)}</small></li>\n"
        )
        for one in actions
    ]
    return Html(f"<ul>{join(rows)}</ul>\n")
