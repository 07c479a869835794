"""The theme's language switch led to the same page in the other language, with or without a script."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from cxsite.escaping import url

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

_LINK: Final = re.compile(r'<(?:a|link)\b(?=[^>]*\bhreflang="([a-z]{2})")[^>]*>')
_HREF: Final = re.compile(r'\bhref="[^"]*"')
_HEAD: Final = re.compile(r'\brel="alternate"')
_THEMES: Final = ("md-select__link", 'rel="alternate"', 'rel="alternate "')


def link_counterparts(site: Path, folders: Mapping[str, str]) -> None:
    """Lead every page's switch to its counterpart; `folders` has each language's folder in `site`, the main one ``.

    A page without a counterpart leads to the other language's first page. So does the one for addresses that are not
    there: it is shown at any of them, from where no relative address leads anywhere.
    """
    for page in sorted(site.rglob("*.html")):
        path = page.relative_to(site).as_posix()
        text = page.read_bytes().decode()
        switched = switch_at(path, text, find_counterparts(path, folders, lambda file: (site / file).is_file()))
        if switched != text:
            page.write_bytes(switched.encode())


def find_counterparts(path: str, folders: Mapping[str, str], is_there: Callable[[str], bool]) -> dict[str, str]:
    """By language: the address, as written on the page at `path`, of the same page in it, if that file `is_there`."""
    own = folder_of(path, folders)
    inner = path.removeprefix(f"{own}/") if own else path
    found = {}
    for language, folder in folders.items():
        same = posixpath.join(folder, inner)
        there = same if is_there(same) else posixpath.join(folder, "index.html")
        found[language] = url.encode_path(posixpath.relpath(there, posixpath.dirname(path) or "."))
    return found


def folder_of(path: str, folders: Mapping[str, str]) -> str:
    """The folder of the language that the file at `path` belongs to; "" for the main one."""
    return next((folder for folder in folders.values() if folder and path.startswith(f"{folder}/")), "")


def switch_at(path: str, page: str, addresses: Mapping[str, str]) -> str:
    """The page at a path with its switch led to these addresses; on the 404 page it leads where the theme led it."""
    return hide_language_links(page) if posixpath.basename(path) == "404.html" else switch(page, addresses)


def hide_language_links(page: str) -> str:
    """The page with its links to other languages hidden from the theme's script, as `switch` says why."""
    return _LINK.sub(lambda link: _HEAD.sub('rel="alternate "', link[0]), page)


def switch(page: str, addresses: Mapping[str, str]) -> str:
    """The page with its theme's links to other languages written anew.

    The space after `alternate` keeps the theme's script, which looks for a sitemap beside each such address, from
    seeing them; to everybody else it means nothing.
    """

    def lead(link: re.Match[str]) -> str:
        if link[1] not in addresses or not any(sign in link[0] for sign in _THEMES):
            return link[0]
        address = Markup('href="{}"').format(addresses[link[1]])
        return _HEAD.sub('rel="alternate "', _HREF.sub(lambda _: str(address), link[0], count=1))

    return _LINK.sub(lead, page)
