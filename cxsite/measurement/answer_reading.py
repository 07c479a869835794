"""Reads one source: every row is used, counted as bad with its file and row, or left out by a stated rule."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from cxsite.measurement.answer_checks import GoodRow, RowFault, RowJudge, plain
from cxsite.measurement.counting_methods import PLACES, get_columns
from cxsite.measurement.counting_sql import EITHER, MOST_GROUPS, CountingQuery, wanted_columns
from cxsite.measurement.csv_head import UnreadableError
from cxsite.measurement.disclosure import SMALLEST_SHOWN
from cxsite.measurement.sums import Sums

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from cxsite.measurement.cross_tables import Group
    from cxsite.measurement.engine import BrokenRow, Engine
    from cxsite.model.content import Content
    from cxsite.model.records.source import Source

Cell: TypeAlias = tuple["date", tuple[str, ...]]
"""The first day of a period, and the places in the order of PLACES (empty if none is stated)."""
LISTED: Final = 20
MOST_BAD: Final = 0.05


@dataclass(frozen=True, slots=True)
class BadRow:
    """A bad row: its file, its row as a spreadsheet counts (the header is row 1), and what is wrong with it."""

    path: str
    row: int
    fault: RowFault


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceResult:
    """The result of a source. Rows read are used, bad, or left out by `where` or by `keep`.

    `words` has for each kind of place how its texts were read, as text → id, with the number of rows. `people` has, if
    respondents are known, for each cell of fewer than five how often each of them answered.
    """

    source: Source
    read: int
    used: int
    bad: Mapping[RowFault, int]
    left_by_where: int = 0
    left_by_keep: int = 0
    rows: tuple[BadRow, ...] = ()
    words: Mapping[str, Mapping[tuple[str, str], int]] = field(default_factory=dict)
    cells: Mapping[Cell, Sums] = field(default_factory=dict)
    quantiles: Mapping[tuple[date, Group], tuple[float, float]] = field(default_factory=dict)
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
        return self.used + self.bad_count + self.left_by_where + self.left_by_keep == self.read

    @property
    def bad_share(self) -> float:
        """The share of bad rows among those that `where` selects, 0–1."""
        return self.bad_count / max(1, self.read - self.left_by_where)

    @property
    def is_too_bad(self) -> bool:
        """Return whether more than 5 % of the rows are bad, so that no figure is computed."""
        return self.bad_share > MOST_BAD


def read_answers(content: Content, source: Source, engine: Engine, *, list_rows: bool = True) -> SourceResult:
    """Read a source whose metric is known.

    Raises:
        UnreadableError: the data cannot be opened or parsed.
        LacksColumnsError: a file lacks columns that the source names.
    """
    metric = content.metrics[source.metric]
    table = engine.table(source.data, wanted_columns(source))
    counting = CountingQuery(source, metric, table, content.today, content.playbook.timezone)
    judge = RowJudge(counting, content)
    rows = engine.rows(counting.groups_sql())
    _refuse_too_many(rows)
    gathered = replace(_classify_rows(counting, judge, rows, engine.broken_rows()), files=table.files)
    if gathered.bad_count and list_rows and table.located:
        gathered = replace(gathered, rows=_list_bad_rows(counting, judge, rows, engine))
    if gathered.is_too_bad:
        return gathered
    good = _good_words(counting, judge, rows)
    gathered = replace(gathered, judge=judge, good=good)
    if source.keep != "all" and "respondent" in get_columns(source):
        kept = _classify_rows(counting, judge, engine.rows(counting.kept_groups_sql(good)), ())
        gathered = replace(gathered, used=kept.used, left_by_keep=gathered.used - kept.used, cells=kept.cells)
    if "respondent" in get_columns(source) and any(sums.n for sums in gathered.cells.values()):
        gathered = replace(gathered, people=_people(counting, judge, good, engine))
    if metric.kind == "duration" and counting.method == "numbers":
        gathered = replace(gathered, quantiles=_quantiles(counting, judge, good, engine))
    return gathered


def _refuse_too_many(rows: list[Any]) -> None:
    if len(rows) > MOST_GROUPS:
        raise UnreadableError("too-many-groups", str(MOST_GROUPS))


def _classify_rows(
    counting: CountingQuery, judge: RowJudge, rows: list[Any], broken: tuple[BrokenRow, ...]
) -> SourceResult:
    width = len(counting.keys)
    bad: Counter[RowFault] = Counter()
    cells: dict[Cell, Sums] = {}
    words: dict[str, Counter[tuple[str, str]]] = {place: Counter() for place in counting.places}
    used = left = 0
    for row in rows:
        verdict = judge(row[:width])
        count = int(row[width])
        if verdict is None:
            left += count
        elif isinstance(verdict, RowFault):
            bad[verdict] += count
        else:
            used += count
            cell = (verdict.period, verdict.places)
            cells.setdefault(cell, Sums(counting.method)).add(verdict.answer, row[width:])
            _note_words(words, counting, row, verdict, count)
    for one in broken:
        bad[RowFault("row", one.reason)] += one.lines
    read = used + left + sum(bad.values())
    ordered = dict(sorted(bad.items(), key=lambda item: (-item[1], item[0].column, item[0].found)))
    return SourceResult(
        source=counting.source, read=read, used=used, bad=ordered, left_by_where=left, words=words, cells=cells
    )


def _note_words(
    words: dict[str, Counter[tuple[str, str]]],
    counting: CountingQuery,
    row: tuple[Any, ...],
    good: GoodRow,
    count: int,
) -> None:
    for place, cell in zip(counting.places, row[4:], strict=False):
        word = "" if cell is None else plain(cell)
        words[place][word, good.places[PLACES.index(place)]] += count


def _good_words(counting: CountingQuery, judge: RowJudge, rows: list[Any]) -> dict[str, list[object]]:
    return {
        name: [w for w in cells if not judge.faulty(name, w)] for name, cells in _distinct_cells(counting, rows).items()
    }


def _distinct_cells(counting: CountingQuery, rows: list[Any]) -> dict[str, list[object]]:
    """Return by answer and kind of place the distinct cells."""
    names = (*(["answer"] if counting.method == "answers" else []), *counting.places)
    at = {name: counting.keys.index(name) for name in names}
    return {n: sorted({row[i] for row in rows if row[i] is not None}, key=str) for n, i in at.items()}


def _list_bad_rows(counting: CountingQuery, judge: RowJudge, rows: list[Any], engine: Engine) -> tuple[BadRow, ...]:
    bad = {name: [w for w in cells if judge.faulty(name, w)] for name, cells in _distinct_cells(counting, rows).items()}
    found = engine.rows(counting.list_bad_rows_sql(bad, LISTED))
    places = engine.sheet_rows((path, record) for path, record, *_ in found)
    listed = [
        BadRow(path, row, _with_cell(verdict, raw_date, raw_value))
        for (path, row), (_, _, raw_date, raw_value, *keys) in zip(places, found, strict=True)
        if isinstance(verdict := judge(tuple(keys)), RowFault)
    ]
    listed += [BadRow(one.path, one.row, RowFault("row", one.reason)) for one in engine.broken_rows()]
    return tuple(sorted(listed, key=lambda one: (one.path, one.row))[:LISTED])


def _with_cell(fault: RowFault, raw_date: object, raw_value: object) -> RowFault:
    found = fault.found
    if not found and fault.reason != "empty":
        found = plain(raw_date if fault.column == "date" else raw_value or "")
    ambiguous = fault.reason == "not-a-number" and re.match(EITHER, found)
    return replace(fault, found=found, reason="ambiguous" if ambiguous else fault.reason)


def _quantiles(
    counting: CountingQuery, judge: RowJudge, good: Mapping[str, list[object]], engine: Engine
) -> dict[tuple[date, Group], tuple[float, float]]:
    names = {
        place: {str(word): key for word in good[place] if isinstance(key := judge.place(place, word), str) and key}
        for place in counting.places
    }
    found = {}
    for period, *places, median, ninetieth in engine.rows(counting.quantiles_sql(good, names)):
        if "" not in places:
            group = tuple((kind, key) for kind, key in zip(counting.places, places, strict=True) if key)
            found[first_day(period), group] = (round(float(median), 4), round(float(ninetieth), 4))
    return found


def _people(
    counting: CountingQuery, judge: RowJudge, good: Mapping[str, list[object]], engine: Engine
) -> dict[Cell, Mapping[str, int]]:
    """By cell of fewer than five respondents: how often each answered. An answer without respondent adds a person."""
    found: dict[Cell, Counter[str]] = {}
    large: set[Cell] = set()
    for number, (period, respondent, count, is_large, *places) in enumerate(engine.rows(counting.people(good))):
        known = dict(zip(counting.places, places, strict=True))
        named = tuple(str(judge.place(name, known.get(name))) for name in PLACES)
        cell = (first_day(period), named)
        if is_large:
            large.add(cell)
        elif respondent is None:
            found.setdefault(cell, Counter()).update({f"\0{number}-{at}": 1 for at in range(min(int(count), 5))})
        else:
            found.setdefault(cell, Counter())[str(respondent)] += int(count)
    few = {cell: people for cell, people in found.items() if cell not in large}
    return {cell: people for cell, people in few.items() if len(people) < SMALLEST_SHOWN}


def first_day(period: Any) -> date:  # noqa: ANN401 -- engines give a date or a moment
    """Return the first day of a period, in the form that an engine returns."""
    return period.date() if hasattr(period, "date") else period  # type: ignore[no-any-return]
