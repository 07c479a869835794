"""Which answers several sources count together: the cells of one system for all metrics that read the same answers.

Answers of files are recognised by their file and record. A table of a warehouse has neither: there an answer is the
content of its row, in all columns that the sources read, with a number that distinguishes rows of equal content. Which
of two equal rows gets which number makes no difference, since every source treats them alike. The engine compares the
rows where they are stored; only counts come back.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cxsite.measurement.counting_methods import GROUPED_BY
from cxsite.measurement.csv_head import UnreadableError
from cxsite.measurement.disclosure import SMALLEST_SHOWN
from cxsite.measurement.sql_text import quote_literal, quote_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cxsite.measurement.answer_checks import RowJudge
    from cxsite.measurement.engine import Engine, EngineTable, Row
    from cxsite.measurement.source_result import Cell, SourceResult

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
    judges = [one.judge for one in sources if one.judge]
    tables = [judge.counting.table for judge in judges]
    if len(judges) < len(sources) or len({bool(table.located) for table in tables}) > 1:
        return None
    names = {table.sql for table in tables if not table.located}
    if len({name.casefold() for name in names}) < len(names):  # perhaps one table, perhaps two
        return None
    try:
        rows = engine.rows_of_files(
            _joint_sql(sources, judges), dict.fromkeys(file for one in sources for file in one.files)
        )
    except UnreadableError:
        return None
    return None if len(rows) > MOST_CELLS else _group_rows(judges, rows)


def _cell_columns(judge: RowJudge, number: int) -> list[str]:
    """Return the names of a source's period and places in the joint rows."""
    return [f"{name}_{number}" for name in ("period", *judge.counting.places)]


def _joint_sql(sources: Sequence[SourceResult], judges: Sequence[RowJudge]) -> str:
    """Return the SQL for joint cells: each respondent of cells with fewer than five people, else one row a cell."""
    tables = [judge.counting.table for judge in judges]
    names = [_cell_columns(judge, number) for number, judge in enumerate(judges)]
    parts = []
    for number, (one, judge) in enumerate(zip(sources, judges, strict=True)):
        own = dict(zip(names[number], ("period", *judge.counting.places), strict=True))
        mine = ", ".join(f"{own.get(name, 'NULL')} AS {name}" for every in names for name in every)
        located = judge.counting.table.located or number_equal_rows(judge.counting.table, tables)
        read = f"({judge.counting.located_sql(one.good, located)}) AS p"
        parts.append(f"SELECT file, record, respondent, {mine} FROM {read}")  # noqa: S608 -- names are ours
    every = [name for some in names for name in some]
    columns = ", ".join(every)
    # Each source has at most one row for an answer, so that `max` finds its cell among the other sources' NULLs.
    first = ", ".join(f"max({name}) AS {name}" for name in every)
    union = f"({' UNION ALL '.join(parts)}) AS u"
    rows = f"SELECT {first}, max(respondent) AS respondent FROM {union} GROUP BY file, record"  # noqa: S608 -- as above
    counted = f"SELECT {columns}, respondent, count(*) AS answers FROM ({rows}) AS r GROUP BY {columns}, respondent"  # noqa: S608 -- as above
    people = "sum(CASE WHEN respondent IS NULL THEN answers ELSE 1 END)"
    wide = f"SELECT *, {people} OVER (PARTITION BY {columns}) >= {SMALLEST_SHOWN} AS is_large FROM ({counted}) AS n"  # noqa: S608 -- as above
    few = f"SELECT {columns}, respondent, answers, is_large FROM ({wide}) AS w WHERE NOT is_large"  # noqa: S608 -- as above
    summed = f"{columns}, NULL AS respondent, sum(answers) AS answers, TRUE AS is_large"
    many = f"SELECT {summed} FROM ({wide}) AS w WHERE is_large GROUP BY {columns}"  # noqa: S608 -- as above
    return f"{few} UNION ALL {many} LIMIT {MOST_CELLS + 1}"


def number_equal_rows(table: EngineTable, tables: Sequence[EngineTable]) -> str:
    """Return the SQL of a table with `file` and `record`, made of the content of each row.

    `tables` are those of all sources; the columns that any of them reads of this table take part.
    """
    names = sorted({name for one in tables if one.sql == table.sql for name in one.kinds})
    cells = [quote_name(name) for name in names]
    # The length before each cell makes the text unambiguous, whatever the cells contain.
    text = " || ".join(
        f"coalesce(CAST(length(CAST({cell} AS VARCHAR)) AS VARCHAR) || ':' || CAST({cell} AS VARCHAR), '-')"
        for cell in cells
    )
    rows = f"SELECT {', '.join(cells)}, {text} AS record FROM {table.sql}"  # noqa: S608 -- names are quoted
    order = ", ".join(cells)
    turn = f"CAST(row_number() OVER (PARTITION BY record ORDER BY {order}) AS VARCHAR)"
    where = f"{quote_literal(table.sql)} AS file, {turn} || '#' || record AS record"
    return f"(SELECT {order}, {where} FROM ({rows}) AS e)"  # noqa: S608 -- as above


def _group_rows(judges: Sequence[RowJudge], rows: Sequence[Row]) -> list[JointCell]:
    counts: Counter[tuple[Cell | None, ...]] = Counter()
    people: dict[tuple[Cell | None, ...], Counter[str]] = {}
    large: set[tuple[Cell | None, ...]] = set()
    for number, (*cells, respondent, answers, is_large) in enumerate(rows):
        key = tuple(_read_cells(judges, cells))
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


def _read_cells(judges: Sequence[RowJudge], cells: Sequence[object]) -> Iterator[Cell | None]:
    """Return each source's cell; its period is NULL if it does not count the answers."""
    at = 0
    for judge in judges:
        period, *places = cells[at : at + 1 + len(judge.counting.places)]
        at += 1 + len(places)
        written = dict(zip(judge.counting.places, places, strict=True))
        names = tuple(str(judge.place(name, written.get(name))) for name in GROUPED_BY)
        yield None if period is None else (judge.period(period), names)
