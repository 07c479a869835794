"""Which answers several sources count together: the cells of one system for all metrics that read the same answers."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cxsite.measurement.answer_reading import first_day
from cxsite.measurement.counting_methods import PLACES
from cxsite.measurement.csv_head import UnreadableError
from cxsite.measurement.disclosure import SMALLEST_SHOWN

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cxsite.measurement.answer_reading import Cell, SourceResult
    from cxsite.measurement.engine import Engine, Row

MOST_CELLS: Final = 50_000


@dataclass(frozen=True, slots=True)
class JointCell:
    """Answers that the same sources count in the same periods and places.

    `cells` has for each source the period and places under which it counts them, or None. `people` are those who
    answered and how often, if there are fewer than five.
    """

    cells: tuple[Cell | None, ...]
    count: int
    people: Mapping[str, int]


def count_joint_cells(sources: Sequence[SourceResult], engine: Engine) -> list[JointCell] | None:
    """Return the cells of sources whose rows can be compared; None if they cannot, or if there are too many."""
    if not all(one.judge and one.judge.counting.table.located for one in sources):
        return None
    try:
        rows = engine.rows_of_files(_joint_sql(sources), dict.fromkeys(file for one in sources for file in one.files))
    except UnreadableError:
        return None
    return None if len(rows) > MOST_CELLS else _group_rows(sources, rows)


def _joint_sql(sources: Sequence[SourceResult]) -> str:
    """Return the SQL for joint cells: each respondent of cells with fewer than five people, else one row a cell."""
    keys = [f"cell_{number}" for number in range(len(sources))]
    columns, parts = ", ".join(keys), []
    for number, one in enumerate(sources):
        assert one.judge  # noqa: S101 -- checked before
        mine = ", ".join(f"{'cell' if at == number else 'NULL'} AS {key}" for at, key in enumerate(keys))
        parts.append(f"SELECT file, record, respondent, {mine} FROM ({one.judge.counting.located_sql(one.good)})")  # noqa: S608 -- names are ours
    first = ", ".join(f"any_value({key}) AS {key}" for key in keys)
    rows = f"SELECT {first}, max(respondent) AS respondent FROM ({' UNION ALL '.join(parts)}) GROUP BY file, record"  # noqa: S608 -- as above
    counted = f"SELECT {columns}, respondent, count(*) AS answers FROM ({rows}) GROUP BY {columns}, respondent"  # noqa: S608 -- as above
    people = "sum(CASE WHEN respondent IS NULL THEN answers ELSE 1 END)"
    wide = f"SELECT *, {people} OVER (PARTITION BY {columns}) >= {SMALLEST_SHOWN} AS is_large FROM ({counted})"  # noqa: S608 -- as above
    few = f"SELECT {columns}, respondent, answers, is_large FROM ({wide}) WHERE NOT is_large"  # noqa: S608 -- as above
    many = f"SELECT {columns}, NULL, sum(answers), TRUE FROM ({wide}) WHERE is_large GROUP BY {columns}"  # noqa: S608 -- as above
    return f"{few} UNION ALL {many} LIMIT {MOST_CELLS + 1}"


def _group_rows(sources: Sequence[SourceResult], rows: Sequence[Row]) -> list[JointCell]:
    counts: Counter[tuple[Cell | None, ...]] = Counter()
    people: dict[tuple[Cell | None, ...], Counter[str]] = {}
    large: set[tuple[Cell | None, ...]] = set()
    for number, (*cells, respondent, answers, is_large) in enumerate(rows):
        key = tuple(_read_cell(one, cell) for one, cell in zip(sources, cells, strict=True))
        counts[key] += int(answers)
        if is_large:
            large.add(key)
        elif respondent is None:
            people.setdefault(key, Counter()).update({f"\0{number}-{at}": 1 for at in range(min(int(answers), 5))})
        else:
            people.setdefault(key, Counter())[str(respondent)] += int(answers)
    return [
        JointCell(key, count, {} if key in large else people[key])
        for key, count in sorted(counts.items(), key=lambda item: str(item[0]))
    ]


def _read_cell(source: SourceResult, cell: Mapping[str, object] | None) -> Cell | None:
    if cell is None or source.judge is None:
        return None
    return (first_day(cell["period"]), tuple(str(source.judge.place(name, cell.get(name))) for name in PLACES))
