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
_STATED: Final = re.compile(r"sep=(.)(\r\n|\r|\n)")


class Unreadable(Exception):  # noqa: N818 -- it says what the data are
    """The data cannot be read. `reason` is a word that catalogues know, `found` what stands there."""

    def __init__(self, reason: str, found: str = "") -> None:
        super().__init__(f"{reason}: {found}")
        self.reason = reason
        self.found = found


@dataclass(frozen=True, slots=True)
class Head:
    """The names of the columns as people mean them, what parts cells, and lines that stand before the names."""

    columns: tuple[str, ...]
    delimiter: str
    before: int = 0


def column_name(text: str) -> str:
    """A column's name as people mean it: one Unicode form, white space and line breaks folded."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def csv_head(file: Path, name: str) -> Head:
    """The head of a CSV file; reports call it `name`. Raises Unreadable where it is none, or names no column."""
    text = _text(file, name)
    stated = _STATED.match(text)  # Excel's own way of telling what parts cells; it shows no such row
    if stated:
        text = text[stated.end() :]
    delimiter = stated[1] if stated else max(_DELIMITERS, key=lambda mark: _likeness(text, mark))
    columns = tuple(map(column_name, next(iter(_records(text, delimiter)), [])))
    if not any(columns):
        raise Unreadable("empty", name)
    if any("\N{REPLACEMENT CHARACTER}" in column or "\0" in column for column in columns):
        raise Unreadable("not-utf-8", name)
    return Head(columns, delimiter, 1 if stated else 0)


def _text(file: Path, name: str) -> str:
    """The first characters of the file, without a byte order mark."""
    try:
        with file.open("rb") as opened:
            head = opened.read(_HEAD)
    except OSError as error:
        raise Unreadable("unreadable", f"{name}: {error.strerror}") from error
    if other := next((reason for start, reason in _BEGINNINGS.items() if head.startswith(start)), ""):
        raise Unreadable(other, name)
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
