"""Files of answers: which ones exist, and the format of the CSV files among them."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cxsite.measurement.csv_head import UnreadableError, read_csv_head
from cxsite.measurement.data_access import is_address
from cxsite.measurement.spreadsheet_answers import WORKBOOKS, copy_sheet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from cxsite.measurement.data_access import DataAccess
    from cxsite.model.records.source import Source

PARQUET: Final = (".parquet", ".pq")
_MAGIC: Final = b"PAR1"


@dataclass(frozen=True, slots=True)
class AnswerFile:
    """A file of answers. `path` is its name in reports; `header` and `delimiter` are those of a CSV file.

    `hidden` and `skipped` are as in `CsvHead`; `labels` are further names of its columns. `has_header` is False if the
    first line looks like an answer, so that no message repeats it.
    """

    path: str
    location: str
    header: tuple[str, ...] = ()
    delimiter: str = ""
    hidden: int = 0
    skipped: int = 1
    header_rows: int = 1
    labels: tuple[tuple[str, ...], ...] = ()
    has_header: bool = True

    @property
    def is_parquet(self) -> bool:
        """Return whether it is a Parquet file, judged by its name."""
        return self.path.lower().endswith(PARQUET)

    @property
    def is_remote(self) -> bool:
        """Return whether it is reached by a URI."""
        return "://" in self.location


def find_answer_files(
    data: str, access: DataAccess, source: Source | None = None, new_file: Callable[[], Path] | None = None
) -> tuple[AnswerFile, ...]:
    """Return the files that a path, pattern or address names, sorted by name; paths are relative to the project folder.

    A sheet of a workbook (`source` may name it) is copied to a CSV file, whose path `new_file` gives.

    Raises:
        NotAllowed: `access` does not allow the path or address.
        UnreadableError: there is no such file, or a CSV file cannot be opened or has no header.
    """
    if is_address(data):
        return (AnswerFile(data, access.address(data)),)
    return tuple(_open_answer_file(name, file, source, new_file) for name, file in access.files(data))


def _open_answer_file(name: str, file: Path, source: Source | None, new_file: Callable[[], Path] | None) -> AnswerFile:
    if name.lower().endswith(PARQUET):
        _refuse_other_than_parquet(file, name)
        return AnswerFile(name, str(file))
    if name.lower().endswith(WORKBOOKS) and new_file is not None:
        copied = new_file()
        copy_sheet(file, name, source.sheet if source else None, copied)
        file = copied
    head = read_csv_head(file, name, source.header_rows if source else None)
    return AnswerFile(
        name,
        str(file),
        head.columns,
        head.delimiter,
        head.hidden,
        head.skipped,
        head.header_rows,
        head.labels,
        has_header=head.is_header,
    )


def _refuse_other_than_parquet(file: Path, name: str) -> None:
    try:
        with file.open("rb") as opened:
            first = opened.read(len(_MAGIC))
            opened.seek(max(0, file.stat().st_size - len(_MAGIC)))
            last = opened.read()
    except OSError as error:
        raise UnreadableError("unreadable", f"{name}: {error.strerror}") from error
    if (first, last) != (_MAGIC, _MAGIC):
        raise UnreadableError("not-parquet", name)


def rows_in_sheet(export: AnswerFile, wanted: Iterable[int], skipped: frozenset[int]) -> dict[int, int]:
    """Return the row in a spreadsheet (the header is row 1) of each record of a CSV file, counted from 1.

    Records that could not be parsed (`skipped`, by their row) and empty lines are not counted as records.
    """
    before = csv.field_size_limit(2**31 - 1)  # The limit applies to the whole process, so it is restored afterwards.
    try:
        return _rows_of(sorted(set(wanted)), _good_rows(export, skipped))
    finally:
        csv.field_size_limit(before)


def _rows_of(records: list[int], rows: Iterator[int]) -> dict[int, int]:
    found: dict[int, int] = {}
    for record, row in enumerate(rows, start=1):
        if records and record == records[0]:
            found[records.pop(0)] = row
        if not records:
            break
    return found


def _good_rows(export: AnswerFile, skipped: frozenset[int]) -> Iterator[int]:
    with Path(export.location).open(encoding="utf-8-sig", errors="replace", newline="") as opened:
        for row, cells in enumerate(csv.reader(opened, delimiter=export.delimiter), start=1 - export.hidden):
            if row > export.skipped - export.hidden and cells and row not in skipped:
                yield row
