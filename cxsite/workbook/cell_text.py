"""What a cell shows: a value as it stands in YAML as one text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from cxsite.model.written_number import number_as_text
from cxsite.workbook.fields import WORK_PARTS, CellForm
from cxsite.workbook.raw_values import text_in

if TYPE_CHECKING:
    from cxsite.workbook.fields import SheetField
    from cxsite.workbook.labels import CellLabels

LONGEST_CELL: Final = 32_767
"""The number of characters that a cell of a workbook can hold."""
MISSING: Final = "–"
"""Stands for a line that is not written in a further language, so that the lines of both languages stay side by side.
"""
CONTINUED: Final = "\n  "
"""A line end inside one entry of a list: lines that begin with spaces belong to the entry above."""
YES: Final = "x"


@dataclass(frozen=True, slots=True)
class CellContext:
    """What a cell's text depends on besides its value: the main language, labels, and the journey it stands in."""

    main: str
    labels: CellLabels
    scope: str = ""
    personas: tuple[str, ...] = ()


def cell_text(raw: Any, one: SheetField, context: CellContext) -> str | None:  # noqa: ANN401 -- any YAML value
    """Return the text of the cell of a field; `raw` is the value of the record's field that holds it.

    None for a value that one cell cannot hold so that it comes back equal: it stays as it is in its file.
    """
    if one.top == "applies_to" and isinstance(raw, list):
        if len(raw) > 1:
            return None
        raw = raw[0] if raw else None
    value = value_below(raw, one.path[1:])
    text = _shown(value, one, context)
    return text if text is None or len(text) <= LONGEST_CELL else None


def value_below(raw: Any, path: tuple[str, ...]) -> Any:  # noqa: ANN401 -- any YAML value
    """Return the value at the keys of a path; None if it is missing."""
    for step in path:
        raw = raw.get(step) if isinstance(raw, dict) else None
    return raw


def lines_of(text: str) -> list[str]:
    """Return the entries of a list's cell: one a line; lines that begin with spaces continue the one above."""
    entries: list[str] = []
    for line in text.split("\n") if text else []:
        if entries and line.startswith((" ", "\t")):
            entries[-1] += "\n" + line.strip()
        else:
            entries.append(line.strip())
    return entries


def number_text(value: float) -> str:
    """Return a number as digits, a whole one without decimals."""
    return str(int(value)) if value == int(value) else repr(float(value))


def item_lines(items: Any, one: SheetField, context: CellContext) -> list[str] | None:  # noqa: ANN401
    """Return the line of each entry of a list; None if one of them cannot be a line."""
    if not isinstance(items, list):
        return [] if items is None else None
    return [line for item in items if (line := _line(item, one, context)) is not None]


def _shown(value: Any, one: SheetField, context: CellContext) -> str | None:  # noqa: ANN401, C901, PLR0911 -- one return a form
    if value is None or value == []:
        return ""
    match one.form:
        case CellForm.TEXT:
            return text_in(value, one.language, context.main)
        case CellForm.TABLE:
            return _table(value, one, context)
        case CellForm.TEXTS | CellForm.WORDS | CellForm.WORK | CellForm.REFERENCES | CellForm.STEPS:
            lines = item_lines(value, one, context)
            if lines is None or len(lines) != len(value):
                return None
            return "" if all(line == MISSING for line in lines) else "\n".join(lines)
        case CellForm.REFERENCE:
            return context.labels.reference(one.kinds, str(value), context.scope)
        case CellForm.LEVEL:
            level = value.get("level") if isinstance(value, dict) else value
            return context.labels.choice(one, str(level))
        case CellForm.CHOICE:
            return context.labels.choice(one, str(value))
        case CellForm.RATING:
            return _rating(value, one)
        case CellForm.FLAG:
            return YES if value is True else ""
        case CellForm.NUMBER:
            return number_text(value) if isinstance(value, (int, float)) else None
        case _:
            return str(number_as_text(value))


def _rating(value: Any, one: SheetField) -> str:  # noqa: ANN401
    number = value.get(one.persona) if one.persona and isinstance(value, dict) else None if one.persona else value
    return number_text(number) if isinstance(number, (int, float)) else ""


def _line(item: Any, one: SheetField, context: CellContext) -> str | None:  # noqa: ANN401
    if one.form is CellForm.REFERENCES:
        return context.labels.reference(one.kinds, str(item), context.scope)
    if one.form is CellForm.WORDS:
        return " ".join(str(number_as_text(item)).split())
    if one.form is CellForm.STEPS:
        return _step(item, one, context)
    if one.form is CellForm.WORK:
        return _work(item, one, context)
    return text_in(item, one.language, context.main).replace("\n", CONTINUED) or MISSING


def _step(item: Any, one: SheetField, context: CellContext) -> str | None:  # noqa: ANN401
    """Return a touchpoint that may follow, and after a bar the reason."""
    to, label = (item.get("to"), item.get("label")) if isinstance(item, dict) else (item, None)
    shown = context.labels.reference(one.kinds, str(to), context.scope)
    reason = text_in(label, context.main, context.main)
    if "|" in shown or "|" in reason or "\n" in reason:
        return None
    return f"{shown} | {reason}".rstrip(" |")


def _work(item: Any, one: SheetField, context: CellContext) -> str | None:  # noqa: ANN401
    parts = [text_in(item.get(name), one.language, context.main) for name in WORK_PARTS]
    if any("|" in part or "\n" in part for part in parts):
        return None
    return " | ".join(parts).rstrip(" |") or MISSING


def _table(value: Any, one: SheetField, context: CellContext) -> str | None:  # noqa: ANN401
    rows = {key: text_in(text, one.language, context.main) for key, text in value.items()}
    if any(":" in key or key != key.strip() for key in rows):
        return None
    if not any(rows.values()):
        return ""
    return "\n".join(f"{key}: {text.replace(chr(10), CONTINUED) or MISSING}" for key, text in rows.items())
