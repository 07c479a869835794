"""Days and lengths of time, as authors write them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Annotated, TypeAlias

from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from cxsite.model.written_number import format_value

FIRST_YEAR, LAST_YEAR = 1900, 2200
"""Days outside this range are taken for typing mistakes; inside it, adding durations never leaves the calendar."""


def _day(value: object) -> date:
    if isinstance(value, date):
        return value
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
        raise PydanticCustomError("not_a_day", "{found}", {"found": format_value(value)})
    try:
        day = date.fromisoformat(value)
    except ValueError:
        raise PydanticCustomError("no_such_day", "{found}", {"found": value}) from None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise PydanticCustomError("no_such_day", "{found}", {"found": value})
    return day


Day: TypeAlias = Annotated[
    date, BeforeValidator(_day), WithJsonSchema({"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"})
]

_LAST = date(9_000, 1, 1)
_UNITS = {"min": 1, "h": 60, "d": 1_440, "w": 10_080, "mo": 43_200, "y": 525_600}
DURATION_PATTERN = r"^\d{1,4}(min|h|d|w|mo|y)( \d{1,4}(min|h|d|w|mo|y))*$"


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time as written (`20min`, `3h`, `14d`, `2w`, `3mo`, `1y`, or several: `1h 30min`)."""

    text: str

    @property
    def parts(self) -> tuple[tuple[int, str], ...]:
        """Each number with its unit, in the order written."""
        return _parts(self.text)

    @property
    def minutes(self) -> int:
        """Its length in minutes, a month counted as 30 days and a year as 365."""
        return sum(number * _UNITS[unit] for number, unit in self.parts)

    def after(self, day: date) -> date:
        """Return the day this long after `day`; months and years by the calendar, hours and minutes ignored.

        The 31st plus a month that has no 31st is that month's last day; the result is never after the year 9000.
        """
        months = sum(n * (12 if unit == "y" else 1) for n, unit in self.parts if unit in ("mo", "y"))
        days = sum(n * (7 if unit == "w" else 1) for n, unit in self.parts if unit in ("d", "w"))
        year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
        if year + days // 365 >= _LAST.year:
            return _LAST
        following = date(year + month // 11, (month + 1) % 12 + 1, 1)
        last = (following - timedelta(days=1)).day
        return date(year, month + 1, min(day.day, last)) + timedelta(days=days)


@lru_cache(256)
def _parts(text: str) -> tuple[tuple[int, str], ...]:
    return tuple((int(n), unit) for n, unit in re.findall(r"(\d+)([a-z]+)", text))


def _duration(value: object) -> Duration:
    if isinstance(value, Duration):
        return value
    if isinstance(value, str) and re.fullmatch(DURATION_PATTERN, value, re.ASCII):
        return Duration(value)
    raise PydanticCustomError("not_a_duration", "{found}", {"found": format_value(value)})


Length: TypeAlias = Annotated[
    Duration,
    BeforeValidator(_duration),
    WithJsonSchema({"type": "string", "pattern": DURATION_PATTERN}),
]
