"""Which day it is for a playbook."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from cxsite.problems import CxsiteError


def known_zone(name: str) -> bool:
    """Whether it names a time zone."""
    try:
        ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        return False
    return True


def today_in(zone: str) -> date:
    """The day of SOURCE_DATE_EPOCH where that is set, else of the clock, in the zone (UTC for an unknown one)."""
    where = ZoneInfo(zone) if known_zone(zone) else UTC
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return datetime.now(tz=where).date()
    try:
        return datetime.fromtimestamp(int(epoch), tz=where).date()
    except (ValueError, OverflowError, OSError):
        raise CxsiteError(
            "SOURCE_DATE_EPOCH is {found}, which is not a number of seconds since 1970.",
            "Set it to such a number, or unset it.",
            found=repr(epoch),
        ) from None
