"""Pain points and opportunities of a touchpoint: which cell still is which point."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True, slots=True)
class PointSlot:
    """One numbered lane of a touchpoint: its texts by field (`text`, `text.en`, `severity`) and their cells.

    `id` is that of the point which the lane had; empty for a lane that was empty.
    """

    number: int
    texts: Mapping[str, str]
    cells: Mapping[str, str]
    id: str = ""

    @property
    def is_empty(self) -> bool:
        """Return whether it has no text in any language."""
        return not any(text for key, text in self.texts.items() if key.partition(".")[0] == "text")

    @property
    def main_text(self) -> str:
        """The text in the main language."""
        return self.texts.get("text", "")


def slots_of(name: str, texts: Mapping[str, str], cells: Mapping[str, str]) -> list[PointSlot]:
    """Return the lanes of a list (`pain_points`) from a touchpoint's texts."""
    numbers: dict[int, dict[str, str]] = {}
    for key, text in texts.items():
        parts = key.split(".")
        if parts[0] == name and len(parts) > 1 and parts[1].isdigit():
            inner = ".".join(parts[2:])
            field = "text" if not inner else inner if inner in ("id", "severity") else f"text.{inner}"
            numbers.setdefault(int(parts[1]), {})[field] = text
    return [
        PointSlot(
            number,
            {key: text for key, text in fields.items() if key != "id"},
            {key: cells[one] for key in fields if (one := slot_key(name, number, key)) in cells},
            fields.get("id", ""),
        )
        for number, fields in sorted(numbers.items())
    ]


def slot_key(name: str, number: int, field: str) -> str:
    """Return the key of a lane's field in the workbook."""
    inner = field.removeprefix("text").removeprefix(".")
    return f"{name}.{number}.{inner}" if inner else f"{name}.{number}"


def identify(before: Sequence[PointSlot], after: Sequence[PointSlot]) -> dict[int, str]:
    """Return by lane number the id of the point that stands there now; lanes with new points are missing.

    An unchanged text keeps its point, then a text that moved to another lane; a changed text is the point of its lane.
    """
    found: dict[int, str] = {}
    old = {slot.number: slot for slot in before if slot.id}
    filled = [slot for slot in after if not slot.is_empty]
    for slot in filled:
        if slot.number in old and old[slot.number].main_text == slot.main_text:
            found[slot.number] = old[slot.number].id
    for slot in filled:
        moved = (one for one in old.values() if one.main_text == slot.main_text and one.id not in found.values())
        if slot.number not in found and slot.main_text and (one := next(moved, None)):
            found[slot.number] = one.id
    for slot in filled:
        if slot.number not in found and slot.number in old and old[slot.number].id not in found.values():
            found[slot.number] = old[slot.number].id
    return found
