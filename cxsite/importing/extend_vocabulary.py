"""New stages and channels in playbook.yml, each in its place; every other byte stays as it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import ValidationError

from cxsite.authoring.text_edits import TextEdit, apply_edits, find_offsets
from cxsite.authoring.yaml_scalar import quote_scalar
from cxsite.escaping.fold import slug
from cxsite.model.records.playbook_parts import Channel
from cxsite.model.records.source_location import Fields, Items
from cxsite.problems import CxsiteError, Place
from cxsite.reading.scalars import plain_value
from cxsite.reading.yaml_events import read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def new_ids(names: Iterable[str], taken: Iterable[str], fallback: str) -> dict[str, str]:
    """An id for each name, none of which is taken."""
    used = set(taken)
    found: dict[str, str] = {}
    for name in names:
        wanted = slug(name, fallback=fallback)
        number, key = 1, wanted
        while key in used:
            number += 1
            key = f"{wanted}-{number}"
        used.add(key)
        found[name] = key
    return found


def can_be_named(text: str) -> bool:
    """Whether a text can be the name of a stage or channel."""
    try:
        Channel.model_validate({"id": "x", "name": text})
    except ValidationError:
        return False
    return True


def _id(key: str) -> str:
    """An id as YAML: in quotation marks where it would be read as a number."""
    return key if isinstance(plain_value(key), str) else f'"{key}"'


def lines_for_playbook(stages: Mapping[str, str], channels: Mapping[str, str]) -> list[str]:
    """The lines that an author would add to playbook.yml for stages and channels, given as ids by name."""
    found: list[str] = []
    for key, ids in (("stages", stages), ("channels", channels)):
        if ids:
            found.append(f"{key}:")
        for name, one in ids.items():
            found += [f"  - id: {_id(one)}", f"    name: {quote_scalar(name)}"]
    return found


@dataclass(frozen=True, slots=True)
class VocabularyEntry:
    """A stage or channel to add: its list, its id and name, and the id of the entry before it.

    `before` is empty for the first place, and None for the last.
    """

    kind: str
    id: str
    name: str
    before: str | None = None


def extended_playbook(path: str, data: bytes, entries: Iterable[VocabularyEntry]) -> bytes:
    """The bytes of playbook.yml with the entries added one after the other.

    Raises CxsiteError where the file cannot be read as YAML.
    """
    for entry in entries:
        text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
        fields, problems = read_yaml(path, text)
        if fields is None or problems:
            raise CxsiteError("{path} has problems.", "Correct them first: cxsite validate", path=path)
        items = fields.get(entry.kind)
        has_items = isinstance(items, Items) and bool(items)
        edit = _beside(text, items, entry) if has_items else _new_list(text, fields, entry)  # type: ignore[arg-type]
        data = apply_edits(data, [edit])
    return data


def _beside(text: str, items: Items, entry: VocabularyEntry) -> TextEdit:
    """The entry behind another one, or in front of the first, in the form that the list has."""
    ids = [one.get("id") if isinstance(one, Fields) else None for one in items]
    is_first = entry.before == ""
    at = 0 if is_first else ids.index(entry.before) if entry.before in ids else len(ids) - 1
    start, end = find_offsets(text, Place("", *items.item_span(at)))
    key = _id(entry.id)
    in_braces = f"{{id: {key}, name: {quote_scalar(entry.name, in_brackets=True)}}}"
    if text[:start].rstrip()[-1:] in "[,":
        return TextEdit(start, start, f"{in_braces}, ") if is_first else TextEdit(end, end, f", {in_braces}")
    dash = text.rindex("-", 0, start)
    indent = " " * (dash - text.rfind("\n", 0, dash) - 1)
    block = f"id: {key}\n{indent}  name: {quote_scalar(entry.name)}"
    line = f"{indent}- {in_braces if text[start] == '{' else block}\n"
    if is_first:
        begin = text.rfind("\n", 0, dash) + 1
        return TextEdit(begin, begin, line)
    stop = text.find("\n", end - 1 if text[end - 1 : end] == "\n" else end)
    return TextEdit(stop + 1, stop + 1, line) if stop >= 0 else TextEdit(len(text), len(text), "\n" + line.rstrip("\n"))


def _new_list(text: str, fields: Fields, entry: VocabularyEntry) -> TextEdit:
    """A list with the entry alone: in the place of an empty one, else at the end of the file."""
    lines = f"{entry.kind}:\n  - id: {_id(entry.id)}\n    name: {quote_scalar(entry.name)}\n"
    if entry.kind not in fields.places:
        return TextEdit(len(text), len(text), lines if text.endswith("\n") or not text else f"\n{lines}")
    start, end = find_offsets(text, Place("", *fields.key_span(entry.kind)))
    if entry.kind in fields:
        end = find_offsets(text, Place("", *fields.value_span(entry.kind)))[1]
    else:
        end = text.find("\n", end) if "\n" in text[end:] else len(text)
    return TextEdit(start, end, lines.rstrip("\n"))
