"""What the texts of the data stand for, and what is wrong with a row: one set of checks for groups and single rows."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from cxsite.measurement.counting_methods import NO, PLACES, YES, get_scale, is_yes_no
from cxsite.measurement.counting_sql import EARLY, EITHER, EMPTY, FINE, FUTURE, OFF_SCALE, plain_number
from cxsite.model.facts.suggestions import suggest

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from cxsite.measurement.counting_sql import CountingQuery
    from cxsite.model.content import Content
    from cxsite.model.records.source import Cell

_PLAIN: Final = re.compile(r"[-+]?\d+([.,]\d+)?\Z", re.ASCII)
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
    """The values of a group of good rows: its period's first day, its answer (None for sums), its places by kind."""

    period: date
    answer: float | None
    places: tuple[str, ...]


def plain(cell: object) -> str:
    """Return a cell's text in a canonical form: Unicode NFC, white space folded."""
    is_part = isinstance(cell, float) and not cell.is_integer()
    text = f"{cell:g}" if is_part else plain_number(cell)
    return " ".join(unicodedata.normalize("NFC", text).split())


@dataclass(frozen=True)
class RowJudge:
    """Checks rows by the playbook's ids and names and by the source's maps. `places` are in the order of PLACES."""

    counting: CountingQuery
    content: Content

    def __call__(self, row: tuple[Any, ...]) -> GoodRow | RowFault | None:
        """Return the values of a row of `CountingQuery.keys`; None if the source's `where` leaves it out."""
        chosen, date_state, period, answer, *places = row
        if not chosen:
            return None
        if date_state != FINE:
            return RowFault("date", {EMPTY: "empty", FUTURE: "future", EARLY: "early"}.get(date_state, "not-a-date"))
        value = self._value(answer)
        if isinstance(value, RowFault):
            return value
        found = dict(zip(self.counting.places, places, strict=True))
        named = [self.place(name, found.get(name)) for name in PLACES]
        fault = next((one for one in named if isinstance(one, RowFault)), None)
        day = period.date() if hasattr(period, "date") else period
        return fault or GoodRow(day, value, tuple(one for one in named if isinstance(one, str)))

    def place(self, name: str, cell: object) -> str | RowFault:
        """Return the id that a cell names; empty for an empty cell."""
        column = getattr(self.counting.source.columns, name)
        if column is None:
            return ""
        if column.column is None:
            return str(column.value or "")
        word = "" if cell is None else plain(cell)
        if not word or word.casefold() in self._ids_by_text[name]:
            return self._ids_by_text[name].get(word.casefold(), "")
        return RowFault(name, "unknown", word, self._nearest(name, word))

    def faulty(self, column: str, cell: object) -> bool:
        """Return whether a cell of the answer or of a place is bad."""
        return isinstance(self._value(cell) if column == "answer" else self.place(column, cell), RowFault)

    def _nearest(self, name: str, word: str) -> str:
        return suggest(word, (shown for shown in self._accepted_texts[name]))

    def _value(self, cell: object) -> float | RowFault | None:
        if self.counting.method != "answers":
            if cell == FINE:
                return None
            reason = {EMPTY: "empty", OFF_SCALE: "off-scale"}.get(cell, "not-a-number")  # type: ignore[call-overload]
            return RowFault("answer", reason)
        word = "" if cell is None else plain(cell)
        if not word:
            return RowFault("answer", "empty")
        value = self._answers.get(word.casefold())
        value = self._number(word) if value is None else value
        if value is None:
            return RowFault("answer", self._reason(word), word)
        low, high = get_scale(self.counting.metric)
        outside = (low is not None and value < low) or (high is not None and value > high)
        parted = self.counting.metric.kind in _WHOLE_KINDS and value != int(value)
        return RowFault("answer", "off-scale", word) if outside or parted else value

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
        }

    @cached_property
    def _ids_by_text(self) -> Mapping[str, Mapping[str, str]]:
        """By kind of place: folded texts with the ids they stand for. A name that two things share is left out."""
        found = {}
        for name in self.counting.places:
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
