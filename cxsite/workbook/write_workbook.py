"""The workbook of a playbook, or an empty one for a workshop."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from cxsite.workbook.fields import CellForm
from cxsite.workbook.how_to_fill_in import write_how_to
from cxsite.workbook.labels import CellLabels
from cxsite.workbook.package import set_text, workbook_bytes
from cxsite.workbook.sheets import (
    FEWEST_POINTS,
    MAP,
    POINTS,
    TABLES,
    SheetCells,
    ThingRow,
    make_sheets,
    map_fields,
    table_fields,
)

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from openpyxl.worksheet.worksheet import Worksheet

    from cxsite.model.content import Content
    from cxsite.workbook.drop_downs import DropDowns
    from cxsite.workbook.fields import SheetField
    from cxsite.workbook.styles import SheetStyles

MARKER: Final = "cxsite"
BASE_SHEET: Final = "_cxsite"
HELD: Final = "!"
"""Before the key of a field that is shown only: what its cell says is not read."""
FORM_VERSION: Final = "1"
NEW_JOURNEY: Final = "+1"
"""The key of the journey that an empty workbook is for."""
SPARE_COLUMNS: Final = 3
SPARE_ROWS: Final = 20
FIRST_ROW: Final = 3
"""The first row of a table's things; ids stand in column A and keys of fields in row 1, as in maps."""
_EMPTY_PER_STAGE: Final = 3
_FORBIDDEN: Final = re.compile(r"[\[\]:*?/\\]")
_LONGEST_NAME: Final = 31
_WIDTHS: Final = {
    CellForm.NUMBER: 11, CellForm.RATING: 11, CellForm.DAY: 13, CellForm.DURATION: 12, CellForm.FLAG: 11,
    CellForm.CHOICE: 16, CellForm.LEVEL: 16, CellForm.REFERENCE: 22, CellForm.REFERENCES: 24, CellForm.STEPS: 24,
}  # fmt: skip
_TEXT_WIDTH: Final = 34
_MAP_WIDTH: Final = 27
_LABEL_WIDTH: Final = 20
_CENTRED: Final = frozenset({CellForm.NUMBER, CellForm.RATING, CellForm.FLAG})


def content_as_workbook(content: Content, journeys: Container[str] | None = None) -> bytes:
    """Return the workbook of the published playbook, with all cells that can come back; `journeys` as in sheets."""
    return _Writer(content).write(make_sheets(content, journeys), is_empty=False)


def empty_workbook(content: Content) -> bytes:
    """Return a workbook without things: a journey with the playbook's stages to fill in, and empty tables."""
    words = CellLabels(content).words
    points = dict.fromkeys(POINTS, FEWEST_POINTS)
    rows = [
        ThingRow("", {"stage": stage.name}, {}) for stage in content.playbook.stages for _ in range(_EMPTY_PER_STAGE)
    ]
    sheets = [SheetCells(MAP, NEW_JOURNEY, words("sheet.new-journey"), map_fields((), points, content), tuple(rows))]
    for kind in TABLES:
        fields = table_fields(kind, content)
        kept = (ThingRow(NEW_JOURNEY, {}, {}),) if kind == "journeys" else ()
        sheets.append(SheetCells(kind, "", words(f"sheet.{kind}"), fields, kept))
    return _Writer(content).write(sheets, is_empty=True)


