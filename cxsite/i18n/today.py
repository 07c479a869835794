"""The current date of a playbook."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from cxsite.problems import CxsiteError

FIRST_DAY: Final = date(1970, 1, 1)
LAST_DAY: Final = date(2099, 12, 31)
"""The range of valid dates: the times in gzip files, and so in compressed sitemaps, reach from 1970 to 2106."""


def check_day(day: date) -> date:
    """Return the date if it is in the valid range. Raises CxsiteError if it is not."""
    if not FIRST_DAY <= day <= LAST_DAY:
        raise CxsiteError(
            "The day {day} cannot be used to judge the content.",
            "Choose a day from {first} to {last}.",
            day=day.isoformat(),
            first=FIRST_DAY.isoformat(),
            last=LAST_DAY.isoformat(),
        )
    return day


def is_known_zone(name: str) -> bool:
    """Return whether the name is that of a time zone."""
    try:
        ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        return False
    return True


def get_today(zone: str) -> date:
    """Return the date of SOURCE_DATE_EPOCH if it is set, else of the clock, in the zone (UTC if the zone is unknown).

    Raises:
        CxsiteError: SOURCE_DATE_EPOCH is not a whole number of seconds, or its date is outside the valid range.
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
