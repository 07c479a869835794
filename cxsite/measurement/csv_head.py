"""The beginning of a CSV file: its columns, its delimiter, and whether it is a CSV file at all."""

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
_MOST_ABOVE: Final = 30
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
"""The first bytes of other formats: Excel (new, which is a ZIP, and old), gzip, bzip2, xz, zstd, UTF-16."""
_VALUE: Final = re.compile(
    r"^$|^[\W\d_]+$"  # Empty, a number, an amount, a date, a time.
    r"|^\W*\d[\d.,\s]*\W*[^\W\d_]{1,5}\.?$"  # A number with its unit.
    r"|\d{4}[-/.]\d{1,2}[-/.]\d|\d{1,2}[-/.]\d{1,2}[-/.]\d{2}|\d:\d\d"  # A date or time in a text.
    r"|(?:\d[ .()-]{0,2}){6}"  # A telephone number, an identity card.
    r"|@|://"
    r"|^[A-Za-z]{1,4}[-_ ]?\d{2,}$"  # The code of a person, such as KH0042.
)
_VALUES: Final = frozenset(
    ("yes", "no", "y", "n", "true", "false", "có", "không", "đúng", "sai", "null", "none", "nan", "n/a", "na")
)
QUALTRICS_ROWS: Final = 3
LABELLED_ROWS: Final = 2
_COMMENTS: Final = re.compile(r"\A(?:[ \t]*(?:#[^\r\n]*)?(?:\r\n|\r|\n))+")
"""Lines above the table, as GA4 writes them."""
_STATED: Final = re.compile(r"sep=(.)(\r\n|\r|\n)")


class UnreadableError(Exception):
    """The data cannot be read. `reason` is a key that catalogues know, `found` the text in the file."""

    def __init__(self, reason: str, found: str = "") -> None:
        super().__init__(f"{reason}: {found}")
        self.reason = reason
        self.found = found


@dataclass(frozen=True, slots=True)
class CsvHead:
    """The column names in canonical form, the delimiter, and the rows that come before the answers.

    `hidden` is 1 if a spreadsheet does not show the first line (`sep=;`), `skipped` how many rows come before the first
    answer, the names and `hidden` among them, `header_rows` how many rows the names take. `labels` are further names of
    each column. `is_header` is False if the names look like the cells of an answer.
    """

    columns: tuple[str, ...]
    delimiter: str
    hidden: int = 0
    skipped: int = 1
    header_rows: int = 1
    labels: tuple[tuple[str, ...], ...] = ()
    is_header: bool = True


