"""The curve of a map at one touchpoint: lines, faces, branches and ways back. The overview and the full map show it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxsite.rendering.components.html import NOTHING, Html, join, number, text, trusted

if TYPE_CHECKING:
    from cxsite.pages.map_curve import CurveCell, CurveFace
    from cxsite.rendering.components.page_tools import PageTools


def curve_slice(cell: CurveCell) -> Html:
    """Return lines and faces; the same words stand next to it for screen readers."""
    faces: dict[int, list[CurveFace]] = {}
    for one in cell.faces:
        faces.setdefault(one.emotion or 0, []).append(one)
    groups = [
        Html(f'<span class="cx-at-{number(emotion)}">{join([_face(one) for one in here])}</span>')
        for emotion, here in sorted(faces.items())
    ]
    return Html(
        '<span class="cx-slice" aria-hidden="true">'
        f'<svg viewBox="0 0 100 100" preserveAspectRatio="none">{trusted(cell.lines)}</svg>{join(groups)}</span>'
    )


def _face(one: CurveFace) -> Html:
    guess = Html(' class="cx-guess"') if one.assumed else NOTHING
    mark = Html(f"<b>{text(one.mark)}</b>") if one.mark else NOTHING
    shown = Html('<i class="cx-no-face">?</i>')
    if one.emotion is not None:
        shown = Html(f'<svg{guess}><use xlink:href="#face-{number(one.emotion)}"/></svg>')
    return Html(f'<span class="cx-who-{number(one.line)}">{shown}{mark}</span>')


def branch_mark(cell: CurveCell) -> Html:
    """Return the bracket of the branch that a touchpoint is in, with its label at the first one."""
    if cell.branch is None:
        return NOTHING
    first = Html(" cx-begins") if cell.begins else NOTHING
    last = Html(" cx-ends") if cell.ends else NOTHING
    label = text(cell.branch.label) if cell.begins else NOTHING
    return Html(f'<span class="cx-branch{first}{last}">{label}</span>')


def loop_marks(page: PageTools, cell: CurveCell) -> Html:
    """Return the arcs of ways back above a touchpoint, and the labels of those that begin there."""
    labels = [
        Html(f'<span class="cx-loop-label">{text(one.label)} {page.say("map.back-to", n=one.number)}</span>')
        for one in cell.ways_back
    ]
    if not cell.arcs:
        return NOTHING
    arcs = trusted(cell.arcs)
    drawn = Html(f'<svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">{arcs}</svg>')
    return Html(f'<span class="cx-loops">{join(labels)}{drawn}</span>')
