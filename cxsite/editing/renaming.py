"""Finds the ids of a record that can be changed together with all references to them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cxsite.editing.describe import FieldDescriber
from cxsite.model.facts.names import VOCABULARIES
from cxsite.reading.file_kinds import PLAYBOOK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxsite.editing.located import EditableFiles, LocatedRecord

_IN_JOURNEYS: Final = {
    "touchpoints": "touchpoint",
    "pain_points": "pain-point",
    "opportunities": "opportunity",
    "actions": "action",
}
"""The words by which `cxsite rename` calls records in a journey, by the list that they are in."""


@dataclass(frozen=True, slots=True)
class RenamableId:
    """An id, the name by which `cxsite rename` calls it (`pain-point/mua/cho-lau`), and its record."""

    id: str
    name: str
    address: str
    title: str


def list_renamable_ids(files: EditableFiles, address: str) -> tuple[RenamableId, ...]:
    """Return the id of a record, and those of the pain points and opportunities of a touchpoint in a journey."""
    found = files.locate(address)
    return () if found is None else tuple(_ids(files, found))


def _ids(files: EditableFiles, found: LocatedRecord) -> Iterator[RenamableId]:
    raw = found.raw if isinstance(found.raw, dict) else {}
    own = str(raw.get("id") or raw.get("use") or "") if found.place else found.file.id
    name = _name(found, own) if own else ""
    if name and found.model is not None:
        title = FieldDescriber(files.words).title(found.model, raw)
        yield RenamableId(own, name, found.address, title or own)
    if found.journey and found.is_item and found.place[-2] == "touchpoints":
        for key in ("pain_points", "opportunities"):
            for number in range(len(raw.get(key) or ())):
                inner = files.locate("/".join(map(str, (found.file.top, *found.place, key, number))))
                if inner is not None and inner.is_item:
                    yield from _ids(files, inner)


def _name(found: LocatedRecord, own: str) -> str:
    """Return the name of an id for `cxsite rename`; empty if the record has none of its own."""
    if not found.place:
        return f"{found.file.kind}/{own}" if found.file.kind != PLAYBOOK else ""
    kind = str(found.place[-2]) if found.is_item else ""
    if found.file.kind == PLAYBOOK:
        word = kind.removesuffix("s")
        return f"{word}/{own}" if len(found.place) == 2 and word in VOCABULARIES else ""  # noqa: PLR2004 -- list, number
    return f"{_IN_JOURNEYS[kind]}/{found.journey}/{own}" if found.journey and kind in _IN_JOURNEYS else ""


def rename_in_path(path: str, old: str, new: str) -> str:
    """Return an address or a page's path with the new id instead of the old one in each of its steps."""
    steps = path.split("/")
    return "/".join(new + one[len(old) :] if one == old or one.startswith(f"{old}.") else one for one in steps)
