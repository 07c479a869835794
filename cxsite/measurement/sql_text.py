"""Names and values as SQL text."""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING
from unicodedata import normalize

if TYPE_CHECKING:
    from collections.abc import Iterable


def quote_name(name: str) -> str:
    """Return a column's name quoted for SQL."""
    return '"' + name.replace('"', '""') + '"'


def quote_table(name: str) -> str:
    """Return the name of a table, after that of its schema if it has one, quoted for SQL."""
    return ".".join(map(quote_name, name.split(".")))


def quote_literal(value: object) -> str:
    """Return a text, number or truth value as an SQL literal."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and not isfinite(value):
        return f"CAST('{value}' AS DOUBLE)"
    return f"{value}" if isinstance(value, (int, float)) else "'" + str(value).replace("'", "''") + "'"


def quote_list(values: Iterable[object]) -> str:
    """Return values as the inside of `IN (…)`; NULL, which equals nothing, if there are none."""
    return ", ".join(map(quote_literal, values)) or "NULL"


def unicode_forms(*words: str) -> list[str]:
    """Return the texts in both Unicode forms: exports of macOS separate a letter from its accents."""
    return sorted({normalize(form, word) for word in words for form in ("NFC", "NFD")})
