"""The one SQL text that counts answers, written for DuckDB; other engines run the same text through Ibis.

The engine reduces rows to few groups: by period, answer and place as they are written. `answer_checks` then decides for
these groups what a text stands for and whether it is good.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cxsite.measurement.answer_columns_sql import WIDE, AnswerColumns
from cxsite.measurement.counting_methods import TOTALS, get_columns
from cxsite.measurement.day_texts import EMPTY, FINE, NO_ANSWER
from cxsite.measurement.disclosure import SMALLEST_SHOWN
from cxsite.measurement.sql_text import quote_list, quote_literal
from cxsite.model.records.source_columns import COUNTED_PARTS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

MOST_GROUPS: Final = 2_000_000
MOST_DAY_TEXTS: Final = 50_000
_ROW: Final = ("file", "record")
_QUANTILES: Final = ((0.5, "median"), (0.9, "p90"))


@dataclass(frozen=True)
class CountingQuery(AnswerColumns):
    """The queries that count the answers of one table for one metric."""

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
            squares = () if self.metric.kind in TOTALS else (f"sum(CAST(top AS {WIDE}) * top * times)",)
            return ("count(*)", *answers, _product("top", "times"), *squares)
        squares = () if self.metric.kind in TOTALS else (_product("top", "top"),)
        return ("count(*)", *answers, "sum(top)", *squares)

    def day_texts_sql(self) -> str:
        """Return the SQL for the different texts of the date column in chosen rows, each with its number of rows."""
        word = self.own("word")
        texts = f"SELECT {word} AS word, count(*) AS times FROM {self.date_column.split(self.table.sql, self.own)} AS t"  # noqa: S608 -- all names are ours or quoted
        return f"{texts} WHERE {self.where_sql()} GROUP BY {word} LIMIT {MOST_DAY_TEXTS + 1}"

    def plain_days_sql(self) -> str:
        """Return the SQL for the different cells of the date column in chosen rows, each with its number of rows."""
        cells = f"SELECT {self.date_column.text} AS word, count(*) AS times FROM {self.table.sql} AS t"  # noqa: S608 -- all names are ours or quoted
        return f"{cells} WHERE {self.where_sql()} GROUP BY 1 LIMIT {MOST_DAY_TEXTS + 1}"

    def day_text_place_sql(self, word: str) -> str:
        """Return the SQL for the file and record of the first row with a date text."""
        split = self.date_column.split(self.table.located, self.own)
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
            nobody = self.blank_sql("CAST(answer AS VARCHAR)")
        wrong = [f"(date_state <> {FINE} AND NOT (date_state = {EMPTY} AND {nobody}))"]
        wrong += [f"{name} IN ({quote_list(words)})" for name, words in bad.items() if words]
        states = [name for name in ("value_state", "count_state") if name in self.keys]
        wrong += [f"{name} NOT IN ({FINE}, {NO_ANSWER})" for name in states]
        cells = ", ".join(["file", "record", self.raw_columns(), *self.key_columns()])
        raw = f"SELECT {cells} FROM {self.dated_sql(self.table.located)} AS t"  # noqa: S608 -- as above
        columns = ", ".join(["file", "record", "raw_date", "raw_value", *self.keys])
        rows = f"({raw}) AS r WHERE chosen AND ({' OR '.join(wrong)})"
        return f"SELECT {columns} FROM {rows} ORDER BY file, record LIMIT {limit}"  # noqa: S608 -- as above

    def _group_sql(self, table: str) -> str:
        keys = ", ".join(self.keys)
        sums = ", ".join(f"{one} AS sum_{at}" for at, one in enumerate(self.sums))
        # A column with a different text in every row is no place: stop here rather than load all of it.
        return f"SELECT {keys}, {sums} FROM {table} AS g GROUP BY {keys} LIMIT {MOST_GROUPS + 1}"  # noqa: S608 -- as above

    def _read_sql(self, table: str, more: Sequence[str] = ()) -> str:
        cells, table = ", ".join([*self.key_columns(), *(f"t.{name}" for name in more)]), self.dated_sql(table)
        if not self.source.where:
            return f"(SELECT {cells} FROM {table} AS t)"  # noqa: S608 -- as above
        inside = ", ".join(
            [*(f"CASE WHEN chosen THEN {name} END AS {name}" for name in self.selected_names()[1:]), *more]
        )
        return f"(SELECT chosen, {inside} FROM (SELECT {cells} FROM {table} AS t) AS c)"  # noqa: S608 -- as above

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
        words = [f"coalesce(CAST({name} AS VARCHAR), '')" for name in (*self.value_names(), *self.places)]
        numbers = [f"TRY_CAST({name} AS DOUBLE)" for name in self.value_names()]
        ties = ", ".join(f"{one} {order}" for one in ("moment", *numbers, *words, *more))
        turn = f"row_number() OVER (PARTITION BY respondent, period ORDER BY {ties})"
        turns = f"(SELECT *, {turn} AS turn FROM {rows} AS k)"  # noqa: S608 -- as above
        return f"(SELECT * FROM {turns} AS k WHERE turn = 1 OR respondent IS NULL)"  # noqa: S608 -- as above

    def _name_sql(self, place: str, names: Mapping[str, str]) -> str:
        cases = " ".join(f"WHEN {quote_literal(word)} THEN {quote_literal(key)}" for word, key in names.items())
        return f"coalesce(CASE CAST({place} AS VARCHAR) {cases} END, '')" if cases else "''"


def _product(one: str, other: str) -> str:
    """Return the sum of products as an exact decimal, so that the order of rows does not change it."""
    return f"sum(CAST({one} AS {WIDE}) * {other})"
