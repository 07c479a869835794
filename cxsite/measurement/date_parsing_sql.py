"""SQL expressions that read days and moments in the styles that a source states."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cxsite.measurement.engine import quote_literal

if TYPE_CHECKING:
    from cxsite.measurement.engine import Kind

_ZONE: Final = "[T ][0-9].*(Z|UTC|GMT|[-+][0-9]{2}:?[0-9]{2})$"
_FORENOON: Final = "(?i)[0-9 ](am|a[.]m[.]|sa)$"
_AFTERNOON: Final = "(?i)[0-9 ](pm|p[.]m[.]|ch)$"
"""A clock of twelve hours, in English and in Vietnamese (sáng, chiều)."""
_ISO: Final = ("yyyy-mm-dd",)


@dataclass(frozen=True, slots=True)
class DateColumn:
    """A column of days: its cells and their kind, the styles in which they are written, the playbook's time zone."""

    cell: str
    kind: Kind
    styles: tuple[str, ...]
    zone: str

    @property
    def day(self) -> str:
        """The day in the playbook's time zone; NULL if the cell has none."""
        cell, kind = self.cell, self.kind
        if kind == "zoned":
            return f"CAST({cell} AT TIME ZONE {quote_literal(self.zone)} AS DATE)"
        if kind in ("day", "moment"):
            return cell if kind == "day" else f"CAST({cell} AS DATE)"
        cell = cell if kind == "text" else f"CAST({cell} AS VARCHAR)"
        text = f"trim({cell})"
        first = f"split_part(replace({text}, 'T', ' '), ' ', 1)"
        styles = self.styles or _ISO
        days = [_day_as(style, first) for style in styles]
        zoned = f"CAST({self._in_zone(text)} AS DATE)"
        plain = f"coalesce({', '.join(days)})" if len(days) > 1 else days[0]
        at_once = " ".join(_plain_day(style, cell) for style in styles)
        return f"CASE {at_once} WHEN regexp_matches({text}, '{_ZONE}') THEN {zoned} ELSE {plain} END"

    def moment(self, day: str) -> str:
        """The moment in the playbook's time zone; the start of the day if no time of day is written."""
        cell, kind = self.cell, self.kind
        if kind == "zoned":
            return f"{cell} AT TIME ZONE {quote_literal(self.zone)}"
        if kind in ("day", "moment"):
            return f"CAST({cell} AS TIMESTAMP)"
        text = f"trim(CAST({cell} AS VARCHAR))"
        plain = f"coalesce({self._on_the_clock(day, text)}, CAST({day} AS TIMESTAMP))"
        return f"CASE WHEN regexp_matches({text}, '{_ZONE}') THEN {self._in_zone(text)} ELSE {plain} END"

    def _in_zone(self, text: str) -> str:
        """Return a moment with a time zone as local time of the playbook."""
        moment = f"replace(replace({text}, ' UTC', 'Z'), ' GMT', 'Z')"
        return f"TRY_CAST({moment} AS TIMESTAMPTZ) AT TIME ZONE {quote_literal(self.zone)}"

    @staticmethod
    def _on_the_clock(day: str, text: str) -> str:
        """Return a day with its time of day, of 24 hours or of twelve and twelve; NULL if it cannot be read."""
        written = f"lower(split_part(replace({text}, 'T', ' '), ' ', 2))"
        clock = f"replace(replace({written}, 'am', ''), 'pm', '')"
        padded = f"CASE WHEN strpos({clock}, ':') = 2 THEN '0' || {clock} ELSE {clock} END"
        moment = f"TRY_CAST(CAST({day} AS VARCHAR) || ' ' || {padded} AS TIMESTAMP)"
        hour = f"extract(hour FROM {moment})"
        later = f"WHEN regexp_matches({text}, '{_AFTERNOON}') AND {hour} < 12 THEN {moment} + INTERVAL '12' HOUR"
        sooner = f"WHEN regexp_matches({text}, '{_FORENOON}') AND {hour} = 12 THEN {moment} - INTERVAL '12' HOUR"
        return f"CASE {later} {sooner} ELSE {moment} END"


def _day_as(style: str, text: str) -> str:
    """Return a day written in a style such as `dd/mm/yyyy`; NULL for other styles and for days not in the calendar."""
    letters = re.findall(r"d+|m+|y+", style)
    marks = re.findall(r"[-/.]", style)
    widths = {"yyyy": "[0-9]{4}", "yy": "[0-9]{2}"}
    forms = [widths.get(part, "[0-9]{1,2}") for part in letters]
    pattern = "".join(form + (f"[{mark}]" if mark else "") for form, mark in zip(forms, [*marks, ""], strict=False))
    plain = text if set(marks) <= {"-"} else f"translate({text}, '/.', '--')"
    parts = {part[0]: f"split_part({plain}, '-', {number})" for number, part in enumerate(letters, start=1)}
    year = f"'20' || {parts['y']}" if "yyyy" not in letters else parts["y"]
    whole = f"{year} || '-' || lpad({parts['m']}, 2, '0') || '-' || lpad({parts['d']}, 2, '0')"
    return f"CASE WHEN regexp_matches({text}, '^{pattern}$') THEN TRY_CAST({whole} AS DATE) END"


def _plain_day(style: str, cell: str) -> str:
    """The branch for a day without time (`05/10/2026`): it applies to most rows, and takes a quarter of the time."""
    first, second = re.findall(r"[-/.]", style)
    in_order = re.findall(r"d+|m+|y+", style)
    if "yyyy" not in in_order:
        return ""
    marks = (5, 8) if in_order[0] == "yyyy" else (3, 6)
    starts = dict(zip("".join(part[0] for part in in_order), (1, marks[0] + 1, marks[1] + 1), strict=True))
    year, month, day = (f"substr({cell}, {starts[part]}, {4 if part == 'y' else 2})" for part in "ymd")
    at = [f"substr({cell}, {place}, 1) = '{mark}'" for place, mark in zip(marks, (first, second), strict=True)]
    written = f"length({cell}) = 10 AND {at[0]} AND {at[1]}"
    if in_order[0] == "yyyy" and first == second == "-":
        return f"WHEN {written} THEN TRY_CAST({cell} AS DATE)"
    return f"WHEN {written} THEN TRY_CAST({year} || '-' || {month} || '-' || {day} AS DATE)"
