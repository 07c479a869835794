"""The table of the journey map: a column for each touchpoint, a lane for each of its fields."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from cxsite.pages.durations import format_duration
from cxsite.pages.links import to_touchpoint
from cxsite.rendering.components import touchpoint_parts as parts
from cxsite.rendering.components.badges import moment_badge, signature_badge
from cxsite.rendering.components.html import NOTHING, Html, attribute, join, number, phrase, text, trusted
from cxsite.rendering.components.map_curve import branch_mark, curve_slice, loop_marks

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from cxsite.pages.journey_map import JourneyMap, MapColumn, StageHead
    from cxsite.rendering.components.page_tools import PageTools

_MOMENT: Final = "journey.moment-of-truth"
MOST_SWITCHED: Final = 8
"""The number of personas whose switches `journey-map.css` knows."""
_CLASS_OF_MOMENT: Final = Html(' class="cx-map-moment"')


def journey_map_section(page: PageTools, map: JourneyMap) -> Html:  # noqa: A002 -- as below
    """Return the full map with its switches and its legend."""
    label, lanes = page.labels, _fill_lanes(page, map)
    parted = Html(" cx-map-parted") if len(map.bands) > 1 else NOTHING
    return Html(
        f'<section data-search-exclude="">\n{_switches(page, map, list(lanes))}'
        f'<div class="cx-map-key">{trusted(map.curve.legend)}</div>\n{trusted(map.curve.shapes)}\n'
        f'<div class="cx-map-whole{parted}" tabindex="0" role="region" aria-label="{label["map.region"]}">\n'
        f"{_table(page, map, lanes)}\n</div>\n{_bands(page, map)}</section>"
    )


def _switches(page: PageTools, map: JourneyMap, lanes: Sequence[str]) -> Html:  # noqa: A002 -- as below
    """Return what chooses lanes, personas and density: `journey-map.css` reads it without a script."""
    label, people = page.labels, map.curve.lines
    groups = [_group(page, "map.density", [_choice(page, name) for name in DENSITIES])]
    if len(people) > 1:
        boxes = [_box(Html(f"who-{number(n)}"), text(name)) for n, (name, _) in enumerate(people)]
        groups.append(_group(page, "map.personas", boxes))
    if map.curve.has_ideal:
        groups.append(_group(page, "map.behind", [_box(Html("ideal"), label["map.behind-shown"])]))
    groups.append(_group(page, "map.lanes", [_box(attribute(name), label["map." + name]) for name in lanes]))
    return Html(
        f'<form class="cx-map-switches">\n<details>\n<summary>{label["map.view"]}</summary>\n{join(groups)}'
        f'<button type="reset" class="cx-button">{label["map.reset"]}</button>\n</details>\n</form>\n'
    )


def _group(page: PageTools, name: str, boxes: Sequence[Html]) -> Html:
    return Html(f"<fieldset>\n<legend>{page.labels[name]}</legend>\n{join(boxes)}</fieldset>\n")


def _box(name: Html, words: Html) -> Html:
    return Html(f'<label><input type="checkbox" id="map-show-{name}" checked> {words}</label>\n')


def _choice(page: PageTools, name: str) -> Html:
    chosen = Html(" checked") if name == DENSITIES[-1] else NOTHING
    value = attribute(name)
    button = Html(f'<input type="radio" name="density" id="map-density-{value}" value="{value}"{chosen}>')
    return Html(f"<label>{button} {page.labels['map.density-' + name]}</label>\n")


def journey_map_table(page: PageTools, map: JourneyMap) -> Html:  # noqa: A002 -- what it is called everywhere
    """Return the map as one table."""
    return _table(page, map, _fill_lanes(page, map))


def _fill_lanes(page: PageTools, map: JourneyMap) -> Mapping[str, Sequence[Html]]:  # noqa: A002 -- as below
    """Return the cells of each lane in which a column has anything."""
    found = {name: [cell(page, column) for column in map.columns] for name, cell in LANES.items()}
    return {name: cells for name, cells in found.items() if any(cells)}


def _table(page: PageTools, map: JourneyMap, filled: Mapping[str, Sequence[Html]]) -> Html:  # noqa: A002 -- as below
    styles = [_class(map, column) for column in map.columns]
    head = _head(page, map, styles)
    names = _print_names(page, map, styles) if len(map.bands) == 1 else NOTHING
    lanes = join([Html(f"{_line(page, name, map)}{_lane(page, name, filled, styles)}") for name in LANES])
    return Html(
        f'<table class="cx-map cx-map-of-{number(max(map.bands))}">\n'
        f"<caption>{page.say('map.caption', title=map.title)}</caption>\n"
        f'<colgroup><col class="cx-map-lane"></colgroup>\n{_column_groups(map)}{head}'
        f"<tbody>\n{names}{_curve(page, map, styles)}{lanes}</tbody>\n</table>"
    )


def _column_groups(map: JourneyMap) -> Html:  # noqa: A002 -- as above
    """Return a group of columns for each stage.

    Where only some personas pass, the column has their classes.
    """
    groups, columns = list[Html](), iter(map.columns)
    for stage in map.stages:
        here = [_column(map, column) for column in islice(columns, stage.columns)]
        groups.append(Html(f"<colgroup>{join(here)}</colgroup>"))
    return join(groups)


def _column(map: JourneyMap, column: MapColumn) -> Html:  # noqa: A002 -- as above
    people = _people(map, [column])
    return Html(f'<col class="{people}">') if people else Html("<col>")


def _people(map: JourneyMap, columns: Sequence[MapColumn]) -> Html:  # noqa: A002 -- as above
    """Return the classes of the personas who pass one of these columns; nothing if all do.

    `journey-map.css` makes a column narrow while none of its personas is shown.
    """
    here = sorted({face.line for column in columns for face in map.curve.cells[column.placed.number - 1].faces})
    if len(here) == len(map.curve.lines) or here[-1:] > [MOST_SWITCHED - 1]:
        return NOTHING
    return Html(f"cx-for-some{join([Html(f' cx-for-{number(line)}') for line in here])}")


def _bands(page: PageTools, map: JourneyMap) -> Html:  # noqa: A002 -- as above
    """Return the empty tables among which a script divides the map for paper; nothing if it fits on one sheet."""
    parts_of_map, widest = len(map.bands), number(max(map.bands))
    if parts_of_map == 1:
        return NOTHING
    tables = [
        Html(
            f'<table class="cx-map cx-map-of-{widest}" data-columns="{number(columns)}">'
            f"<caption>{page.say('map.caption-part', title=map.title, part=part, parts=parts_of_map)}</caption>\n"
            "</table>\n"
        )
        for part, columns in enumerate(map.bands, start=1)
    ]
    return Html(f'<template class="cx-map-bands">\n{join(tables)}</template>\n')


def _head(page: PageTools, map: JourneyMap, styles: Sequence[Html]) -> Html:  # noqa: A002 -- as above
    columns = iter(map.columns)
    stages = [_stage(map, stage, tuple(islice(columns, stage.columns))) for stage in map.stages]
    names = [_name(page, column, style) for column, style in zip(map.columns, styles, strict=True)]
    label = page.labels
    return Html(
        f'<thead>\n<tr class="cx-map-stages"><th scope="row">{label["map.stage"]}</th>\n{join(stages)}</tr>\n'
        f'<tr class="cx-map-names"><th scope="row">{label["map.lane"]}</th>\n{join(names)}</tr>\n</thead>\n'
    )


def _stage(map: JourneyMap, stage: StageHead, columns: Sequence[MapColumn]) -> Html:  # noqa: A002 -- as above
    people = _people(map, columns)
    return Html(
        f'<th scope="colgroup" colspan="{number(stage.columns)}" class="cx-map-stage-{number(stage.number % 2)}'
        f'{Html(" ") if people else NOTHING}{people}"><span>{text(stage.name)}</span></th>\n'
    )


def _name(page: PageTools, column: MapColumn, style: Html) -> Html:
    touchpoint = column.placed.touchpoint
    link = page.link(to_touchpoint(column.placed))
    moment = moment_badge(page, _MOMENT) if touchpoint.moment_of_truth else NOTHING
    signature = signature_badge(page, "journey.signature") if touchpoint.signature else NOTHING
    shown = number(column.placed.number)
    whose = parts.persona_note(page, touchpoint.personas)
    return Html(f'<th scope="col"{style}><b>{shown}</b> {link}{whose}\n{moment}{signature}</th>\n')


def _print_names(page: PageTools, map: JourneyMap, styles: Sequence[Html]) -> Html:  # noqa: A002 -- as above
    """Return the names once more, for paper: there the heading of a table that fills the sheet is not repeated."""
    cells = []
    for column in map.columns:
        touchpoint = column.placed.touchpoint
        moment = Html(f" {moment_badge(page, _MOMENT)}") if touchpoint.moment_of_truth else NOTHING
        cells.append(Html(f"{text(touchpoint.title)}{moment}"))
    return Html(f'<tr class="cx-map-print-names"><th scope="row"></th>\n{join(_cells(cells, styles))}</tr>\n')


def _curve(page: PageTools, map: JourneyMap, styles: Sequence[Html]) -> Html:  # noqa: A002 -- as above
    """Return the rows of branches, of ways back, and of the emotions."""
    curve, rows = map.curve, list[Html]()
    if curve.has_branches:
        rows.append(_row(page, "branches", _cells([branch_mark(cell) for cell in curve.cells], styles)))
    if curve.has_loops:
        rows.append(_row(page, "loops", _cells([loop_marks(page, cell) for cell in curve.cells], styles)))
    rows.append(_row(page, "emotion", _cells([curve_slice(cell) for cell in curve.cells], styles)))
    return join(rows)


def _row(page: PageTools, name: str, cells: Sequence[Html]) -> Html:
    style = attribute(name)
    return Html(f'<tr class="cx-map-{style}"><th scope="row">{page.labels["map." + name]}</th>\n{join(cells)}</tr>\n')


def _line(page: PageTools, name: str, map: JourneyMap) -> Html:  # noqa: A002 -- as above
    """Return the line of the service blueprint that stands above a lane; nothing above the others."""
    if name not in LINES:
        return NOTHING
    label = page.labels[LINES[name]]
    return Html(
        f'<tr class="cx-map-line"><th scope="row">{label}</th>\n<td colspan="{number(len(map.columns))}"></td>\n</tr>\n'
    )


def _class(map: JourneyMap, column: MapColumn) -> Html:  # noqa: A002 -- as above
    people = _people(map, [column])
    if not people:
        return _CLASS_OF_MOMENT if column.placed.touchpoint.moment_of_truth else NOTHING
    moment = Html("cx-map-moment ") if column.placed.touchpoint.moment_of_truth else NOTHING
    return Html(f' class="{moment}{people}"')


def _lane(page: PageTools, name: str, filled: Mapping[str, Sequence[Html]], styles: Sequence[Html]) -> Html:
    return _row(page, name, _cells(filled[name], styles)) if name in filled else NOTHING


def _cells(parts: Sequence[Html], styles: Sequence[Html]) -> list[Html]:
    return list(map(_cell, parts, styles))


def _cell(html: Html, style: Html) -> Html:
    return Html(f"<td{style}>{html}</td>\n")


def _numbers(page: PageTools, column: MapColumn) -> Html:
    if all(one.emotion is None for one in column.feelings):
        return NOTHING
    shown = []
    for one in column.feelings:
        emotion = Html("?") if one.emotion is None else number(one.emotion)
        shown.append(Html(f"<span>{text(one.who)} {emotion}</span> ") if one.who else Html(f"{emotion} "))
    assumed = Html(f"<small>{page.labels['evidence.assumption']}</small>")
    return Html(f"{join(shown)}{assumed if column.placed.touchpoint.is_assumed else NOTHING}")


def _does(_page: PageTools, column: MapColumn) -> Html:
    does = column.placed.touchpoint.does
    return Html(f"{text(does)}\n") if does else NOTHING


def _thinks(_page: PageTools, column: MapColumn) -> Html:
    touchpoint = column.placed.touchpoint
    thinks = Html(f"<q>{text(touchpoint.thinks)}</q>") if touchpoint.thinks else NOTHING
    quote = Html(f'<p class="cx-quote">{text(touchpoint.quote)}</p>\n') if touchpoint.quote else NOTHING
    return Html(f"{thinks}{quote}")


def _feels(page: PageTools, column: MapColumn) -> Html:
    touchpoint = column.placed.touchpoint
    feels = Html(f"<p>{text(touchpoint.feels)}</p>\n") if touchpoint.feels else NOTHING
    senses = parts.sense_list(page, touchpoint.senses) if touchpoint.senses else NOTHING
    return Html(f"{feels}{senses}")


def _channels(page: PageTools, column: MapColumn) -> Html:
    return parts.channel_list(page, column) if column.channels else NOTHING


def _pain_points(page: PageTools, column: MapColumn) -> Html:
    touchpoint = column.placed.touchpoint
    return parts.pain_point_list(page, touchpoint) if touchpoint.pain_points else NOTHING


def _opportunities(page: PageTools, column: MapColumn) -> Html:
    touchpoint = column.placed.touchpoint
    return parts.opportunity_list(page, touchpoint) if touchpoint.opportunities else NOTHING


def _standard(page: PageTools, column: MapColumn) -> Html:
    standard = column.placed.touchpoint.standard
    return Html(f"{page.markdown(standard)}\n") if standard else NOTHING


def _actors(page: PageTools, column: MapColumn) -> Html:
    actors = column.placed.touchpoint.actors
    return Html(f"{phrase([text(one) for one in actors], page.words)}\n") if actors else NOTHING


def _backstage(_page: PageTools, column: MapColumn) -> Html:
    rows = []
    for one in column.placed.touchpoint.backstage:
        who = Html(f"<b>{text(one.who)}:</b> ") if one.who else NOTHING
        rows.append(Html(f"<li>{who}{text(one.does)}</li>\n"))
    return Html(f"<ul>{join(rows)}</ul>\n") if rows else NOTHING


def _systems(_page: PageTools, column: MapColumn) -> Html:
    systems = dict.fromkeys(one.system for one in column.placed.touchpoint.backstage if one.system)
    rows = [Html(f"<li>{text(one)}</li>\n") for one in systems]
    return Html(f"<ul>{join(rows)}</ul>\n") if rows else NOTHING


def _metrics(page: PageTools, column: MapColumn) -> Html:
    return parts.metric_list(page, column) if column.metrics else NOTHING


def _plays(page: PageTools, column: MapColumn) -> Html:
    return parts.play_list(page, column) if column.plays else NOTHING


def _actions(page: PageTools, column: MapColumn) -> Html:
    return parts.touchpoint_actions(page, column) if column.actions else NOTHING


def _next(page: PageTools, column: MapColumn) -> Html:
    return parts.next_list(page, column) if column.next else NOTHING


def _duration(page: PageTools, column: MapColumn) -> Html:
    duration = column.placed.touchpoint.duration
    return Html(f"{text(format_duration(duration, page.words))}\n") if duration else NOTHING


def _owner(page: PageTools, column: MapColumn) -> Html:
    return Html(f"{page.link(column.owner)}\n") if column.owner else NOTHING


LANES: Final[dict[str, Callable[[PageTools, MapColumn], Html]]] = {
    "numbers": _numbers,
    "duration": _duration,
    "does": _does,
    "thinks": _thinks,
    "feels": _feels,
    "channels": _channels,
    "pain-points": _pain_points,
    "opportunities": _opportunities,
    "actors": _actors,
    "standard": _standard,
    "owner": _owner,
    "backstage": _backstage,
    "systems": _systems,
    "metrics": _metrics,
    "plays": _plays,
    "actions": _actions,
    "next": _next,
}
"""What each lane shows of a column, in the order of the lanes."""
LINES: Final = {"actors": "map.line-of-interaction", "backstage": "map.line-of-visibility"}
"""The lines of a service blueprint, each above the lane that it separates from those before."""
DENSITIES: Final = ("names", "short", "all")
