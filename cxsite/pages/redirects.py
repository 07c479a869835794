"""Redirects from old addresses of renamed things."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxsite.model.content import Content


@dataclass(frozen=True, slots=True, kw_only=True)
class Redirect:
    """A page that moved: its old and new path without suffix, and the title of the page at the new one."""

    old: str
    new: str
    title: str


def find_redirects(content: Content) -> tuple[Redirect, ...]:
    """Return a redirect for each former id of what has a page of its own, unless something else has that id now."""
    found = {one.old: one for one in _all(content.published)}
    return tuple(found[old] for old in sorted(found))


def _all(content: Content) -> Iterator[Redirect]:
    titles = {
        "personas": {key: (record.name, record.formerly) for key, record in content.personas.items()},
        "journeys": {key: (record.title, record.formerly) for key, record in content.journeys.items()},
        "research": {key: (record.title, record.formerly) for key, record in content.research.items()},
        "plays": {key: (record.title, record.formerly) for key, record in content.plays.items()},
    }
    for folder, records in titles.items():
        for key, (title, formerly) in records.items():
            for old in formerly:
                if old not in records:
                    yield Redirect(old=f"{folder}/{old}", new=f"{folder}/{key}", title=title)
