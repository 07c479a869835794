"""Verifies a finished site before it is published: every file and anchor it refers to must exist."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from cxsite.problems import Message, make_message
from cxsite.site.engines import zensical
from cxsite.site.engines.material import SEARCH_INDEX
from cxsite.site.file_references import read_css, read_html, read_search_index, read_sitemap
from cxsite.site.finish import find_known_scripts
from cxsite.site.finish.policy import find_foreign_scripts
from cxsite.site.finish.search import FULL_INDEX
from cxsite.site.finish.theme_html import NOT_FOUND_PAGE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from cxsite.site.file_references import AddressReference, HtmlPage

_LEAVING = frozenset({"http", "https", "mailto", "tel"})
_DROPPED = dict.fromkeys(map(ord, "\t\r\n"))
"""Characters that browsers, and `urlsplit`, leave out of an address."""
INDICES = (SEARCH_INDEX, FULL_INDEX)
_ITEMS = re.compile(rf"([a-z]{{2}}/)?{re.escape(zensical.SEARCH_INDEX)}")  # each language has one in its folder


@dataclass(frozen=True, slots=True, order=True)
class SiteFault:
    """A fault in one file of a built site; `what` completes a sentence that begins with the path."""

    path: str
    what: Message

    def __str__(self) -> str:
        """`path: what`, for a list of faults."""
        return f"{self.path}: {self.what}"


@dataclass(frozen=True, slots=True)
class ExaminedFile:
    """What verification knows of a file: its anchors, the anchors it refers to by path, and its faults.

    The anchor "" means the file itself.
    """

    anchors: frozenset[str] = frozenset()
    wanted: Mapping[str, Sequence[str]] = field(default_factory=dict)
    faults: tuple[Message, ...] = ()


def verify(site: Path, *, site_url: str = "") -> tuple[SiteFault, ...]:
    """Return all faults of the finished site in `site`, sorted. A site with faults must not be published.

    `site_url` is the site's future address; addresses that begin with it count as references to this site.
    A missing target of many files is reported once, for the first of them.
    """
    known, examined = find_known_scripts(site), dict[str, ExaminedFile]()
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        if path.is_symlink():
            examined[name] = ExaminedFile(faults=(make_message("is a symbolic link"),))
        elif path.is_file():
            examined[name] = examine(name, path.read_bytes(), known, site_url) if is_read(name) else ExaminedFile()
    return judge(examined)


def is_read(name: str) -> bool:
    """Return whether a file of that name can contain references."""
    return (
        name.endswith((".html", ".css", *INDICES))
        or posixpath.basename(name) == "sitemap.xml"
        or bool(_ITEMS.fullmatch(name))
    )


def examine(name: str, data: bytes, known: frozenset[str], site_url: str) -> ExaminedFile:
    """Return the anchors, references and faults of one file; `known` are the theme's scripts."""
    text = data.decode("utf-8")
    if name.endswith(".html"):
        return examine_parsed(name, read_html(text), check_page(text, known), site_url)
    if name.endswith(".css"):
        return _examine_references(name, read_css(text), site_url)
    if posixpath.basename(name) == "sitemap.xml":
        return _examine_references("", read_sitemap(text), site_url)
    # A site in several languages has a search index in the folder of each.
    match = _ITEMS.fullmatch(name)
    folder = (match[1] or "").rstrip("/") if match else posixpath.dirname(posixpath.dirname(name))
    return _examine_references(f"{folder}/" if folder else "", read_search_index(text), site_url)


def examine_parsed(name: str, page: HtmlPage, faults: Iterable[Message], site_url: str) -> ExaminedFile:
    """Return the anchors and references of a parsed page with these faults."""
    examined = _examine_references(name, page.references, site_url)
    return ExaminedFile(page.anchors, examined.wanted, (*faults, *examined.faults))


def check_page(text: str, known: frozenset[str]) -> Iterator[Message]:
    """Yield the faults of a page, except broken references; `known` are the theme's scripts."""
    if not text.rstrip().endswith("</html>"):
        yield make_message("is not a complete page")
    for script in find_foreign_scripts(text, known):
        yield make_message("contains a script that does not belong to the theme: {script}", script=script.strip()[:60])


