"""The ids that may be referred to, and their names."""

from __future__ import annotations

from collections.abc import Container
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cxsite.model.content import Content

VOCABULARIES = ("stage", "channel", "team", "store")
"""Kinds whose entries are in `content/playbook.yml`; every other kind has a file for each."""
ADDRESSED = (("pain point",), ("pain point", "opportunity"))
"""Kinds that opportunities and actions address; a bare id refers to the journey's own."""


class BareIds(Container[str]):
    """Every id that may be written without its journey."""

    def __contains__(self, value: object) -> bool:
        """Return whether the id has no journey before it."""
        return isinstance(value, str) and "/" not in value


def names_by_kind(content: Content) -> Mapping[str, Mapping[str, str]]:
    """By kind (`persona`, `stage`, `library touchpoint` …): ids with their names, in the order of content."""
    playbook = content.playbook
    return {
        "persona": _names(content.personas.values()),
        "journey": _names(content.journeys.values()),
        "stage": _names(playbook.stages),
        "channel": _names(playbook.channels),
        "team": _names(playbook.teams),
        "store": _names(playbook.stores),
        "metric": _names(content.metrics.values()),
        "goal": _names(content.goals.values()),
        "play": _names(content.plays.values()),
        "library touchpoint": _names(content.touchpoints.values()),
    }


def _names(things: Iterable[Any]) -> dict[str, str]:
    return {thing.id: getattr(thing, "name", None) or thing.title for thing in things}
