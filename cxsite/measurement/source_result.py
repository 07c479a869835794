"""The result of reading one source: how many rows were used, bad or left out, and the sums of the good ones."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cxsite.measurement.answer_checks import RowFault, RowJudge
    from cxsite.measurement.cross_tables import Group
    from cxsite.measurement.day_styles import StyleChoice
    from cxsite.measurement.sums import Sums
    from cxsite.model.records.observation import Period
    from cxsite.model.records.source import Source

Cell: TypeAlias = tuple["Period", tuple[str, ...]]
"""A period, and the places in the order of GROUPED_BY (empty if none is stated)."""
MOST_BAD: Final = 0.05


@dataclass(frozen=True, slots=True)
class BadRow:
    """A bad row: its file, its row as a spreadsheet counts (the header is row 1), and what is wrong with it."""

    path: str
    row: int
    fault: RowFault


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceResult:
    """The result of a source. Rows read are used, not answered, bad, or left out by `where` or by `keep`.

    `unanswered_cells` are rows without an answer by period and place. `choice` is how dates were recognised, `apart`
    the first row that its styles read differently, and as what; `header_rows` how many rows of column names there are.
    `words` has for each kind of place how its texts were read, as text → id, with the number of rows. `people` has, if
    respondents are known, for each cell of fewer than five how often each of them answered.
    """

    source: Source
    read: int
    used: int
    bad: Mapping[RowFault, int]
    left_by_where: int = 0
    left_by_keep: int = 0
    unanswered: int = 0
    unanswered_cells: Mapping[Cell, int] = field(default_factory=dict)
    choice: StyleChoice | None = None
    apart: tuple[str, ...] = ()
    header_rows: int = 1
    rows: tuple[BadRow, ...] = ()
    words: Mapping[str, Mapping[tuple[str, str], int]] = field(default_factory=dict)
    cells: Mapping[Cell, Sums] = field(default_factory=dict)
    quantiles: Mapping[tuple[Period, Group], tuple[float, float]] = field(default_factory=dict)
    people: Mapping[Cell, Mapping[str, int]] = field(default_factory=dict)
    files: tuple[str, ...] = ()
    judge: RowJudge | None = field(default=None, repr=False)
    good: Mapping[str, list[object]] = field(default_factory=dict, repr=False)

    @property
    def bad_count(self) -> int:
        """How many rows are bad."""
        return sum(self.bad.values())

    @property
    def adds_up(self) -> bool:
        """Return whether every row read is accounted for."""
        return self.used + self.bad_count + self.unanswered + self.left_by_where + self.left_by_keep == self.read

    @property
    def answered(self) -> int:
        """How many rows that `where` selects have an answer, good or bad."""
        return self.read - self.left_by_where - self.unanswered

    @property
    def bad_share(self) -> float:
        """The share of bad rows among those with an answer, 0–1."""
        return self.bad_count / max(1, self.answered)

    @property
    def response_rate(self) -> float | None:
        """The share of rows with a good answer among these and those without any, 0–1; None if all have one."""
        return self.used / (self.used + self.unanswered) if self.unanswered else None

    @property
    def is_too_bad(self) -> bool:
        """Return whether more than 5 % of the rows are bad, so that no figure is computed."""
        return self.bad_share > MOST_BAD
