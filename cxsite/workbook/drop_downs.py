"""Drop-down lists and limits of cells, from the playbook's vocabularies; the lists stand on a hidden sheet."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from cxsite.workbook.cell_text import YES
from cxsite.workbook.fields import CellForm
from cxsite.workbook.package import set_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl.worksheet.worksheet import Worksheet

    from cxsite.workbook.fields import SheetField
    from cxsite.workbook.labels import CellLabels

LISTS_SHEET: Final = "_cxsite_lists"
_LONGEST_TITLE: Final = 32
_LONGEST_PROMPT: Final = 255
_MOST: Final = 1_000


@dataclass(slots=True)
class DropDowns:
    """Writes each list once, and gives cells their list."""

    sheet: Worksheet
    labels: CellLabels
    language: str
    _columns: dict[tuple[str, ...], str] = field(default_factory=dict)

    def add(self, target: Worksheet, cells: str, one: SheetField, scope: str) -> None:
        """Give a range of cells the drop-down list or the limits of a field, and its help."""
        rule = self._rule(one, scope)
        rule.promptTitle = one.doc.label_in(self.language)[:_LONGEST_TITLE]
        rule.prompt = one.doc.help_in(self.language)[:_LONGEST_PROMPT]
        rule.showInputMessage = True
        rule.allowBlank = True
        rule.add(cells)
        target.add_data_validation(rule)

    def _rule(self, one: SheetField, scope: str) -> DataValidation:
        if one.form in (CellForm.REFERENCE, CellForm.REFERENCES):
            values = list(self.labels.references(one.kinds, scope).values())[:_MOST]
            return self._list(values, is_strict=one.form is CellForm.REFERENCE)
        if one.form in (CellForm.CHOICE, CellForm.LEVEL):
            return self._list([self.labels.choice(one, word) for word in one.choices], is_strict=True)
        if one.form is CellForm.RATING or one.bounds == (1, 5):
            return self._strict(DataValidation(type="list", formula1='"1,2,3,4,5"'))
        if one.form is CellForm.FLAG:
            return self._strict(DataValidation(type="list", formula1=f'"{YES}"'))
        if one.bounds is not None:
            low, high = (str(int(limit)) for limit in one.bounds)
            return self._strict(DataValidation(type="decimal", operator="between", formula1=low, formula2=high))
        return DataValidation()

    def _list(self, values: Sequence[str], *, is_strict: bool) -> DataValidation:
        if not values:
            return DataValidation()
        key = tuple(values)
        if key not in self._columns:
            letter = get_column_letter(len(self._columns) + 1)
            for number, value in enumerate(values, start=1):
                set_text(self.sheet[f"{letter}{number}"], value)
            self._columns[key] = f"'{LISTS_SHEET}'!${letter}$1:${letter}${len(values)}"
        rule = DataValidation(type="list", formula1=self._columns[key])
        return self._strict(rule) if is_strict else rule

    def _strict(self, rule: DataValidation) -> DataValidation:
        rule.showErrorMessage = True
        rule.errorStyle = "stop"
        rule.error = self.labels.words("drop-down.error")
        return rule
