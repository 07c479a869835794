"""Values of files as texts for the boxes of a form, and texts from these boxes as values for a file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from cxsite.authoring.new_yaml_values import block_lines
from cxsite.authoring.scalar_styles import ScalarPlace, renderings
from cxsite.model.written_number import format_value, number_as_text
from cxsite.reading.yaml_events import read_yaml

if TYPE_CHECKING:
    from cxsite.editing.field_shapes import FieldShape

YES: Final = "yes"
_UNITS: Final = {
    "min": "min", "phút": "min", "minute": "min", "minutes": "min",
    "h": "h", "giờ": "h", "hour": "h", "hours": "h",
    "d": "d", "ngày": "d", "day": "d", "days": "d",
    "w": "w", "tuần": "w", "week": "w", "weeks": "w",
    "mo": "mo", "tháng": "mo", "month": "mo", "months": "mo",
    "y": "y", "năm": "y", "year": "y", "years": "y",
}  # fmt: skip
"""What people write for the units of a length of time."""
_LENGTH: Final = re.compile(r"(\d{1,4})\s*([^\W\d]+)")
_NUMBER: Final = re.compile(r"[-+\N{MINUS SIGN}]?\d{1,15}(?:[.,]\d{1,15})?")
_DAY: Final = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_KEY: Final = "value"


def show_value(shape: FieldShape, raw: Any) -> str:  # noqa: ANN401 -- any YAML value
    """Return what the box of a field shows for the value in the file; empty for none."""
    if raw is None:
        return ""
    if shape.widget == "yaml" or isinstance(raw, (dict, list)):
        return _as_yaml(raw)
    if shape.widget == "flag":
        return YES if raw is True else "" if raw is False else str(raw)
    return _scalar_text(raw)


def _scalar_text(raw: Any) -> str:  # noqa: ANN401
    return format_value(number_as_text(raw))


def _as_yaml(raw: Any) -> str:  # noqa: ANN401
    if isinstance(raw, (dict, list)) and raw:
        return "\n".join(block_lines(raw, 0))
    return next(renderings(raw, ScalarPlace("", 0, in_flow=False))) if not isinstance(raw, (dict, list)) else ""


def tidy_text(text: str, *, one_line: bool) -> str:
    """Return a posted text with LF line ends, without spaces at the ends of the whole and of its lines."""
    lines = [line.rstrip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    return " ".join(filter(None, map(str.strip, lines))) if one_line else "\n".join(lines).strip()


def read_box(shape: FieldShape, text: str) -> Any:  # noqa: ANN401, PLR0911 -- one for each widget
    """Return the value for the file from what a box has; None if it is empty.

    What is not a value of the field is returned as text, for the reader of the file to report. Raises ValueError if a
    text in YAML cannot be read.
    """
    plain = tidy_text(text, one_line=shape.widget not in {"long", "markdown", "yaml"})
    if not plain:
        return None
    if shape.widget == "yaml":
        return _read_yaml_value(plain)
    if shape.widget in {"number", "percent", "score", "rating"}:
        return _read_number(plain, whole=shape.is_integer)
    if shape.widget == "choice" and shape.options and isinstance(shape.options[0], int):
        return int(plain) if plain.isascii() and plain.isdigit() else plain
    if shape.widget == "flag":
        return True if plain == YES else plain
    if shape.widget == "date":
        return _read_day(plain)
    return _read_length(plain) if shape.widget == "duration" else plain


def _read_number(text: str, *, whole: bool) -> int | float | str:
    """Return a number with a point or comma before its decimals; the text itself if it is none."""
    if not _NUMBER.fullmatch(text):
        return text
    plain = text.replace(",", ".").replace("\N{MINUS SIGN}", "-").removeprefix("+")
    value = float(plain)
    return int(value) if value.is_integer() and (whole or "." not in plain) else value


def _read_day(text: str) -> str:
    """Return a day as YYYY-MM-DD, also if it was written as 31/12/2026."""
    found = _DAY.fullmatch(text)
    return f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}" if found else text


def _read_length(text: str) -> str:
    """Return a length of time as files write it, also if its units are words (`20 phút`)."""
    parts = _LENGTH.findall(text.casefold())
    if not parts or _LENGTH.sub("", text).strip(" ,") or any(unit not in _UNITS for _, unit in parts):
        return text
    return " ".join(f"{int(number)}{_UNITS[unit]}" for number, unit in parts)


def _read_yaml_value(text: str) -> Any:  # noqa: ANN401
    """Return the value of a text in YAML. Raises ValueError if it cannot be read."""
    block = "\n".join(f"  {line}" for line in text.split("\n"))
    fields, problems = read_yaml("", f"{_KEY}:\n{block}\n")
    if fields is None or problems:
        raise ValueError(text)
    return as_plain_value(fields.get(_KEY))


def as_plain_value(value: Any) -> Any:  # noqa: ANN401
    """Return a value without its places: mappings, lists and scalars; keys without a value are left out."""
    if isinstance(value, dict):
        return {key: as_plain_value(one) for key, one in value.items() if one is not None}
    return [as_plain_value(one) for one in value] if isinstance(value, (list, tuple)) else value
