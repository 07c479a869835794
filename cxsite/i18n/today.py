"""Which day it is for a playbook."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from cxsite.problems import CxsiteError

FIRST_DAY: Final = date(1970, 1, 1)
LAST_DAY: Final = date(2099, 12, 31)
"""The days by which content can be judged: packed files, and so sitemaps, carry times from 1970 to 2106."""


def check_day(day: date) -> date:
    """The day, where content can be judged by it. Raises CxsiteError for one that is out of all reason."""
    if not FIRST_DAY <= day <= LAST_DAY:
        raise CxsiteError(
            "Content cannot be judged by the day {day}.",
            "Give a day from {first} to {last}.",
            day=day.isoformat(),
            first=FIRST_DAY.isoformat(),
            last=LAST_DAY.isoformat(),
        )
    return day


def is_known_zone(name: str) -> bool:
    """Whether it names a time zone."""
    try:
        ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        return False
    return True


def get_today(zone: str) -> date:
    """The day of SOURCE_DATE_EPOCH where that is set, else of the clock, in the zone (UTC for an unknown one).

    Raises CxsiteError where SOURCE_DATE_EPOCH is no such number, or names a day that `check_day` refuses.
    """
    where = ZoneInfo(zone) if is_known_zone(zone) else UTC
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return datetime.now(tz=where).date()
    try:
        return check_day(datetime.fromtimestamp(int(epoch), tz=where).date())
    except (ValueError, OverflowError, OSError):
        raise CxsiteError(
            "SOURCE_DATE_EPOCH is {found}, which is not a number of seconds since 1970.",
            "Set it to such a number, or unset it.",
            found=repr(epoch),
        ) from None
