"""A file of any known kind as tables and diagrams."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cxsite.importing.limits import MAX_BYTES
from cxsite.importing.merge_stage_tables import merge_stage_tables
from cxsite.importing.read_delimited import read_delimited
from cxsite.importing.read_markdown import read_markdown
from cxsite.importing.read_mermaid import read_mermaid
from cxsite.importing.read_workbook import read_workbook
from cxsite.importing.sections_to_tables import table_of_sections
from cxsite.importing.source_tables import SourceDocument
from cxsite.problems import CxsiteError

if TYPE_CHECKING:
    from pathlib import Path

    from cxsite.importing.read_workbook import Workbook

_DELIMITED: Final = (".csv", ".tsv", ".txt", ".tab")
WORKBOOKS: Final = (".xlsx", ".xlsm", ".xltx", ".xltm")
_DIAGRAMS: Final = (".mmd", ".mermaid")
_MARKDOWN: Final = (".md", ".markdown", ".mdx")
_SAVE_AS_WORKBOOK: Final = (".xls", ".xlsb", ".ods", ".numbers")
_COPY_THE_TABLE: Final = (".pptx", ".ppt", ".docx", ".doc", ".pdf", ".png", ".jpg", ".jpeg")


def read_source(file: Path, *, sheet: str = "") -> tuple[SourceDocument, list[tuple[str, dict[str, object]]]]:
    """What a file holds, and remarks on what was left behind, as keys of the catalogue `importing` with values.

    Raises CxsiteError for a file that cannot be read, is of an unknown kind, or is larger than the limits.
    """
    suffix = file.suffix.lower()
    _check_kind(file, suffix)
    data = read_bytes(file)
    source = SourceDocument(file.name)
    remarks: list[tuple[str, dict[str, object]]] = []
    if suffix in WORKBOOKS:
        book = read_workbook(file, data, sheet=sheet)
        source.tables = book.tables
        remarks += _workbook_remarks(book)
    elif suffix in _DELIMITED:
        source.tables = [read_delimited(file, data)]
    elif suffix in _DIAGRAMS:
        source.diagrams = [read_mermaid(_decode(file, data))]
    else:
        found = read_markdown(_decode(file, data))
        source.diagrams, source.tables = found.diagrams, merge_stage_tables(found.tables)
        if not found.diagrams and not found.tables and (table := table_of_sections(found.sections)):
            source.tables = [table]
    return source, remarks


def _check_kind(file: Path, suffix: str) -> None:
    """Raise CxsiteError for a file whose name says that it is of another kind."""
    if suffix in _SAVE_AS_WORKBOOK:
        raise CxsiteError(
            "{file} is a kind of file that cannot be read.",
            "Open it in the program that created it, and save it as an Excel workbook (.xlsx).",
            file=file,
        )
    if suffix in _COPY_THE_TABLE:
        raise CxsiteError(
            "{file} is a kind of file that cannot be read.",
            "Copy its table into a spreadsheet, save it as .xlsx, and import that file.",
            file=file,
        )
    if suffix not in (*_DELIMITED, *WORKBOOKS, *_DIAGRAMS, *_MARKDOWN):
        raise CxsiteError(
            "{file} is a kind of file that cannot be read.",
            "Kinds that can be read: {kinds}.",
            file=file,
            kinds=", ".join((*_DELIMITED, *WORKBOOKS, *_DIAGRAMS, *_MARKDOWN)),
        )


def _workbook_remarks(book: Workbook) -> list[tuple[str, dict[str, object]]]:
    remarks: list[tuple[str, dict[str, object]]] = [("hidden-sheet", {"name": name}) for name in book.hidden]
    if book.has_macros:
        remarks.append(("macros", {}))
    if book.formulas:
        remarks.append(("formulas", {"n": book.formulas}))
    if book.formulas_without_value:
        remarks.append(("formulas-without-value", {"n": book.formulas_without_value}))
    if book.coloured_cells:
        remarks.append(("colours", {"n": book.coloured_cells}))
    if book.pictures:
        remarks.append(("pictures", {"n": book.pictures}))
    return remarks


def read_bytes(file: Path) -> bytes:
    """Return the bytes of a file. Raises CxsiteError if it cannot be read, or is larger than the limit."""
    try:
        with file.open("rb") as opened:
            data = opened.read(MAX_BYTES + 1)
    except OSError as error:
        raise CxsiteError("{file} cannot be read: {error}.", "Check the path.", file=file, error=error) from error
    if len(data) > MAX_BYTES:
        raise CxsiteError(
            "{file} is larger than {limit} MB.",
            "Keep only the sheet with the map.",
            file=file,
            limit=MAX_BYTES // 1024 // 1024,
        )
    return data


def _decode(file: Path, data: bytes) -> str:
    try:
        return data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise CxsiteError("{file} is not UTF-8.", "Save it as UTF-8 text.", file=file) from error
