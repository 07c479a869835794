"""What a file defines that others may name, and where they name it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxsite.model.facts.names import VOCABULARIES
from cxsite.model.facts.references import collect_references

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxsite.editing.address import FileAddress
    from cxsite.model.content import Content
    from cxsite.model.facts.references import Reference

_LISTS = {"pain_points": "pain point", "opportunities": "opportunity", "touchpoints": "touchpoint"}


def named_things(file: FileAddress, raw: Any) -> frozenset[tuple[str, str]]:  # noqa: ANN401 -- any YAML value
    """Return the kind and the full id of everything in a file's values that can be named; none for a missing file."""
    if raw is None:
        return frozenset()
    if file.kind == "journey":
        return frozenset({("journey", file.id), *_things_in_journey(file.id, raw)})
    if file.kind == "playbook":
        entries = ((kind, raw.get(f"{kind}s")) for kind in VOCABULARIES)
        return frozenset(
            (kind, str(one["id"]))
            for kind, listed in entries
            for one in (listed if isinstance(listed, list) else ())
            if isinstance(one, dict) and "id" in one
        )
    return frozenset({(_reference_kind(file.kind), file.id)})


def _reference_kind(kind: str) -> str:
    return "library touchpoint" if kind == "touchpoint" else kind


def _things_in_journey(journey: str, value: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401
    for key, inner in value.items() if isinstance(value, dict) else ():
        for one in inner if isinstance(inner, list) else ():
            if isinstance(one, dict):
                name = one.get("id") or one.get("use")
                if key in _LISTS and isinstance(name, str):
                    yield _LISTS[key], f"{journey}/{name}"
                yield from _things_in_journey(journey, one)


def find_references(content: Content, gone: frozenset[tuple[str, str]]) -> Iterator[Reference]:
    """Yield every place in the content that names one of these things."""
    words = {name.rpartition("/")[2] for _, name in gone}
    for record in content.files if gone else ():
        text = content.texts.get(record.path, "")
        if any(word in text for word in words):
            own = f"{record.id}/"
            for reference in collect_references(record):
                full = {(kind, name) for kind in reference.kinds for name in (reference.value, own + reference.value)}
                if full & gone:
                    yield reference
