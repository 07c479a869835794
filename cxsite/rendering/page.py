"""One rendered page of the site, as a value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One part of a page.

    `level` is 1 for the page's own heading, then 2 and 3. `heading` is plain text, not HTML.
    `id` is the heading's anchor, unique on the page. `html` is the body under the heading: one
    `<div>…</div>` without blank lines, or empty. `search` is whether search finds the body's words
    (drawings inside it carry `data-search-exclude`).
    """

    level: int
    heading: str
    id: str
    html: str = ""


class DownloadFile(NamedTuple):
    """A file that a page offers: its POSIX path on the site, and its bytes."""

    path: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page: `path` is POSIX, relative to the site's root and without suffix (`journeys/mua-hang`).

    The first section has level 1 and is the only one of that level. `title` and `description` are
    plain text. `markdown` is set only for a hand-written page, whose body is the author's own
    Markdown and which has no sections. `files` are published with it.
    """

    path: str
    title: str
    description: str = ""
    sections: tuple[Section, ...] = ()
    markdown: str | None = None
    draft: bool = False
    hide: tuple[str, ...] = ()  # parts of the theme that this page does not show: "toc", "navigation"
    files: tuple[DownloadFile, ...] = ()
