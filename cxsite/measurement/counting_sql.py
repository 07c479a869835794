"""The one SQL text that counts answers, written for DuckDB; other engines run the same text through Ibis.

The engine reduces rows to few groups: by period, answer and place as they are written. `answer_checks` then decides for
these groups what a text stands for and whether it is good.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import count
from typing import TYPE_CHECKING, Final
from unicodedata import normalize

from cxsite.measurement.counting_methods import (
    NO,
    PLACES,
    TOTALS,
    YES,
    find_counting_method,
    get_columns,
    get_scale,
    period_kind,
)
from cxsite.measurement.date_parsing_sql import DateColumn
from cxsite.measurement.disclosure import SMALLEST_SHOWN
from cxsite.measurement.engine import quote_literal, quote_name
from cxsite.model.records.values import FIRST_YEAR

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from cxsite.measurement.counting_methods import CountingMethod
    from cxsite.measurement.engine import EngineTable, Kind
    from cxsite.model.records.source import Source
    from cxsite.model.records.strategy import Metric

FINE, EMPTY, UNREADABLE, FUTURE, OFF_SCALE, EARLY = range(6)
"""States of a date or number; 0 is good."""
MOST_GROUPS: Final = 2_000_000
_NUMBER: Final = "^[-+]?[0-9]+([.,][0-9]+)?$"
_GROUPED: Final = {"point": "^[-+]?([0-9]{1,3}(,[0-9]{3})+|[0-9]+)([.][0-9]+)?$"}
_GROUPED["comma"] = "^[-+]?([0-9]{1,3}([.][0-9]{3})+|[0-9]+)(,[0-9]+)?$"
EITHER: Final = "^[-+]?[1-9][0-9]{0,2}[.,][0-9]{3}$"
_DECIMAL: Final = "DECIMAL(18, 6)"
_WIDE: Final = "DECIMAL(38, 6)"
_DAY: Final = "day of the answer"
_ROW: Final = ("file", "record")


@dataclass(frozen=True)
class CountingQuery:
    """What is counted, and how the columns of the table are read."""

    source: Source
    metric: Metric
    table: EngineTable
    today: date
    zone: str

    @cached_property
    def method(self) -> CountingMethod:
        """How rows are counted."""
        return find_counting_method(self.source, self.metric)

    @cached_property
    def places(self) -> tuple[str, ...]:
        """The kinds of place that have a column."""
        return tuple(name for name in PLACES if name in get_columns(self.source))

    @cached_property
    def day(self) -> str:
        """A name that no column of the table has; the day is computed once and used three times."""
        taken = {name.casefold() for name in self.table.kinds}
        return quote_name(next(name for n in count() if (name := _DAY + "'" * n) not in taken))

    @property
    def keys(self) -> tuple[str, ...]:
        """The columns that identify a group, in the order in which `groups_sql` and `list_bad_rows_sql` select them."""
        answer = ("answer",) if self.method == "answers" else ("value_state",)
        return ("chosen", "date_state", "period", *answer, *self.places)

    @property
    def sums(self) -> tuple[str, ...]:
        """The sums that are computed for each group."""
        if self.method == "answers":
            return ("count(*)",)
        if self.method == "pairs":
            products = (_product("top", "top"), _product("bottom", "bottom"), _product("top", "bottom"))
            return ("count(*)", "sum(top)", "sum(bottom)", *products)
        squares = () if self.metric.kind in TOTALS else (_product("top", "top"),)
        return ("count(*)", "sum(top)", *squares)

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
        return f"SELECT {columns} FROM {self._keep_sql(good, located, _ROW)}"  # noqa: S608 -- all names are ours or quoted

    def people(self, good: Mapping[str, Sequence[object]]) -> str:
        """Return the SQL for respondents of good rows: period, respondent, answers, whether the group is large, places.

        For places with five respondents or more only one row is returned, without respondent.
        """
        keys = ", ".join(["period", *self.places])
        one = f"SELECT {keys}, respondent, count(*) AS answers FROM {self._keep_sql(good)} GROUP BY {keys}, respondent"  # noqa: S608 -- all names are ours or quoted
        wide = (
            f"sum(CASE WHEN respondent IS NULL THEN answers ELSE 1 END) OVER (PARTITION BY {keys}) >= {SMALLEST_SHOWN}"
        )
        reported = f"SELECT {keys}, respondent, answers, {wide} AS is_large FROM ({one})"  # noqa: S608 -- as above
        cells = "".join(f", {place}" for place in self.places)
        few = (
            f"SELECT period, respondent, answers, is_large{cells} FROM (SELECT * FROM ({reported}) WHERE NOT is_large)"  # noqa: S608 -- as above
        )
        many = f"SELECT period, NULL, sum(answers), TRUE{cells} FROM ({reported}) WHERE is_large GROUP BY {keys}"  # noqa: S608 -- as above
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
        asked = ", ".join(f"percentile_cont({share}) {order}" for share in (0.5, 0.9))
        inner = ", ".join(["period", "top", *cells])
        kept = f"SELECT {inner} FROM {self._keep_sql(good)}"  # noqa: S608 -- all names are ours or quoted
        return f"SELECT {columns}, {asked} FROM ({kept}) GROUP BY GROUPING SETS ({sets})"  # noqa: S608 -- as above

    def list_bad_rows_sql(self, bad: Mapping[str, Sequence[object]], limit: int) -> str:
        """Return the SQL for the first bad rows: file, record, the raw date and answer, then `keys`."""
        wrong = ["date_state <> 0", *(f"{name} IN ({_list(words)})" for name, words in bad.items() if words)]
        wrong += (
            ["value_state <> 0"]
            if self.method != "answers"
            else ["answer IS NULL", "trim(CAST(answer AS VARCHAR)) = ''"]
        )
        cells = ", ".join(["file", "record", self._raw_columns(), *self._key_columns()])
        raw = f"SELECT {cells} FROM {self._date_sql(self.table.located)} AS t"  # noqa: S608 -- as above
        columns = ", ".join(["file", "record", "raw_date", "raw_value", *self.keys])
        rows = f"({raw}) WHERE chosen AND ({' OR '.join(wrong)})"
        return f"SELECT {columns} FROM {rows} ORDER BY file, record LIMIT {limit}"  # noqa: S608 -- as above

    def _group_sql(self, table: str) -> str:
        keys = ", ".join(self.keys)
        # A column with a different text in every row is no place: stop here rather than load all of it.
        return f"SELECT {keys}, {', '.join(self.sums)} FROM {table} GROUP BY {keys} LIMIT {MOST_GROUPS + 1}"  # noqa: S608 -- as above

    def _read_sql(self, table: str, more: Sequence[str] = ()) -> str:
        cells, table = ", ".join([*self._key_columns(), *(f"t.{name}" for name in more)]), self._date_sql(table)
        if not self.source.where:
            return f"(SELECT {cells} FROM {table} AS t)"  # noqa: S608 -- as above
        inside = ", ".join([*(f"CASE WHEN chosen THEN {name} END AS {name}" for name in self._names()[1:]), *more])
        return f"(SELECT chosen, {inside} FROM (SELECT {cells} FROM {table} AS t))"  # noqa: S608 -- as above

    def _date_sql(self, table: str) -> str:
        return f"(SELECT t.*, {self._days.day} AS {self.day} FROM {table} AS t)"  # noqa: S608 -- as above

    def _keep_sql(
        self, good: Mapping[str, Sequence[object]], table: str | None = None, more: Sequence[str] = ()
    ) -> str:
        wanted = ["chosen", "date_state = 0"]
        wanted += ["value_state = 0"] if self.method != "answers" else [f"answer IN ({_list(good['answer'])})"]
        wanted += [f"({place} IS NULL OR {place} IN ({_list(good[place])}))" for place in self.places]
        read = self._read_sql(table or self.table.sql, more)
        rows = f"(SELECT * FROM {read} WHERE {' AND '.join(wanted)})"  # noqa: S608 -- as above
        if self.source.keep == "all" or "respondent" not in get_columns(self.source):
            return rows
        order = "DESC" if self.source.keep == "last" else "ASC"
        # Answers of the same moment are ordered by their content, so that the order of rows never matters.
        words = [f"coalesce(CAST({name} AS VARCHAR), '')" for name in (*self._values(), *self.places)]
        numbers = [f"TRY_CAST({name} AS DOUBLE)" for name in self._values()]
        ties = ", ".join(f"{one} {order}" for one in ("moment", *numbers, *words, *more))
        turn = f"row_number() OVER (PARTITION BY respondent, period ORDER BY {ties})"
        return f"(SELECT * FROM (SELECT *, {turn} AS turn FROM {rows}) WHERE turn = 1 OR respondent IS NULL)"  # noqa: S608 -- as above

    def _name_sql(self, place: str, names: Mapping[str, str]) -> str:
        cases = " ".join(f"WHEN {quote_literal(word)} THEN {quote_literal(key)}" for word, key in names.items())
        return f"coalesce(CASE CAST({place} AS VARCHAR) {cases} END, '')" if cases else "''"

    def _values(self) -> tuple[str, ...]:
        return {"answers": ("answer",), "numbers": ("top",), "pairs": ("top", "bottom")}[self.method]

    def _names(self) -> tuple[str, ...]:
        state = () if self.method == "answers" else ("value_state",)
        asked = ("respondent", "moment") if "respondent" in get_columns(self.source) else ()
        return ("chosen", "date_state", "period", *self._values(), *state, *self.places, *asked)

    def _key_columns(self) -> Iterator[str]:
        columns = get_columns(self.source)
        yield f"{self._where_sql()} AS chosen"
        day = f"t.{self.day}"
        date = self._column_sql("date")
        blank = f"{date} IS NULL" + (f" OR trim({date}) = ''" if self._kind("date") == "text" else "")
        late = f"WHEN {day} > DATE {quote_literal(self.today.isoformat())} THEN {FUTURE}"
        early = f"WHEN {day} < DATE '{FIRST_YEAR}-01-01' THEN {EARLY}"
        good = f"{late} {early} WHEN {day} IS NOT NULL THEN {FINE}"
        yield f"CASE {good} WHEN {blank} THEN {EMPTY} ELSE {UNREADABLE} END AS date_state"
        yield f"date_trunc('{period_kind(self.metric)}', {day}) AS period"
        yield from self._value_cells()
        for place in self.places:
            yield f"{self._column_sql(place)} AS {place}"
        if "respondent" in columns:
            yield f"nullif(trim(CAST({self._column_sql('respondent')} AS VARCHAR)), '') AS respondent"
            yield f"{self._days.moment(day)} AS moment"

    def _value_cells(self) -> Iterator[str]:
        if self.method == "answers":
            yield f"{self._column_sql('answer')} AS answer"
            return
        low, high = get_scale(self.metric)
        if self.method == "numbers":
            top = self._number("answer")
            yield f"{top} AS top"
            yield f"{_state([self._column_sql('answer')], [top], low, high)} AS value_state"
            return
        raw, top, bottom = self._top_and_bottom()
        yield f"{top} AS top"
        yield f"{bottom} AS bottom"
        most = f"WHEN {bottom} <= 0 OR {top} < 0 THEN {OFF_SCALE}"
        is_part = self.metric.is_share or self.metric.kind == "score"
        most += f" WHEN {top} > {bottom} THEN {OFF_SCALE}" if is_part else ""
        yield f"{_state(raw, [top, bottom], None, None, most)} AS value_state"

    def _top_and_bottom(self) -> tuple[list[str], str, str]:
        columns = self.source.columns
        raw = [self._text(name) for name in ("numerator", "denominator") if name in get_columns(self.source)]
        if columns.parts:
            raw += [f"CAST(t.{quote_name(part.column)} AS VARCHAR)" for part in columns.parts]
            summed = " + ".join(f"{part.weight!r} * {self._number_in(part.column)}" for part in columns.parts)
            top = f"TRY_CAST({summed} AS {self._decimal})"
        else:
            top = self._number("numerator")
        constant = columns.denominator.value if columns.denominator and columns.denominator.column is None else 1
        has_bottom = "denominator" in get_columns(self.source)
        bottom = self._number("denominator") if has_bottom else f"CAST({_as_number(constant)} AS {self._decimal})"
        return raw, top, bottom

    def _where_sql(self) -> str:
        wanted = [self._equals(name, value) for name, value in self.source.where.items()]
        return f"coalesce({' AND '.join(wanted)}, FALSE)" if wanted else "TRUE"

    def _equals(self, name: str, value: object) -> str:
        cell, kind = f"t.{quote_name(name)}", self.table.kinds[name]
        if isinstance(value, bool):
            if kind == "flag":
                return f"{cell} = {quote_literal(value)}"
            return f"lower(trim(CAST({cell} AS VARCHAR))) IN ({_list(sorted(_unicode_forms(*(YES if value else NO))))})"
        if kind in ("number", "flag") and not isinstance(value, str):
            return f"CAST({cell} AS DOUBLE) = {quote_literal(value)}"
        words = (value,) if isinstance(value, str) else (f"{plain_number(value)}", f"{value}")
        return f"trim(CAST({cell} AS VARCHAR)) IN ({_list(sorted(_unicode_forms(*words)))})"

    def _column_sql(self, name: str) -> str:
        return f"t.{quote_name(get_columns(self.source)[name].column or '')}"

    @cached_property
    def _days(self) -> DateColumn:
        return DateColumn(self._column_sql("date"), self._kind("date"), self.source.date_format, self.zone)

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
            f"WHEN {text} IN ({_list(sorted(_unicode_forms(word.lower())))}) THEN {_as_number(value)}"
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
        text = f"trim(CAST({cell} AS VARCHAR))"
        if self.source.decimal is None:
            readable = f"regexp_matches({text}, '{_NUMBER}') AND NOT regexp_matches({text}, '{EITHER}')"
            return f"CASE WHEN {readable} THEN TRY_CAST(replace({text}, ',', '.') AS {self._decimal}) END"
        between, mark = ",." if self.source.decimal == "point" else ".,"
        plain = f"replace(replace({text}, '{between}', ''), '{mark}', '.')"
        pattern = _GROUPED[self.source.decimal]
        return f"CASE WHEN regexp_matches({text}, '{pattern}') THEN TRY_CAST({plain} AS {self._decimal}) END"

    def _raw_columns(self) -> str:
        shown = {"answers": ("answer",), "numbers": ("answer",), "pairs": ("numerator", "denominator")}[self.method]
        cells = [self._text(name) for name in shown if name in get_columns(self.source)]
        cells += [f"CAST(t.{quote_name(part.column)} AS VARCHAR)" for part in self.source.columns.parts]
        value = " || ' / ' || ".join(f"coalesce({cell}, '')" for cell in cells)
        return f"{self._text('date')} AS raw_date, {value} AS raw_value"


def wanted_columns(source: Source) -> tuple[str, ...]:
    """Return the names of all columns that are read, each once."""
    named = [column.column or "" for column in get_columns(source).values()]
    return tuple(dict.fromkeys([*named, *(part.column for part in source.columns.parts), *source.where]))


def _state(raw: list[str], numbers: list[str], low: float | None, high: float | None, more: str = "") -> str:
    empty = " OR ".join(f"{cell} IS NULL OR trim(CAST({cell} AS VARCHAR)) = ''" for cell in raw)
    wrong = " OR ".join(f"{number} IS NULL" for number in numbers)
    ends = [f"{numbers[0]} < {low!r}"] if low is not None else []
    ends += [f"{numbers[0]} > {high!r}"] if high is not None else []
    off = f"WHEN {' OR '.join(ends)} THEN {OFF_SCALE}" if ends else ""
    return f"CASE WHEN {empty} THEN {EMPTY} WHEN {wrong} THEN {UNREADABLE} {off} {more} ELSE {FINE} END"


def _product(one: str, other: str) -> str:
    """Return the sum of products as an exact decimal, so that the order of rows does not change it."""
    return f"sum(CAST({one} AS {_WIDE}) * {other})"


def _list(values: Sequence[object]) -> str:
    return ", ".join(map(quote_literal, values)) or "NULL"


def _unicode_forms(*words: str) -> set[str]:
    """Return the texts in both Unicode forms: exports of macOS separate a letter from its accents."""
    return {normalize(form, word) for word in words for form in ("NFC", "NFD")}


def plain_number(value: object) -> str:
    """Return a number without a needless `.0`; text unchanged."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _as_number(value: object) -> str:
    if isinstance(value, bool):
        return str(int(value))
    return f"{value!r}" if isinstance(value, (int, float)) else "NULL"
