"""Ids of new records, made from their names, that nothing else has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from cxsite.editing.field_shapes import shape_of, shapes_of
from cxsite.escaping.fold import LONGEST_ID, slug

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

    from cxsite.editing.edit import Steps
    from cxsite.model.records.record import Record

_NAMES: Final = ("name", "title", "text", "use")
_MOST_WORDS: Final = 6
"""An id made from a sentence has so many words."""


def free_id(text: str, taken: Container[str], fallback: str) -> str:
    """Return an id for a text, with a number appended if it is taken."""
    wanted = slug(" ".join(text.split()[:_MOST_WORDS]), fallback=fallback)
    number, found = 1, wanted
    while found in taken:
        number += 1
        found = f"{wanted[: LONGEST_ID - len(str(number)) - 1].rstrip('-')}-{number}"
    return found


def text_of(value: Any, language: str) -> str:  # noqa: ANN401 -- any YAML value
    """Return a text in the language, or in the one that it has."""
    if isinstance(value, dict):
        value = value.get(language) or next(iter(value.values()), "")
    return str(value) if value is not None else ""


def with_ids(model: type[Record], values: Mapping[str, Any], taken: set[str], language: str) -> dict[str, Any]:
    """Return values with an id for each new record in them that needs one; `taken` gets these, too.

    A record needs an id if its class has one, unless it uses one of the library under its own name.
    """
    made = dict(values)
    shape = shape_of(model, "id")
    if shape is not None and not made.get("id") and (shape.required or not made.get("use") or made["use"] in taken):
        text = next((text_of(made[key], language) for key in _NAMES if made.get(key)), "")
        made = {"id": free_id(text, taken, _fallback(model)), **{k: v for k, v in made.items() if k != "id"}}
    taken.update(str(made[key]) for key in ("id", "use") if made.get(key))
    for inner in shapes_of(model):
        listed = made.get(inner.name)
        if inner.widget == "records" and inner.record is not None and isinstance(listed, list):
            made[inner.name] = [
                with_ids(inner.record, one, taken, language) if isinstance(one, dict) else one for one in listed
            ]
    return made


def _fallback(model: type[Record]) -> str:
    """Return an id for a record without letters in its name: `pain-point`."""
    return "".join(f"-{one.lower()}" if one.isupper() else one for one in model.__name__).strip("-")


def collect_ids(value: Any) -> set[str]:  # noqa: ANN401
    """Return every id, and every shared touchpoint used, in values of a file."""
    if isinstance(value, dict):
        own = {str(value[key]) for key in ("id", "use") if isinstance(value.get(key), str)}
        return own.union(*map(collect_ids, value.values()))
    return set[str]().union(*map(collect_ids, value)) if isinstance(value, list) else set()


def copied_ids(raw: Any, taken: set[str], ids: dict[str, str]) -> list[tuple[Steps, str]]:  # noqa: ANN401
    """Return the path and the new value of each id in a copied record; `ids` gets the new id by the old one."""
    found: list[tuple[Steps, str]] = []

    def visit(value: Any, path: Steps) -> None:  # noqa: ANN401
        if isinstance(value, dict):
            name = value.get("id") or value.get("use")
            if isinstance(name, str):
                ids[name] = free_id(name.replace("-", " "), taken, "item")
                taken.add(ids[name])
                found.append(((*path, "id"), ids[name]))
            for key, inner in value.items():
                visit(inner, (*path, key))
        elif isinstance(value, list):
            for number, inner in enumerate(value):
                visit(inner, (*path, number))

    visit(raw, ())
    return found


def copied_references(raw: Any, ids: Mapping[str, str]) -> list[tuple[Steps, str]]:  # noqa: ANN401
    """Return what a copied record's opportunities address, where that was copied with it."""
    found: list[tuple[Steps, str]] = []
    for number, one in enumerate(raw.get("opportunities") or () if isinstance(raw, dict) else ()):
        addressed = one.get("addresses") or () if isinstance(one, dict) else ()
        for at, name in enumerate([addressed] if isinstance(addressed, str) else addressed):
            if name in ids:
                found.append((("opportunities", number, "addresses", at), ids[name]))
    return found
