"""Addresses of records: `journeys/mua-hang/touchpoints/thu-do`, and the place in the file that each one names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from cxsite.authoring.yaml_positions import value_at
from cxsite.model.records.values import ID_PATTERN
from cxsite.reading.file_kinds import CONTENT, KINDS, PLAYBOOK

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cxsite.editing.edit import Steps

_FOLDERS: Final = {kind.folder: kind.name.removeprefix("library ") for kind in KINDS}
_ID: Final = re.compile(ID_PATTERN)
_NAMES: Final = ("id", "stage", "use")
"""The fields by which the items of a list are named in addresses."""


@dataclass(frozen=True, slots=True)
class FileAddress:
    """The first part of an address: the kind of file, its id, and the further steps as texts."""

    kind: str
    id: str
    steps: tuple[str, ...] = ()

    @property
    def stem(self) -> str:
        """The file's path without its suffix."""
        return f"{CONTENT}/{self.top}"

    @property
    def top(self) -> str:
        """The address of the file itself."""
        folder = next((folder for folder, kind in _FOLDERS.items() if kind == self.kind), "")
        return f"{folder}/{self.id}" if folder else PLAYBOOK


def parse_address(address: str) -> FileAddress | None:
    """Return the parts of an address; None if it cannot be one, such as a path with `..`."""
    first, *rest = address.split("/")
    if first == PLAYBOOK:
        return FileAddress(PLAYBOOK, PLAYBOOK, tuple(rest)) if all(rest) else None
    if first not in _FOLDERS or not rest or not all(rest) or not _ID.match(rest[0]):
        return None
    return FileAddress(_FOLDERS[first], rest[0], tuple(rest[1:]))


def find_place(top: Any, steps: Sequence[str]) -> Steps | None:  # noqa: ANN401 -- any YAML value
    """Return the place that the steps of an address name in the values of a file; None if there is none.

    A step is a key, the number of an item from 0, or the name of an item. A list that is not here is looked for in the
    lists below: `touchpoints` of a journey are those of its stages. The last step may be a key that is not written yet.
    """
    if not steps:
        return ()
    step, rest = steps[0], steps[1:]
    if isinstance(top, list):
        number = _number_of(top, step)
        inner = find_place(top[number], rest) if number is not None else None
        return None if number is None or inner is None else (number, *inner)
    if not isinstance(top, dict):
        return None
    if step in top or not rest:
        inner = find_place(top.get(step), rest)
        return None if inner is None else (step, *inner)
    return next(_look_below(top, steps), None)


def _look_below(top: dict[str, Any], steps: Sequence[str]) -> Iterator[Steps]:
    """Yield the places of the steps in the items of lists below a mapping."""
    for key, value in top.items():
        for number, item in enumerate(value if isinstance(value, list) else ()):
            if isinstance(item, dict) and (found := find_place(item, steps)) is not None:
                yield (key, number, *found)


def _number_of(items: list[Any], step: str) -> int | None:
    named = (number for number, item in enumerate(items) if isinstance(item, dict) and name_of(item) == step)
    number = next(named, None)
    if number is None and step.isascii() and step.isdigit() and int(step) < len(items):
        return int(step)
    return number


def name_of(item: dict[str, Any]) -> str:
    """Return the name by which an item is called in addresses; empty for one that has only its number."""
    return next((str(item[key]) for key in _NAMES if isinstance(item.get(key), str)), "")


def make_address(top: Any, file: FileAddress, place: Steps) -> str:  # noqa: ANN401
    """Return the address of a place; an item with a name is called by its list and name alone, if that is unique."""
    items = value_at(top, tuple(place[:-1]))
    if place and isinstance(place[-1], int) and isinstance(items, list):
        item = items[place[-1]]
        name = name_of(item) if isinstance(item, dict) else ""
        short = (str(place[-2]), name)
        if name and find_place(top, short) == tuple(place):
            return "/".join((file.top, *short))
    return "/".join((file.top, *map(str, place)))
