"""The SQL that reads the columns of an answer file: chosen rows, dates, answers, numbers and their states.

Every cell is an expression over one row `t` of the table. `counting_sql` groups and counts what these expressions give.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from itertools import count
from typing import TYPE_CHECKING, Final

from cxsite.measurement.counting_methods import (
    GROUPED_BY,
    TOTALS,
    find_counting_method,
    get_columns,
    get_scale,
    period_kind,
)
from cxsite.measurement.date_parsing_sql import DateColumn
from cxsite.measurement.day_texts import EMPTY, FINE, NO_ANSWER, OFF_SCALE, UNREADABLE
from cxsite.measurement.number_sql import NumberReader
from cxsite.measurement.sql_text import (
    number_literal,
    plain_number,
    quote_list,
    quote_literal,
    quote_name,
    unicode_forms,
    where_sql,
)
from cxsite.model.records.source_columns import COUNTED_PARTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from cxsite.measurement.counting_methods import CountingMethod
    from cxsite.measurement.day_texts import DayPiece
    from cxsite.measurement.engine import EngineTable, Kind
    from cxsite.model.records.source import Source
    from cxsite.model.records.strategy import Metric

WIDE: Final = "DECIMAL(38, 6)"
_DECIMAL: Final = "DECIMAL(18, 6)"
_OWN: Final = "answer's "
_RAW: Final = {
    "answers": ("answer", "count"),
    "numbers": ("answer", "count"),
    "pairs": ("numerator", "denominator"),
    "groups": COUNTED_PARTS,
}
"""By counting method, the roles of the columns that contain the answer."""


@dataclass(frozen=True)
class AnswerColumns:
    """The table of a source, and how its columns are read for one metric.

    `meanings` are those of the texts of the date column, which the engine lists first; `fiscal_start` is the first
    month of a fiscal year.
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
        return self.date_column.is_typed

    def own(self, name: str) -> str:
        """Return a name, quoted, that no column of the table has."""
        taken = {column.casefold() for column in self.table.kinds}
        return quote_name(next(one for n in count() if (one := _OWN + name + "'" * n) not in taken))

    @cached_property
    def date_column(self) -> DateColumn:
        """Return how the date column is read."""
        cell = self._column_sql("date")
        if (kind := self._kind("date")) == "number":
            cell = f"TRY_CAST({cell} AS BIGINT)"
        length = period_kind(self.metric)
        return DateColumn(cell, kind, self.zone, self.today, length, self.fiscal_start, self.meanings)

    def dated_sql(self, table: str) -> str:
        """Return the table with the columns of what its dates mean, if the source has a date column."""
        return table if self.source.fixed_period else self.date_column.read(table, self.own)

    def where_sql(self) -> str:
        """Return the condition that `where` of the source chooses a row."""
        return where_sql(self.source.where, self.table.kinds)

    def value_names(self) -> tuple[str, ...]:
        """Return the columns that contain the answer as it is counted."""
        names = {"answers": ("answer",), "numbers": ("top",), "pairs": ("top", "bottom"), "groups": COUNTED_PARTS}
        return names[self.method]

    def selected_names(self) -> tuple[str, ...]:
        """Return the names of what `key_columns` yields, `chosen` first."""
        state = () if self.method == "answers" else ("value_state",)
        counted = ("times", *(("count_state",) if self.method == "answers" else ())) if self.has_count else ()
        asked = ("respondent", "moment") if "respondent" in get_columns(self.source) else ()
        return ("chosen", "date_state", "period", *self.value_names(), *state, *counted, *self.places, *asked)

    def key_columns(self) -> Iterator[str]:
        """Yield the cells of a row: `keys` of a group, what is added up, and respondent and moment."""
        fixed = self.source.fixed_period
        yield f"{self.where_sql()} AS chosen"
        yield f"{FINE} AS date_state" if fixed else f"t.{self.own('state')} AS date_state"
        yield f"{quote_literal(fixed)} AS period" if fixed else f"t.{self.own('period')} AS period"
        yield from self._value_cells()
        for place in self.places:
            yield f"{self._column_sql(place)} AS {place}"
        if "respondent" in get_columns(self.source):
            yield f"nullif(trim(CAST({self._column_sql('respondent')} AS VARCHAR)), '') AS respondent"
            yield "0 AS moment" if fixed else f"t.{self.own('moment')} AS moment"

    def raw_columns(self) -> str:
        """Return the cells `raw_date` and `raw_value`: what the file contains, for messages."""
        cells = [self._text(name) for name in _RAW[self.method] if name in get_columns(self.source)]
        cells += [f"CAST(t.{quote_name(part.column)} AS VARCHAR)" for part in self.source.columns.parts]
        value = " || ' / ' || ".join(f"coalesce({cell}, '')" for cell in cells)
        date = "''" if self.source.fixed_period else self._text("date")
        return f"{date} AS raw_date, {value} AS raw_value"

    def blank_sql(self, raw: str) -> str:
        """Return the condition that a cell is empty, or has a text that means that nobody answered."""
        words = unicode_forms(*(f"{plain_number(one)}".strip().lower() for one in self.source.no_answer))
        named = f" OR lower(trim({raw})) IN ({quote_list(words)})" if words else ""
        return f"({raw} IS NULL OR trim({raw}) = ''{named})"

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
            f"WHEN {text} IN ({quote_list(unicode_forms(word.lower()))}) THEN {number_literal(value)}"
            for word, value in column.map.items()
        )
        return f"coalesce(CASE {cases} END, {number})"

    @property
    def _decimal(self) -> str:
        """The SQL type for sums: a year's revenue in đồng has more digits than a duration."""
        return WIDE if self.method == "pairs" or self.metric.kind in TOTALS else _DECIMAL

    def _number_in(self, name: str) -> str:
        cell = f"t.{quote_name(name)}"
        if self.table.kinds[name] == "number":
            return f"TRY_CAST({cell} AS {self._decimal})"
        return NumberReader(self.source.decimal, self._decimal, self.metric).number(f"trim(CAST({cell} AS VARCHAR))")

    def _column_sql(self, name: str) -> str:
        return f"t.{quote_name(get_columns(self.source)[name].column or '')}"

    def _value_cells(self) -> Iterator[str]:
        raw = [self._text(name) for name in _RAW[self.method] if name in get_columns(self.source)]
        if self.has_count:
            times = self._number("count")
            yield f"CASE WHEN {self.blank_sql(self._text('count'))} THEN 0 ELSE {times} END AS times"
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
        number, blank = self._number(name), self.blank_sql(self._text(name))
        return (
            f"WHEN {blank} THEN {FINE} WHEN {number} IS NULL THEN {UNREADABLE}"
            f" WHEN {number} < 0 OR {number} <> floor({number}) THEN {OFF_SCALE}"
        )

    def _state(self, raw: list[str], numbers: list[str], *more: str) -> str:
        """Return the state of a row: not answered if all its cells are blank, empty if some of them are."""
        blanks = [self.blank_sql(cell) for cell in raw]
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
        return top, self._number(
            "denominator"
        ) if has_bottom else f"CAST({number_literal(constant)} AS {self._decimal})"
