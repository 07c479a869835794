"""Finds every place in the authors' files that a rename changes."""

from __future__ import annotations

import csv
from collections import defaultdict
from typing import TYPE_CHECKING

from cxsite.authoring.former_ids import former_id_edit
from cxsite.authoring.id_mapping import ROW_KINDS, TOUCHPOINT
from cxsite.authoring.text_edits import TextEdit, find_offsets, link_edits, scalar_edit
from cxsite.escaping.author_markdown import read as read_markdown
from cxsite.escaping.url import internal_link
from cxsite.model.facts.references import LINKED_KINDS, collect_references
from cxsite.model.records.observation import PLACE_COLUMNS
from cxsite.model.records.touchpoint import Touchpoint

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cxsite.authoring.id_mapping import IdMapping
    from cxsite.authoring.rename_target import RenameTarget
    from cxsite.model.content import Content
    from cxsite.model.facts.references import Reference
    from cxsite.model.records.hand_page import HandPage
    from cxsite.model.records.observation import Observation
    from cxsite.model.records.record import Record
    from cxsite.model.records.source import Source
    from cxsite.model.records.source_columns import SourceColumn
    from cxsite.problems import Place

Found = tuple[str, TextEdit]
"""A file's path, and an edit of it."""


def find_edits(contents: Iterable[Content], target: RenameTarget, new: str) -> dict[str, set[TextEdit]]:
    """Return the edits by file. `contents` is the content as read in each language."""
    edits: dict[str, set[TextEdit]] = defaultdict(set)
    for content in contents:
        for path, edit in _all(content, target, new):
            edits[path].add(edit)
    return edits


def _all(content: Content, target: RenameTarget, new: str) -> Iterator[Found]:
    for record in content.files:
        for reference in collect_references(record):
            yield from _reference(content, reference, target.renaming)
    for row in content.observations:
        yield from _row(content, row, target.renaming)
    for source in content.sources.values():
        yield from _source(content, source, target.renaming)
    for page in content.pages.values():
        yield from _page(content, page, target.renaming)
    for owner in target.owners:
        yield _own_id(content, owner, new)
    if target.file is not None:
        yield target.file.path, former_id_edit(content.texts[target.file.path], target.file, target.id, new)


def _reference(content: Content, reference: Reference, renaming: IdMapping) -> Iterator[Found]:
    changed = renaming.of_reference(reference)
    if changed == reference.value:
        return
    place = reference.place
    text = content.texts[place.path]
    if reference.in_text:
        kind = next(word for word, kinds in LINKED_KINDS.items() if kinds == reference.kinds)
        for edit in _link(text, place, f"{kind}:{reference.value}", f"{kind}:{changed}"):
            yield place.path, edit
    else:
        yield place.path, scalar_edit(text, place, changed)


def _link(text: str, place: Place, old: str, new: str) -> Iterable[TextEdit]:
    """Yield the edits of a link: at its target, or in its whole text if the target is escaped."""
    start, end = find_offsets(text, place)
    return (TextEdit(start, end, new),) if text[start:end] == old else link_edits(text, start, end, old, new)


def _own_id(content: Content, owner: Record, new: str) -> Found:
    """Return the edit that adds an id to a touchpoint that had only that of its library touchpoint."""
    if not isinstance(owner, Touchpoint) or owner.id is not None:
        place = owner.place("id")
        return place.path, scalar_edit(content.texts[place.path], place, new)
    place, whole = owner.key_place(), owner.place()
    text = content.texts[place.path]
    start, _ = find_offsets(text, place)
    in_braces = text[find_offsets(text, whole)[0]] == "{"
    return place.path, TextEdit(start, start, f"id: {new}, " if in_braces else f"id: {new}\n{' ' * (place.column - 1)}")


def _row(content: Content, row: Observation, renaming: IdMapping) -> Iterator[Found]:
    columns = (*ROW_KINDS, TOUCHPOINT)
    wanted = {column: renaming.of_row(row, column) for column in columns if getattr(row, column)}
    changed = {column: value for column, value in wanted.items() if value != getattr(row, column)}
    if not changed:
        return
    text = content.texts[row.place.path]
    delimiter = max(",;\t", key=text.partition("\n")[0].count)
    header = [name.strip() for name in next(csv.reader([text.partition("\n")[0]], delimiter=delimiter))]
    start, _ = find_offsets(text, row.place)
    cells = _cells_of(text, start, delimiter)
    for column, value in changed.items():
        at, end = cells[header.index(column)]
        yield row.place.path, TextEdit(at, end, text[at:end].replace(getattr(row, column), value))


def _source(content: Content, source: Source, renaming: IdMapping) -> Iterator[Found]:
    journey = source.columns.journey.value if source.columns.journey else None
    for name in PLACE_COLUMNS:
        column: SourceColumn | None = getattr(source.columns, name)
        for value, place in _ids(column):
            home = str(journey) if journey else None
            changed = renaming.inside(name, value, home) if name == TOUCHPOINT else renaming.of(name, value)
            if changed != value:
                yield place.path, scalar_edit(content.texts[place.path], place, changed)


def _ids(column: SourceColumn | None) -> Iterator[tuple[str, Place]]:
    if column is not None and isinstance(column.value, str):
        yield column.value, column.place("value")
    for word, value in column.map.items() if column is not None else ():
        if column is not None and isinstance(value, str):
            yield value, column.place("map", word)


def _page(content: Content, page: HandPage, renaming: IdMapping) -> Iterator[Found]:
    text = content.texts[page.place.path]
    for kind, value in _links(page.markdown):
        changed = _rename_link(renaming, kind, value)
        if changed != value:
            for edit in link_edits(text, 0, len(text), f"{kind}:{value}", f"{kind}:{changed}"):
                yield page.place.path, edit


def _links(markdown: str) -> set[tuple[str, str]]:
    found = (internal_link(link.target) for link in read_markdown(markdown).links)
    return {link for link in found if link}


def _rename_link(renaming: IdMapping, kind: str, value: str) -> str:
    return renaming.inside(kind, value, None) if kind == TOUCHPOINT else renaming.of(kind, value)


def _cells_of(text: str, start: int, delimiter: str) -> list[tuple[int, int]]:
    """Return start and end of each cell, including quotes, of the row at an offset; a row may span lines."""
    cells: list[tuple[int, int]] = []
    at, in_quotes = start, False
    for offset in range(start, len(text) + 1):
        character = text[offset] if offset < len(text) else "\n"
        if character == '"':
            in_quotes = not in_quotes
        elif not in_quotes and character in (delimiter, "\n"):
            cells.append((at, offset))
            at = offset + 1
            if character == "\n":
                break
    return cells
