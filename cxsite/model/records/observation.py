"""A metric's value in a period, for a place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from cxsite.model.records.values import FIRST_YEAR, LAST_YEAR

if TYPE_CHECKING:
    from cxsite.problems import Place

_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])\Z", re.ASCII)
_QUARTER = re.compile(r"(\d{4})-Q([1-4])\Z", re.ASCII)
_YEAR = re.compile(r"(\d{4})\Z", re.ASCII)
_DAY = re.compile(r"\d{4}-\d\d-\d\d\Z", re.ASCII)
_MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SPREADSHEET_MONTH = re.compile(
    r"""(?: (?P<name> Jan(?:uary)? | Feb(?:ruary)? | Mar(?:ch)? | Apr(?:il)? | May | June? | July? | Aug(?:ust)?
                    | Sept?(?:ember)? | Oct(?:ober)? | Nov(?:ember)? | Dec(?:ember)? ) [-/ ] (?P<year>\d{4}|\d\d)
          | (?:thg|tháng|th|t) [ .]? (?P<vi>0?[1-9]|1[0-2]) [-/ ] (?P<vi_year>\d{4}|\d\d)
          | (?P<number>0?[1-9]|1[0-2]) [-/] (?P<full_year>\d{4}) )\Z""",
    re.IGNORECASE | re.VERBOSE,
)
_DIGITS = re.compile(r"\d{4}", re.ASCII)
_MONTHS = {"day": 0, "month": 1, "quarter": 3, "year": 12}


def _rewrite_month(found: re.Match[str]) -> str:
    """Return `Oct-26`, `Thg10-26` or `10/2026` as `2026-10`."""
    written = found["year"] or found["vi_year"] or found["full_year"]
    year = f"20{written}" if len(written) == 2 else written  # noqa: PLR2004 -- two digits
    month = _MONTH_NAMES.index(found["name"][:3].lower()) + 1 if found["name"] else int(found["vi"] or found["number"])
    return f"{year}-{month:02}"


def _month_start(year: int, month: int) -> date:
    carry, rest = divmod(month - 1, 12)
    return date(year + carry, rest + 1, 1)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A day, month, quarter or year: its `first` and `last` day, and its kind."""

    first: date
    last: date
    kind: str

    @staticmethod
    def read(text: str) -> Period | None:
        """Parse `2026-10`, `2026-Q3`, `2026` or `2026-10-05`; None for anything else.

        Spreadsheet programs show a month that was typed as `2026-10` as `Oct-26` or `Thg10-26`, and save it so.
        """
        if spreadsheet_month := _SPREADSHEET_MONTH.match(text):
            text = _rewrite_month(spreadsheet_month)
        if not FIRST_YEAR <= int(text[:4] if _DIGITS.match(text) else 0) <= LAST_YEAR:
            return None
        if match := _MONTH.match(text):
            return Period.starting(date(int(match[1]), int(match[2]), 1), "month")
        if match := _QUARTER.match(text):
            return Period.starting(date(int(match[1]), int(match[2]) * 3 - 2, 1), "quarter")
        if match := _YEAR.match(text):
            return Period.starting(date(int(match[1]), 1, 1), "year")
        try:
            return Period.starting(date.fromisoformat(text), "day") if _DAY.match(text) else None
        except ValueError:
            return None

    @staticmethod
    def starting(first: date, kind: str) -> Period:
        """Return the period of that kind that begins on this day."""
        if kind == "day":
            return Period(first, first, kind)
        following = _month_start(first.year, first.month + _MONTHS[kind])
        return Period(first, following - timedelta(days=1), kind)

    def __str__(self) -> str:
        """Return the form that files use."""
        forms = {
            "day": self.first.isoformat(),
            "month": f"{self.first:%Y-%m}",
            "quarter": f"{self.first.year}-Q{(self.first.month + 2) // 3}",
            "year": f"{self.first.year}",
        }
        return forms[self.kind]


PLACE_COLUMNS = ("journey", "stage", "touchpoint", "channel", "persona", "store")


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """One row of `observations/*.csv`, or one computed from answers, whose `source` is then the id of a source.

    `low` and `high` are the 95 % interval, if it is known; `p90` is the 90th percentile.
    """

    metric: str
    period: Period
    value: float
    place: Place
    n: int | None = None
    low: float | None = None
    high: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    median: float | None = None
    p90: float | None = None
    journey: str = ""
    stage: str = ""
    touchpoint: str = ""
    channel: str = ""
    persona: str = ""
    store: str = ""
    source: str = ""
    note: str = ""

    @property
    def where(self) -> tuple[tuple[str, str], ...]:
        """The place that it is for, as (column, id) pairs; empty for all places together."""
        pairs = ((column, getattr(self, column)) for column in PLACE_COLUMNS)
        return tuple((column, value) for column, value in pairs if value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """A figure that is not shown, because a person who answered could be recognised.

    `unplaced` is how many answers name no place of its kind, if the figure is hidden only because they are so few.
    `uncompared` are the ids of metrics that count the same answers, if these could not be compared one by one: then
    more is hidden than necessary.
    """

    metric: str
    period: Period
    where: tuple[tuple[str, str], ...]
    place: Place
    source: str = ""
    unplaced: int = 0
    uncompared: tuple[str, ...] = ()
