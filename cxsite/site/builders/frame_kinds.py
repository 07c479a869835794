"""Kinds of pages that share a frame, and the probe pages from which their frame is learned."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from cxsite.rendering.page import Page, Section
from cxsite.site.builders.frame_template import MARK

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_OWN_KIND: Final = frozenset({"index", "README"})


@dataclass(frozen=True, slots=True, order=True)
class FrameKind:
    """Everything that the frame of a page depends on.

    `folder` contains its pages. A page of the menu, or a folder's index, is a kind of its own: `own` is its path,
    and `title` and `description` are part of the frame, because menus may show them.
    """

    folder: str
    own: str = ""
    title: str = ""
    description: str = ""
    described: bool = False
    listed: bool = False
    hide: tuple[str, ...] = ()


def find_kind(page: Page, menu: frozenset[str], *, listed: bool) -> FrameKind:
    """Return the kind of a page; `menu` has the paths of the menu's pages, `listed` means several sections."""
    folder, name = posixpath.split(page.path)
    described = bool(page.description)
    if page.path in menu or name in _OWN_KIND:
        return FrameKind(folder, page.path, page.title, page.description, described, listed, page.hide)
    return FrameKind(folder, described=described, listed=listed, hide=page.hide)


def menu_paths(values: Mapping[str, Any]) -> frozenset[str]:
    """Return the paths, without suffix, of the pages in the menu of mkdocs.yml."""
    return frozenset(_leaves(values.get("nav")))


def _leaves(item: object) -> Iterator[str]:
    if isinstance(item, str):
        yield item.removesuffix(".md")
    elif isinstance(item, dict):
        for inner in item.values():
            yield from _leaves(inner)
    elif isinstance(item, list):
        for inner in item:
            yield from _leaves(inner)


def probes(kinds: Iterable[FrameKind]) -> dict[FrameKind, tuple[Page, ...]]:
    """Return the probe pages of each kind: two of different length, or the only page of the kind."""
    found: dict[FrameKind, tuple[Page, ...]] = {}
    for number, kind in enumerate(sorted(kinds)):
        if kind.own:
            found[kind] = (_probe(kind, kind.own, 1),)
        else:
            found[kind] = tuple(
                _probe(kind, posixpath.join(kind.folder, f"{MARK}{number}-{length}"), length) for length in (1, 40)
            )
    return found


def _probe(kind: FrameKind, path: str, length: int) -> Page:
    body = "<div>" + f"<p>{MARK}body</p>" * length + "</div>"

    def section(level: int, name: str) -> Section:
        return Section(
            level=level, heading=f"{MARK}{name}& {MARK}s", id=f"{MARK}i{name}", html="" if name in "ce" else body
        )

    listed = (section(2, "b"), section(2, "c"), section(3, "d"), section(3, "e"), section(2, "f"))
    return Page(
        path=path,
        title=kind.title if kind.own else f"{MARK}t{length}& {MARK}u",
        description=kind.description if kind.own else f"{MARK}v{length}& {MARK}w" if kind.described else "",
        sections=(section(1, "a"), *(listed if kind.listed else ())),
        hide=kind.hide,
    )
