"""Coverage in numbers: figures, their gaps, and the tables by stage."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

from cxsite.model.facts.coverage_figures import TOTAL, TRANSLATED

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cxsite.problems import Place


@dataclass(frozen=True, slots=True)
class Share:
    """`have` of `total` things have what they should have."""

    have: int
    total: int

    @property
    def share(self) -> float | None:
        """The share in percent, 0 to 100 and not rounded; None if there is nothing to count."""
        return 100 * self.have / self.total if self.total else None

    @property
    def whole_percent(self) -> int | None:
        """The share in whole percent, rounded down: 100 means all, and 95 means that a target of 95 is reached."""
        return 100 * self.have // self.total if self.total else None

    def reaches(self, target: float) -> bool:
        """Return whether the share is at least `target` percent, compared exactly; False for an empty count."""
        return self.total > 0 and 100 * self.have >= Fraction(str(target)) * self.total


class HasLocation(Protocol):
    """Something that has a place and the path of its file."""

    @property
    def place(self) -> Place:
        """The place where it begins."""

    @property
    def file(self) -> str:
        """The path of its file."""


class CoverageGap(NamedTuple):
    """One thing that lacks what `figure` counts.

    `title` is its display name and `key` its id (`journey/touchpoint` inside a journey, whose id is `journey`).
    `stage` is the stage that a persona does not reach; empty for every other figure. `thing` has its place.
    """

    figure: str
    thing: HasLocation
    title: str
    key: str
    journey: str = ""
    stage: str = ""

    @property
    def place(self) -> Place:
        """The place where it begins in its file."""
        return self.thing.place

    @property
    def file(self) -> str:
        """The path of its file, which is cheaper to find than the place."""
        return self.thing.file


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageFigure:
    """One figure by its name in `cxsite.model.facts.coverage_figures`, with its gaps in the order of the content."""

    name: str
    count: Share
    gaps: tuple[CoverageGap, ...] = ()

    @property
    def have(self) -> int:
        """How many things have it."""
        return self.count.have

    @property
    def total(self) -> int:
        """How many things should have it."""
        return self.count.total

    @property
    def share(self) -> float | None:
        """The share in percent, not rounded; None if there is nothing to count."""
        return self.count.share

    @property
    def whole_percent(self) -> int | None:
        """The share in whole percent, rounded down; None if there is nothing to count."""
        return self.count.whole_percent


@dataclass(frozen=True, slots=True, kw_only=True)
class JourneyCoverage:
    """The figures of one journey: those that count the journey or things inside it, and their total."""

    journey: str
    figures: Mapping[str, Share]

    @property
    def total(self) -> Share:
        """The total of all figures: the sums of `have` and of `total`."""
        return add_shares(self.figures.values())


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """The number of touchpoints of current journeys, and the mean of their known emotions (1 to 5)."""

    touchpoints: int = 0
    emotion: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """Personas or channels (`rows`, ids) against the stages of the vocabulary (`columns`, ids)."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: Mapping[tuple[str, str], MatrixCell] = field(default_factory=dict)

    def cell(self, row: str, column: str) -> MatrixCell:
        """Return the cell of a row and a column; an empty one if there is no touchpoint."""
        return self.cells.get((row, column), NOTHING)


NOTHING: Final = MatrixCell()


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How complete the published content is."""

    figures: tuple[CoverageFigure, ...]
    journeys: tuple[JourneyCoverage, ...]
    persona_stages: Matrix
    channel_stages: Matrix

    @property
    def total(self) -> Share:
        """The total of all figures except translations: the sums of `have` and of `total`."""
        return add_shares(figure.count for figure in self.figures if figure.name != TRANSLATED)

    @property
    def gaps(self) -> tuple[CoverageGap, ...]:
        """The gaps of all figures, figure by figure."""
        return tuple(gap for figure in self.figures for gap in figure.gaps)

    def share_of(self, name: str) -> Share | None:
        """Return the share of a figure, or of `total`; None for an unknown name."""
        if name == TOTAL:
            return self.total
        return next((figure.count for figure in self.figures if figure.name == name), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnmetTarget:
    """A figure that does not reach its target (in percent)."""

    name: str
    count: Share
    target: float


def add_shares(shares: Iterable[Share]) -> Share:
    """Return the sum of several shares: the sums of `have` and of `total`."""
    every = tuple(shares)
    return Share(sum(one.have for one in every), sum(one.total for one in every))
