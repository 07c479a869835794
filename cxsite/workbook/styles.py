"""Colours, borders, protection and print set-up of the workbook's sheets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side
from openpyxl.worksheet.properties import PageSetupProperties

from cxsite.rendering.colour import DEFAULT_BRAND

if TYPE_CHECKING:
    from collections.abc import Iterable

    from openpyxl.cell.cell import Cell
    from openpyxl.workbook import Workbook as OpenedWorkbook
    from openpyxl.worksheet.worksheet import Worksheet

DEFAULT_COLOUR: Final = DEFAULT_BRAND
EMOTION_COLOURS: Final = ("F4A6A0", "FAD0B0", "FFF0B3", "D3E8C4", "9CCF9C")
"""The fills of the emotions 1 to 5."""
_LINE: Final = Side(style="thin", color="D0D5D9")
_BORDER: Final = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_TINTS: Final = ("E3F1F4", "F4EFE3")
_A3, _A4 = "8", "9"
_KEY_WIDTH: Final = 3
_KEY_HEIGHT: Final = 9.0
_DARK_BELOW: Final = 160
_INK, _INHERITED = "1B1B1B", "5B6B75"
_SIZE: Final = 11
_LINE_HEIGHT: Final = 15.0
_HIGHEST: Final = 400.0


class SheetStyles:
    """The named styles of one workbook, with the brand's colour (`#rrggbb`) for headers.

    Named styles are written once and are much faster than a style for each cell.
    """

    def __init__(self, book: OpenedWorkbook, colour: str) -> None:
        self.colour = colour.lstrip("#").upper()
        red, green, blue = (int(self.colour[at : at + 2], 16) for at in (0, 2, 4))
        is_dark = red * 0.299 + green * 0.587 + blue * 0.114 < _DARK_BELOW
        on_colour = "FFFFFF" if is_dark else "1B1B1B"
        header = _style("header", bold=True, colour=on_colour, fill=self.colour, vertical="center")
        for style in (header, *_STYLES):
            book.add_named_style(style)

    @staticmethod
    def header(cell: Cell) -> None:
        """Style a header: the brand's colour, locked."""
        cell.style = "cxsite header"

    @staticmethod
    def key(cell: Cell) -> None:
        """Style an id: small and grey, locked."""
        cell.style = "cxsite key"

    @staticmethod
    def label(cell: Cell) -> None:
        """Style the label of a lane, locked."""
        cell.style = "cxsite label"

    @staticmethod
    def body(cell: Cell, *, is_centred: bool = False, is_name: bool = False, is_inherited: bool = False) -> None:
        """Style a cell to fill in; what a touchpoint takes from the shared one is italic."""
        name = "name" if is_name else "number" if is_centred else "cell"
        cell.style = f"cxsite {name}{' italic' if is_inherited else ''}"

    @staticmethod
    def stage(cell: Cell, number: int) -> None:
        """Style the stage above a touchpoint; neighbouring stages differ in colour."""
        cell.style = f"cxsite stage {number % len(_TINTS)}"

    @staticmethod
    def read_only(cell: Cell) -> None:
        """Style a text that is shown for orientation and not read, locked."""
        cell.style = "cxsite read only"


def _style(  # noqa: PLR0913
    name: str,
    *,
    bold: bool = False,
    italic: bool = False,
    size: float = _SIZE,
    colour: str = "1B1B1B",
    fill: str = "",
    vertical: str = "top",
    horizontal: str | None = None,
    locked: bool = True,
    border: bool = True,
) -> NamedStyle:
    return NamedStyle(
        f"cxsite {name}",
        font=Font(name="Calibri", size=size, bold=bold, italic=italic, color=colour),
        fill=PatternFill("solid", fgColor=fill) if fill else PatternFill(),
        alignment=Alignment(wrap_text=size >= _SIZE, vertical=vertical, horizontal=horizontal),
        border=_BORDER if border else Border(),
        protection=Protection(locked=locked),
    )


_STYLES: Final = (
    _style("key", size=6, colour="9AA3AA", fill="F2F4F5", vertical="center", border=False),
    _style("label", bold=True, colour="33414A", fill="EEF1F3"),
    _style("read only", colour="7A858C", fill="F2F4F5"),
    *(_style(f"stage {n}", bold=True, colour="33414A", fill=tint, locked=False) for n, tint in enumerate(_TINTS)),
    *(
        _style(
            f"{name}{' italic' if italic else ''}",
            italic=italic,
            colour=_INHERITED if italic else _INK,
            locked=False,
            **more,
        )
        for italic in (False, True)
        for name, more in (("cell", {}), ("number", {"horizontal": "center"}), ("name", {"bold": True}))
    ),
)


def protect(sheet: Worksheet) -> None:
    """Lock ids and headers without a password; rows, columns and formats can be changed, lists sorted and filtered."""
    protection: Any = sheet.protection
    protection.sheet = True
    for allowed in (
        *("formatCells", "formatColumns", "formatRows", "insertColumns", "insertRows"),
        *("deleteColumns", "deleteRows", "sort", "autoFilter"),
    ):
        setattr(protection, allowed, False)  # Excel's attributes say what is prohibited


def set_up_print(sheet: Worksheet, title: str, *, is_map: bool) -> None:
    """Print in landscape, as wide as one sheet of paper: A3 for a map, A4 for a list."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = _A3 if is_map else _A4
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top, sheet.page_margins.header = 0.9, 0.4
    sheet.page_margins.bottom, sheet.page_margins.footer = 0.7, 0.3
    header, footer = sheet.oddHeader, sheet.oddFooter
    if header is not None and footer is not None:
        header.left.text = title.replace("&", "&&")
        footer.right.text = "&P / &N"


def narrow_keys(sheet: Worksheet) -> None:
    """Make the column and the row of ids narrow."""
    sheet.column_dimensions["A"].width = _KEY_WIDTH
    sheet.row_dimensions[1].height = _KEY_HEIGHT


def colour_emotions(sheet: Worksheet, cells: str) -> None:
    """Colour the ratings 1 to 5 in a range of cells."""
    for number, colour in enumerate(EMOTION_COLOURS, start=1):
        fill = PatternFill("solid", bgColor=colour, fgColor=colour)
        rule = CellIsRule(operator="equal", formula=[str(number)], fill=fill)  # type: ignore[no-untyped-call, unused-ignore]
        sheet.conditional_formatting.add(cells, rule)


def fit_height(sheet: Worksheet, row: int, texts: Iterable[tuple[str, float]]) -> None:
    """Make a row high enough for its texts, each with the width of its column; programs differ in doing it themselves.

    A row whose texts need one line keeps the default height, so that it still grows while somebody types.
    """
    lines = max((_line_count(text, width) for text, width in texts), default=1)
    if lines > 1:
        sheet.row_dimensions[row].height = min(_HIGHEST, lines * _LINE_HEIGHT + 2)


def _line_count(text: str, width: float) -> int:
    return sum(max(1, -(-int(len(line) * 1.08) // max(1, int(width)))) for line in text.split("\n"))
