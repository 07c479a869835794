"""What is missing, and where."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from cxsite.drawing.scale import step
from cxsite.escaping.url import encode_path
from cxsite.model.figures import TRANSLATED
from cxsite.pages import address
from cxsite.pages.names import Names
from cxsite.pages.plan import Later, PagePlan

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cxsite.coverage import Coverage, Figure, Gap, JourneyCoverage, Matrix
    from cxsite.model.content import Content
    from cxsite.model.playbook import Playbook
    from cxsite.pages.basis import Basis
    from cxsite.problems import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A figure with its target in percent, None where none is set; `met` None where there is nothing to judge."""

    figure: Figure
    target: float | None

    @property
    def met(self) -> bool | None:
        """Whether the target is reached."""
        if self.target is None or not self.figure.total:
            return None
        return self.figure.count.reaches(self.target)


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatCell:
    """How many touchpoints, and which of five tints (0: none) that is beside the fullest cell."""

    touchpoints: int
    tint: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Heat:
    """A heat map: a row (id) with its cells for each stage (id)."""

    stages: tuple[str, ...]
    rows: tuple[tuple[str, tuple[HeatCell, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GapsOfFile:
    """The gaps of one file, in the order of its lines; `journey` is its id where it is a journey's.

    Texts that are not there in every language are too many to be told one by one: they are `untranslated`.
    """

    path: str
    journey: str
    gaps: tuple[Gap, ...]
    untranslated: tuple[Gap, ...] = ()


def coverage_page(basis: Basis) -> Iterator[PagePlan]:
    """The only page of its kind."""
    yield PagePlan(
        path=address.COVERAGE,
        kind="coverage",
        title=basis.words("coverage.title"),
        description=basis.words("coverage.description"),
        context=Later(partial(_told, basis)),
    )


def _told(basis: Basis) -> dict[str, object]:
    content = basis.content
    found = basis.coverage
    targets = content.playbook.coverage.targets if content.playbook.coverage else {}
    return {
        "total": found.total,
        "total_target": targets.get("total"),
        "measures": _measures(found, targets),
        "personas": _heat(found.persona_stages),
        "channels": _heat(found.channel_stages),
        "journeys": _journeys(found, content),
        "gaps": tuple(gap for gap in found.gaps if gap.figure != TRANSLATED),
        "files": _by_file(found),
        "edit": _edit_addresses(found, content.playbook),
        "names": Names(content),
    }


def _measures(found: Coverage, targets: Mapping[str, float]) -> tuple[Measure, ...]:
    """Figures with a target that is not met first, then by share, the lowest first; what has nothing to count last."""
    measures = (Measure(figure=figure, target=targets.get(figure.name)) for figure in found.figures)

    def urgency(one: Measure) -> tuple[bool, bool, float]:
        return (one.figure.share is None, one.met is not False, one.figure.share or 0)

    return tuple(sorted(measures, key=urgency))


def _heat(matrix: Matrix) -> Heat:
    most = max((cell.touchpoints for cell in matrix.cells.values()), default=0)

    def cell(row: str, column: str) -> HeatCell:
        count = matrix.cell(row, column).touchpoints
        return HeatCell(touchpoints=count, tint=step(count, 0, most) if count else 0)

    rows = tuple((row, tuple(cell(row, column) for column in matrix.columns)) for row in matrix.rows)
    return Heat(stages=matrix.columns, rows=rows)


def _journeys(found: Coverage, content: Content) -> tuple[JourneyCoverage, ...]:
    """The journeys that have a page, the least complete first."""
    shown = (one for one in found.journeys if one.journey in content.journeys)
    return tuple(sorted(shown, key=lambda one: (one.total.share or 0, one.journey)))


def _by_file(found: Coverage) -> tuple[GapsOfFile, ...]:
    ordered = sorted(found.gaps, key=lambda gap: (gap.place, gap.figure, gap.stage))
    return tuple(
        GapsOfFile(
            path=path,
            journey=next((gap.journey for gap in gaps if gap.journey), ""),
            gaps=tuple(gap for gap in gaps if gap.figure != TRANSLATED),
            untranslated=tuple(gap for gap in gaps if gap.figure == TRANSLATED),
        )
        for path, group in groupby(ordered, key=lambda gap: gap.place.path)
        if (gaps := tuple(group))
    )


def _edit_addresses(found: Coverage, playbook: Playbook) -> dict[Place, str]:
    """Where each gap's file is edited; empty where the playbook names no such address."""
    if playbook.repository is None:
        return {}
    start = playbook.repository.edit_url
    return {gap.place: f"{start}{encode_path(gap.place.path)}#L{gap.place.line}" for gap in found.gaps}
