"""Names of things with the addresses of their pages, as contexts carry them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxsite.pages.display_names import Names

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cxsite.model.facts.in_journey import PlacedAction, PlacedOpportunity, PlacedPainPoint, PlacedTouchpoint
    from cxsite.model.records.journey import Journey
    from cxsite.pages.address import Addresses


class Link(NamedTuple):
    """A text, and where it leads: a page of the site with its anchor (`journeys/mua#map`), None if there is no page."""

    text: str
    address: str | None


class ContentLinks:
    """Makes the links to things of the content by kind and id; kinds are those of `Addresses`.

    It looks each thing up once, so it belongs to one page: another page looks it up again, for its own dependencies.
    """

    def __init__(self, addresses: Addresses) -> None:
        self._addresses = addresses
        self._names = Names(addresses.content)
        self._found: dict[tuple[str, str, str | None], Link] = {}
        self._named: dict[tuple[str, str], str] = {}

    def to(self, kind: str, key: str, text: str | None = None) -> Link:
        """Return the link to a thing; its text is the thing's name if none is given."""
        wanted = (kind, key, text)
        found = self._found.get(wanted)
        if found is None:
            name = self.name(kind, key) if text is None else text
            found = self._found[wanted] = Link(name, self._addresses.of(kind, key))
        return found

    def to_each(self, kind: str, keys: Iterable[str]) -> tuple[Link, ...]:
        """Return the link to each of several things."""
        return tuple([self.to(kind, key) for key in keys])

    def to_action(self, placed: PlacedAction) -> Link:
        """Return the link to an improvement action."""
        if placed.journey:
            return Link(placed.action.title, f"journeys/{placed.journey.id}#action-{placed.action.id}")
        return self.to("action", placed.key, placed.action.title)

    def to_owner(self, team: str | None) -> Link | None:
        """Return the link to the team that is responsible; None if nobody is."""
        return self.to("team", team) if team else None

    def name(self, kind: str, key: str) -> str:
        """Return the name of a thing; an id without a name is returned unchanged."""
        named = self._named.get((kind, key))
        if named is None:
            named = self._named[kind, key] = self._names.of(kind, key)
        return named


def to_journey(journey: Journey) -> Link:
    """Return the link to a journey."""
    return Link(journey.title, f"journeys/{journey.id}")


def to_touchpoint(placed: PlacedTouchpoint) -> Link:
    """Return the link to a touchpoint of a journey."""
    return Link(placed.touchpoint.title, touchpoint_address(placed))


def touchpoint_address(placed: PlacedTouchpoint) -> str:
    """Return the address of a touchpoint of a journey."""
    return f"journeys/{placed.journey.id}#touchpoint-{placed.touchpoint.key}"


def to_pain_point(placed: PlacedPainPoint) -> Link:
    """Return the link to a pain point."""
    return Link(placed.pain_point.text, f"journeys/{placed.at.journey.id}#pain-{placed.pain_point.id}")


def to_opportunity(placed: PlacedOpportunity) -> Link:
    """Return the link to an opportunity."""
    return Link(placed.opportunity.text, f"journeys/{placed.at.journey.id}#opportunity-{placed.opportunity.id}")
