"""Filters of the form templates: how values are shown in boxes."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from cxsite.editing_pages.posted_form import ids_to_names
from cxsite.model.records.dates import Duration

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cxsite.editing.form import Choice, FormField, FormItem

_DEFAULT_UNIT: Final = "d"
_LISTS: Final = frozenset({"texts", "records", "mapping", "record", "children"})


def upper_first(text: str) -> str:
    """Return the text with its first letter in upper case, the rest as it is."""
    return text[:1].upper() + text[1:]


def lower_first(text: str) -> str:
    """Return the text with its first letter in lower case, for the middle of a sentence."""
    return text[:1].lower() + text[1:]


def split_length(text: str) -> tuple[str, str] | None:
    """Return number and unit of a length of time (`14d`); None for one that a box and a list cannot show."""
    if not text:
        return "", _DEFAULT_UNIT
    parts = Duration(text).parts
    written = [f"{number}{unit}" for number, unit in parts]
    return (str(parts[0][0]), parts[0][1]) if len(parts) == 1 and written == [text] else None


def is_day_or_empty(text: str) -> bool:
    """Return whether a date picker can show the text."""
    try:
        return not text or date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def sort_chosen(choices: Sequence[Choice], values: Sequence[str]) -> list[Choice]:
    """Return the choices with the chosen ones first, in the author's order, so that posting them keeps it."""
    order = {value: number for number, value in enumerate(values)}
    return sorted(choices, key=lambda choice: order.get(choice.value, len(order)))


def entry_number(item: FormItem, field: FormField, index: int) -> str:
    """Return the number of an entry as the names of its fields have it."""
    for inner in item.fields:
        number = inner.name.removeprefix(f"{field.name}.").partition(".")[0]
        if number.isdigit():
            return number
    return str(index)


def own_help(field: FormField) -> str:
    """Return the help of a field; empty if it only repeats the label."""
    return "" if field.help.rstrip(".").casefold() == field.label.casefold() else field.help


def is_open(item: FormItem) -> bool:
    """Return whether an entry is shown unfolded: a new one, or one with a problem inside."""
    return not item.was or any(map(has_problem, item.fields))


def has_problem(field: FormField) -> bool:
    """Return whether the field, or a field inside it, has a problem."""
    return bool(field.problems) or any(has_problem(inner) for item in field.items for inner in item.fields)


def has_value(field: FormField) -> bool:
    """Return whether something is filled in."""
    if field.widget in _LISTS:
        return any(not item.fields or any(map(has_value, item.fields)) for item in field.items)
    shown = (field.value, *field.values, *field.texts.values(), *(value for _, value in field.by_persona))
    return any(shown)


def box_id(field: FormField) -> str:
    """Return the id of the element that gets the focus when the field's problem is followed."""
    return f"f-{field.name}@{field.languages[0].value}" if field.languages else f"f-{field.name}"


FILTERS: Final[dict[str, Callable[..., object]]] = {
    "box_id": box_id,
    "entry_number": entry_number,
    "is_day_or_empty": is_day_or_empty,
    "is_open": is_open,
    "length_parts": split_length,
    "lower_first": lower_first,
    "names": ids_to_names,
    "own_help": own_help,
    "sort_chosen": sort_chosen,
    "upper_first": upper_first,
}
