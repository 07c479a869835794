"""Parts of a journey's page besides its map: figures and diagrams."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxsite.rendering.components.badges import state_badge, target_badge
from cxsite.rendering.components.figures import short_figure
from cxsite.rendering.components.html import NOTHING, Html, attribute, join, text, trusted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxsite.drawing.mermaid_text import Diagram
    from cxsite.pages.diagrams import Diagrams
    from cxsite.pages.journey import FigureRow
    from cxsite.pages.nested_journeys import NestedCurves, NestedStage
    from cxsite.rendering.components.page_tools import PageTools

_DASH = Html("–")


def folded(page: PageTools, label: str, body: Html) -> Html:
    """Return a part of the page folded under the words of the catalogue at `label`."""
    return Html(f'<details class="cx-fold">\n<summary>{page.labels[label]}</summary>\n{body}\n</details>')


def figure_table(page: PageTools, rows: Sequence[FigureRow]) -> Html:
    """Return the figures of a journey's stages and touchpoints, with their targets."""
    label = page.labels
    heads = ("journey.figure", "journey.where", "journey.latest", "journey.target")
    columns = page.column_heads(heads)
    shown = [
        Html(
            f'<tr><th scope="row">{page.link(row.link)}</th>\n<td>{text(row.where)}</td>\n'
            f"<td>{_DASH if row.is_planned else short_figure(page, row.series)}\n</td>\n"
            f"<td>{_target(page, row)}</td>\n</tr>\n"
        )
        for row in rows
    ]
    return Html(
        f'<div class="cx-scroll" tabindex="0" role="region" aria-label="{label["journey.figures"]}">\n'
        f'<table class="cx-table">\n<thead><tr>{columns}</tr></thead>\n<tbody>\n{join(shown)}</tbody>\n</table>\n</div>'
    )


def _target(page: PageTools, row: FigureRow) -> Html:
    metric = row.metric
    if metric.target is None:
        return _DASH
    badge = NOTHING
    if row.series:
        met = bool(metric.meets_target(row.series.latest.value))
        badge = Html(f" {target_badge(page, met=met, words='journey')}")
    return Html(f"{text(page.figures.value(metric, metric.target))}{badge}")


def nested_journeys(page: PageTools, nested: NestedCurves) -> Html:
    """Return the curves of sub-journeys, a row each, along the stages of their parent."""
    heads = join([Html(f'<th scope="col">{text(stage)}</th>\n') for stage in nested.stages])
    rows = []
    for to, state, stages in nested.rows:
        cells = join([Html(f"<td>{_nested_stage(page, one)}</td>\n") for one in stages])
        rows.append(Html(f'<tr><th scope="row">{page.link(to)} {state_badge(page, state)}</th>\n{cells}</tr>\n'))
    label = page.labels["journey.children"]
    return Html(
        f'<div class="cx-scroll" tabindex="0" role="region" aria-label="{label}">\n<table class="cx-table cx-nested">\n'
        f'<thead><tr><th scope="col">{label}</th>\n{heads}</tr></thead>\n<tbody>\n{join(rows)}</tbody>\n'
        "</table>\n</div>"
    )


def _nested_stage(page: PageTools, stage: NestedStage) -> Html:
    if not stage.touchpoints:
        return _DASH
    curve = Html(f"{trusted(stage.curve)}<br>") if stage.curve else NOTHING
    return Html(f'{curve}<span class="cx-aside">{page.say("journey.touchpoints", n=stage.touchpoints)}</span>')


def diagram_section(page: PageTools, diagrams: Diagrams) -> Html:
    """Return the diagrams of a journey, each after a line that says what it shows."""
    label = page.labels
    left_out = join([text(one) for one in diagrams.left_out], Html("; "))
    note = Html(f'<p class="cx-aside">{label["journey.left-out"]} {left_out}</p>\n') if diagrams.left_out else NOTHING
    return Html(
        f'<section data-search-exclude="">\n{_introduced(page, diagrams.journey, "journey.diagram")}{note}'
        f"{_introduced(page, diagrams.branches, 'journey.branches')}"
        f"{_introduced(page, diagrams.timeline, 'journey.timeline')}</section>"
    )


def _introduced(page: PageTools, drawn: Diagram | None, key: str) -> Html:
    if drawn is None:
        return NOTHING
    return Html(f'<p class="cx-hint">{page.labels[key]}</p>\n{diagram(page, drawn, page.words(key))}')


def diagram(page: PageTools, drawn: Diagram, label: str) -> Html:
    """Return a diagram, in one or several drawings, and a table with the same facts."""
    parts = len(drawn.drawings)
    boxes = [
        Html(
            f"{_part(page, part, parts)}"
            f'<div class="cx-diagram" tabindex="0" role="region" aria-label="{attribute(label)}">'
            f"{trusted(drawing)}</div>\n"
        )
        for part, drawing in enumerate(drawn.drawings, start=1)
    ]
    heads = join([Html(f'<th scope="col">{text(name)}</th>\n') for name in drawn.head])
    rows = []
    for row in drawn.rows:
        cells = join([Html(f"<td>{text(cell)}</td>\n") for cell in row])
        rows.append(Html(f"<tr>{cells}</tr>\n"))
    return Html(
        f'<div class="cx-drawn">\n{join(boxes)}<table class="cx-table">\n<thead><tr>{heads}</tr></thead>\n'
        f"<tbody>\n{join(rows)}</tbody>\n</table>\n</div>\n"
    )


def _part(page: PageTools, part: int, parts: int) -> Html:
    if parts == 1:
        return NOTHING
    return Html(f'<p class="cx-aside">{page.say("journey.diagram-part", part=part, parts=parts)}</p>\n')
