"""The page of opportunities: those of all journeys by their score, as a matrix and as a list."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from cxsite.drawing import value_matrix
from cxsite.model.facts.opportunity_scores import DEFAULT, score_opportunity
from cxsite.pages import address
from cxsite.pages.journeys import Filter
from cxsite.pages.opportunity_rows import PROGRESS, OpportunityRow, make_row
from cxsite.pages.page_plan import LazyContext, PagePlan
from cxsite.pages.paging import divide_once

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markupsafe import Markup

    from cxsite.model.content import Content
    from cxsite.model.records.pain_points import Opportunity
    from cxsite.pages.basis import Basis
    from cxsite.pages.paging import Paging

MOST: Final = 60
"""The most opportunities on one page."""
MOST_DRAWN: Final = 30
AXES: Final = {"customer_value": "c", "business_value": "b", "effort": "e", "confidence": "f", "reach": "r"}
"""The fields that the axes of the matrix can show, each with its letter in the style sheet."""
_LARGEST: Final = 100
_FEWEST_ON_AN_AXIS: Final = 2


def opportunities_page(basis: Basis) -> Iterator[PagePlan]:
    """Plan `opportunities`; if there are many of them, also `opportunities_2` and so on."""
    words = basis.words
    for paging in _pages(basis.content):
        number, title = paging.here.number, words("opportunities.title")
        yield PagePlan(
            path=paging.here.path,
            kind="opportunities",
            title=title if number == 1 else words("paging.title", title=title, number=str(number)),
            description=words("opportunities.description"),
            context=LazyContext(partial(_opportunities_context, number, basis)),
        )


def _pages(content: Content) -> tuple[Paging, ...]:
    return divide_once(content, address.OPPORTUNITIES, lambda found: [1] * len(found.opportunity_ranking), MOST)


def _opportunities_context(number: int, basis: Basis) -> dict[str, object]:
    content = basis.content
    paging, ranking = _pages(content)[number - 1], content.opportunity_ranking
    best = _score_of(ranking[0], content) if ranking else None
    first = paging.here.first
    rows = tuple(make_row(at, key, best, basis) for at, key in enumerate(ranking[paging.here.part], start=first))
    drawn = tuple(row for row in rows[:MOST_DRAWN] if _is_drawn(row)) if number == 1 else ()
    axes = tuple(name for name in AXES if _states(name, drawn) >= _FEWEST_ON_AN_AXIS)
    has_matrix = len(axes) > 1
    return {
        "paging": paging,
        "rows": rows,
        "how": content.playbook.opportunity_score or DEFAULT,
        "filters": tuple(_filters(rows, basis)),
        "axes": axes if has_matrix else (),
        "matrix": _draw(drawn, axes, basis) if has_matrix else None,
        "drawn": len(drawn),
        "unscored": sum(row.score is None for row in rows),
        "untouched": sum(row.is_open for row in rows),
    }


def _score_of(key: str, content: Content) -> float | None:
    return score_opportunity(content.opportunities[key].opportunity, content.playbook.opportunity_score)


def _is_drawn(row: OpportunityRow) -> bool:
    return sum(_value(name, row.opportunity) is not None for name in AXES) > 1


def _states(name: str, rows: Sequence[OpportunityRow]) -> int:
    return sum(_value(name, row.opportunity) is not None for row in rows)


def _value(name: str, opportunity: Opportunity) -> float | None:
    value: float | None = getattr(opportunity, name)
    return value


def _draw(rows: Sequence[OpportunityRow], names: Sequence[str], basis: Basis) -> Markup:
    words = basis.words
    return value_matrix.draw(
        [_dot(row, names) for row in rows],
        [_axis(name, rows, basis) for name in names],
        uid="matrix",
        title=words("opportunities.matrix"),
        description=words("opportunities.matrix-description"),
        same=words("opportunities.same-axes"),
    )


def _dot(row: OpportunityRow, names: Sequence[str]) -> value_matrix.MatrixDot:
    opportunity = row.opportunity
    return value_matrix.MatrixDot(
        label=str(row.number),
        text=opportunity.text,
        anchor=row.anchor,
        values={name: value for name in names if (value := _value(name, opportunity)) is not None},
        effort=opportunity.effort,
        is_open=row.is_open,
        style=row.style,
    )


def _axis(name: str, rows: Sequence[OpportunityRow], basis: Basis) -> value_matrix.MatrixAxis:
    greatest = max((_value(name, row.opportunity) or 0 for row in rows), default=0)
    high = round_up(greatest) if name == "reach" else _LARGEST
    ticks = tuple(basis.words.number(high * part / 4) for part in range(5))
    return value_matrix.MatrixAxis(
        key=name, letter=AXES[name], name=basis.words(f"opportunities.{name}"), high=high, ticks=ticks
    )


def round_up(value: float) -> float:
    """Return the next of 4, 8, 12, 20, 40, 80, 120 and so on, which four parts of an axis divide into round numbers."""
    step = 1.0
    while True:
        for factor in (4, 8, 12, 20):
            if value <= factor * step:
                return factor * step
        step *= 10


def _filters(rows: Sequence[OpportunityRow], basis: Basis) -> Iterator[Filter]:
    playbook, words = basis.content.playbook, basis.words
    stages = {row.placed.at.stage.stage for row in rows}
    people = {key for row in rows for key in row.personas}
    teams = {key for row in rows for key in row.teams}
    states = {row.placed.at.journey.state for row in rows}
    progress = {row.progress for row in rows}
    found = (
        Filter(by="stage", choices=tuple((one.id, one.name) for one in playbook.stages if one.id in stages)),
        Filter(by="persona", choices=tuple((key, basis.links.name("persona", key)) for key in sorted(people))),
        Filter(by="team", choices=tuple((one.id, one.name) for one in playbook.teams if one.id in teams)),
        Filter(
            by="state", choices=tuple((one, words(f"state.{one}")) for one in ("current", "ideal") if one in states)
        ),
        Filter(
            by="progress", choices=tuple((one, words(f"opportunities.{one}")) for one in PROGRESS if one in progress)
        ),
    )
    return (one for one in found if len(one.choices) > 1)
