"""Finds the thing to rename, and checks that its new id is free."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from cxsite.authoring.id_mapping import ADDRESSED, LIBRARY, TOUCHPOINT, IdMapping
from cxsite.escaping.fold import slug
from cxsite.model.facts.names import VOCABULARIES
from cxsite.model.facts.suggestions import suggest
from cxsite.model.records.values import ID_LENGTH, ID_PATTERN, RESERVED_IDS
from cxsite.problems import CxsiteError
from cxsite.reading.file_kinds import CONTENT, KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cxsite.model.content import Content
    from cxsite.model.records.journey import Journey
    from cxsite.model.records.record import FileMetadata, Record

FILES: Final = {kind.name.removeprefix("library "): kind for kind in KINDS}
INNER: Final = {TOUCHPOINT: TOUCHPOINT, "pain-point": ADDRESSED, "opportunity": ADDRESSED, "action": "action"}
RENAMABLE: Final = (*FILES, *VOCABULARIES, "pain-point", "opportunity")


@dataclass(frozen=True, slots=True, kw_only=True)
class RenameTarget:
    """A thing with its id: a file (`file` is its record), an entry of the playbook, or a thing in a journey."""

    kind: str
    id: str
    renaming: IdMapping
    file: FileMetadata | None = None
    owners: tuple[Record, ...] = ()
    """The records whose `id` changes."""


def find_target(project: Path, content: Content, name: str, new: str) -> RenameTarget:
    """Find the thing `KIND/ID` or `KIND/JOURNEY/ID`, with all records whose id changes with it.

    Raises CxsiteError if there is no such thing, or `new` is invalid or taken.
    """
    kind, *steps = name.split("/")
    if kind not in RENAMABLE or len(steps) not in (1, 2) or (len(steps) == 2 and kind not in INNER):  # noqa: PLR2004
        forms = ", ".join([*(f"{one}/ID" for one in (*FILES, *VOCABULARIES)), *(f"{one}/JOURNEY/ID" for one in INNER)])
        raise CxsiteError(
            "“{name}” does not name anything that has an id.", "Write one of: {forms}.", name=name, forms=forms
        )
    _refuse_bad_id(new)
    if len(steps) == 2:  # noqa: PLR2004
        return _in_journey(content, kind, steps[0], steps[1], new)
    if kind in VOCABULARIES:
        return _in_playbook(content, kind, steps[0], new)
    if kind not in FILES:
        raise CxsiteError(
            "“{name}” does not name the journey.", "Write {kind}/JOURNEY/{id}.", name=name, kind=kind, id=steps[0]
        )
    return _file(project, content, kind, steps[0], new)


def _refuse_bad_id(new: str) -> None:
    if new in RESERVED_IDS:
        raise CxsiteError("“{new}” is a reserved name.", "Choose another id.", new=new)
    if not re.match(ID_PATTERN, new) or len(new) > ID_LENGTH:
        raise CxsiteError(
            "“{new}” cannot be an id.",
            "An id consists of lower-case letters without accents, digits and hyphens, at most "
            "{limit} characters; perhaps {suggestion}.",
            new=new,
            limit=ID_LENGTH,
            suggestion=slug(new),
        )


def _refuse_taken(new: str, taken: object) -> None:
    if taken:
        raise CxsiteError(
            "The id “{new}” is already used.", "Choose another id: this one belongs to {taken}.", new=new, taken=taken
        )


def _missing(name: str, known: Any) -> CxsiteError:  # noqa: ANN401 -- any names
    near = suggest(name, known)
    if near:
        return CxsiteError("There is no “{name}”.", "Did you mean {near}?", name=name, near=near)
    if not known:
        return CxsiteError("There is no “{name}”.", "Nothing of this kind exists yet.", name=name)
    return CxsiteError("There is no “{name}”.", "Existing: {known}.", name=name, known=", ".join(known))


def _file(project: Path, content: Content, word: str, old: str, new: str) -> RenameTarget:
    kind = FILES[word]
    records = getattr(content, kind.folder)
    if old not in records:
        raise _missing(old, records)
    folder = project / CONTENT / kind.folder
    there = next((p for p in sorted(folder.iterdir()) if p.stem.casefold() == new and p.stem.casefold() != old), None)
    former = next((one.path for one in records.values() if new in one.formerly and one.id != old), None)
    _refuse_taken(new, old == new or (there and f"{CONTENT}/{kind.folder}/{there.name}") or former)
    if kind.name == LIBRARY:
        return _library(content, records[old], new)
    return RenameTarget(kind=word, id=old, file=records[old], renaming=IdMapping({(kind.name, old): new}))


def _library(content: Content, record: FileMetadata, new: str) -> RenameTarget:
    """Return the target of a library touchpoint: journeys that use it without an own id change with it."""
    old = record.id
    using = dict.fromkeys(placed.journey.id for placed in content.uses_of.get(old, ()) if placed.touchpoint.id is None)
    journeys = {one.id: one for name in using for one in _counterparts(content, name, old)}
    for journey in journeys.values():
        _refuse_taken(new, _holder(journey, new))
    same = (touchpoint.as_written for one in journeys.values() for touchpoint in one.touchpoints)
    owners = tuple(touchpoint for touchpoint in same if touchpoint.id == old)
    inner = {(TOUCHPOINT, name, old): new for name in journeys}
    renaming = IdMapping({(LIBRARY, old): new}, inner)
    return RenameTarget(kind=TOUCHPOINT, id=old, file=record, owners=owners, renaming=renaming)


def _in_playbook(content: Content, kind: str, old: str, new: str) -> RenameTarget:
    entries = {entry.id: entry for entry in getattr(content.playbook, f"{kind}s")}
    if old not in entries:
        raise _missing(old, entries)
    _refuse_taken(new, new in entries and "content/playbook.yml")
    return RenameTarget(kind=kind, id=old, owners=(entries[old],), renaming=IdMapping({(kind, old): new}))


def _in_journey(content: Content, kind: str, where: str, old: str, new: str) -> RenameTarget:
    if where not in content.journeys:
        raise _missing(where, content.journeys)
    known = {key for key, _ in _things(content.journeys[where], kind)}
    if old not in known:
        raise _missing(old, sorted(known))
    journeys = _counterparts(content, where, old) if kind == TOUCHPOINT else [content.journeys[where]]
    for journey in journeys:
        _refuse_taken(new, _holder(journey, new))
    owners = tuple(record for one in journeys for key, record in _things(one, kind) if key == old)
    inner = {(INNER[kind], journey.id, old): new for journey in journeys}
    return RenameTarget(kind=kind, id=old, owners=owners, renaming=IdMapping({}, inner))


def _counterparts(content: Content, where: str, touchpoint: str) -> list[Journey]:
    """Return the journey, and its baseline or ideals that have the same touchpoint id, so that ids stay equal."""
    first = content.journeys[where]
    root = first.baseline or where
    others = [one for one in content.journeys.values() if root in (one.id, one.baseline) and one is not first]
    return [first, *(one for one in others if any(t.key == touchpoint and not t.replaces for t in one.touchpoints))]


def _things(journey: Journey, kind: str | None = None) -> Iterator[tuple[str, Record]]:
    """Yield the ids in a journey with their records, of one kind or of all."""
    for touchpoint in journey.touchpoints:
        if kind in (None, TOUCHPOINT) and touchpoint.key:
            yield touchpoint.key, touchpoint.as_written
        if kind in (None, "pain-point"):
            yield from ((pain.id, pain) for pain in touchpoint.pain_points)
        if kind in (None, "opportunity"):
            yield from ((chance.id, chance) for chance in touchpoint.opportunities)
    if kind in (None, "action"):
        yield from ((action.id, action) for action in journey.actions)


def _holder(journey: Journey, wanted: str) -> str:
    """Return where a journey uses that id already; empty if it does not."""
    return next((str(record.key_place()) for key, record in _things(journey) if key == wanted), "")
