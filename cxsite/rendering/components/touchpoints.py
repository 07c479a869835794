"""A touchpoint of a journey in a section of its own: the customer's side and ours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxsite.pages.durations import format_duration
from cxsite.rendering.components import touchpoint_parts as parts
from cxsite.rendering.components.badges import assumption_badge, moment_badge, severity_badge, signature_badge
from cxsite.rendering.components.html import NOTHING, Html, attribute, join, number, phrase, text
from cxsite.rendering.components.icons import face, icon
from cxsite.rendering.components.links import links_in_a_row, owner_chip
from cxsite.rendering.components.marks import research_list

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cxsite.model.records.rating import Rating
    from cxsite.model.records.record import Picture
    from cxsite.model.records.touchpoint import Touchpoint
    from cxsite.pages.journey_map import MapColumn
    from cxsite.rendering.components.page_tools import PageTools


def touchpoint_card(page: PageTools, column: MapColumn, touchpoints: int) -> Html:
    """Return a touchpoint folded under its name; `touchpoints` is how many the journey has."""
    return Html(
        f"<details>\n<summary>{_summary(page, column)}</summary>\n{_both_sides(page, column, touchpoints)}</details>"
    )


def folded_touchpoints(page: PageTools, columns: Sequence[MapColumn], touchpoints: int) -> Html:
    """Return the touchpoints of a stage folded under how many there are; a link to one opens both."""
    rows = []
    for one in columns:
        sides = _both_sides(page, one, touchpoints)
        anchor = attribute(f"touchpoint-{one.placed.touchpoint.key}")
        rows.append(
            Html(
                f'<div class="cx-folded cx-touchpoint">\n<details>\n<summary>{_summary(page, one)}</summary>\n'
                f'<div id="{anchor}"></div>\n{sides}</details>\n</div>\n'
            )
        )
    count = page.say("journey.touchpoints", n=len(columns))
    head = Html(f'<div class="cx-folded">\n<details class="cx-fold">\n<summary>{count}</summary>\n')
    return Html(f"{head}{join(rows)}</details>\n</div>")


def _both_sides(page: PageTools, column: MapColumn, touchpoints: int) -> Html:
    """Return all that is known about a touchpoint."""
    touchpoint = column.placed.touchpoint
    research = research_list(page, touchpoint.evidence, nested=True)
    head = _position(page, column, touchpoints)
    sides = Html(f"{_customer_side(page, touchpoint)}{_our_side(page, column)}")
    return Html(
        f'<div class="cx-touchpoint-head">\n{head}</div>\n<div class="cx-touchpoint-sides">\n{sides}</div>\n'
        f"{picture_row(page, touchpoint.pictures)}{research}"
    )


def _summary(page: PageTools, column: MapColumn) -> Html:
    """Return what is seen of a folded touchpoint: its name, how it feels, and how much it hurts."""
    touchpoint = column.placed.touchpoint
    faces = join([face(one) for one in sorted({one.emotion for one in column.feelings if one.emotion})])
    worst = max((pain.severity or 0 for pain in touchpoint.pain_points), default=0)
    pains = NOTHING
    if touchpoint.pain_points:
        count = page.say("journey.pain-points", n=len(touchpoint.pain_points))
        pains = Html(f'<span class="cx-aside">{count} {severity_badge(page, worst)}</span>')
    moment = icon("moment") if touchpoint.moment_of_truth else NOTHING
    name = Html(f"<b>{number(column.placed.number)}</b> <strong>{text(touchpoint.title)}</strong>")
    return Html(f"{name} {moment} {faces} {pains}")


def picture_row(page: PageTools, pictures: Sequence[Picture]) -> Html:
    """Return pictures next to each other; nothing if there are none."""
    if not pictures:
        return NOTHING
    shown = [
        Html(f'<img src="{page.picture(one.file)}" alt="{attribute(one.alt)}" loading="lazy">') for one in pictures
    ]
    return Html(f'<div class="cx-pictures">{join(shown)}</div>\n')


def _position(page: PageTools, column: MapColumn, touchpoints: int) -> Html:
    touchpoint = column.placed.touchpoint
    assumed = Html(f" {assumption_badge(page)}") if touchpoint.is_assumed else NOTHING
    moment = moment_badge(page, "journey.moment-of-truth") if touchpoint.moment_of_truth else NOTHING
    signature = signature_badge(page, "journey.signature") if touchpoint.signature else NOTHING
    position = page.say(
        "journey.place-said", number=column.placed.number, total=touchpoints, emotions=column.emotion_text
    )
    badges = Html(f"{moment}{signature}{parts.channel_list(page, column)}")
    return Html(f"<p>{position}{assumed}</p>\n<div>{badges}</div>\n")


def _customer_side(page: PageTools, touchpoint: Touchpoint) -> Html:
    """Return what the customer does, thinks and feels."""
    label, rows = page.labels, list[Html]()
    if touchpoint.personas:
        names = phrase([page.name("persona", key) for key in touchpoint.personas], page.words)
        rows.append(Html(f"<dt>{label['journey.passes']}</dt>\n<dd>{names}</dd>\n"))
    if touchpoint.does:
        rows.append(Html(f"<dt>{label['map.does']}</dt>\n<dd>{text(touchpoint.does)}</dd>\n"))
    if touchpoint.thinks:
        rows.append(Html(f"<dt>{label['map.thinks']}</dt>\n<dd><q>{text(touchpoint.thinks)}</q></dd>\n"))
    if touchpoint.feels:
        rows.append(Html(f"<dt>{label['map.feels']}</dt>\n<dd>{text(touchpoint.feels)}</dd>\n"))
    if touchpoint.senses:
        rows.append(Html(f"<dt>{label['journey.senses']}</dt>\n<dd>{parts.sense_list(page, touchpoint.senses)}</dd>\n"))
    if touchpoint.quote:
        rows.append(Html(f'<dt>{label["journey.quote"]}</dt>\n<dd class="cx-quote">{text(touchpoint.quote)}</dd>\n'))
    if touchpoint.importance:
        importance = _importance(page, touchpoint.importance)
        rows.append(Html(f"<dt>{label['journey.importance']}</dt>\n<dd>{importance}</dd>\n"))
    if touchpoint.pain_points:
        pains = parts.pain_point_list(page, touchpoint, anchors=True)
        rows.append(Html(f"<dt>{label['map.pain-points']}</dt>\n<dd>{pains}</dd>\n"))
    return Html(f"<div>\n<p>{label['journey.customer']}</p>\n<dl>\n{join(rows)}</dl>\n</div>\n")


def _importance(page: PageTools, importance: Rating) -> Html:
    everyone = importance.everyone
    shown = NOTHING if everyone is None else page.say("journey.importance-said", n=everyone)
    each = [
        Html(f" {page.name('persona', key)} {page.say('journey.importance-said', n=value)}")
        for key, value in importance.by_persona.items()
    ]
    return Html(f"{shown}{join(each)}")


def _our_side(page: PageTools, column: MapColumn) -> Html:
    """Return the service standard, and what belongs to it."""
    label, touchpoint = page.labels, column.placed.touchpoint
    rows = [*_service(page, column), *_improvement(page, column)]
    is_empty = not (touchpoint.standard or touchpoint.backstage or column.plays)
    nothing = Html(f"<p>{label['journey.nothing-staff']}</p>\n") if is_empty else NOTHING
    return Html(f"<div>\n<p>{label['journey.staff']}</p>\n<dl>\n{join(rows)}</dl>\n{nothing}</div>\n")


def _row(page: PageTools, label: str, shown: Html) -> Html:
    return Html(f"<dt>{page.labels[label]}</dt>\n<dd>{shown}</dd>\n")


def _service(page: PageTools, column: MapColumn) -> Iterator[Html]:
    """Yield a row for each part of the service: who is responsible, and what is done."""
    touchpoint = column.placed.touchpoint
    if column.owner:
        yield _row(page, "journey.owner", owner_chip(page, column.owner))
    if touchpoint.duration:
        yield _row(page, "journey.stage-duration", text(format_duration(touchpoint.duration, page.words)))
    if touchpoint.standard:
        yield _row(page, "map.standard", Html(f"{page.markdown(touchpoint.standard)}\n"))
    if column.plays:
        yield _row(page, "journey.plays", parts.play_list(page, column))
    if touchpoint.backstage:
        yield _row(page, "map.backstage", parts.backstage_list(touchpoint))
    if touchpoint.actors:
        yield _row(page, "journey.actors", phrase([text(one) for one in touchpoint.actors], page.words))


def _improvement(page: PageTools, column: MapColumn) -> Iterator[Html]:
    """Yield a row for what is measured and improved, and of what follows."""
    touchpoint = column.placed.touchpoint
    if column.metrics:
        yield _row(page, "journey.measured", parts.metric_list(page, column))
    if touchpoint.opportunities:
        yield _row(page, "map.opportunities", parts.opportunity_list(page, touchpoint, anchors=True))
    if column.actions:
        yield _row(page, "map.actions", parts.touchpoint_actions(page, column))
    if column.next:
        yield _row(page, "map.next", parts.next_list(page, column))
    if column.replaces:
        yield _row(page, "journey.replaces", links_in_a_row(page, column.replaces))
