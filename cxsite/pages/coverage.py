"""The coverage page: what is missing, and where."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Final

from cxsite.drawing.scale import step
from cxsite.pages import address
from cxsite.pages.coverage_lists import FIRST, overview
from cxsite.pages.gaps_by_file import filter_counted, group_by_file
from cxsite.pages.page_plan import LazyContext, PagePlan

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cxsite.coverage import Coverage, CoverageFigure, Matrix
    from cxsite.coverage.records import Share
    from cxsite.model.content import Content
    from cxsite.model.records.journey import Journey
    from cxsite.pages.basis import Basis
    from cxsite.pages.links import Link


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageMeasure:
    """A coverage figure with its target in percent, None if none is set."""

    figure: CoverageFigure
    target: float | None

    @property
    def met(self) -> bool | None:
        """Whether the target is reached; None if there is no target or nothing to count."""
        if self.target is None or not self.figure.total:
            return None
        return self.figure.count.reaches(self.target)


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatCell:
    """The number of touchpoints, and its tint from 0 (none) to 5, relative to the fullest cell."""

    touchpoints: int
    tint: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Heat:
    """A heat map of personas or channels: rows with a cell for each stage."""

    stages: tuple[str, ...]
    rows: tuple[tuple[Link, tuple[HeatCell, ...]], ...]


MOST_PERSONAS: Final = 40
"""The most personas that the heat map shows."""


def coverage_page(basis: Basis) -> Iterator[PagePlan]:
    """Plan the page `coverage`."""
    yield PagePlan(
        path=address.COVERAGE,
        kind="coverage",
        title=basis.words("coverage.title"),
        description=basis.words("coverage.description"),
        context=LazyContext(partial(_coverage_context, basis)),
    )


def _coverage_context(basis: Basis) -> dict[str, object]:
    content = basis.content
    found = basis.coverage
    targets = content.playbook.coverage.targets if content.playbook.coverage else {}
    parts, journeys = overview(basis), _journeys(found, content)
    return {
        "total": found.total,
        "total_target": targets.get("total"),
        "measures": _measures(found, targets),
        "personas": _heat("persona", _emptiest(found.persona_stages), basis),
        "more_personas": max(0, len(found.persona_stages.rows) - MOST_PERSONAS),
        "channels": _heat("channel", found.channel_stages, basis),
        "journeys": journeys[:FIRST] if parts else journeys,
        "gaps": len(filter_counted(found.gaps)),
        "parts": parts,
        "files": () if parts else group_by_file(found.gaps, content),
    }


def _emptiest(matrix: Matrix) -> Matrix:
    """If there are too many personas, keep those that reach the fewest stages, in the original order."""
    if len(matrix.rows) <= MOST_PERSONAS:
        return matrix

    def reached(row: str) -> int:
        return sum(matrix.cell(row, column).touchpoints > 0 for column in matrix.columns)

    rows = set(sorted(matrix.rows, key=reached)[:MOST_PERSONAS])
    return replace(matrix, rows=tuple(row for row in matrix.rows if row in rows))


def _measures(found: Coverage, targets: Mapping[str, float]) -> tuple[CoverageMeasure, ...]:
    """Sort figures: missed targets first, then the lowest share; figures with nothing to count come last."""
    measures = (CoverageMeasure(figure=figure, target=targets.get(figure.name)) for figure in found.figures)

    def urgency(one: CoverageMeasure) -> tuple[bool, bool, float]:
        return (one.figure.share is None, one.met is not False, one.figure.share or 0)

    return tuple(sorted(measures, key=urgency))


def _heat(kind: str, matrix: Matrix, basis: Basis) -> Heat:
    most = max((cell.touchpoints for cell in matrix.cells.values()), default=0)

    def cell(row: str, column: str) -> HeatCell:
        count = matrix.cell(row, column).touchpoints
        return HeatCell(touchpoints=count, tint=step(count, 0, most) if count else 0)

    links = basis.links
    rows = ((links.to(kind, row), tuple(cell(row, column) for column in matrix.columns)) for row in matrix.rows)
    return Heat(stages=tuple(links.name("stage", stage) for stage in matrix.columns), rows=tuple(rows))


def _journeys(found: Coverage, content: Content) -> tuple[tuple[Journey, Share], ...]:
    """Return the journeys that have a page, each with its share, the least complete first."""
    shown = [(one.total, one.journey) for one in found.journeys if one.journey in content.journeys]
    shown.sort(key=lambda one: (one[0].share or 0, one[1]))
    return tuple((content.journeys[key], total) for total, key in shown)
