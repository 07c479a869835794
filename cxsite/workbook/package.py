"""Texts and bytes of a workbook: no text becomes a formula, and the same content gives the same bytes."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import date

    from openpyxl.cell.cell import Cell
    from openpyxl.workbook import Workbook as OpenedWorkbook

_OWN: Final = re.compile(rb'name="_cxsite(_lists)?"')
_FIRST_DAY: Final = (1980, 1, 1, 0, 0, 0)
_MODIFIED: Final = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(<)")
_LOOKS_ESCAPED: Final = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPED: Final = re.compile("_x([0-9A-Fa-f]{4})_")
_FORMULA: Final = ("=", "+", "-", "@", "\t")


def set_text(cell: Cell, text: str) -> None:
    """Write a text that stays a text, also where it begins like a formula."""
    cell.value = _LOOKS_ESCAPED.sub("_x005F_", text)
    cell.data_type = "s"
    if text.startswith(_FORMULA):
        cell.quotePrefix = True  # type: ignore[attr-defined, unused-ignore]


def unescape(text: str) -> str:
    """Return a text as people typed it: workbooks write some characters as `_x000D_`, and openpyxl leaves them so."""
    plain = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text
    return plain.replace("\r\n", "\n").replace("\r", "\n")


def workbook_bytes(book: OpenedWorkbook, day: date) -> bytes:
    """Return the bytes of a workbook without the time of the export."""
    out = io.BytesIO()
    book.save(out)
    made = io.BytesIO()
    stamp = f"{day.isoformat()}T00:00:00Z".encode()
    with zipfile.ZipFile(out) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "docProps/core.xml":
                data = _MODIFIED.sub(rb"\g<1>" + stamp + rb"\g<2>", data)
            part = zipfile.ZipInfo(name, _FIRST_DAY)
            part.compress_type = zipfile.ZIP_DEFLATED
            part.external_attr = 0o600 << 16
            target.writestr(part, data)
    return made.getvalue()


def is_own_workbook(data: bytes) -> bool:
    """Return whether bytes are a workbook that cxsite exported."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package, package.open("xl/workbook.xml") as part:
            return _OWN.search(part.read(1 << 20)) is not None
    except (zipfile.BadZipFile, OSError, KeyError, ValueError, NotImplementedError, RuntimeError, EOFError):
        return False
