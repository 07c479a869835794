"""The meaning of the date texts of a source: the period of each, and the shift of its time zone.

The engine separates the time of day from the rest of a text, so that few different texts remain (`2026-09-30 | +00`,
with `|` for the time). They are read here, and the query joins their meaning to the rows.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo, available_timezones

from cxsite.measurement.day_styles import EPOCH_DAY, read_period
from cxsite.model.records.dates import FIRST_YEAR
from cxsite.model.records.observation import Period

if TYPE_CHECKING:
    from collections.abc import Iterator

FINE, EMPTY, UNREADABLE, FUTURE, OFF_SCALE, EARLY, NO_ANSWER, UNKNOWN_ZONE = range(8)
"""States of a date or number; 0 is good."""
TIME: Final = "|"
"""What stands in a text for the time of day that was taken out."""
DAY_MINUTES: Final = 24 * 60
_STEP: Final = 15
_OFFSET: Final = re.compile(r"(?:utc|gmt)? ?([-+])(\d{1,2})(?::?([0-5]\d))?(?: ?[(\[][^)\]]*[)\]])?\Z", re.ASCII)
_MOST_HOURS: Final = 14
_THURSDAY: Final = 3
"""Days from Monday: ISO counts a week to the year of its Thursday, and so do we to the month."""
_ABBREVIATION: Final = re.compile(r"[a-z]{2,5}\Z")
_BEFORE_TIME: Final = re.compile(r"[ ,]+(?:at|lúc|vào lúc)\Z")
_AFTER_TIME: Final = re.compile(r"(?:on|ngày|,)? *")


@dataclass(frozen=True, slots=True)
class DayPiece:
    """What a text means for times from `starts` until before `ends` (minutes of the written day).

    `base` are the seconds from 1970 in the playbook's time zone to the start of the written day.
    """

    starts: int
    ends: int
    state: int
    period: str = ""
    base: int = 0


@dataclass(frozen=True)
class DayReader:
    """Reads texts in the styles of a source; answers are counted by periods of `kind` (`month`, …)."""

    styles: tuple[str, ...]
    zone: str
    today: date
    kind: str
    fiscal_start: int = 1

    def pieces(self, word: str) -> tuple[DayPiece, ...]:
        """Return the meaning of a text by time of day: several pieces if its time zone moves times to other days."""
        day, zone = split_zone(word)
        if not day:
            return (DayPiece(0, DAY_MINUTES, EMPTY if not word.strip() else UNREADABLE),)
        found = read_period(day, self.styles)
        if found is None:
            return (DayPiece(0, DAY_MINUTES, UNREADABLE),)
        if zone == "":
            if not day.startswith(EPOCH_DAY):
                return (self._piece(0, DAY_MINUTES, found, _seconds(found.first)),)
            zone = "z"
        where = find_zone(zone)
        if where is None:
            state = UNKNOWN_ZONE if _ABBREVIATION.match(zone) else UNREADABLE
            return (DayPiece(0, DAY_MINUTES, state),)
        return tuple(self._in_zone(found.first, where))

    def _in_zone(self, day: date, where: tzinfo) -> Iterator[DayPiece]:
        """Yield a piece for each run of minutes that fall on one local day with one shift."""
        shifts = [self._shift(day, minute, where) for minute in range(0, DAY_MINUTES, _STEP)]
        start = 0
        for at in range(1, len(shifts) + 1):
            if at == len(shifts) or shifts[at] != shifts[start]:
                local, shift = shifts[start]
                base = _seconds(day) + shift
                yield self._piece(start * _STEP, at * _STEP, Period.starting(local, "day"), base)
                start = at

    def _shift(self, day: date, minute: int, where: tzinfo) -> tuple[date, int]:
        """Return the local day of a moment, and the seconds from its written time to its local time."""
        written = datetime(day.year, day.month, day.day, minute // 60, minute % 60, tzinfo=where)
        local = written.astimezone(self._local)
        return local.date(), round((local.replace(tzinfo=None) - written.replace(tzinfo=None)).total_seconds())

    def _piece(self, starts: int, ends: int, found: Period, base: int) -> DayPiece:
        if found.first > self.today:
            return DayPiece(starts, ends, FUTURE)
        if found.first.year < FIRST_YEAR:
            return DayPiece(starts, ends, EARLY)
        day = found.first + timedelta(days=_THURSDAY) if found.kind == "week" else found.first
        whole = Period.containing(day, self.kind, self.fiscal_start)
        return DayPiece(
            starts, ends, FINE, str(found if found.last > whole.last and found.kind != "week" else whole), base
        )

    @cached_property
    def _local(self) -> tzinfo:
        return ZoneInfo(self.zone)


def split_zone(word: str) -> tuple[str, str]:
    """Return the day of a text, and what follows its time in lower case: a time zone, or nothing."""
    plain = " ".join(unicodedata.normalize("NFC", word).split())
    before, mark, after = plain.partition(TIME)
    if not mark:
        return plain, ""
    if before.strip(" ,"):
        return _BEFORE_TIME.sub("", before.rstrip()).strip(), after.strip().casefold()
    return after[_AFTER_TIME.match(after.lstrip()).end() :].strip() if after.strip() else "", ""  # type: ignore[union-attr]


@lru_cache(1000)
def find_zone(text: str) -> tzinfo | None:
    """Return the time zone that a text in lower case names; None for abbreviations, which mean several zones."""
    if text in ("z", "utc", "gmt", "ut"):
        return UTC
    if match := _OFFSET.match(text):
        hours, minutes = int(match[2]), int(match[3] or 0)
        if len(match[2]) == 1 and match[3] and ":" not in text:
            return None
        offset = timedelta(hours=hours, minutes=minutes) * (-1 if match[1] == "-" else 1)
        return timezone(offset) if abs(offset) <= timedelta(hours=_MOST_HOURS) else None
    name = _zone_names().get(text.strip("[]"))
    return ZoneInfo(name) if name else None


@lru_cache(1)
def _zone_names() -> dict[str, str]:
    return {name.casefold(): name for name in available_timezones() if "/" in name}


def _seconds(day: date) -> int:
    return (day - date(1970, 1, 1)).days * DAY_MINUTES * 60
