"""The one SQL text that counts answers, written for DuckDB; other engines run the same text through Ibis.

The engine reduces rows to few groups: by period, answer and place as they are written. `answer_checks` then decides for
these groups what a text stands for and whether it is good.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from itertools import count
from typing import TYPE_CHECKING, Final

from cxsite.measurement.counting_methods import (
    GROUPED_BY,
    NO,
    TOTALS,
    YES,
    find_counting_method,
    get_columns,
    get_scale,
    period_kind,
)
from cxsite.measurement.date_parsing_sql import DateColumn
from cxsite.measurement.day_texts import EMPTY, FINE, NO_ANSWER, OFF_SCALE, UNREADABLE
from cxsite.measurement.disclosure import SMALLEST_SHOWN
from cxsite.measurement.number_sql import NumberReader
from cxsite.measurement.sql_text import quote_list, quote_literal, quote_name, unicode_forms
from cxsite.model.records.source import COUNTED_PARTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from cxsite.measurement.counting_methods import CountingMethod
    from cxsite.measurement.day_texts import DayPiece
    from cxsite.measurement.engine import EngineTable, Kind
    from cxsite.model.records.source import Source
    from cxsite.model.records.strategy import Metric

MOST_GROUPS: Final = 2_000_000
MOST_DAY_TEXTS: Final = 50_000
_DECIMAL: Final = "DECIMAL(18, 6)"
_WIDE: Final = "DECIMAL(38, 6)"
_OWN: Final = "answer's "
_ROW: Final = ("file", "record")
_QUANTILES: Final = ((0.5, "median"), (0.9, "p90"))
_RAW: Final = {
    "answers": ("answer", "count"),
    "numbers": ("answer", "count"),
    "pairs": ("numerator", "denominator"),
    "groups": COUNTED_PARTS,
}
"""By counting method, the roles of the columns that contain the answer."""


@dataclass(frozen=True)
class CountingQuery:
    """What is counted, and how the columns of the table are read.

    `meanings` are those of the texts that `day_texts_sql` finds; `fiscal_start` is the first month of a fiscal year.
    """

    source: Source
    metric: Metric
    table: EngineTable
    today: date
    zone: str
    fiscal_start: int = 1
    meanings: Mapping[str, tuple[DayPiece, ...]] = field(default_factory=dict)

    @cached_property
    def method(self) -> CountingMethod:
        """How rows are counted."""
        return find_counting_method(self.source, self.metric)

    @cached_property
    def places(self) -> tuple[str, ...]:
        """The kinds of place that have a column."""
        return tuple(name for name in GROUPED_BY if name in get_columns(self.source))

    @property
    def has_count(self) -> bool:
        """Return whether a column says how many answers a row stands for."""
        return self.method in ("answers", "numbers") and "count" in get_columns(self.source)

    @property
    def has_typed_days(self) -> bool:
        """Return whether the engine itself knows the days of the date column."""
        return self._days.is_typed

    def own(self, name: str) -> str:
        """Return a name, quoted, that no column of the table has."""
        taken = {column.casefold() for column in self.table.kinds}
        return quote_name(next(one for n in count() if (one := _OWN + name + "'" * n) not in taken))

    @property
    def keys(self) -> tuple[str, ...]:
        """The columns that identify a group, in the order in which `groups_sql` and `list_bad_rows_sql` select them."""
        answer = ("answer",) if self.method == "answers" else ("value_state",)
        counted = ("count_state",) if self.method == "answers" and self.has_count else ()
        return ("chosen", "date_state", "period", *answer, *counted, *self.places)

    @property
    def counts_answers(self) -> bool:
        """Return whether the number of answers of a group is another than that of its rows."""
        return self.has_count or self.method == "groups"

    @property
    def sums(self) -> tuple[str, ...]:
        """The sums of each group: rows, answers if these are counted apart, then what the method adds up."""
        answers = ("sum(times)",) if self.has_count else ()
        if self.method == "answers":
            return ("count(*)", *answers)
        if self.method == "groups":
            return ("count(*)", f"sum({' + '.join(COUNTED_PARTS)})", *(f"sum({name})" for name in COUNTED_PARTS))
        if self.method == "pairs":
            products = (_product("top", "top"), _product("bottom", "bottom"), _product("top", "bottom"))
            return ("count(*)", *answers, "sum(top)", "sum(bottom)", *products)
        if self.has_count:
            squares = () if self.metric.kind in TOTALS else (f"sum(CAST(top AS {_WIDE}) * top * times)",)
            return ("count(*)", *answers, _product("top", "times"), *squares)
        squares = () if self.metric.kind in TOTALS else (_product("top", "top"),)
        return ("count(*)", *answers, "sum(top)", *squares)

    def day_texts_sql(self) -> str:
        """Return the SQL for the different texts of the date column in chosen rows, each with its number of rows."""
        word = self.own("word")
        texts = f"SELECT {word} AS word, count(*) AS times FROM {self._days.split(self.table.sql, self.own)} AS t"  # noqa: S608 -- all names are ours or quoted
        return f"{texts} WHERE {self._where_sql()} GROUP BY {word} LIMIT {MOST_DAY_TEXTS + 1}"

    def plain_days_sql(self) -> str:
        """Return the SQL for the different cells of the date column in chosen rows, each with its number of rows."""
        cells = f"SELECT {self._days.text} AS word, count(*) AS times FROM {self.table.sql} AS t"  # noqa: S608 -- all names are ours or quoted
        return f"{cells} WHERE {self._where_sql()} GROUP BY 1 LIMIT {MOST_DAY_TEXTS + 1}"

    def day_text_place_sql(self, word: str) -> str:
        """Return the SQL for the file and record of the first row with a date text."""
        split = self._days.split(self.table.located, self.own)
        first = f"SELECT file, record FROM {split} AS t WHERE {self.own('word')} = {quote_literal(word)}"  # noqa: S608 -- as above
        return f"{first} ORDER BY file, record LIMIT 1"

    def groups_sql(self) -> str:
        """Return the SQL that groups all rows: `keys`, then `sums`."""
        return self._group_sql(self._read_sql(self.table.sql))

    def kept_groups_sql(self, good: Mapping[str, Sequence[object]]) -> str:
        """Return the same SQL for good rows only, and only those that the rule of `keep` selects of each respondent."""
        return self._group_sql(self._keep_sql(good))

    def located_sql(self, good: Mapping[str, Sequence[object]], located: str) -> str:
        """Return the SQL for the single good rows that `keep` selects: file, record, respondent, period and `places`.

        `located` is the table with the columns file and record.
        """
        respondent = "respondent" if "respondent" in get_columns(self.source) else "NULL"
        columns = ", ".join(["file", "record", f"{respondent} AS respondent", "period", *self.places])
        return f"SELECT {columns} FROM {self._keep_sql(good, located, _ROW)} AS k"  # noqa: S608 -- all names are ours or quoted

    def people(self, good: Mapping[str, Sequence[object]]) -> str:
        """Return the SQL for respondents of good rows: period, respondent, answers, whether the group is large, places.

        For places with five respondents or more only one row is returned, without respondent.
        """
        keys = ", ".join(["period", *self.places])
        kept = f"{self._keep_sql(good)} AS k"
        one = f"SELECT {keys}, respondent, count(*) AS answers FROM {kept} GROUP BY {keys}, respondent"  # noqa: S608 -- all names are ours or quoted
        wide = (
            f"sum(CASE WHEN respondent IS NULL THEN answers ELSE 1 END) OVER (PARTITION BY {keys}) >= {SMALLEST_SHOWN}"
        )
        reported = f"SELECT {keys}, respondent, answers, {wide} AS is_large FROM ({one}) AS o"  # noqa: S608 -- as above
        cells = "".join(f", {place}" for place in self.places)
        few = f"SELECT period, respondent, answers, is_large{cells} FROM ({reported}) AS r WHERE NOT is_large"  # noqa: S608 -- as above
        summed = f"period, NULL AS respondent, sum(answers) AS answers, TRUE AS is_large{cells}"
        many = f"SELECT {summed} FROM ({reported}) AS r WHERE is_large GROUP BY {keys}"  # noqa: S608 -- as above
        return f"{few} UNION ALL {many}"

    def quantiles_sql(self, good: Mapping[str, Sequence[object]], names: Mapping[str, Mapping[str, str]]) -> str:
        """Return the SQL for median and 90th percentile of good rows: period, places (`names` by id), the two numbers.

        It has a row for all rows of a period and one for each single place. NULL stands for a kind of place that is not
        reported separately, an empty text for rows without place.
        """
        cells = [f"{self._name_sql(place, names.get(place, {}))} AS {place}" for place in self.places]
        sets = ", ".join(["(period)", *(f"(period, {place})" for place in self.places)])
        columns = ", ".join(["period", *self.places])
        order = "WITHIN GROUP (ORDER BY CAST(top AS DOUBLE))"
        asked = ", ".join(f"percentile_cont({share}) {order} AS {name}" for share, name in _QUANTILES)
        inner = ", ".join(["period", "top", *cells])
        kept = f"SELECT {inner} FROM {self._keep_sql(good)} AS k"  # noqa: S608 -- all names are ours or quoted
        return f"SELECT {columns}, {asked} FROM ({kept}) AS q GROUP BY GROUPING SETS ({sets})"  # noqa: S608 -- as above

    def list_bad_rows_sql(self, bad: Mapping[str, Sequence[object]], limit: int) -> str:
        """Return the SQL for the first bad rows: file, record, the raw date and answer, then `keys`."""
        nobody = f"value_state = {NO_ANSWER}"
        if self.method == "answers":
            nobody = self._is_blank("CAST(answer AS VARCHAR)")
        wrong = [f"(date_state <> {FINE} AND NOT (date_state = {EMPTY} AND {nobody}))"]
        wrong += [f"{name} IN ({quote_list(words)})" for name, words in bad.items() if words]
        states = [name for name in ("value_state", "count_state") if name in self.keys]
        wrong += [f"{name} NOT IN ({FINE}, {NO_ANSWER})" for name in states]
        cells = ", ".join(["file", "record", self._raw_columns(), *self._key_columns()])
        raw = f"SELECT {cells} FROM {self._date_sql(self.table.located)} AS t"  # noqa: S608 -- as above
        columns = ", ".join(["file", "record", "raw_date", "raw_value", *self.keys])
        rows = f"({raw}) AS r WHERE chosen AND ({' OR '.join(wrong)})"
        return f"SELECT {columns} FROM {rows} ORDER BY file, record LIMIT {limit}"  # noqa: S608 -- as above

    def _group_sql(self, table: str) -> str:
        keys = ", ".join(self.keys)
        sums = ", ".join(f"{one} AS sum_{at}" for at, one in enumerate(self.sums))
        # A column with a different text in every row is no place: stop here rather than load all of it.
        return f"SELECT {keys}, {sums} FROM {table} AS g GROUP BY {keys} LIMIT {MOST_GROUPS + 1}"  # noqa: S608 -- as above

    def _read_sql(self, table: str, more: Sequence[str] = ()) -> str:
        cells, table = ", ".join([*self._key_columns(), *(f"t.{name}" for name in more)]), self._date_sql(table)
        if not self.source.where:
            return f"(SELECT {cells} FROM {table} AS t)"  # noqa: S608 -- as above
        inside = ", ".join([*(f"CASE WHEN chosen THEN {name} END AS {name}" for name in self._names()[1:]), *more])
        return f"(SELECT chosen, {inside} FROM (SELECT {cells} FROM {table} AS t) AS c)"  # noqa: S608 -- as above

    def _date_sql(self, table: str) -> str:
        return table if self.source.fixed_period else self._days.read(table, self.own)

    def _keep_sql(
        self, good: Mapping[str, Sequence[object]], table: str | None = None, more: Sequence[str] = ()
    ) -> str:
        wanted = ["chosen", f"date_state = {FINE}"]
        wanted += [f"{name} = {FINE}" for name in ("value_state", "count_state") if name in self.keys]
        wanted += [f"answer IN ({quote_list(good['answer'])})"] if self.method == "answers" else []
        wanted += [f"({place} IS NULL OR {place} IN ({quote_list(good[place])}))" for place in self.places]
        read = self._read_sql(table or self.table.sql, more)
        rows = f"(SELECT * FROM {read} AS k WHERE {' AND '.join(wanted)})"  # noqa: S608 -- as above
        if self.source.keep == "all" or "respondent" not in get_columns(self.source):
            return rows
        order = "DESC" if self.source.keep == "last" else "ASC"
        # Answers of the same moment are ordered by their content, so that the order of rows never matters.
        words = [f"coalesce(CAST({name} AS VARCHAR), '')" for name in (*self._values(), *self.places)]
        numbers = [f"TRY_CAST({name} AS DOUBLE)" for name in self._values()]
        ties = ", ".join(f"{one} {order}" for one in ("moment", *numbers, *words, *more))
        turn = f"row_number() OVER (PARTITION BY respondent, period ORDER BY {ties})"
        turns = f"(SELECT *, {turn} AS turn FROM {rows} AS k)"  # noqa: S608 -- as above
        return f"(SELECT * FROM {turns} AS k WHERE turn = 1 OR respondent IS NULL)"  # noqa: S608 -- as above

    def _name_sql(self, place: str, names: Mapping[str, str]) -> str:
        cases = " ".join(f"WHEN {quote_literal(word)} THEN {quote_literal(key)}" for word, key in names.items())
        return f"coalesce(CASE CAST({place} AS VARCHAR) {cases} END, '')" if cases else "''"

    def _values(self) -> tuple[str, ...]:
        names = {"answers": ("answer",), "numbers": ("top",), "pairs": ("top", "bottom"), "groups": COUNTED_PARTS}
        return names[self.method]

    def _names(self) -> tuple[str, ...]:
        state = () if self.method == "answers" else ("value_state",)
        counted = ("times", *(("count_state",) if self.method == "answers" else ())) if self.has_count else ()
        asked = ("respondent", "moment") if "respondent" in get_columns(self.source) else ()
        return ("chosen", "date_state", "period", *self._values(), *state, *counted, *self.places, *asked)

    def _key_columns(self) -> Iterator[str]:
        fixed = self.source.fixed_period
        yield f"{self._where_sql()} AS chosen"
        yield f"{FINE} AS date_state" if fixed else f"t.{self.own('state')} AS date_state"
        yield f"{quote_literal(fixed)} AS period" if fixed else f"t.{self.own('period')} AS period"
        yield from self._value_cells()
        for place in self.places:
            yield f"{self._column_sql(place)} AS {place}"
        if "respondent" in get_columns(self.source):
            yield f"nullif(trim(CAST({self._column_sql('respondent')} AS VARCHAR)), '') AS respondent"
            yield "0 AS moment" if fixed else f"t.{self.own('moment')} AS moment"

    def _value_cells(self) -> Iterator[str]:
        raw = [self._text(name) for name in _RAW[self.method] if name in get_columns(self.source)]
        if self.has_count:
            times = self._number("count")
            yield f"CASE WHEN {self._is_blank(self._text('count'))} THEN 0 ELSE {times} END AS times"
        if self.method == "answers":
            yield f"{self._column_sql('answer')} AS answer"
            if self.has_count:
                yield f"{self._state([], [], self._wrong_count('count'))} AS count_state"
        elif self.method == "numbers":
            low, high = get_scale(self.metric)
            top = self._number("answer")
            yield f"{top} AS top"
            ends = [f"WHEN {top} < {low!r} THEN {OFF_SCALE}"] if low is not None else []
            ends += [f"WHEN {top} > {high!r} THEN {OFF_SCALE}"] if high is not None else []
            ends += [self._wrong_count("count")] if self.has_count else []
            yield f"{self._state(raw[:1], [top], *ends)} AS value_state"
        elif self.method == "groups":
            for name in COUNTED_PARTS:
                yield f"{self._number(name)} AS {name}"
            wrong = [self._wrong_count(name) for name in COUNTED_PARTS]
            yield f"{self._state(raw, [self._number(name) for name in COUNTED_PARTS], *wrong)} AS value_state"
        else:
            yield from self._pair_cells(raw)

    def _pair_cells(self, raw: list[str]) -> Iterator[str]:
        raw = [*raw, *(f"CAST(t.{quote_name(part.column)} AS VARCHAR)" for part in self.source.columns.parts)]
        top, bottom = self._top_and_bottom()
        yield f"{top} AS top"
        yield f"{bottom} AS bottom"
        wrong = [f"WHEN {bottom} <= 0 OR {top} < 0 THEN {OFF_SCALE}"]
        is_part = self.metric.is_share or self.metric.kind == "score"
        wrong += [f"WHEN {top} > {bottom} THEN {OFF_SCALE}"] if is_part else []
        yield f"{self._state(raw, [top, bottom], *wrong)} AS value_state"

    def _wrong_count(self, name: str) -> str:
        """Return the branch for a number of answers that is not 0, 1, 2, …; an empty cell stands for none."""
        number, blank = self._number(name), self._is_blank(self._text(name))
        return (
            f"WHEN {blank} THEN {FINE} WHEN {number} IS NULL THEN {UNREADABLE}"
            f" WHEN {number} < 0 OR {number} <> floor({number}) THEN {OFF_SCALE}"
        )

    def _is_blank(self, raw: str) -> str:
        """Return the condition that a cell is empty, or has a text that means that nobody answered."""
        words = unicode_forms(*(f"{plain_number(one)}".strip().lower() for one in self.source.no_answer))
        named = f" OR lower(trim({raw})) IN ({quote_list(words)})" if words else ""
        return f"({raw} IS NULL OR trim({raw}) = ''{named})"

    def _state(self, raw: list[str], numbers: list[str], *more: str) -> str:
        """Return the state of a row: not answered if all its cells are blank, empty if some of them are."""
        blanks = [self._is_blank(cell) for cell in raw]
        nobody = f"WHEN {' AND '.join(blanks)} THEN {NO_ANSWER}" if blanks else ""
        empty = f"WHEN {' OR '.join(blanks)} THEN {EMPTY}" if len(blanks) > 1 else ""
        wrong = " OR ".join(f"{number} IS NULL" for number in numbers)
        unread = f"WHEN {wrong} THEN {UNREADABLE}" if wrong else ""
        return f"CASE {nobody} {empty} {unread} {' '.join(more)} ELSE {FINE} END"

    def _top_and_bottom(self) -> tuple[str, str]:
        columns = self.source.columns
        if columns.parts:
            summed = " + ".join(f"{part.weight!r} * {self._number_in(part.column)}" for part in columns.parts)
            top = f"TRY_CAST({summed} AS {self._decimal})"
        else:
            top = self._number("numerator")
        constant = columns.denominator.value if columns.denominator and columns.denominator.column is None else 1
        has_bottom = "denominator" in get_columns(self.source)
        return top, self._number("denominator") if has_bottom else f"CAST({_as_number(constant)} AS {self._decimal})"

    def _where_sql(self) -> str:
        wanted = [
            "(" + " OR ".join(self._equals(name, value) for value in values) + ")"
            for name, values in self.source.where.items()
        ]
        return f"coalesce({' AND '.join(wanted)}, FALSE)" if wanted else "TRUE"

    def _equals(self, name: str, value: object) -> str:
        cell, kind = f"t.{quote_name(name)}", self.table.kinds[name]
        if isinstance(value, bool):
            if kind == "flag":
                return f"{cell} = {quote_literal(value)}"
            return f"lower(trim(CAST({cell} AS VARCHAR))) IN ({quote_list(unicode_forms(*(YES if value else NO)))})"
        if kind in ("number", "flag") and not isinstance(value, str):
            return f"CAST({cell} AS DOUBLE) = {quote_literal(value)}"
        words = (value,) if isinstance(value, str) else (f"{plain_number(value)}", f"{value}")
        return f"trim(CAST({cell} AS VARCHAR)) IN ({quote_list(unicode_forms(*words))})"

    def _column_sql(self, name: str) -> str:
        return f"t.{quote_name(get_columns(self.source)[name].column or '')}"

    @cached_property
    def _days(self) -> DateColumn:
        cell = self._column_sql("date")
        if (kind := self._kind("date")) == "number":
            cell = f"TRY_CAST({cell} AS BIGINT)"
        length = period_kind(self.metric)
        return DateColumn(cell, kind, self.zone, self.today, length, self.fiscal_start, self.meanings)

    def _text(self, name: str) -> str:
        return f"CAST({self._column_sql(name)} AS VARCHAR)"

    def _kind(self, name: str) -> Kind:
        return self.table.kinds[get_columns(self.source)[name].column or ""]

    def _number(self, name: str) -> str:
        column = get_columns(self.source)[name]
        number = self._number_in(column.column or "")
        if not column.map:
            return number
        text = f"lower(trim({self._text(name)}))"
        cases = " ".join(
            f"WHEN {text} IN ({quote_list(unicode_forms(word.lower()))}) THEN {_as_number(value)}"
            for word, value in column.map.items()
        )
        return f"coalesce(CASE {cases} END, {number})"

    @property
    def _decimal(self) -> str:
        """The SQL type for sums: a year's revenue in đồng has more digits than a duration."""
        return _WIDE if self.method == "pairs" or self.metric.kind in TOTALS else _DECIMAL

    def _number_in(self, name: str) -> str:
        cell = f"t.{quote_name(name)}"
        if self.table.kinds[name] == "number":
            return f"TRY_CAST({cell} AS {self._decimal})"
        return NumberReader(self.source.decimal, self._decimal, self.metric).number(f"trim(CAST({cell} AS VARCHAR))")

    def _raw_columns(self) -> str:
        cells = [self._text(name) for name in _RAW[self.method] if name in get_columns(self.source)]
        cells += [f"CAST(t.{quote_name(part.column)} AS VARCHAR)" for part in self.source.columns.parts]
        value = " || ' / ' || ".join(f"coalesce({cell}, '')" for cell in cells)
        date = "''" if self.source.fixed_period else self._text("date")
        return f"{date} AS raw_date, {value} AS raw_value"


def wanted_columns(source: Source) -> tuple[str, ...]:
    """Return the names of all columns that are read, each once."""
    named = [column.column or "" for column in get_columns(source).values()]
    return tuple(dict.fromkeys([*named, *(part.column for part in source.columns.parts), *source.where]))


def _product(one: str, other: str) -> str:
    """Return the sum of products as an exact decimal, so that the order of rows does not change it."""
    return f"sum(CAST({one} AS {_WIDE}) * {other})"


def plain_number(value: object) -> str:
    """Return a number without a needless `.0`; text unchanged."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _as_number(value: object) -> str:
    if isinstance(value, bool):
        return str(int(value))
    return f"{value!r}" if isinstance(value, (int, float)) else "NULL"