def judge(examined: Mapping[str, ExaminedFile]) -> tuple[SiteFault, ...]:
    """Return the faults of a whole site from its examined files, sorted."""
    found: list[SiteFault] = []
    if "index.html" not in examined:
        found.append(SiteFault("index.html", make_message("is missing")))
    asked: dict[str, dict[str, str]] = {}
    for name in sorted(examined):
        one = examined[name]
        found += [SiteFault(name, what) for what in one.faults]
        for path, anchors in one.wanted.items():
            by = asked.setdefault(path, {})
            for anchor in anchors:
                by.setdefault(anchor, name)
    for path, by in asked.items():
        found += _find_unresolved(path, by, examined.get(path))
    return tuple(sorted(set(found)))


def _find_unresolved(path: str, asked: Mapping[str, str], there: ExaminedFile | None) -> Iterator[SiteFault]:
    """Yield the broken references to one file; `asked` maps anchors to the first file that refers to them."""
    if there is None:
        what = make_message("refers to {path}, which does not exist", path=path)
        yield from (SiteFault(name, what) for name in dict.fromkeys(asked.values()))
    elif path.endswith(".html"):
        for anchor, name in asked.items():
            if anchor and anchor not in there.anchors:
                yield SiteFault(
                    name,
                    make_message("refers to {path}#{anchor}, but this anchor does not exist", path=path, anchor=anchor),
                )


def _examine_references(start: str, references: Iterable[AddressReference], site_url: str) -> ExaminedFile:
    """Return the targets and faults of references of a file; their relative addresses are relative to `start`."""
    site_url = f"{site_url.rstrip('/')}/" if site_url else ""
    base, folder = urlsplit(site_url).path or "/", posixpath.dirname(start)
    is_anywhere = posixpath.basename(start) == NOT_FOUND_PAGE
    wanted, faults = dict[str, dict[str, None]](), list[Message]()
    for reference in references:
        if is_anywhere and reference.address.startswith("../"):
            continue  # the 404 page's script searches for it in each parent folder
        address = reference.address
        if site_url and address.startswith(site_url[:-1]):
            address = _within(address, site_url, base)
        try:
            target = _target(folder, address, base)
        except ValueError:
            faults.append(make_message("contains an address that cannot be read: {address}", address=address[:100]))
            continue
        if target is not None:
            wanted.setdefault(target[0] or start, {})[target[1]] = None
        elif what := _outside(reference):
            faults.append(what)
    return ExaminedFile(wanted={path: tuple(anchors) for path, anchors in wanted.items()}, faults=tuple(faults))


def _within(address: str, site_url: str, base: str) -> str:
    """Return an address within the site without its scheme and host."""
    if f"{address}/" == site_url:
        return base
    return base + address.removeprefix(site_url) if address.startswith(site_url) else address


def _target(folder: str, address: str, base: str) -> tuple[str, str] | None:
    """Return the file and anchor within the site of an address on a page in `folder`; None if it is outside.

    The file is "" if the address is only an anchor.
    """
    written, _, anchor = address.partition("#")
    file = _target_file(folder, written, base)
    return None if file is None else (file, unquote(anchor.translate(_DROPPED)))


@lru_cache(maxsize=1 << 16)  # cached: the pages of a folder refer to the same menu, styles, scripts and pages
def _target_file(folder: str, address: str, base: str) -> str | None:
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return None
    path = unquote(parts.path)
    if not path:
        return ""
    if path.startswith("/"):
        path = path.removeprefix(base) if path.startswith(base) else f"..{path}"
    else:
        path = posixpath.join(folder, path)
    normal = posixpath.normpath(path)
    if path == "" or path.endswith(("/", "/.", "/..")) or path in {".", ".."}:
        normal = posixpath.normpath(f"{normal}/index.html")
    return normal


def _outside(reference: AddressReference) -> Message | None:
    """Return the fault of an address outside of the site; None for a link to a web page or mailbox."""
    scheme = urlsplit(reference.address).scheme.lower()
    if scheme == "data" and not reference.link:
        return None
    if reference.link and scheme in _LEAVING:
        return None
    return make_message("refers to another host or kind of address: {address}", address=reference.address[:100])
