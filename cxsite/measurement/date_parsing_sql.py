"""SQL expressions for the day of an answer: of typed columns directly, of texts by the meaning of each text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from cxsite.measurement.day_texts import DAY_MINUTES, EARLY, EMPTY, FINE, FUTURE, TIME
from cxsite.measurement.sql_text import quote_literal
from cxsite.model.records.dates import FIRST_YEAR

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from cxsite.measurement.day_texts import DayPiece
    from cxsite.measurement.engine import Kind

_CLOCK: Final = "([01]?[0-9]|2[0-3])[:hH][0-5][0-9](:[0-5][0-9]([.,][0-9]+)?)?( ?([aApP][.]?[mM][.]?|SA|CH|sa|ch))?"
"""A time of day, of 24 hours or of twelve, in English and in Vietnamese: `17:58:00`, `5:58 PM`, `5:58 CH`, `17h58`."""
LONGEST_DAY: Final = 10
"""A text of no more characters has no time of day."""
_EPOCH: Final = "^[0-9]{10}([0-9]{3})?$"
_SECONDS_LENGTH: Final = 10
_DAY_SECONDS: Final = DAY_MINUTES * 60


@dataclass(frozen=True, slots=True)
class DateColumn:
    """A column of days: its cell in SQL and its kind, the playbook's time zone, and how long periods are.

    `meanings` has the meaning of each text of the column, without its time of day (see `word`).
    """

    cell: str
    kind: Kind
    zone: str
    today: date
    period_kind: str
    fiscal_start: int = 1
    meanings: Mapping[str, tuple[DayPiece, ...]] = field(default_factory=dict)

    @property
    def is_typed(self) -> bool:
        """Return whether the engine itself knows the days; other columns are read as text."""
        return self.kind in ("day", "moment", "zoned")

    @property
    def day(self) -> str:
        """The day of a typed column in the playbook's time zone."""
        if self.kind == "day":
            return self.cell
        return f"CAST({self.moment} AS DATE)"

    @property
    def moment(self) -> str:
        """The moment of a typed column in the playbook's time zone."""
        if self.kind == "zoned":
            return f"{self.cell} AT TIME ZONE {quote_literal(self.zone)}"
        return f"CAST({self.cell} AS TIMESTAMP)"

    @property
    def text(self) -> str:
        """The text of a cell."""
        return f"trim(CAST({self.cell} AS VARCHAR))"

    def read(self, table: str, own: Callable[[str], str]) -> str:
        """Return the SQL of the table with the columns `state`, `period` and `moment`, under the names `own` gives."""
        state, period, moment = own("state"), own("period"), own("moment")
        if self.is_typed:
            day = own("day")
            inner = f"(SELECT t.*, {self.day} AS {day} FROM {table} AS t)"  # noqa: S608 -- all names are ours or quoted
            late = f"WHEN t.{day} > DATE {quote_literal(self.today.isoformat())} THEN {FUTURE}"
            early = f"WHEN t.{day} < DATE '{FIRST_YEAR}-01-01' THEN {EARLY}"
            checked = f"CASE {late} {early} WHEN t.{day} IS NOT NULL THEN {FINE} ELSE {EMPTY} END"
            cells = f"{checked} AS {state}, {self._period_of(f't.{day}')} AS {period}, {self.moment} AS {moment}"
            return f"(SELECT t.*, {cells} FROM {inner} AS t)"  # noqa: S608 -- all names are ours or quoted
        rows = ", ".join(
            f"({quote_literal(word)}, {one.starts * 60}, {one.ends * 60}, {one.state},"
            f" {quote_literal(one.period)}, {one.base})"
            for word, pieces in self.meanings.items()
            for one in pieces
        )
        known = f"(VALUES {rows or _NO_MEANING}) AS d(word, starts, ends, state, period, base)"
        word, seconds = own("word"), own("seconds")
        if not any(TIME in text for text in self.meanings):  # no text has a time of day, so none is looked for again
            cells = f"coalesce(d.state, {EMPTY}) AS {state}, d.period AS {period}, d.base AS {moment}"
            texts = f"(SELECT t.*, {self.text} AS {word} FROM {table} AS t)"  # noqa: S608 -- all names are ours or quoted
            return f"(SELECT t.*, {cells} FROM {texts} AS t LEFT JOIN {known} ON t.{word} = d.word)"  # noqa: S608 -- as above
        fits = f"t.{word} = d.word AND t.{seconds} >= d.starts AND t.{seconds} < d.ends"
        cells = f"coalesce(d.state, {EMPTY}) AS {state}, d.period AS {period}, d.base + t.{seconds} AS {moment}"
        return f"(SELECT t.*, {cells} FROM {self.split(table, own)} AS t LEFT JOIN {known} ON {fits})"  # noqa: S608 -- all names are ours or quoted

    def split(self, table: str, own: Callable[[str], str]) -> str:
        """Return the SQL of the table with the columns `word` and `seconds`: a date text without its time of day."""
        text, clock, word, seconds = (own(name) for name in ("text", "clock", "word", "seconds"))
        trimmed = f"(SELECT t.*, {self.text} AS {text} FROM {table} AS t)"  # noqa: S608 -- all names are ours or quoted
        timed = f"(SELECT t.*, {_clock(f't.{text}')} AS {clock} FROM {trimmed} AS t)"  # noqa: S608 -- all names are ours or quoted
        ends = (f"t.{text}", f"t.{clock}")
        return f"(SELECT t.*, {_word(*ends)} AS {word}, {_seconds(*ends)} AS {seconds} FROM {timed} AS t)"  # noqa: S608 -- all names are ours or quoted

    def _period_of(self, day: str) -> str:
        """The first day of the period of a typed day."""
        kind, back = self.period_kind, f"INTERVAL '{self.fiscal_start - 1}' MONTH"
        if kind == "fiscal-year":
            return f"CAST(date_trunc('year', {day} - {back}) + {back} AS DATE)"
        if kind == "half-year":
            half = f"CASE WHEN extract(month FROM {day}) > 6 THEN 6 ELSE 0 END"
            first = f"date_trunc('year', {day})"
            return (
                f"CASE WHEN {half} = 6 THEN CAST({first} + INTERVAL '6' MONTH AS DATE) ELSE CAST({first} AS DATE) END"
            )
        return f"date_trunc('{kind}', {day})"


