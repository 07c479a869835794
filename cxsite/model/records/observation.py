"""A metric's value in a period, for a place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from operator import attrgetter
from typing import TYPE_CHECKING

from cxsite.model.records.dates import FIRST_YEAR, LAST_YEAR

if TYPE_CHECKING:
    from cxsite.problems import Place

_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])\Z", re.ASCII)
_QUARTER = re.compile(r"(\d{4})-Q([1-4])\Z", re.ASCII)
_YEAR = re.compile(r"(\d{4})\Z", re.ASCII)
_HALF = re.compile(r"(\d{4})-H([12])\Z", re.ASCII)
_WEEK = re.compile(r"(\d{4})-W(\d\d)\Z", re.ASCII)
_FISCAL_YEAR = re.compile(r"(\d{4})-(0[1-9]|1[0-2])/(\d{4}-(?:0[1-9]|1[0-2]))\Z", re.ASCII)
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
_MONTHS = {"day": 0, "month": 1, "quarter": 3, "half-year": 6, "year": 12, "fiscal-year": 12}
_WEEK_DAYS = 7


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
    """A day, ISO week, month, quarter, half-year, year or fiscal year: its `first` and `last` day, and its kind."""

    first: date
    last: date
    kind: str

    @staticmethod
    def read(text: str) -> Period | None:
        """Parse `2026-10`, `2026-Q3`, `2026-H1`, `2026`, `2026-W17`, `2026-10-05` or `2026-04/2027-03`; else None.

        The last form is a fiscal year.
        Spreadsheet programs show a month that was typed as `2026-10` as `Oct-26` or `Thg10-26`, and save it so.
        """
        if spreadsheet_month := _SPREADSHEET_MONTH.match(text):
            text = _rewrite_month(spreadsheet_month)
        if not FIRST_YEAR <= int(text[:4] if _DIGITS.match(text) else 0) <= LAST_YEAR:
            return None
        try:
            return next((found for read in _FORMS if (found := read(text))), None)
        except ValueError:
            return None

    @staticmethod
    def starting(first: date, kind: str) -> Period:
        """Return the period of that kind that begins on this day."""
        if kind == "day":
            return Period(first, first, kind)
        if kind == "week":
            return Period(first, first + timedelta(days=_WEEK_DAYS - 1), kind)
        following = _month_start(first.year, first.month + _MONTHS[kind])
        return Period(first, following - timedelta(days=1), kind)

    @staticmethod
    def containing(day: date, kind: str, fiscal_start: int = 1) -> Period:
        """Return the period of that kind that the day is in; a fiscal year begins in the month `fiscal_start`."""
        if kind == "day":
            return Period.starting(day, kind)
        if kind == "week":
            return Period.starting(day - timedelta(days=day.weekday()), kind)
        start = fiscal_start if kind == "fiscal-year" else 1
        months = day.year * 12 + day.month - start
        year, month = divmod(months - months % _MONTHS[kind] + start - 1, 12)
        return Period.starting(date(year, month + 1, 1), kind)

    def __str__(self) -> str:
        """Return the form that files use."""
        year, week, _ = self.first.isocalendar()
        forms = {
            "day": self.first.isoformat(),
            "month": f"{self.first:%Y-%m}",
            "quarter": f"{self.first.year}-Q{(self.first.month + 2) // 3}",
            "year": f"{self.first.year}",
            "half-year": f"{self.first.year}-H{(self.first.month + 5) // 6}",
            "week": f"{year}-W{week:02}",
            "fiscal-year": f"{self.first:%Y-%m}/{self.last:%Y-%m}",
        }
        return forms[self.kind]


def _read_months(text: str) -> Period | None:
    """Parse a month, quarter, half-year or year."""
    for pattern, kind, months in ((_MONTH, "month", 1), (_QUARTER, "quarter", 3), (_HALF, "half-year", 6)):
        if match := pattern.match(text):
            return Period.starting(date(int(match[1]), int(match[2]) * months - months + 1, 1), kind)
    match = _YEAR.match(text)
    return Period.starting(date(int(match[1]), 1, 1), "year") if match else None


def _read_fiscal_year(text: str) -> Period | None:
    match = _FISCAL_YEAR.match(text)
    found = Period.starting(date(int(match[1]), int(match[2]), 1), "fiscal-year") if match else None
    return found if found and match and f"{found.last:%Y-%m}" == match[3] else None


def _read_week(text: str) -> Period | None:
    match = _WEEK.match(text)
    return Period.starting(date.fromisocalendar(int(match[1]), int(match[2]), 1), "week") if match else None


def _read_day(text: str) -> Period | None:
    return Period.starting(date.fromisoformat(text), "day") if _DAY.match(text) else None


_FORMS = (_read_months, _read_day, _read_week, _read_fiscal_year)
PLACE_COLUMNS = ("journey", "stage", "touchpoint", "channel", "persona", "store")


SEGMENT_COLUMNS = ("segment_1", "segment_2", "segment_3")
"""Segments of a source that are no places of the playbook; their texts are `name: value`, such as `product: Phone`."""
_WHERE = (*PLACE_COLUMNS, *SEGMENT_COLUMNS)
_get_where = attrgetter(*_WHERE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """One row of `observations/*.csv`, or one computed from answers, whose `source` is then the id of a source.

    `low` and `high` are the 95 % interval, if it is known; `p90` is the 90th percentile.
    `promoters`, `passives` and `detractors` are the three groups of an NPS; `unanswered` is how many were asked but did
    not answer.
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
    promoters: float | None = None
    passives: float | None = None
    detractors: float | None = None
    unanswered: float | None = None
    median: float | None = None
    p90: float | None = None
    journey: str = ""
    stage: str = ""
    touchpoint: str = ""
    channel: str = ""
    persona: str = ""
    store: str = ""
    segment_1: str = ""
    segment_2: str = ""
    segment_3: str = ""
    source: str = ""
    note: str = ""

    @property
    def where(self) -> tuple[tuple[str, str], ...]:
        """The place that it is for, as (column, id) pairs; empty for all places together."""
        return tuple([pair for pair in zip(_WHERE, _get_where(self), strict=True) if pair[1]])


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