def column_name(text: str) -> str:
    """Return a column's name in canonical form: Unicode NFC, white space and line breaks folded."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def read_csv_head(file: Path, name: str, header_rows: int | None = None) -> CsvHead:
    """Return the head of a CSV file; reports call the file `name`. `header_rows` are recognised if they are not stated.

    Raises:
        UnreadableError: it is no CSV file, or names no column.
    """
    text = _text(file, name)
    stated = _STATED.match(text)  # Excel's own line for the delimiter, `sep=;`, which Excel does not show as a row
    if stated:
        text = text[stated.end() :]
    below = _COMMENTS.sub("", text)
    delimiter = stated[1] if stated else max(_DELIMITERS, key=lambda mark: _likeness(below, mark))
    records = _records(text, delimiter)
    first = next((at for at, row in enumerate(records) if any(row) and not _is_comment(row)), 0)
    table = [row for row in records[first:] if row] or [[]]
    count = header_rows or _count_header_rows(table)
    names = [[column_name(cell) for cell in row] for row in table[:count]]
    columns, labels = _join_names(names)
    if not any(columns):
        raise UnreadableError("empty", name)
    if any("\N{REPLACEMENT CHARACTER}" in column or "\0" in column for column in columns):
        raise UnreadableError("not-utf-8", name)
    hidden = 1 if stated else 0
    blank = sum(not row for row in records[first : first + count])
    return CsvHead(
        columns,
        delimiter,
        hidden,
        skipped=hidden + first + count + blank,
        header_rows=count,
        labels=labels,
        is_header=looks_like_header(columns if count == 1 else names[0], [] if count > 1 else table[1:]),
    )


def _is_comment(row: Sequence[str]) -> bool:
    """Return whether a row is a line above the table, as GA4 writes them; Typeform calls a column `#`."""
    return row[0].lstrip().startswith("#") and sum(bool(cell.strip()) for cell in row) == 1


def _count_header_rows(table: Sequence[Sequence[str]]) -> int:
    """Return how many rows name the columns: 3 in Qualtrics, 2 in SurveyMonkey, else 1."""
    if len(table) > QUALTRICS_ROWS and all('"ImportId"' in cell for cell in table[QUALTRICS_ROWS - 1] if cell):
        return QUALTRICS_ROWS
    if len(table) <= LABELLED_ROWS:
        return 1
    first, second, *answers = ([cell.strip() for cell in row] for row in table)
    gaps = [at for at, cell in enumerate(first) if not cell]
    has_labels = all(at < len(second) and second[at] and not _is_value(second[at]) for at in gaps)
    # The labels stand below the gaps of the names; where a question has one column only, there is no label.
    blanks = sum(not cell for cell in second) and not any(second[:1])
    is_answer = any(_is_value(cell) for cell in second if cell)
    return LABELLED_ROWS if gaps and has_labels and not is_answer and (blanks or first[0]) and answers else 1


def _is_value(cell: str) -> bool:
    text = column_name(cell)
    return bool(_VALUE.search(text)) or text.casefold() in _VALUES


def _join_names(names: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Return the name of each column, and further ones: its label, and the label after the question it belongs to.

    An empty cell of the first row belongs to the question before it, as in SurveyMonkey.
    """
    width = max(map(len, names))
    rows = [[*row, *[""] * (width - len(row))] for row in names]
    columns, labels, question = [], [], ""
    for at in range(width):
        first, rest = rows[0][at], [row[at] for row in rows[1:] if row[at]]
        question = first or question
        further = [*rest, *(f"{question} – {label}" for label in rest[:1] if question)]
        columns.append(first or (rest[0] if rest else ""))
        labels.append(tuple(dict.fromkeys(one for one in further if one != columns[-1])))
    return tuple(columns), tuple(labels)


def looks_like_header(columns: Sequence[str], rows: Sequence[Sequence[str]] = ()) -> bool:
    """Return whether a first line seems to name columns. In doubt it is taken for an answer, which no message repeats.

    A name is no number, date, yes or no, address or long row of digits, is not empty, and does not occur again in its
    column in the first `rows` below.
    """
    if not any(columns) or any(_VALUE.search(column) or column.casefold() in _VALUES for column in columns):
        return False
    below = [[column_name(cell).casefold() for cell in row] for row in rows]
    return not any(
        column.casefold() == row[at] for row in below for at, column in enumerate(columns) if column and at < len(row)
    )


def _text(file: Path, name: str) -> str:
    """Return the first characters of the file, without a byte order mark."""
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
    """Return the first records, up to the first one that cannot be parsed."""
    found: list[list[str]] = []
    try:
        found.extend(islice(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), _LOOKED_AT + _MOST_ABOVE))
    except csv.Error:
        return found
    return found


def _likeness(text: str, delimiter: str) -> tuple[float, int]:
    """Rate a delimiter: the share of rows with as many cells as the head, then how many cells these are.

    A question in the head may hold commas, so counting the delimiters is not enough.
    """
    head, *rows = _records(text, delimiter) or [[]]
    if len(head) <= 1:
        return (-1, len(head))
    whole = [row for row in rows if row]
    return (sum(len(row) == len(head) for row in whole) / max(1, len(whole)), len(head))