_NO_MEANING: Final = f"('', 0, 0, {EMPTY}, '', 0)"


def _is_epoch(text: str) -> str:
    # Three characters are looked at first: a regular expression for every row would cost more than all the rest.
    digits = " AND ".join(f"substr({text}, {at}, 1) BETWEEN '0' AND '9'" for at in (3, 5, 8))
    return f"{digits} AND length({text}) IN (10, 13) AND regexp_matches({text}, '{_EPOCH}')"


def _clock(text: str) -> str:
    """The time of day in a text; empty if it has none."""
    found = f"coalesce(regexp_extract({text}, '{_CLOCK}'), '')"
    return f"CASE WHEN length({text}) <= {LONGEST_DAY} THEN '' ELSE {found} END"


def _word(text: str, clock: str) -> str:
    """The rest of a text, with a mark where its time of day was; seconds since 1970 become a day."""
    seconds = f"TRY_CAST(substr({text}, 1, {_SECONDS_LENGTH}) AS BIGINT)"
    days = f"'@' || CAST(CAST(floor({seconds} / {_DAY_SECONDS}) AS BIGINT) AS VARCHAR) || '{TIME}'"
    plain = f"CASE WHEN {clock} = '' THEN {text} ELSE replace({text}, {clock}, '{TIME}') END"
    return f"CASE WHEN {_is_epoch(text)} THEN {days} ELSE {plain} END"


def _seconds(text: str, clock: str) -> str:
    """The seconds from the start of the written day to its time of day."""
    plain = f"replace(replace(lower({clock}), 'h', ':'), ',', '.')"
    hour = f"TRY_CAST(split_part({plain}, ':', 1) AS INTEGER)"
    minute = f"TRY_CAST(substr(split_part({plain}, ':', 2), 1, 2) AS INTEGER)"
    second = f"substr(split_part({plain}, ':', 3), 1, 2)"
    late = f"lower({clock}) LIKE '%p%' OR lower({clock}) LIKE '%ch'"
    turn = (
        f"CASE WHEN ({late}) AND {hour} < 12 THEN 12 WHEN lower({clock}) LIKE '%a%' AND {hour} = 12 THEN -12 ELSE 0 END"
    )
    whole = f"({hour} + {turn}) * 3600 + {minute} * 60"
    seconds = f"CASE WHEN {second} = '' THEN 0 ELSE TRY_CAST({second} AS INTEGER) END"
    epoch = f"TRY_CAST(substr({text}, 1, {_SECONDS_LENGTH}) AS BIGINT)"
    rest = f"{epoch} - CAST(floor({epoch} / {_DAY_SECONDS}) AS BIGINT) * {_DAY_SECONDS}"
    return f"CASE WHEN {clock} <> '' THEN {whole} + {seconds} WHEN {_is_epoch(text)} THEN {rest} ELSE 0 END"
