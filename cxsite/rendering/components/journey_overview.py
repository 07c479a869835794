"""The whole journey at a glance: a cell for each touchpoint, in as many columns as the page has room for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cxsite.pages.links import to_touchpoint, touchpoint_address
from cxsite.rendering.components.html import NOTHING, Html, join, number, text, trusted
from cxsite.rendering.components.icons import icon
from cxsite.rendering.components.map_curve import branch_mark, curve_slice, loop_marks
from cxsite.rendering.components.touchpoint_parts import persona_note

if TYPE_CHECKING:
    from cxsite.pages.journey_map import JourneyMap, MapColumn
    from cxsite.rendering.components.page_tools import PageTools

MOST_IN_A_ROW: Final = 15
"""The number of columns for which `journey-map.css` has a class."""
_SEVERITIES: Final = "·12345"


def journey_overview(page: PageTools, map: JourneyMap) -> Html:  # noqa: A002 -- what it is called everywhere
    """Return the overview of a journey with its legend."""
    count = len(map.columns)
    rows = -(-count // MOST_IN_A_ROW)
    firsts = map.first_in_stage
    cells, odd = [], 0
    for column in map.columns:
        stage = firsts.get(column.placed.number, "")
        odd = (odd + 1) % 2 if stage else odd
        cells.append(_cell(page, map, column, stage, odd))
    marks = _explain_marks(page, map)
    return Html(
        f'<section data-search-exclude="">\n<div class="cx-map-key">{trusted(map.curve.legend)}{marks}</div>\n'
        f"{trusted(map.curve.shapes)}\n"
        f'<ol class="cx-overview cx-of-{number(-(-count // rows))}">\n{join(cells)}</ol>\n</section>'
    )


def _explain_marks(page: PageTools, map: JourneyMap) -> Html:  # noqa: A002 -- as above
    """Return what the marks below names mean."""
    label, rows = page.labels, list[Html]()
    if _has_pains(map):
        rows.append(Html(f'<li><i class="cx-pain cx-severity-4">4</i>{label["map.pain-by-severity"]}</li>\n'))
    if _has_actions(map):
        rows.append(Html(f"<li>{icon('flag')}{label['map.actions-here']}</li>\n"))
    return Html(f'<ul class="cx-legend">{join(rows)}</ul>') if rows else NOTHING


def _has_pains(map: JourneyMap) -> bool:  # noqa: A002 -- as above
    return any(column.placed.touchpoint.pain_points for column in map.columns)


def _has_actions(map: JourneyMap) -> bool:  # noqa: A002 -- as above
    return any(column.actions for column in map.columns)


def _cell(page: PageTools, map: JourneyMap, column: MapColumn, stage: str, odd: int) -> Html:  # noqa: A002 -- as above
    touchpoint, curve = column.placed.touchpoint, map.curve.cells[column.placed.number - 1]
    moment = Html(" cx-overview-moment") if touchpoint.moment_of_truth else NOTHING
    star = NOTHING
    if touchpoint.moment_of_truth:
        star = Html(f'{icon("moment")}<span class="cx-hidden">{page.labels["journey.moment-of-truth"]}</span>')
    address = page.href(touchpoint_address(column.placed))
    name = Html(
        f'<a href="{address}"><b>{number(column.placed.number)}</b> {text(to_touchpoint(column.placed).text)}</a>'
    )
    said = Html(f'<span class="cx-hidden">{text(column.emotion_text)}</span>')
    head = Html(f'<span class="cx-overview-stage">{text(stage)}</span>\n')
    body = Html(f"{branch_mark(curve)}{loop_marks(page, curve)}{curve_slice(curve)}\n")
    whose = persona_note(page, touchpoint.personas)
    return Html(
        f'<li class="cx-overview-{number(odd)}{moment}">\n{head}{body}'
        f'<span class="cx-overview-name">{star}{name}{whose}{said}</span>\n{_marks(page, column)}</li>\n'
    )


def _marks(page: PageTools, column: MapColumn) -> Html:
    """Return a dot for each pain point with its severity, and the number of actions."""
    pains = sorted((pain.severity or 0 for pain in column.placed.touchpoint.pain_points), reverse=True)
    if not pains and not column.actions:
        return NOTHING
    dots = join([Html(f'<i class="cx-pain cx-severity-{number(one)}">{text(_SEVERITIES[one])}</i>') for one in pains])
    said = NOTHING
    if pains:
        listed = text(", ".join(str(one) if one else "?" for one in pains))
        said = Html(f"{page.say('journey.pain-points', n=len(pains))} ({page.labels['map.severities']} {listed})")
    if column.actions:
        dots = Html(f"{dots} {icon('flag')}{number(len(column.actions))}")
        said = Html(f"{said} {page.say('map.actions-count', n=len(column.actions))}")
    return Html(
        f'<span class="cx-overview-marks"><span class="cx-hidden">{said}</span>'
        f'<span aria-hidden="true">{dots}</span></span>\n'
    )
