"""Names, values and conditions as SQL text."""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING
from unicodedata import normalize

from cxsite.measurement.counting_methods import NO, YES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


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


def plain_number(value: object) -> str:
    """Return a number without a needless `.0`; text unchanged."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def number_literal(value: object) -> str:
    """Return a number, or 1 and 0 for yes and no, as SQL; everything else is NULL."""
    if isinstance(value, bool):
        return str(int(value))
    return f"{value!r}" if isinstance(value, (int, float)) else "NULL"


def where_sql(where: Mapping[str, Sequence[object]], kinds: Mapping[str, str]) -> str:
    """Return the condition that each named column of a row `t` has one of its values; never NULL."""
    wanted = [
        "(" + " OR ".join(_equals(name, kinds[name], value) for value in values) + ")" for name, values in where.items()
    ]
    return f"coalesce({' AND '.join(wanted)}, FALSE)" if wanted else "TRUE"


def _equals(name: str, kind: str, value: object) -> str:
    cell = f"t.{quote_name(name)}"
    if isinstance(value, bool):
        if kind == "flag":
            return f"{cell} = {quote_literal(value)}"
        return f"lower(trim(CAST({cell} AS VARCHAR))) IN ({quote_list(unicode_forms(*(YES if value else NO)))})"
    if kind in ("number", "flag") and not isinstance(value, str):
        return f"CAST({cell} AS DOUBLE) = {quote_literal(value)}"
    words = (value,) if isinstance(value, str) else (f"{plain_number(value)}", f"{value}")
    return f"trim(CAST({cell} AS VARCHAR)) IN ({quote_list(unicode_forms(*words))})"
