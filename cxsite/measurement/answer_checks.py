"""What the texts of the data stand for, and what is wrong with a row: one set of checks for groups and single rows."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from enum import Enum
from functools import cached_property, lru_cache, partial
from typing import TYPE_CHECKING, Any, Final

from cxsite.measurement.counting_methods import GROUPED_BY, NO, PLACES, YES, get_scale, is_yes_no, period_kind
from cxsite.measurement.day_texts import EARLY, EMPTY, FINE, FUTURE, NO_ANSWER, OFF_SCALE, UNKNOWN_ZONE
from cxsite.measurement.number_sql import EITHER
from cxsite.measurement.sql_text import plain_number
from cxsite.model.facts.suggestions import suggest
from cxsite.model.records.observation import SEGMENT_COLUMNS, Period

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cxsite.measurement.counting_sql import CountingQuery
    from cxsite.model.content import Content
    from cxsite.model.records.source_columns import Cell

_PLAIN: Final = re.compile(r"[-+]?\d+([.,]\d+)?\Z", re.ASCII)
_DATE_REASONS: Final = {EMPTY: "empty", FUTURE: "future", EARLY: "early", UNKNOWN_ZONE: "unknown-zone"}
_VALUE_REASONS: Final = {EMPTY: "empty", OFF_SCALE: "off-scale"}
_WHOLE_KINDS: Final = ("nps", "csat", "ces")


@dataclass(frozen=True, slots=True)
class RowFault:
    """Why a row is bad: the role of its column (`date`, `answer`, `store` …), a reason in catalogues, the cell."""

    column: str
    reason: str
    found: str = ""
    suggestion: str = ""


def without_cells(faults: Mapping[RowFault, int]) -> dict[RowFault, int]:
    """Return how many rows have each fault, the most frequent first, without the cells in which they were found."""
    counted: Counter[RowFault] = Counter()
    for fault, count in faults.items():
        counted[RowFault(fault.column, fault.reason)] += count
    return dict(sorted(counted.items(), key=lambda item: (-item[1], item[0].column, item[0].reason)))


@dataclass(frozen=True, slots=True)
class GoodRow:
    """The values of a group of good rows: its period, its answer (None for sums), its places by kind."""

    period: Period
    answer: float | None
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UnansweredRow:
    """A group of rows in which nobody answered: its period (None without a date), its places by kind."""

    period: Period | None
    places: tuple[str, ...]


def period_of(cell: Any, kind: str) -> Period:  # noqa: ANN401 -- engines give a text, a date or a moment
    """Return the period that a query gives: as its text, or as its first day."""
    if isinstance(cell, str):
        found = Period.read(cell)
        assert found is not None  # noqa: S101 -- queries give periods that we wrote
        return found
    return Period.starting(cell.date() if hasattr(cell, "date") else cell, kind)


def plain(cell: object) -> str:
    """Return a cell's text in a canonical form: Unicode NFC, white space folded."""
    is_part = isinstance(cell, float) and not cell.is_integer()
    text = f"{cell:g}" if is_part else plain_number(cell)
    return " ".join(unicodedata.normalize("NFC", text).split())


class _NotAnswered(Enum):
    """The value of a row in which nobody answered."""

    NOT_ANSWERED = 0


NOT_ANSWERED: Final = _NotAnswered.NOT_ANSWERED


