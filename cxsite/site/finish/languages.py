"""Points the theme's language switch to the same page in the other language, with or without scripts."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from cxsite.escaping import url
from cxsite.site.engines.material import SWITCH_LINKS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

_LINK: Final = re.compile(r'<(?:a|link)\b(?=[^>]*\bhreflang="([a-z]{2})")[^>]*>')
_HREF: Final = re.compile(r'\bhref="[^"]*"')
_HEAD: Final = re.compile(r'\brel="alternate"')


def link_counterparts(site: Path, folders: Mapping[str, str]) -> None:
    """Point every page's switch to its counterpart; `folders` has each language's folder, "" for the main one.

    A page without a counterpart links to the other language's home page. So does the 404 page, because it is shown at
    any address, where relative addresses would not work.
    """
    for page in sorted(site.rglob("*.html")):
        path = page.relative_to(site).as_posix()
        text = page.read_bytes().decode()
        switched = switch_at(path, text, find_counterparts(path, folders, lambda file: (site / file).is_file()))
        if switched != text:
            page.write_bytes(switched.encode())


def find_counterparts(path: str, folders: Mapping[str, str], is_there: Callable[[str], bool]) -> dict[str, str]:
    """Map languages to the address of the page in it, relative to the page at `path`, if that file `is_there`."""
    own = folder_of(path, folders)
    inner = path.removeprefix(f"{own}/") if own else path
    found = {}
    for language, folder in folders.items():
        same = posixpath.join(folder, inner)
        there = same if is_there(same) else posixpath.join(folder, "index.html")
        found[language] = url.encode_path(posixpath.relpath(there, posixpath.dirname(path) or "."))
    return found


def folder_of(path: str, folders: Mapping[str, str]) -> str:
    """Return the folder of the language that the file at `path` belongs to; "" for the main one."""
    return next((folder for folder in folders.values() if folder and path.startswith(f"{folder}/")), "")


def switch_at(path: str, page: str, addresses: Mapping[str, str]) -> str:
    """Point the switch of the page at a path to these addresses; on the 404 page, keep the theme's addresses."""
    return hide_language_links(page) if posixpath.basename(path) == "404.html" else switch(page, addresses)


def hide_language_links(page: str) -> str:
    """Hide a page's links to other languages from the theme's script; `switch` explains why."""
    return _LINK.sub(lambda link: _HEAD.sub('rel="alternate "', link[0]), page)


def switch(page: str, addresses: Mapping[str, str]) -> str:
    """Rewrite the theme's links to other languages.

    The space after `alternate` hides them from the theme's script, which would fetch a sitemap next to each such
    address; HTML ignores the space.
    """

    def lead(link: re.Match[str]) -> str:
        if link[1] not in addresses or not any(sign in link[0] for sign in SWITCH_LINKS):
            return link[0]
        address = Markup('href="{}"').format(addresses[link[1]])
        return _HEAD.sub('rel="alternate "', _HREF.sub(lambda _: str(address), link[0], count=1))

    return _LINK.sub(lead, page)
