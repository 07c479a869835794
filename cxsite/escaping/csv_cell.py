"""Cells of a CSV export that spreadsheets open as text, never as a formula."""

from __future__ import annotations

from typing import Final

_FORMULA: Final = tuple("=+-@\t\r\n＝＋－＠")  # noqa: RUF001 - spreadsheets take the wide forms too


def encode(value: str | float | None) -> str | int | float:
    """Return a value for `csv.writer`: text that could be a formula gets a leading `'`, and None is empty."""
    if value is None:
        return ""
    if isinstance(value, str) and value.lstrip(" \xa0\u3000").startswith(_FORMULA):
        return f"'{value}"
    return value
