"""Reads days as people and programs write them, in the styles that a source names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from cxsite.model.records.observation import Period

if TYPE_CHECKING:
    from collections.abc import Mapping

EPOCH_DAY: Final = "@"
"""The text for a moment in seconds since 1970 is `@` and its day; the seconds of that day are its time."""
ISO: Final = ("yyyy-mm-dd",)
CANDIDATES: Final = (
    "yyyy-mm-dd", "yyyy/mm/dd", "yyyy.mm.dd", "yyyymmdd", "dd/mm/yyyy", "mm/dd/yyyy", "dd-mm-yyyy", "mm-dd-yyyy",
    "dd.mm.yyyy", "dd/mm/yy", "mm/dd/yy", "dd-mm-yy", "mm-dd-yy", "dd.mm.yy", "dd-mon-yy", "dd-mon-yyyy", "dd mon yyyy",
    "dd mon yy", "mon dd, yyyy", "yyyy-mm", "mm/yyyy", "mm-yyyy", "yyyy/mm", "mon-yy", "mon yyyy", "yyyymm", "yyyy-Www",
    "yyyy-Qq", "Qq yyyy", "Qq/yyyy", "Qq-yyyy", "yyyy", "epoch",
)  # fmt: skip
"""The styles that are tried where a source names none."""
_MONTH_NAMES: Final = (
    ("jan", "january"), ("feb", "february"), ("mar", "march"), ("apr", "april"), ("may",), ("jun", "june"),
    ("jul", "july"), ("aug", "august"), ("sep", "sept", "september"), ("oct", "october"), ("nov", "november"),
    ("dec", "december"),
)  # fmt: skip
_VIETNAMESE_MONTHS: Final = (
    ("một", "giêng"), ("hai",), ("ba",), ("tư", "bốn"), ("năm",), ("sáu",), ("bảy", "bẩy"), ("tám",), ("chín",),
    ("mười",), ("mười một",), ("mười hai", "chạp"),
)  # fmt: skip
_MONTH_BY_NAME: Final[Mapping[str, int]] = {
    **{name: number for number, names in enumerate(_MONTH_NAMES, start=1) for name in names},
    **{f"tháng {name}": number for number, names in enumerate(_VIETNAMESE_MONTHS, start=1) for name in names},
    **{f"{word}{number:{form}}": number for word in ("tháng ", "thg ", "thg", "th", "t") for number in range(1, 13)
       for form in ("", "02")},
}  # fmt: skip
_WEEKDAY: Final = re.compile(
    r"(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday"
    r"|thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật|cn|t[2-7])(?:\.?, ?|\.? )"
)
_CLOCK: Final = re.compile(r"hh?:mm(?::ss)?")
_MARKS: Final = {"-": "-", "/": "/", ".": r"\.", " ": " ", ", ": ",? ", ",": ",? ?"}
_TOKEN: Final = re.compile(r"yyyy|yy|mon|mm?|dd?|Www|Qq|, ?|[-/. ]")
_MOST_STYLES: Final = 256


@lru_cache(_MOST_STYLES)
def _pattern(style: str) -> re.Pattern[str]:
    """Return the regular expression of a style, for a text in lower case without weekday."""
    plain = _CLOCK.sub("", style).strip(", T")
    is_packed = not re.search(r"[-/. ,]", plain)
    forms = {
        "yyyy": r"(?P<y>\d{4})",
        "yy": r"(?P<yy>\d{2})",
        "mon": r"(?P<mon>[^\W\d_]+(?: (?:[^\W\d_]+(?: [^\W\d_]+)?|\d{1,2})|\d{1,2})?)\.?",
        "Www": r"w(?P<w>\d{1,2})",
        "Qq": r"(?:q|quý )(?P<q>[1-4])",
    }
    for letter in "dm":
        forms[letter] = rf"(?P<{letter}>\d{{1,2}})"
        forms[letter * 2] = rf"(?P<{letter}>\d{{2}})" if is_packed else forms[letter]
    if "mon" in plain:
        forms |= dict.fromkeys(("d", "dd"), r"(?P<d>\d{1,2})(?:st|nd|rd|th)?")
    forms |= {" ": ",? "} if "mon" in plain else {}
    tokens = _TOKEN.findall(plain)
    return re.compile("".join(forms.get(token) or _MARKS[token] for token in tokens) + r"\Z")


def read_period(text: str, styles: tuple[str, ...]) -> Period | None:
    """Return the day, week, month, quarter or year that a text means in one of the styles; None if it fits none."""
    plain = _without_extras(text)
    return next((found for style in styles if (found := _read_as(plain, style))), None)


def _without_extras(text: str) -> str:
    """Return the text in lower case without weekday, `ngày`, and `năm` before a year."""
    plain = text.strip(" ,").casefold().removesuffix("t").strip(" ,")
    plain = _WEEKDAY.sub("", plain, count=1) if _WEEKDAY.match(plain) else plain
    plain = plain.removeprefix("ngày ").replace(" of ", " ")
    return re.sub(r",? năm (?=\d)", " ", plain)


def _read_as(plain: str, style: str) -> Period | None:
    if style == "epoch":
        number = plain.removeprefix(EPOCH_DAY)
        is_day = plain.startswith(EPOCH_DAY) and number.isdecimal()
        return Period.starting(date(1970, 1, 1) + timedelta(days=int(number)), "day") if is_day else None
    match = _pattern(style).match(plain)
    return _period_of({key: part for key, part in match.groupdict().items() if part}) if match else None


def _period_of(parts: Mapping[str, str]) -> Period | None:
    year = int(parts["y"]) if "y" in parts else 2000 + int(parts["yy"])
    month = _MONTH_BY_NAME.get(parts["mon"], 0) if "mon" in parts else int(parts.get("m", 0))
    try:
        if "w" in parts:
            return Period.starting(date.fromisocalendar(year, int(parts["w"]), 1), "week")
        if "q" in parts:
            return Period.starting(date(year, 3 * int(parts["q"]) - 2, 1), "quarter")
        if "d" in parts:
            return Period.starting(date(year, month, int(parts["d"])), "day")
        is_year = not {"m", "mon"} & set(parts)
        return Period.starting(date(year, 1 if is_year else month, 1), "year" if is_year else "month")
    except (ValueError, OverflowError):
        return None


@dataclass(frozen=True, slots=True)
class StyleChoice:
    """The styles for a column without `date_format`. `fitting` are those that fit every row, if more than one does.

    `apart` is a text that two of them read differently. `is_mixed` is True if only several styles together fit; then
    `apart` is a text that the second style fits and the first does not.
    """

    styles: tuple[str, ...]
    fitting: tuple[str, ...] = ()
    apart: str = ""
    is_mixed: bool = False


_MOST_UNKNOWN: Final = 0.05


def choose_styles(days: Mapping[str, int], today: date) -> StyleChoice:
    """Return the styles in which the texts, each with its number of rows, are written.

    ISO days are assumed if they fit all but one row in twenty; else the styles that fit every row that any style fits.
    """
    rows = sum(days.values())
    iso = sum(count for text, count in days.items() if read_period(text, ISO))
    if not rows or iso >= rows * (1 - _MOST_UNKNOWN):
        return StyleChoice(ISO)
    fits = {style: {text for text in days if _is_past(read_period(text, (style,)), today)} for style in CANDIDATES}
    known = set[str]().union(*fits.values())
    if sum(days[text] for text in known) < rows * (1 - _MOST_UNKNOWN):
        return StyleChoice(ISO)
    fitting = tuple(style for style, texts in fits.items() if texts == known)
    if not fitting:
        first, second, *_ = needed = _cover(fits, known, days)
        return StyleChoice((), needed, min(fits[second] - fits[first]), is_mixed=True)
    apart = next((text for text in sorted(known) if len({read_period(text, (one,)) for one in fitting}) > 1), "")
    return StyleChoice(fitting[:1]) if not apart else StyleChoice((), fitting, apart)


def _is_past(period: Period | None, today: date) -> bool:
    return period is not None and Period.starting(date(1900, 1, 1), "day") <= period and period.first <= today


def _cover(fits: Mapping[str, set[str]], known: set[str], days: Mapping[str, int]) -> tuple[str, ...]:
    """Return few styles that together fit all known texts, those with most rows first."""
    found: list[str] = []
    left = set(known)
    while left:
        best = max(fits, key=lambda style: sum(days[text] for text in fits[style] & left))
        found.append(best)
        left -= fits[best]
    return tuple(found)
