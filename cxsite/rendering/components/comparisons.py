"""The table that compares a journey with its ideal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxsite.pages.links import Link
from cxsite.rendering.components.actions import action_list
from cxsite.rendering.components.badges import severity_badge
from cxsite.rendering.components.html import NOTHING, Html, join, number, text
from cxsite.rendering.components.icons import face
from cxsite.rendering.components.touchpoint_parts import persona_note

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxsite.model.records.journey import Journey
    from cxsite.model.records.touchpoint import Touchpoint
    from cxsite.pages.comparison import TouchpointPair
    from cxsite.rendering.components.page_tools import PageTools

_DASH = Html("–")


def comparison_table(page: PageTools, pairs: Sequence[TouchpointPair], baseline: Journey, ideal: Journey) -> Html:
    """Return the pairs of touchpoints with the emotions in both journeys, and the actions on the way."""
    label = page.labels
    heads = ("state.current", "state.ideal", "comparison.step", "comparison.actions")
    columns = page.column_heads(heads)
    rows = [
        Html(
            f"<tr><td>{_side(page, baseline, pair.current, pair.now)}{_pain_points(page, pair.current)}</td>\n"
            f"<td>{_side(page, ideal, pair.ideal, pair.then)}</td>\n<td>{_step(page, pair)}</td>\n"
            f"<td>{_actions(page, pair)}</td>\n</tr>\n"
        )
        for pair in pairs
    ]
    return Html(
        f'<div class="cx-scroll" tabindex="0" role="region" aria-label="{label["comparison.table"]}">\n'
        f'<table class="cx-table">\n<thead><tr>{columns}</tr></thead>\n<tbody>\n{join(rows)}</tbody>\n</table>\n</div>'
    )


def _side(page: PageTools, journey: Journey, touchpoint: Touchpoint | None, emotion: int | None) -> Html:
    if touchpoint is None:
        return Html(f"{_DASH}\n")
    link = page.link(Link(touchpoint.title, f"journeys/{journey.id}#touchpoint-{touchpoint.key}"))
    link = Html(f"{link}{persona_note(page, touchpoint.personas)}")
    picture, felt = NOTHING, page.labels["emotion.unknown"]
    if emotion is not None:
        picture, felt = face(emotion), Html(f"{number(emotion)}/5, {page.labels[f'emotion.{emotion}']}")
    return Html(
        f'<span class="cx-lowest-point">{picture}<span>{link} <span class="cx-aside">{felt}</span></span></span>\n'
    )


def _pain_points(page: PageTools, touchpoint: Touchpoint | None) -> Html:
    if touchpoint is None or not touchpoint.pain_points:
        return NOTHING
    rows = [
        Html(f"<li>{severity_badge(page, one.severity)} {text(one.text)}{persona_note(page, one.personas)}</li>\n")
        for one in touchpoint.pain_points
    ]
    return Html(f'<ul class="cx-plain">{join(rows)}</ul>')


def _step(page: PageTools, pair: TouchpointPair) -> Html:
    """Return how much better the ideal feels, or why there is nothing to compare."""
    label = page.labels
    if pair.current is None:
        shown = Html(f'<span class="cx-tag cx-tag-doing">{label["comparison.new"]}</span>')
    elif pair.ideal is None:
        shown = Html(f'<span class="cx-tag cx-tag-dropped">{label["comparison.dropped"]}</span>')
    elif pair.step is None:
        shown = _DASH
    else:
        shown = Html(f'<span class="cx-number">{text(page.words.signed_number(pair.step))}</span>')
    merged = Html(f' <span class="cx-tag cx-tag-doing">{label["comparison.merged"]}</span>') if pair.merged else NOTHING
    return Html(f"{shown}{merged}")


def _actions(page: PageTools, pair: TouchpointPair) -> Html:
    if pair.actions:
        return Html(f'<ul class="cx-plain cx-apart">{action_list(page, pair.actions)}</ul>')
    if pair.is_open:
        return Html(f'<span class="cx-tag cx-tag-unmet">{page.labels["comparison.no-action"]}</span>')
    return _DASH