@dataclass(frozen=True)
class RowJudge:
    """Checks rows by the playbook's ids and names and by the source's maps. `places` are in the order of PLACES."""

    counting: CountingQuery
    content: Content

    def __call__(self, row: tuple[Any, ...]) -> GoodRow | UnansweredRow | RowFault | None:
        """Return the values of a row of `CountingQuery.keys`; None if the source's `where` leaves it out."""
        cells = dict(zip(self.counting.keys, row, strict=True))
        if not cells["chosen"]:
            return None
        state = cells["date_state"]
        value = self._value(cells.get("answer", cells.get("value_state")), cells.get("count_state", FINE))
        named = [self.place(name, cells.get(name)) for name in GROUPED_BY]
        if value is NOT_ANSWERED and state in (FINE, EMPTY):
            period = self.period(cells["period"]) if state == FINE else None
            return UnansweredRow(period, tuple(one if isinstance(one, str) else "" for one in named))
        if state != FINE:
            return RowFault("date", _DATE_REASONS.get(state, "not-a-date"))
        if isinstance(value, RowFault):
            return value
        fault = next((one for one in named if isinstance(one, RowFault)), None)
        answer = value if isinstance(value, float) else None
        return fault or GoodRow(
            self.period(cells["period"]), answer, tuple(one for one in named if isinstance(one, str))
        )

    def period(self, cell: object) -> Period:
        """Return the period of a row."""
        return self._periods(cell)

    @cached_property
    def _periods(self) -> Callable[[object], Period]:
        return lru_cache(None)(partial(period_of, kind=period_kind(self.counting.metric)))

    def place(self, name: str, cell: object) -> str | RowFault:
        """Return the id that a cell names; empty for an empty cell."""
        if name in SEGMENT_COLUMNS:
            return self._segment(name, cell)
        column = getattr(self.counting.source.columns, name)
        if column is None:
            return ""
        if column.column is None:
            return str(column.value or "")
        word = "" if cell is None else plain(cell)
        if not word or word.casefold() in self._ids_by_text[name]:
            return self._ids_by_text[name].get(word.casefold(), "")
        return RowFault(name, "unknown", word, self._nearest(name, word))

    def _segment(self, role: str, cell: object) -> str:
        """Return `name: value` of a segment; empty if the cell is blank."""
        found = self.counting.source.segment_columns.get(role)
        if found is None:
            return ""
        name, column = found
        word = plain(column.value or "") if column.column is None else "" if cell is None else plain(cell)
        mapped = {plain(text).casefold(): str(value) for text, value in column.map.items()}
        value = mapped.get(word.casefold(), word)
        return f"{name}: {value}" if value else ""

    def faulty(self, column: str, cell: object) -> bool:
        """Return whether a cell of the answer or of a place is bad; no answer is not."""
        return isinstance(self._value(cell) if column == "answer" else self.place(column, cell), RowFault)

    def is_no_answer(self, cell: object) -> bool:
        """Return whether a cell of the answer means that nobody answered."""
        return self._value(cell) is NOT_ANSWERED

    def _nearest(self, name: str, word: str) -> str:
        return suggest(word, (shown for shown in self._accepted_texts[name]))

    def _value(self, cell: object, count_state: object = FINE) -> float | RowFault | _NotAnswered | None:
        if self.counting.method != "answers":
            if cell == NO_ANSWER:
                return NOT_ANSWERED
            return None if cell == FINE else RowFault("answer", _VALUE_REASONS.get(cell, "not-a-number"))  # type: ignore[call-overload]
        word = "" if cell is None else plain(cell)
        if not word or word.casefold() in self._no_answer:
            return NOT_ANSWERED
        if count_state != FINE:
            return RowFault("count", _VALUE_REASONS.get(count_state, "not-a-number"))  # type: ignore[call-overload]
        value = self._answers.get(word.casefold())
        value = self._number(word) if value is None else value
        if value is None:
            return RowFault("answer", self._reason(word), word)
        low, high = get_scale(self.counting.metric)
        outside = (low is not None and value < low) or (high is not None and value > high)
        parted = self.counting.metric.kind in _WHOLE_KINDS and value != int(value)
        return RowFault("answer", "off-scale", word) if outside or parted else value

    @cached_property
    def _no_answer(self) -> frozenset[str]:
        return frozenset(plain(one).casefold() for one in self.counting.source.no_answer)

    def _number(self, word: str) -> float | None:
        if is_yes_no(self.counting.metric):
            return 1.0 if word.casefold() in YES else 0.0 if word.casefold() in NO else None
        if not _PLAIN.match(word) or self._reason(word) == "ambiguous":
            return None
        return float(word.replace(",", "."))

    def _reason(self, word: str) -> str:
        if is_yes_no(self.counting.metric):
            return "not-yes-or-no"
        return "ambiguous" if self.counting.source.decimal is None and re.match(EITHER, word) else "not-a-number"

    @cached_property
    def _answers(self) -> Mapping[str, float]:
        column = self.counting.source.columns.answer
        mapped = {} if column is None else column.map
        known = {plain(word).casefold(): _as_number(value) for word, value in mapped.items()}
        return {word: value for word, value in known.items() if value is not None}

    @cached_property
    def _accepted_texts(self) -> Mapping[str, tuple[str, ...]]:
        """By kind of place: the texts that are accepted, as messages suggest them."""
        return {
            name: tuple(
                dict.fromkeys(
                    [*self._map_of(name), *(shown for key, title in self._known_ids(name) for shown in (title, key))]
                )
            )
            for name in self.counting.places
            if name in PLACES
        }

    @cached_property
    def _ids_by_text(self) -> Mapping[str, Mapping[str, str]]:
        """By kind of place: folded texts with the ids they stand for. A name that two things share is left out."""
        found = {}
        for name in (one for one in self.counting.places if one in PLACES):
            known = self._known_ids(name)
            twice = Counter(plain(title).casefold() for _, title in known)
            titles = {plain(t).casefold(): key for key, t in known if twice[plain(t).casefold()] == 1}
            mapped = {plain(word).casefold(): str(value) for word, value in self._map_of(name).items()}
            found[name] = titles | {key.casefold(): key for key, _ in known} | mapped
        return found

    def _map_of(self, name: str) -> Mapping[str, Cell]:
        mapped: Mapping[str, Cell] = getattr(self.counting.source.columns, name).map
        return mapped

    def _known_ids(self, name: str) -> tuple[tuple[str, str], ...]:
        if name != "touchpoint":
            return tuple(self.content.names[name].items())
        return touchpoint_names(self.content)


def touchpoint_names(content: Content) -> tuple[tuple[str, str], ...]:
    """Return every text that names a touchpoint in the data, with its name: library ids and `journey/touchpoint`."""
    library = content.names["library touchpoint"]
    own = {key: placed.touchpoint.title for key, placed in content.touchpoint_by_key.items()}
    return (*library.items(), *((key, name) for key, name in own.items() if name not in library.values()))


def _as_number(value: Cell) -> float | None:
    if isinstance(value, str):
        word = value.casefold()
        return 1.0 if word in YES else 0.0 if word in NO else None
    return float(value)
