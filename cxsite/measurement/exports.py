"""Files of answers: which there are, and how the CSV files among them are written."""

from __future__ import annotations

import codecs
import csv
import glob
import io
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

PARQUET: Final = (".parquet", ".pq")
_DELIMITERS: Final = ",;\t|"
_HEAD: Final = 64 * 1024


class Unreadable(Exception):  # noqa: N818 -- it says what the data are
    """The data cannot be read. `reason` is a word that catalogues know, `found` what stands there."""

    def __init__(self, reason: str, found: str = "") -> None:
        super().__init__(f"{reason}: {found}")
        self.reason = reason
        self.found = found


@dataclass(frozen=True, slots=True)
class Export:
    """A file of answers. `path` is how reports name it; `header` and `delimiter` are those of a CSV file on disk."""

    path: str
    location: str
    header: tuple[str, ...] = ()
    delimiter: str = ""

    @property
    def is_parquet(self) -> bool:
        """Whether it is a Parquet file, by its name."""
        return self.path.lower().endswith(PARQUET)

    @property
    def is_remote(self) -> bool:
        """Whether it is reached by a URI."""
        return "://" in self.location


def exports(data: str, project: Path) -> tuple[Export, ...]:
    """The files that a path, glob or URI names, in the order of names; paths are relative to the project folder.

    Raises Unreadable where there is none, or where a CSV file cannot be opened or has no header.
    """
    if data.lower().startswith("file://"):
        data = unquote(urlsplit(data).path)
    if "://" in data:
        return (Export(data, data),)
    is_one = (project / data).is_file() or not glob.has_magic(data)
    # An absolute pattern and `**` without following links: what glob.glob knows and Path.glob does not.
    found = [data] if is_one else glob.glob(data, root_dir=project, recursive=True)  # noqa: PTH207
    names = sorted(Path(name).as_posix() for name in found or [data])
    every = tuple(_export(name, project) for name in names if not (project / name).is_dir())
    if not every:
        raise Unreadable("missing", data)
    return every


def _export(name: str, project: Path) -> Export:
    file = project / name
    if not file.is_file():
        raise Unreadable("missing", name)
    if name.lower().endswith(PARQUET):
        return Export(name, str(file))
    header, delimiter = _header(file, name)
    return Export(name, str(file), header, delimiter)


def _header(file: Path, name: str) -> tuple[tuple[str, ...], str]:
    try:
        with file.open("rb") as opened:
            head = opened.read(_HEAD)
    except OSError as error:
        raise Unreadable("unreadable", f"{name}: {error.strerror}") from error
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise Unreadable("not-utf-8", name)
    try:
        text = codecs.getincrementaldecoder("utf-8-sig")().decode(head)
    except UnicodeDecodeError:
        text = head.decode("utf-8-sig", "replace")
    line = next(iter(text.splitlines()), "")
    delimiter = max(_DELIMITERS, key=line.count)
    header = tuple(cell.strip() for cell in next(csv.reader(io.StringIO(text), delimiter=delimiter), []))
    if not any(header):
        raise Unreadable("empty", name)
    if "\N{REPLACEMENT CHARACTER}" in line:
        raise Unreadable("not-utf-8", name)
    return header, delimiter


def rows_in_sheet(export: Export, wanted: Iterable[int], skipped: frozenset[int]) -> dict[int, int]:
    """The row in a spreadsheet (the header is row 1) of each record of a CSV file, counted from 1.

    Records that could not be taken apart (`skipped`, by their row) and empty lines are not counted as records.
    """
    before = csv.field_size_limit(2**31 - 1)  # for the whole process, so it is put back
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


def _good_rows(export: Export, skipped: frozenset[int]) -> Iterator[int]:
    with Path(export.location).open(encoding="utf-8-sig", errors="replace", newline="") as opened:
        for row, cells in enumerate(csv.reader(opened, delimiter=export.delimiter), start=1):
            if row > 1 and cells and row not in skipped:
                yield row
