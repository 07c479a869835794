"""The ids that may be referred to, and their names."""

from __future__ import annotations

from collections.abc import Container
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

VOCABULARIES = ("stage", "channel", "team", "store")
"""Kinds whose entries are in `content/playbook.yml`; every other kind has a file for each."""
ADDRESSED = (("pain point",), ("pain point", "opportunity"))
"""Kinds that opportunities and actions address; a bare id refers to the journey's own."""


class BareIds(Container[str]):
    """Every id that may be written without its journey."""

    def __contains__(self, value: object) -> bool:
        """Return whether the id has no journey before it."""
        return isinstance(value, str) and "/" not in value


def names_by_id(things: Iterable[Any]) -> dict[str, str]:
    """Return the name of each thing by its id, in the order of the things."""
    return {thing.id: getattr(thing, "name", None) or thing.title for thing in things}
