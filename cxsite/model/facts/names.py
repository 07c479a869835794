"""What may be named by its id, and what it is called."""

from __future__ import annotations

from collections.abc import Container
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cxsite.model.content import Content

VOCABULARIES = ("stage", "channel", "team", "store")
"""Kinds whose entries stand in `content/playbook.yml`; every other kind has a file for each."""
ADDRESSED = (("pain point",), ("pain point", "opportunity"))
"""Kinds, as references tell them, of what opportunities and actions address; a bare id is the journey's own."""


class BareIds(Container[str]):
    """Every id that is named without its journey."""

    def __contains__(self, value: object) -> bool:
        """Whether the id has no journey before it."""
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
