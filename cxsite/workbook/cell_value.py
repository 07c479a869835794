"""The new value of a field after its cell was changed: as little as possible of the old value changes."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from cxsite.escaping.fold import fold
from cxsite.importing.touchpoint_fields import duration
from cxsite.model.records.dates import DURATION_PATTERN
from cxsite.workbook.cell_text import MISSING, item_lines, lines_of, value_below
from cxsite.workbook.fields import WORK_PARTS, CellForm
from cxsite.workbook.raw_values import changed_items, text_in, with_text

if TYPE_CHECKING:
    from cxsite.workbook.cell_text import CellContext
    from cxsite.workbook.fields import SheetField

_DAY: Final = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_NUMBER: Final = re.compile(r"[-+]?\d+([.,]\d+)?%?")
_YES: Final = frozenset({"x", "yes", "y", "co", "true", "1", "v", "✓", "✔", "dung"})
_NO: Final = frozenset({"no", "n", "khong", "false", "0", "-", "–"})
_NAMED: Final = 12
_NOTHING: Final = frozenset({"", MISSING, "-", "—"})


class CellError(Exception):
    """A cell holds what its field cannot take: a key of the catalogue `workbook` below `cell`, and its values."""

    def __init__(self, key: str, **values: object) -> None:
        self.key = key
        self.values = values
        super().__init__(key)


def changed_value(raw: Any, one: SheetField, before: str, after: str, context: CellContext) -> Any:  # noqa: ANN401
    """Return the record's field after the cell's text changed; None if the field then has no value.

    `raw` is the field's value as it stands in the file, `before` the text that its cell shows. Raises CellError for a
    text that the field cannot take.
    """
    if not after and one.is_required:
        raise CellError("required")
    if one.top == "applies_to" and isinstance(raw, list):
        made = changed_value(raw[0] if raw else None, one, before, after, context)
        return None if made is None else [made]
    return _with_inner(raw, one.path[1:], _changed(value_below(raw, one.path[1:]), one, before, after, context))


def _with_inner(raw: Any, path: tuple[str, ...], value: Any) -> Any:  # noqa: ANN401
    if not path:
        return value
    rest = dict(raw) if isinstance(raw, dict) else {}
    inner = _with_inner(rest.get(path[0]), path[1:], value)
    if inner is None:
        rest.pop(path[0], None)
    else:
        rest[path[0]] = inner
    return rest or None


def _changed(  # noqa: C901, PLR0911, PLR0912 -- one return a form
    raw: Any,  # noqa: ANN401
    one: SheetField,
    before: str,
    after: str,
    context: CellContext,
) -> Any:  # noqa: ANN401
    match one.form:
        case CellForm.TEXT:
            return with_text(raw, one.language, context.main, after.strip())
        case CellForm.TABLE:
            return _table(raw or {}, one, after, context)
        case CellForm.TEXTS | CellForm.WORK if one.language != context.main:
            return _translated(raw or [], one, before, after, context)
        case CellForm.TEXTS | CellForm.WORK | CellForm.WORDS | CellForm.REFERENCES | CellForm.STEPS:
            return _list(raw or [], one, after, context)
        case CellForm.RATING:
            return _rating(raw, one, after, context)
        case CellForm.LEVEL:
            return _level(raw, one, after, context)
        case CellForm.FLAG:
            return _flag(raw, after)
    if not after:
        return None
    match one.form:
        case CellForm.REFERENCE:
            return _reference(one, after, context)
        case CellForm.CHOICE:
            return _choice(one, after, context)
        case CellForm.NUMBER:
            return _number(after, one.bounds)
        case CellForm.DAY:
            return _day(after)
        case CellForm.WORD:
            return after.strip()
        case _:
            return _duration(after)


def _list(raw: list[Any], one: SheetField, after: str, context: CellContext) -> list[Any] | None:
    shown = item_lines(raw, one, context) or []
    lines = [line for line in lines_of(after) if line]
    if one.form in (CellForm.REFERENCES, CellForm.STEPS):
        lines = [part for line in lines for part in _several(line, one, context, shown)]
    return changed_items(raw, shown, lines, lambda old, line: _item(old, line, one, context)) or None


def _several(line: str, one: SheetField, context: CellContext, shown: list[str]) -> list[str]:
    """Return the names of one line: several with commas between them, unless the line as a whole is a name."""
    if line in shown or "|" in line or context.labels.find_reference(one.kinds, line, context.scope) is not None:
        return [line]
    return [part.strip() for part in re.split(r"[,;]", line) if part.strip()]


def _item(old: Any, line: str, one: SheetField, context: CellContext) -> Any:  # noqa: ANN401
    if one.form is CellForm.REFERENCES:
        return _reference(one, line, context)
    if one.form is CellForm.STEPS:
        return _step(old, line, one, context)
    if one.form is CellForm.WORDS:
        return line
    if one.form is CellForm.WORK:
        return _work(old, line, one, context)
    return with_text(old, one.language, context.main, "" if line in _NOTHING else line)


def _step(old: Any, line: str, one: SheetField, context: CellContext) -> Any:  # noqa: ANN401
    shown, _, reason = line.partition("|")
    to = _reference(one, shown.strip(), context)
    before = old.get("label") if isinstance(old, dict) else None
    label = with_text(before, context.main, context.main, reason.strip())
    return to if label is None else {"to": to, "label": label}


def _work(old: Any, line: str, one: SheetField, context: CellContext) -> Any:  # noqa: ANN401
    parts = [part.strip() for part in line.split("|")]
    if len(parts) > len(WORK_PARTS) or not parts[0]:
        raise CellError("work", text=line)
    made = dict(old) if isinstance(old, dict) else {}
    for name, part in zip(WORK_PARTS, [*parts, "", ""], strict=False):
        text = "" if part in _NOTHING else part
        if text == text_in(made.get(name), one.language, context.main):
            continue
        value = with_text(made.get(name), one.language, context.main, text)
        if value is None:
            made.pop(name, None)
        else:
            made[name] = value
    return made or None


def _translated(raw: list[Any], one: SheetField, before: str, after: str, context: CellContext) -> list[Any] | None:
    """Return a list with texts in a further language: line by line beside those of the main language."""
    now = item_lines(raw, one, context) or []
    wanted = [line or MISSING for line in lines_of(after)]
    wanted += [MISSING] * (len(raw) - len(wanted)) if not after else []
    old = lines_of(before)
    if len(wanted) == len(raw):
        changes = dict(enumerate(wanted))
    elif len(wanted) == len(old):
        changes, at = {}, 0
        for was, line in zip(old, wanted, strict=True):
            found = next((n for n in range(at, len(now)) if now[n] == was), None)
            if found is not None:
                changes[found], at = line, found + 1
    else:
        raise CellError("lines", have=len(wanted), want=len(raw))
    made = [
        _item(item, changes[number], one, context) if changes.get(number, now[number]) != now[number] else item
        for number, item in enumerate(raw)
    ]
    return [item for item in made if item is not None] or None


def _table(raw: dict[str, Any], one: SheetField, after: str, context: CellContext) -> dict[str, Any] | None:
    rows: dict[str, str] = {}
    for line in lines_of(after):
        key, colon, text = line.partition(":")
        if line and not (colon and key.strip()):
            raise CellError("table", text=line)
        if line:
            rows[key.strip()] = "" if text.strip() in _NOTHING else text.strip()
    is_main = one.language == context.main
    unknown = next((key for key in rows if key not in raw), None)
    if unknown is not None and not is_main:
        raise CellError("table-key", text=unknown)
    made = {}
    for key in rows if is_main else raw:
        old, text = raw.get(key), rows.get(key, "")
        same = text == text_in(old, one.language, context.main)
        value = old if same else with_text(old, one.language, context.main, text)
        if value is not None:
            made[key] = value
    return made or None


def _rating(raw: Any, one: SheetField, after: str, context: CellContext) -> Any:  # noqa: ANN401
    number = _number(after, (1, 5)) if after else None
    if not one.persona:
        if not isinstance(raw, dict):
            return number
        if number is not None and raw.keys() >= {*context.personas}:
            raise CellError("by-persona")
        return {**dict.fromkeys(context.personas, number), **raw} if number is not None else raw
    each = dict(raw) if isinstance(raw, dict) else {}
    if isinstance(raw, int):
        each = dict.fromkeys(context.personas, raw)
    if number is None:
        each.pop(one.persona, None)
    else:
        each[one.persona] = number
    return each or None


def _level(raw: Any, one: SheetField, after: str, context: CellContext) -> Any:  # noqa: ANN401
    if not after:
        if isinstance(raw, dict) and raw.get("research"):
            raise CellError("research")
        return None
    level = _choice(one, after, context)
    return {**raw, "level": level} if isinstance(raw, dict) else level


def _flag(raw: Any, after: str) -> Any:  # noqa: ANN401
    word = fold(after.strip())
    if word in _YES:
        return True
    if word and word not in _NO:
        raise CellError("flag", text=after)
    return False if raw is False else None


def _reference(one: SheetField, text: str, context: CellContext) -> str:
    found = context.labels.find_reference(one.kinds, text, context.scope)
    if found is None:
        names = list(context.labels.references(one.kinds, context.scope).values())[:_NAMED]
        raise CellError("reference", text=text, known=", ".join(f"“{name}”" for name in names) or "–")
    return found


def _choice(one: SheetField, text: str, context: CellContext) -> str:
    found = context.labels.find_choice(one, text)
    if found is None:
        raise CellError("choice", text=text, known=", ".join(context.labels.choice(one, word) for word in one.choices))
    return found


def _number(text: str, bounds: tuple[float, float] | None) -> int | float:
    bare = text.strip().replace("\N{MINUS SIGN}", "-")
    if not _NUMBER.fullmatch(bare):
        raise CellError("number", text=text)
    value = float(bare.rstrip("%").replace(",", "."))
    if bounds and not bounds[0] <= value <= bounds[1]:
        raise CellError("bounds", text=text, low=bounds[0], high=bounds[1])
    return int(value) if value == int(value) else value


def _day(text: str) -> str:
    plain = text.strip().partition(" 00:00")[0]
    try:
        if found := _DAY.fullmatch(plain):
            return date(int(found[3]), int(found[2]), int(found[1])).isoformat()
        return date.fromisoformat(plain).isoformat()
    except ValueError:
        raise CellError("day", text=text) from None


def _duration(text: str) -> str:
    if re.fullmatch(DURATION_PATTERN, text.strip(), re.ASCII):
        return text.strip()
    if found := duration(text):
        return found
    raise CellError("duration", text=text)
