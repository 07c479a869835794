"""What a browser posts, and what the buttons of lists do with it before anything is saved.

A field's name is its path in the record: `name`, `scenario.trigger`, `pain_points.0.text`. The entries of a list are
numbered, and `pain_points.count` says how many there are; a list of references repeats its name instead.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from cxsite.editing.form import Posted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cxsite.editing.form import Choice, Form, FormField

MOST_ENTRIES: Final = 500
"""As many entries as a list of the model may hold."""
NAMED: Final = frozenset({"reference", "references"})


def choose_ids(form: Form, posted: Posted) -> Posted:
    """Return what was posted with the ids of the names that were chosen for references.

    A text that is no name of a choice stays; then checking the value says what is wrong with it.
    """
    ids = {one.name: names_to_ids(one.choices) for one in _references(form.fields)}
    patterns = {_pattern(name): chosen for name, chosen in ids.items()}
    values = dict(posted.values)
    for name, texts in values.items():
        chosen = ids.get(name) or next((found for form_of, found in patterns.items() if form_of.fullmatch(name)), None)
        if chosen:
            values[name] = tuple(chosen.get(text.strip(), text.strip()) for text in texts)
    return Posted(values)


def _references(fields: Iterable[FormField]) -> Iterator[FormField]:
    """Yield the fields that refer to records, those of entries and of empty entries, too."""
    for one in fields:
        if one.widget in NAMED:
            yield one
        for item in (*one.items, *((one.blank,) if one.blank else ())):
            yield from _references(item.fields)


def _pattern(name: str) -> re.Pattern[str]:
    """Return the pattern of a field's name in any entry of its lists."""
    parts = (r"\d+" if part == "__new__" or part.isdigit() else re.escape(part) for part in name.split("."))
    return re.compile(r"\.".join(parts), re.ASCII)


def names_to_ids(choices: Iterable[Choice]) -> dict[str, str]:
    """Return the id of each choice by the name that it is shown with: with the id, if several have the same name."""
    return {shown: value for value, shown in ids_to_names(choices).items()}


def ids_to_names(choices: Iterable[Choice]) -> dict[str, str]:
    """Return the name that each choice is shown with by its id."""
    choices = tuple(choices)
    labels = Counter(choice.label for choice in choices)
    ids = {choice.value for choice in choices}

    def is_ambiguous(choice: Choice) -> bool:
        return labels[choice.label] > 1 or (choice.label in ids and choice.label != choice.value)

    return {
        choice.value: f"{choice.label} ({choice.value})" if is_ambiguous(choice) else choice.label for choice in choices
    }


def change_list(posted: Posted, pressed: str) -> Posted:
    """Return what was posted after a button has added, removed or moved an entry of a list.

    A button that asks for something impossible, such as moving the first entry up, changes nothing.
    """
    button, _, target = pressed.partition(":")
    if button == "add":
        return _add_entry(posted, target)
    name, _, number = target.rpartition(".")
    if button not in {"up", "down", "remove"} or not name or not re.fullmatch(r"\d{1,4}", number, re.ASCII):
        return posted
    if numbers := entry_numbers(posted, name):
        return _renumber(posted, name, _reorder(numbers, button, int(number)))
    kept = posted.all(name)  # of a list of references
    order = _reorder(list(range(len(kept))), button, int(number))
    return Posted({**posted.values, name: ("", *(kept[old] for old in order))})


def entry_numbers(posted: Posted, name: str) -> list[int]:
    """Return the numbers of the posted entries of a list, in order."""
    entry = _entry(name)
    return sorted({int(found[1]) for key in posted.values if (found := entry.match(key))})


def _entry(name: str) -> re.Pattern[str]:
    return re.compile(rf"{re.escape(name)}\.(\d{{1,4}})(?=[.@]|\Z)", re.ASCII)


def _add_entry(posted: Posted, name: str) -> Posted:
    numbers = entry_numbers(posted, name)
    if not name or len(numbers) >= MOST_ENTRIES:
        return posted
    new = numbers[-1] + 1 if numbers else 0
    return Posted({**posted.values, f"{name}.{new}.was": ("",), f"{name}.count": (str(len(numbers) + 1),)})


def _reorder(numbers: list[int], button: str, number: int) -> list[int]:
    """Return the numbers of entries in the order after a button was pressed."""
    order = list(numbers)
    if number not in order:
        return order
    at = order.index(number)
    to = {"up": at - 1, "down": at + 1}.get(button, at)
    if button == "remove":
        del order[at]
    elif 0 <= to < len(order):
        order[at], order[to] = order[to], order[at]
    return order


def _renumber(posted: Posted, name: str, order: list[int]) -> Posted:
    """Return what was posted with the entries of a list in another order, given by their old numbers."""
    entry = _entry(name)
    changed = {key: values for key, values in posted.values.items() if not entry.match(key)}
    entries: dict[int, dict[str, tuple[str, ...]]] = {}
    for key, values in posted.values.items():
        if found := entry.match(key):
            entries.setdefault(int(found[1]), {})[key[found.end() :]] = values
    for new, old in enumerate(order):
        changed |= {f"{name}.{new}{rest}": values for rest, values in entries[old].items()}
    return Posted({**changed, f"{name}.count": (str(len(order)),)})
