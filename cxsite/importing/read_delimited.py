"""Tables in CSV and its kin: commas, semicolons or tabs, with or without `sep=`."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Final

from cxsite.importing.limits import MAX_COLUMNS, MAX_ROWS
from cxsite.importing.source_tables import table_of_texts
from cxsite.problems import CxsiteError

if TYPE_CHECKING:
    from pathlib import Path

    from cxsite.importing.source_tables import Table

_DELIMITERS: Final = (",", ";", "\t", "|")
_SAMPLED_ROWS: Final = 50
_UTF16_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")


def read_delimited(file: Path, data: bytes) -> Table:
    """The table in the bytes of a file. Raises CxsiteError where they are not text in UTF-8 or UTF-16, or no table."""
    text = _decode(file, data)
    first, _, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == len("sep=x"):
        return _parse(file, rest, first.strip()[-1])
    if first.strip("\r") == "sep=\t":
        return _parse(file, rest, "\t")
    return _parse(file, text, _delimiter(text))


def _decode(file: Path, data: bytes) -> str:
    try:
        return data.decode("utf-16" if data[:2] in _UTF16_MARKS else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise CxsiteError(
            "{file} is not UTF-8.", "In Excel, save it as “CSV UTF-8”, or use the .xlsx file.", file=file
        ) from error


def _delimiter(text: str) -> str:
    """The delimiter that cuts most of the first rows into the same number of cells, at least two.

    The first line alone does not decide: it may be a title with a comma in it.
    """

    def score(delimiter: str) -> tuple[int, int]:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        widths: list[int] = []
        try:
            for row in reader:
                widths.append(len(row))
                if len(widths) >= _SAMPLED_ROWS:
                    break
        except csv.Error:
            return (0, 0)
        wide = [width for width in widths if width > 1]
        if not wide:
            return (0, 0)
        common = max(set(wide), key=lambda width: (wide.count(width), width))
        return (wide.count(common), common)

    return max(_DELIMITERS, key=score)


def _parse(file: Path, text: str, delimiter: str) -> Table:
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            rows.append(row[:MAX_COLUMNS])
            if len(rows) > MAX_ROWS:
                raise CxsiteError(
                    "{file} has more than {limit} rows.", "Keep only the rows of one map.", file=file, limit=MAX_ROWS
                )
    except csv.Error as error:
        raise CxsiteError(
            "{file} cannot be read as CSV: {error}.", "Save it again as “CSV UTF-8”.", file=file, error=error
        ) from error
    return table_of_texts("", rows)
