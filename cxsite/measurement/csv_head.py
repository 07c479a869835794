"""How a CSV file begins: its columns, what parts them, and whether it is a CSV file at all."""

from __future__ import annotations

import codecs
import csv
import io
import re
import unicodedata
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_DELIMITERS: Final = ",;\t|"
_HEAD: Final = 64 * 1024
_LOOKED_AT: Final = 10
_BEGINNINGS: Final = {
    b"PK\x03\x04": "spreadsheet",
    b"\xd0\xcf\x11\xe0": "spreadsheet",
    b"\x1f\x8b": "packed",
    b"BZh": "packed",
    b"\xfd7zXZ": "packed",
    b"\x28\xb5\x2f\xfd": "packed",
    codecs.BOM_UTF16_LE: "not-utf-8",
    codecs.BOM_UTF16_BE: "not-utf-8",
}
"""What other files begin with: Excel (new, which is a ZIP, and old), gzip, bzip2, xz, zstd, UTF-16."""
_VALUE: Final = re.compile(
    r"^$|^[\W\d_]+$"  # nothing, a number, an amount, a date, a time
    r"|^\W*\d[\d.,\s]*\W*[^\W\d_]{1,5}\.?$"  # a number with its unit
    r"|\d{4}[-/.]\d{1,2}[-/.]\d|\d{1,2}[-/.]\d{1,2}[-/.]\d{2}|\d:\d\d"  # a date or time among words
    r"|(?:\d[ .()-]{0,2}){6}"  # a telephone number, an identity card
    r"|@|://"
    r"|^[A-Za-z]{1,4}[-_ ]?\d{2,}$"  # somebody's code, such as KH0042
)
_VALUES: Final = frozenset(
    ("yes", "no", "y", "n", "true", "false", "có", "không", "đúng", "sai", "null", "none", "nan", "n/a", "na")
)
_STATED: Final = re.compile(r"sep=(.)(\r\n|\r|\n)")


class UnreadableError(Exception):
    """The data cannot be read. `reason` is a word that catalogues know, `found` what stands there."""

    def __init__(self, reason: str, found: str = "") -> None:
        super().__init__(f"{reason}: {found}")
        self.reason = reason
        self.found = found


@dataclass(frozen=True, slots=True)
class CsvHead:
    """The names of the columns as people mean them, what parts cells, and lines that stand before the names.

    `is_header` is False where the names look like the cells of an answer.
    """

    columns: tuple[str, ...]
    delimiter: str
    before: int = 0
    is_header: bool = True


def column_name(text: str) -> str:
    """A column's name as people mean it: one Unicode form, white space and line breaks folded."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def read_csv_head(file: Path, name: str) -> CsvHead:
    """The head of a CSV file; reports call it `name`. Raises Unreadable where it is none, or names no column."""
    text = _text(file, name)
    stated = _STATED.match(text)  # Excel's own way of telling what parts cells; it shows no such row
    if stated:
        text = text[stated.end() :]
    delimiter = stated[1] if stated else max(_DELIMITERS, key=lambda mark: _likeness(text, mark))
    first, *rows = _records(text, delimiter) or [[]]
    columns = tuple(map(column_name, first))
    if not any(columns):
        raise UnreadableError("empty", name)
    if any("\N{REPLACEMENT CHARACTER}" in column or "\0" in column for column in columns):
        raise UnreadableError("not-utf-8", name)
    return CsvHead(columns, delimiter, 1 if stated else 0, is_header=looks_like_header(columns, rows))


def looks_like_header(columns: Sequence[str], rows: Sequence[Sequence[str]] = ()) -> bool:
    """Whether a first line names columns, as far as can be seen; in doubt it is an answer, which no message repeats.

    A name is no number, date, yes or no, address or long row of digits, is not empty, and no column holds it again in
    the first `rows` below it.
    """
    if not any(columns) or any(_VALUE.search(column) or column.casefold() in _VALUES for column in columns):
        return False
    below = [[column_name(cell).casefold() for cell in row] for row in rows]
    return not any(
        column.casefold() == row[at] for row in below for at, column in enumerate(columns) if column and at < len(row)
    )


def _text(file: Path, name: str) -> str:
    """The first characters of the file, without a byte order mark."""
    try:
        with file.open("rb") as opened:
            head = opened.read(_HEAD)
    except OSError as error:
        raise UnreadableError("unreadable", f"{name}: {error.strerror}") from error
    if other := next((reason for start, reason in _BEGINNINGS.items() if head.startswith(start)), ""):
        raise UnreadableError(other, name)
    try:
        return codecs.getincrementaldecoder("utf-8-sig")().decode(head)
    except UnicodeDecodeError:
        return head.decode("utf-8-sig", "replace")


def _records(text: str, delimiter: str) -> list[list[str]]:
    """The first records; those of a text that cannot be taken apart end there."""
    found: list[list[str]] = []
    try:
        found.extend(islice(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), _LOOKED_AT + 1))
    except csv.Error:
        return found
    return found


def _likeness(text: str, delimiter: str) -> tuple[float, int]:
    """How well a mark takes a text apart: the share of rows with as many cells as the head, then how many these are.

    A question in the head may hold commas, so that counting marks is not enough.
    """
    head, *rows = _records(text, delimiter) or [[]]
    if len(head) <= 1:
        return (-1, len(head))
    whole = [row for row in rows if row]
    return (sum(len(row) == len(head) for row in whole) / max(1, len(whole)), len(head))
