"""The first sheet: how the workbook is filled in, in the playbook's language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from openpyxl.styles import Alignment, Font, PatternFill

from cxsite.workbook.package import set_text
from cxsite.workbook.sheets import MAP
from cxsite.workbook.styles import EMOTION_COLOURS, fit_height, set_up_print

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl.worksheet.worksheet import Worksheet

    from cxsite.model.content import Content
    from cxsite.workbook.labels import CellLabels
    from cxsite.workbook.sheets import SheetCells
    from cxsite.workbook.styles import SheetStyles

_STEPS: Final = (
    "where", "cells", "lists", "emotion", "lines", "new-touchpoint", "points", "new-row", "remove", "move", "ids",
    "languages", "grey", "return",
)  # fmt: skip
_WIDTHS: Final = {"A": 5, "B": 30, "C": 90}


def write_how_to(
    page: Worksheet, content: Content, sheets: Sequence[SheetCells], labels: CellLabels, styles: SheetStyles
) -> None:
    """Write the explanation: what each sheet is for, how cells are filled in, the colours, and the lanes of maps."""
    words = labels.words
    for letter, width in _WIDTHS.items():
        page.column_dimensions[letter].width = width
    page.sheet_view.showGridLines = False
    set_text(page["B1"], words("how-to.title", title=content.playbook.title))
    page["B1"].font = Font(name="Calibri", size=18, bold=True, color=styles.colour)
    row = 3
    for key in _STEPS:
        if key == "languages" and not content.playbook.further_languages:
            continue
        _line(page, row, words(f"how-to.{key}.head"), words(f"how-to.{key}.text"))
        row += 1
    row = _colours(page, row + 1, labels)
    row = _head(page, row + 1, words("how-to.sheets"), styles)
    for one in sheets:
        kind = "map" if one.kind == MAP else one.kind
        _line(page, row, one.title, words(f"how-to.sheet-{kind}"))
        row += 1
    first = next((one for one in sheets if one.kind == MAP), None)
    row = _head(page, row + 1, words("how-to.lanes"), styles)
    seen: set[str] = set()
    language = content.sector_language(content.playbook.language)
    for lane in first.fields if first is not None else ():
        label = lane.doc.label_in(language)
        bare = label.rstrip("0123456789 ")
        if bare not in seen:
            seen.add(bare)
            _line(page, row, bare[:1].upper() + bare[1:], lane.doc.help_in(language))
            row += 1
    set_up_print(page, words("how-to.sheet"), is_map=False)


def _head(page: Worksheet, row: int, text: str, styles: SheetStyles) -> int:
    for letter in "BC":
        styles.header(page[f"{letter}{row}"])
    set_text(page[f"B{row}"], text)
    return row + 1


def _line(page: Worksheet, row: int, head: str, text: str) -> None:
    set_text(page[f"B{row}"], head)
    set_text(page[f"C{row}"], text)
    page[f"B{row}"].font = Font(name="Calibri", size=11, bold=True)
    for letter in "BC":
        page[f"{letter}{row}"].alignment = Alignment(wrap_text=True, vertical="top")
    fit_height(page, row, ((head, _WIDTHS["B"]), (text, _WIDTHS["C"])))


def _colours(page: Worksheet, row: int, labels: CellLabels) -> int:
    for number, colour in enumerate(EMOTION_COLOURS, start=1):
        cell = page[f"B{row}"]
        set_text(cell, f"{number}")
        cell.fill = PatternFill("solid", fgColor=colour)
        cell.alignment = Alignment(horizontal="center")
        set_text(page[f"C{row}"], labels.words(f"how-to.emotion-{number}"))
        row += 1
    return row
