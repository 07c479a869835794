"""Lists on the page of a persona."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxsite.pages.links import to_journey
from cxsite.rendering.components.badges import severity_badge, state_badge
from cxsite.rendering.components.html import NOTHING, Html, join, number, text, trusted
from cxsite.rendering.components.icons import face, icon
from cxsite.rendering.components.links import link

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

    from cxsite.model.records.journey import Journey
    from cxsite.pages.links import Link
    from cxsite.pages.persona import PersonaChannel, PersonaPainPoint
    from cxsite.pages.personas import PersonaStageCell
    from cxsite.rendering.components.page_tools import PageTools


def persona_journey(page: PageTools, journey: Journey, curve: Markup | None) -> Html:
    """Return a journey with the persona's curve."""
    drawing, title = NOTHING, page.say("map.curve-title", title=journey.title)
    if curve is not None:
        drawing = Html(
            f'<div class="cx-scroll" tabindex="0" role="region" aria-label="{title}" data-search-exclude="">'
            f"{trusted(curve)}</div>\n"
        )
    heading = Html(f"<p>{page.link(to_journey(journey))} {state_badge(page, journey.state)}\n</p>\n")
    return Html(f'<div class="cx-persona-journey">\n{heading}{drawing}</div>\n')


def persona_pain_points(page: PageTools, pains: Sequence[PersonaPainPoint]) -> Html:
    """Return the list of a persona's pain points, each with whether it is answered."""
    rows = []
    for pain in pains:
        answer = page.labels["persona.answered" if pain.answered else "persona.unanswered"]
        style = Html("met") if pain.answered else Html("unmet")
        rows.append(
            Html(
                f"<li>{severity_badge(page, pain.severity)} {link(page, pain.link, 'cx-quiet')} "
                f'<span class="cx-aside">{text(pain.touchpoint)}, {text(pain.journey)}</span> '
                f'<span class="cx-tag cx-tag-{style}">{answer}</span></li>\n'
            )
        )
    return Html(f'<ul class="cx-plain cx-apart cx-lines">\n{join(rows)}</ul>')


def persona_channels(page: PageTools, channels: Sequence[PersonaChannel]) -> Html:
    """Return the persona's touchpoints by channel."""
    boxes = []
    for channel in channels:
        rows = [
            Html(f'<li>{link(page, one, "cx-quiet")} <span class="cx-aside">{text(journey)}</span></li>\n')
            for one, journey in channel.touchpoints
        ]
        heading = Html(f'<p class="cx-label">{icon(channel.kind)} {page.link(channel.link)}\n</p>\n')
        boxes.append(Html(f'<div class="cx-list">{heading}<ul>{join(rows)}</ul></div>\n'))
    return Html(f'<div class="cx-lists">\n{join(boxes)}</div>')


def persona_matrix(page: PageTools, rows: Sequence[tuple[Link, Sequence[PersonaStageCell]]]) -> Html:
    """Return the rows of the table of personas by stage, each cell with the lowest emotion there."""
    shown = []
    for persona, cells in rows:
        columns = join([Html(f"<td>{_cell(page, cell)}</td>\n") for cell in cells])
        shown.append(Html(f'<tr><th scope="row">{page.link(persona)}</th>\n{columns}</tr>\n'))
    return join(shown)


def _cell(page: PageTools, cell: PersonaStageCell) -> Html:
    if not cell.touchpoints:
        return Html(f'<span class="cx-aside">{page.labels["personas.not-reached"]}</span>')
    felt = Html(f'<span class="cx-aside">{page.labels["emotion.unknown"]}</span>')
    if cell.emotion is not None and cell.lowest:
        word = page.labels[f"emotion.{cell.emotion}"]
        felt = Html(
            f'<a class="cx-quiet cx-feeling" href="{page.href(cell.lowest)}">'
            f"{face(cell.emotion)} {number(cell.emotion)} · {word}</a>"
        )
    count = page.say("journey.touchpoints", n=cell.touchpoints)
    return Html(f'{felt}<br><span class="cx-aside">{count}</span>')
