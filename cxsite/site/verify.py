"""A finished site examined before it is published: everything it refers to must be there."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from cxsite.site.finish import known_scripts
from cxsite.site.finish.policy import strange_scripts
from cxsite.site.references import read_css, read_html, read_search_index, read_sitemap

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from cxsite.site.references import Reference

_LEAVING = frozenset({"http", "https", "mailto", "tel"})
_SEARCH_INDEX = "search/search_index.json"


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """What is wrong in one file of a built site; `what` ends an English sentence that the path begins."""

    path: str
    what: str

    def __str__(self) -> str:
        """`path: what`, for a list of faults."""
        return f"{self.path}: {self.what}"


def verify(site: Path, *, site_url: str = "") -> tuple[Fault, ...]:
    """All faults of the finished site in `site`, sorted: none means that it may be published.

    `site_url` is where the site will stand; addresses that begin with it count as the site's own.
    A target that many files refer to is told once, of the first of them.
    """
    found = _Findings(site_url=f"{site_url.rstrip('/')}/" if site_url else "")
    known = known_scripts(site)
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        if path.is_symlink():
            found.faults.append(Fault(name, "is a symbolic link"))
        elif path.is_file():
            found.files.add(name)
            _examine(name, path, found, known)
    return tuple(sorted({*found.faults, *_unresolved(found)}))


@dataclass(slots=True)
class _Findings:
    """What is known while files are read one after another; pages themselves are not held."""

    site_url: str
    files: set[str] = field(default_factory=set)
    anchors: dict[str, frozenset[str]] = field(default_factory=dict)
    wanted: dict[tuple[str, str], str] = field(default_factory=dict)  # (path, anchor): who refers to it first
    faults: list[Fault] = field(default_factory=list)


def _examine(name: str, path: Path, found: _Findings, known: frozenset[str]) -> None:
    if name.endswith(".html"):
        _examine_page(name, path.read_text("utf-8"), found, known)
    elif name.endswith(".css"):
        _want(name, name, read_css(path.read_text("utf-8")), found)
    elif posixpath.basename(name) == "sitemap.xml":
        _want(name, "", read_sitemap(path.read_text("utf-8")), found)
    elif name.endswith(_SEARCH_INDEX):  # a site in several languages has one in each of their folders
        _want(name, name.removesuffix(_SEARCH_INDEX), read_search_index(path.read_text("utf-8")), found)


def _examine_page(name: str, text: str, found: _Findings, known: frozenset[str]) -> None:
    if not text.rstrip().endswith("</html>"):
        found.faults.append(Fault(name, "is not a whole page"))
    for script in strange_scripts(text, known):
        found.faults.append(Fault(name, f"holds a script that is not the theme's: {script.strip()[:60]}"))
    page = read_html(text)
    found.anchors[name] = page.anchors
    _want(name, name, page.references, found)


def _want(name: str, start: str, references: Iterable[Reference], found: _Findings) -> None:
    """Note what the file `name` refers to; its relative addresses count from the file `start`."""
    base = urlsplit(found.site_url).path or "/"
    for reference in references:
        address = _within(reference.address, found.site_url, base)
        try:
            target = _target(posixpath.dirname(start), address, base)
        except ValueError:
            found.faults.append(Fault(name, f"holds an address that cannot be read: {address[:100]}"))
            continue
        if target is not None:
            found.wanted.setdefault((target[0] or start, target[1]), name)
        elif what := _outside(reference):
            found.faults.append(Fault(name, what))


def _within(address: str, site_url: str, base: str) -> str:
    """An address that begins with the site's own, without its host."""
    if site_url and f"{address}/" == site_url:
        return base
    return base + address.removeprefix(site_url) if site_url and address.startswith(site_url) else address


@lru_cache(maxsize=1 << 16)  # the pages of a folder refer to the same menu, styles and scripts
def _target(folder: str, address: str, base: str) -> tuple[str, str] | None:
    """The file and anchor within the site that an address on a page in `folder` means; None if it leads out.

    The file is "" for an address that is an anchor alone.
    """
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return None
    path = unquote(parts.path)
    if not path:
        return "", unquote(parts.fragment)
    if path.startswith("/"):
        path = path.removeprefix(base) if path.startswith(base) else f"..{path}"
    else:
        path = posixpath.join(folder, path)
    normal = posixpath.normpath(path)
    if path == "" or path.endswith(("/", "/.", "/..")) or path in {".", ".."}:
        normal = posixpath.normpath(f"{normal}/index.html")
    return normal, unquote(parts.fragment)


def _outside(reference: Reference) -> str:
    """What is wrong with an address that leads out of the site: nothing if it is a link to a web page or mailbox."""
    scheme = urlsplit(reference.address).scheme.lower()
    if scheme == "data" and not reference.link:
        return ""
    if reference.link and scheme in _LEAVING:
        return ""
    return f"refers to another host or kind of place: {reference.address[:100]}"


def _unresolved(found: _Findings) -> Iterable[Fault]:
    if "index.html" not in found.files:
        yield Fault("index.html", "is missing")
    for (path, anchor), source in found.wanted.items():
        if path not in found.files:
            yield Fault(source, f"refers to {path}, which is not there")
        elif anchor and path in found.anchors and anchor not in found.anchors[path]:
            yield Fault(source, f"refers to {path}#{anchor}, and there is no such anchor")
