"""Reads one source: every row is used, counted as bad with its file and row, or left out by a stated rule."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from cxsite.measurement.answer_checks import GoodRow, RowFault, RowJudge, UnansweredRow, plain
from cxsite.measurement.counting_methods import GROUPED_BY, get_columns, wanted_columns
from cxsite.measurement.counting_sql import MOST_GROUPS, CountingQuery
from cxsite.measurement.csv_head import UnreadableError
from cxsite.measurement.disclosure import SMALLEST_SHOWN
from cxsite.measurement.number_sql import EITHER
from cxsite.measurement.recognise_days import recognise_days
from cxsite.measurement.source_result import BadRow, Cell, SourceResult
from cxsite.measurement.sums import Sums

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cxsite.measurement.cross_tables import Group
    from cxsite.measurement.engine import BrokenRow, Engine
    from cxsite.model.content import Content
    from cxsite.model.records.observation import Period
    from cxsite.model.records.source import Source

LISTED: Final = 20
MOST_SEGMENTS: Final = 50


def read_answers(content: Content, source: Source, engine: Engine, *, list_rows: bool = True) -> SourceResult:
    """Read a source whose metric is known.

    Raises:
        UnreadableError: the data cannot be opened or parsed.
        LacksColumnsError: a file lacks columns that the source names.
    """
    metric = content.metrics[source.metric]
    table = engine.table(source, wanted_columns(source))
    playbook = content.playbook
    counting = CountingQuery(source, metric, table, content.today, playbook.timezone, playbook.fiscal_year_starts)
    counting, choice, apart = recognise_days(counting, engine)
    judge = RowJudge(counting, content)
    rows = engine.rows(counting.groups_sql())
    _refuse_too_many(rows)
    gathered = replace(
        _classify_rows(counting, judge, rows, engine.broken_rows()),
        files=table.files,
        choice=choice,
        apart=apart,
        header_rows=table.header_rows,
    )
    if gathered.bad_count and list_rows and table.located:
        gathered = replace(gathered, rows=_list_bad_rows(counting, judge, rows, engine))
    if gathered.is_too_bad:
        return gathered
    _refuse_too_many_segments(gathered)
    good = _good_words(counting, judge, rows)
    gathered = replace(gathered, judge=judge, good=good)
    if source.keep != "all" and "respondent" in get_columns(source):
        kept = _classify_rows(counting, judge, engine.rows(counting.kept_groups_sql(good)), ())
        gathered = replace(gathered, used=kept.used, left_by_keep=gathered.used - kept.used, cells=kept.cells)
    if "respondent" in get_columns(source) and any(sums.n for sums in gathered.cells.values()):
        gathered = replace(gathered, people=_people(counting, judge, good, engine))
    if metric.kind == "duration" and counting.method == "numbers" and not counting.has_count:
        gathered = replace(gathered, quantiles=_quantiles(counting, judge, good, engine))
    return gathered


def _refuse_too_many(rows: list[Any]) -> None:
    if len(rows) > MOST_GROUPS:
        raise UnreadableError("too-many-groups", str(MOST_GROUPS))


def _refuse_too_many_segments(gathered: SourceResult) -> None:
    """Raise UnreadableError if a column of segments has so many texts that it is free text, or who answered."""
    for role, (name, _) in gathered.source.segment_columns.items():
        if len({text for _, text in gathered.words.get(role, ())}) > MOST_SEGMENTS:
            raise UnreadableError("too-many-segments", name)


def _classify_rows(
    counting: CountingQuery, judge: RowJudge, rows: list[Any], broken: tuple[BrokenRow, ...]
) -> SourceResult:
    width = len(counting.keys)
    bad: Counter[RowFault] = Counter()
    cells: dict[Cell, Sums] = {}
    words: dict[str, Counter[tuple[str, str]]] = {place: Counter() for place in counting.places}
    used = left = unanswered = 0
    nobody: Counter[Cell] = Counter()
    for row in rows:
        verdict = judge(row[:width])
        count = int(row[width])
        if verdict is None:
            left += count
        elif isinstance(verdict, RowFault):
            bad[verdict] += count
        elif isinstance(verdict, UnansweredRow):
            unanswered += count
            if verdict.period:
                nobody[verdict.period, verdict.places] += count
        else:
            used += count
            cell = (verdict.period, verdict.places)
            cells.setdefault(cell, Sums(counting.method)).add(verdict.answer, row[width + counting.counts_answers :])
            _note_words(words, counting, row, verdict, count)
    for one in broken:
        bad[RowFault("row", one.reason)] += one.lines
    read = used + left + unanswered + sum(bad.values())
    ordered = dict(sorted(bad.items(), key=lambda item: (-item[1], item[0].column, item[0].found)))
    return SourceResult(
        source=counting.source,
        read=read,
        used=used,
        bad=ordered,
        left_by_where=left,
        unanswered=unanswered,
        unanswered_cells=nobody,
        words=words,
        cells={cell: sums for cell, sums in cells.items() if sums.n},
    )


def _note_words(
    words: dict[str, Counter[tuple[str, str]]],
    counting: CountingQuery,
    row: tuple[Any, ...],
    good: GoodRow,
    count: int,
) -> None:
    first = len(counting.keys) - len(counting.places)
    for place, cell in zip(counting.places, row[first:], strict=False):
        word = "" if cell is None else plain(cell)
        words[place][word, good.places[GROUPED_BY.index(place)]] += count


def _good_words(counting: CountingQuery, judge: RowJudge, rows: list[Any]) -> dict[str, list[object]]:
    return {
        name: [w for w in cells if not judge.faulty(name, w) and not (name == "answer" and judge.is_no_answer(w))]
        for name, cells in _distinct_cells(counting, rows).items()
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
) -> dict[tuple[Period, Group], tuple[float, float]]:
    names = {
        place: {str(word): key for word in good[place] if isinstance(key := judge.place(place, word), str) and key}
        for place in counting.places
    }
    found = {}
    for period, *places, median, ninetieth in engine.rows(counting.quantiles_sql(good, names)):
        if "" not in places:
            group = tuple((kind, key) for kind, key in zip(counting.places, places, strict=True) if key)
            found[judge.period(period), group] = (round(float(median), 4), round(float(ninetieth), 4))
    return found


def _people(
    counting: CountingQuery, judge: RowJudge, good: Mapping[str, list[object]], engine: Engine
) -> dict[Cell, Mapping[str, int]]:
    """By cell of fewer than five respondents: how often each answered. An answer without respondent adds a person."""
    found: dict[Cell, Counter[str]] = {}
    large: set[Cell] = set()
    for number, (period, respondent, count, is_large, *places) in enumerate(engine.rows(counting.people(good))):
        known = dict(zip(counting.places, places, strict=True))
        named = tuple(str(judge.place(name, known.get(name))) for name in GROUPED_BY)
        cell = (judge.period(period), named)
        if is_large:
            large.add(cell)
        elif respondent is None:
            found.setdefault(cell, Counter()).update({f"\0{number}-{at}": 1 for at in range(min(int(count), 5))})
        else:
            found.setdefault(cell, Counter())[str(respondent)] += int(count)
    few = {cell: people for cell, people in found.items() if cell not in large}
    return {cell: people for cell, people in few.items() if len(people) < SMALLEST_SHOWN}