class _Writer:
    """Writes the sheets of one workbook."""

    def __init__(self, content: Content) -> None:
        from openpyxl import Workbook as NewWorkbook  # noqa: PLC0415 -- takes a fifth of a second and is seldom needed

        from cxsite.workbook.drop_downs import LISTS_SHEET, DropDowns  # noqa: PLC0415
        from cxsite.workbook.styles import DEFAULT_COLOUR, SheetStyles  # noqa: PLC0415

        self.content = content
        self.language = content.sector_language(content.playbook.language)
        self.labels = CellLabels(content)
        self.book = NewWorkbook()
        brand = content.playbook.brand
        self.styles: SheetStyles = SheetStyles(self.book, (brand.colour if brand else None) or DEFAULT_COLOUR)
        self.how_to = self.book.worksheets[0]
        self.lists = self.book.create_sheet(LISTS_SHEET)
        self.drop_downs: DropDowns = DropDowns(self.lists, self.labels, self.language)

    def write(self, sheets: list[SheetCells], *, is_empty: bool) -> bytes:
        """Return the bytes of the workbook."""
        words = self.labels.words
        self.how_to.title = words("how-to.sheet")[:_LONGEST_NAME]
        taken = {self.how_to.title.casefold()}
        for one in sheets:
            page = self.book.create_sheet(_sheet_name(one.title, taken))
            if one.kind == MAP:
                self._map(page, one)
            else:
                self._table(page, one)
        write_how_to(self.how_to, self.content, sheets, self.labels, self.styles)
        self._base([] if is_empty else sheets)
        self.book.move_sheet(self.lists, len(self.book.worksheets))
        self.lists.sheet_state = "hidden"
        properties: Any = self.book.properties
        properties.creator, properties.title = "cxsite", str(self.content.playbook.title)
        properties.keywords = f"cxsite workbook {FORM_VERSION}"
        properties.created = properties.modified = date_time(self.content.today)
        self.book.active = 1 if len(sheets) and not is_empty else 0
        for page in self.book.worksheets:
            page.sheet_view.tabSelected = page is self.book.active
        return workbook_bytes(self.book, self.content.today)

    def _map(self, page: Worksheet, cells: SheetCells) -> None:
        from openpyxl.utils import get_column_letter  # noqa: PLC0415

        from cxsite.workbook.styles import colour_emotions, fit_height, narrow_keys, protect, set_up_print  # noqa: PLC0415

        spare = SPARE_COLUMNS if cells.scope != NEW_JOURNEY else 0
        last = get_column_letter(2 + len(cells.rows) + spare)
        self._key(page, "A1", f"{MARKER}:{MAP}:{cells.scope}")
        self.styles.key(page["B1"])
        names = sum(one.top == "name" and not one.key.startswith("stage.") for one in cells.fields)
        for row, one in enumerate(cells.fields, start=2):
            self._key(page, f"A{row}", one.key)
            set_text(page[f"B{row}"], self._label(one))
            self.styles.label(page[f"B{row}"])
            values = f"C{row}:{last}{row}"
            self.drop_downs.add(page, values, one, cells.scope)
            if one.top == "emotion":
                colour_emotions(page, values)
        stage, number = "", -1
        for at in range(len(cells.rows) + spare):
            letter = get_column_letter(3 + at)
            thing = cells.rows[at] if at < len(cells.rows) else ThingRow("", {}, {})
            page.column_dimensions[letter].width = _MAP_WIDTH
            self._key(page, f"{letter}1", thing.key)
            here = thing.texts.get("stage", "")
            number, stage = (number + 1, here) if here != stage else (number, stage)
            for row, one in enumerate(cells.fields, start=2):
                cell = page[f"{letter}{row}"]
                if one.key == "stage":
                    self.styles.stage(cell, number)
                    set_text(cell, here)
                    continue
                self._value(cell, one, thing)
        for row, one in enumerate(cells.fields, start=2):
            texts = [(thing.texts.get(one.key, ""), _MAP_WIDTH) for thing in cells.rows]
            fit_height(page, row, [*texts, (self._label(one), _LABEL_WIDTH)])
        page.column_dimensions["B"].width = _LABEL_WIDTH
        narrow_keys(page)
        page.freeze_panes = f"C{3 + names}"
        page.print_title_rows, page.print_title_cols = f"2:{2 + names}", "B:B"
        page.print_area = f"B2:{get_column_letter(2 + max(1, len(cells.rows)))}{1 + len(cells.fields)}"
        set_up_print(page, cells.title, is_map=True)
        protect(page)

    def _table(self, page: Worksheet, cells: SheetCells) -> None:
        from openpyxl.utils import get_column_letter  # noqa: PLC0415

        from cxsite.workbook.styles import fit_height, narrow_keys, protect, set_up_print  # noqa: PLC0415

        things = [*cells.rows, *(ThingRow("", {}, {}) for _ in range(SPARE_ROWS))]
        end = FIRST_ROW + len(things) - 1
        self._key(page, "A1", f"{MARKER}:{cells.kind}:")
        self.styles.header(page["A2"])
        for row, thing in enumerate(things, start=FIRST_ROW):
            self._key(page, f"A{row}", thing.key)
        for column, one in enumerate(cells.fields, start=2):
            letter = get_column_letter(column)
            self._key(page, f"{letter}1", one.key)
            set_text(page[f"{letter}2"], self._label(one))
            self.styles.header(page[f"{letter}2"])
            page.column_dimensions[letter].width = _WIDTHS.get(one.form, _TEXT_WIDTH)
            self.drop_downs.add(page, f"{letter}{FIRST_ROW}:{letter}{end}", one, "")
            for row, thing in enumerate(things, start=FIRST_ROW):
                self._value(page[f"{letter}{row}"], one, thing)
        widths = {one.key: _WIDTHS.get(one.form, _TEXT_WIDTH) for one in cells.fields}
        fit_height(page, 2, [(self._label(one), widths[one.key]) for one in cells.fields])
        for row, thing in enumerate(things, start=FIRST_ROW):
            texts = {**thing.texts, **thing.shown}
            fit_height(page, row, [(text, widths[key]) for key, text in texts.items() if key in widths])
        last = get_column_letter(1 + len(cells.fields))
        page.auto_filter.ref = f"A2:{last}{end}"
        narrow_keys(page)
        page.freeze_panes = "C3"
        page.print_title_rows = "2:2"
        page.print_area = f"B2:{last}{max(FIRST_ROW, FIRST_ROW + len(cells.rows) - 1)}"
        set_up_print(page, cells.title, is_map=False)
        protect(page)

    def _value(self, cell: Any, one: SheetField, thing: ThingRow) -> None:  # noqa: ANN401
        if one.key in thing.shown or (thing.texts and one.key not in thing.texts and thing.key):
            self.styles.read_only(cell)
            set_text(cell, thing.shown.get(one.key, self.labels.words("in-file")))
            return
        self.styles.body(
            cell,
            is_centred=one.form in _CENTRED,
            is_name=one.key.partition(".")[0] in ("name", "title"),
            is_inherited=one.key in thing.inherited,
        )
        text = thing.texts.get(one.key, "")
        if text and one.form in (CellForm.NUMBER, CellForm.RATING):
            cell.value = float(text) if "." in text or "e" in text else int(text)
        elif text and one.form is CellForm.DAY:
            cell.value = date.fromisoformat(text)
        elif text:
            set_text(cell, text)
        if one.form is CellForm.DAY:
            cell.number_format = "dd/mm/yyyy" if self.language == "vi" else "d mmm yyyy"

    def _key(self, page: Worksheet, at: str, key: str) -> None:
        if key:
            set_text(page[at], key)
        self.styles.key(page[at])

    def _label(self, one: SheetField) -> str:
        label = one.doc.label_in(self.language)
        label = label[:1].upper() + label[1:]
        words = self.labels.words
        if one.key.startswith("stage."):
            label = words("label.of-stage", label=label)
        if len(one.path) > 1 and one.top not in POINTS:
            label = (
                words("label.inside", outer=words(f"label.{one.top}"), label=label)
                if words.has(f"label.{one.top}")
                else label
            )
        if one.persona:
            label = words(
                "label.persona", label=label, name=self.content.names["persona"].get(one.persona, one.persona)
            )
        elif one.form is CellForm.WORK:
            label = words("label.work", label=label)
        if one.language and self.content.playbook.further_languages:
            return words("label.language", label=label, language=one.language)
        return label

    def _base(self, sheets: Iterable[SheetCells]) -> None:
        """Write the hidden sheet with what was exported: kind, journey, thing, field, text."""
        page = self.book.create_sheet(BASE_SHEET)
        page.sheet_state = "veryHidden"
        head = [MARKER, FORM_VERSION, " ".join((self.language, *self.content.playbook.further_languages))]
        for column, text in enumerate(head, start=1):
            set_text(page.cell(1, column), text)
        row = 2
        for sheet in sheets:
            for thing in sheet.rows:
                held = (one.key for one in sheet.fields if one.key not in thing.texts)
                texts = {key: text for key, text in thing.texts.items() if text}
                shown = {f"{HELD}{key}": thing.shown.get(key, self.labels.words("in-file")) for key in held}
                for key, text in {"": "", **texts, **shown}.items():
                    for column, value in enumerate((sheet.kind, sheet.scope, thing.key, key, text), start=1):
                        if value:
                            set_text(page.cell(row, column), value)
                    row += 1


def date_time(day: date) -> Any:  # noqa: ANN401
    """Return midnight of a day."""
    from datetime import datetime  # noqa: PLC0415

    return datetime(day.year, day.month, day.day)  # noqa: DTZ001 -- workbooks know no time zones


def _sheet_name(title: str, taken: set[str]) -> str:
    """Return a name that a sheet can have and no other has."""
    bare = " ".join(_FORBIDDEN.sub(" ", title).split()).strip("'") or "cxsite"
    name, number = bare[:_LONGEST_NAME].rstrip(), 1
    while name.casefold() in taken or name.casefold() == "history":
        number += 1
        tail = f" {number}"
        name = bare[: _LONGEST_NAME - len(tail)].rstrip() + tail
    taken.add(name.casefold())
    return name
