"""Addresses on the site: the page of each thing and its anchor there."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Final

from cxsite.escaping import url
from cxsite.incremental.dependency_tracking import list_ids
from cxsite.pages.list_locations import ACTIONS, actions_are_many, library_pages, spanning_pages
from cxsite.pages.paging import find_page

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cxsite.model.content import Content

HOME: Final = "index"
STRATEGY: Final = "strategy"
PERSONAS: Final = "personas/index"
JOURNEYS: Final = "journeys/index"
PLAYS: Final = "plays/index"
OPPORTUNITIES: Final = "opportunities"
RESEARCH: Final = "research/index"
MEASUREMENT: Final = "measurement/index"
COVERAGE: Final = "coverage"
READING: Final = "reading"


def href(from_path: str, to: str) -> str:
    """Return the relative address of `to` (`journeys/mua-hang#map`) as written on the page `from_path`.

    Both are page paths without suffix; an anchor on the same page is its fragment alone.
    """
    path, _, anchor = to.partition("#")
    fragment = f"#{url.encode_segment(anchor)}" if anchor else ""
    if path == from_path and fragment:
        return fragment
    return _file_from(_folder(from_path), path) + fragment


@lru_cache(maxsize=1 << 14)
def _folder(path: str) -> str:
    return posixpath.dirname(path) or "."


@lru_cache(maxsize=1 << 14)
def _file_from(start: str, path: str) -> str:
    return url.encode_path(posixpath.relpath(f"{path}.html", start))


def page_url(path: str, site_url: str) -> str:
    """Return the absolute address of a page, "" if the address of the site is unknown."""
    return f"{site_url.rstrip('/')}/{url.encode_path(path)}.html" if site_url else ""


def picture_href(from_path: str, file: str) -> str:
    """Return the relative address of a file of `content/pictures/`, which is in `pictures/` on the site."""
    return file_href(from_path, f"pictures/{file}")


def file_href(from_path: str, file: str) -> str:
    """Return the relative address of a file of the site."""
    return url.encode_path(posixpath.relpath(file, _folder(from_path)))


def in_language(path: str, folder: str, to_folder: str) -> str:
    """Return the relative address of the same page in another language, whose pages are in `to_folder` of the site."""
    start = posixpath.dirname(posixpath.join(folder, path)) or "."
    return url.encode_path(posixpath.relpath(f"{posixpath.join(to_folder, path)}.html", start))


@dataclass(frozen=True)
class Addresses:
    """The addresses of everything that the site shows."""

    content: Content

    def of(self, kind: str, key: str) -> str | None:
        """Return the page path (and `#anchor`) of the thing of that kind, or None if the site does not show it.

        `kind` is persona, journey, comparison (of an ideal journey with its baseline), play, research, goal, metric,
        channel, team, touchpoint, pain-point, opportunity or action; a thing in a journey has the key
        `journey-id/thing-id`.
        """
        find = self._finders.get(kind)
        return find(key) if find else None

    @cached_property
    def _finders(self) -> Mapping[str, Callable[[str], str | None]]:
        content = self.content
        channels = frozenset(channel.id for channel in content.playbook.channels)
        return {
            "persona": _page_each("personas", content.personas),
            "journey": _page_each("journeys", content.journeys),
            "comparison": self._comparison,
            "play": _page_each("plays", content.plays),
            "research": _page_each("research", content.research),
            "goal": lambda key: f"{STRATEGY}#goal-{key}" if key in content.goals else None,
            "metric": _page_each("measurement", content.metrics),
            "channel": lambda key: f"touchpoints/{key}" if key in channels else None,
            "team": lambda key: f"teams/{key}" if key in content.names["team"] else None,
            "touchpoint": self._touchpoint,
            "pain-point": lambda key: _in_journey("pain", key) if key in content.pain_points else None,
            "opportunity": lambda key: _in_journey("opportunity", key) if key in content.opportunities else None,
            "action": self._action,
        }

    def _comparison(self, key: str) -> str | None:
        journeys = self.content.journeys
        return f"comparisons/{key}" if key in journeys and journeys[key].baseline in journeys else None

    def _touchpoint(self, key: str) -> str | None:
        """Find a touchpoint of a journey, or one of the library on the page that lists it."""
        if key in self.content.touchpoint_by_key:
            return _in_journey("touchpoint", key)
        if key not in self.content.touchpoints:
            return None
        number = list_ids(self.content.touchpoints).index(key)
        return f"{find_page(number, library_pages(self.content))}#library-{key}"

    def _action(self, key: str) -> str | None:
        content = self.content
        placed = content.all_actions.get(key)
        if placed is None:
            return None
        if placed.journey:
            return _in_journey("action", key)
        if not actions_are_many(content):
            return f"{ACTIONS}#action-{key}"
        return f"{find_page(list_ids(content.actions).index(key), spanning_pages(content))}#action-{key}"


def _page_each(folder: str, records: Mapping[str, object]) -> Callable[[str], str | None]:
    return lambda key: f"{folder}/{key}" if key in records else None


def _in_journey(kind: str, key: str) -> str:
    journey, _, thing = key.partition("/")
    return f"journeys/{journey}#{kind}-{thing}"
