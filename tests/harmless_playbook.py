"""A playbook with a record of each kind, in which each field has a harmless value, and every form that it has."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from attack_playbook import write_attack
from attack_strings import HARMLESS
from posted_forms import all_fields

from cxsite.editing.located import EditableFiles
from cxsite.editing.new_records import NEW_KINDS
from cxsite.editing.open_form import open_form
from cxsite.reading import read_files

if TYPE_CHECKING:
    from collections.abc import Iterator


@cache
def harmless(further: int = 0) -> EditableFiles:
    """Return a playbook with a record of each kind and `further` ones, in which each field has a harmless value."""
    with TemporaryDirectory() as folder:
        write_attack(Path(folder), [HARMLESS, HARMLESS], 1, further)
        found = Path(folder, "content").rglob("*.*")
        files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}
    content, _ = read_files(files)
    texts = {path: data for path, data in files.items() if path.endswith(".yml")}
    return EditableFiles(texts, content, "vi")


def addresses() -> Iterator[str]:
    """Yield the address of every record that has a form."""
    for record in ("playbook", *(path.removeprefix("content/").removesuffix(".yml") for path in harmless().files)):
        if record != "content/playbook":
            yield from _with_children(record)


def _with_children(address: str) -> Iterator[str]:
    form = open_form(harmless(), address)
    assert form is not None
    yield address
    children = (item.address for one in all_fields(form.fields) if one.widget == "children" for item in one.items)
    for child in children:
        yield from _with_children(child)


ADDRESSES = list(dict.fromkeys(addresses()))


def lists_of_records() -> Iterator[str]:
    """Yield the address of a list of each kind of record that has a form of its own."""
    seen = set[object]()
    for address in ADDRESSES:
        form = open_form(harmless(), address)
        assert form is not None
        for one in all_fields(form.fields):
            found = harmless().locate(f"{address}/{one.name}") if one.widget == "children" else None
            if found is not None and found.model not in seen:
                seen.add(found.model)
                yield f"{address}/{one.name}"


NEW_RECORDS = [*NEW_KINDS, *lists_of_records()]
"""What a form of a new record is opened for: the kinds of files, and lists of records inside files."""
