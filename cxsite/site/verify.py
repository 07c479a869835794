"""A finished site examined before it is published: everything it refers to must be there."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from cxsite.problems import Message, make_message
from cxsite.site.file_references import read_css, read_html, read_search_index, read_sitemap
from cxsite.site.finish import find_known_scripts, not_found
from cxsite.site.finish.policy import find_foreign_scripts
from cxsite.site.finish.search_parts import FULL_INDEX, SEARCH_INDEX

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from cxsite.site.file_references import AddressReference, HtmlPage

_LEAVING = frozenset({"http", "https", "mailto", "tel"})
INDICES = (SEARCH_INDEX, FULL_INDEX)


@dataclass(frozen=True, slots=True, order=True)
class SiteFault:
    """What is wrong in one file of a built site; `what` ends a sentence that the path begins."""

    path: str
    what: Message

    def __str__(self) -> str:
        """`path: what`, for a list of faults."""
        return f"{self.path}: {self.what}"


@dataclass(frozen=True, slots=True)
class ExaminedFile:
    """What one file of a site offers and needs: its anchors, by path the anchors it refers to, and its faults.

    An anchor is "" where the file itself is meant.
    """

    anchors: frozenset[str] = frozenset()
    wanted: Mapping[str, Sequence[str]] = field(default_factory=dict)
    faults: tuple[Message, ...] = ()


def verify(site: Path, *, site_url: str = "") -> tuple[SiteFault, ...]:
    """All faults of the finished site in `site`, sorted: none means that it may be published.

    `site_url` is where the site will stand; addresses that begin with it count as the site's own.
    A target that many files refer to is reported once, of the first of them.
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
    """Whether the file of that path says anything of others."""
    return name.endswith((".html", ".css", *INDICES)) or posixpath.basename(name) == "sitemap.xml"


def examine(name: str, data: bytes, known: frozenset[str], site_url: str) -> ExaminedFile:
    """What one file says; `known` are the theme's scripts."""
    if name.endswith(".html"):
        text = data.decode("utf-8")
        return examine_parsed(name, read_html(text), check_page(text, known), site_url)
    found = _FileFindings(name, f"{site_url.rstrip('/')}/" if site_url else "")
    if name.endswith(".css"):
        _want(name, read_css(data.decode("utf-8")), found)
    elif posixpath.basename(name) == "sitemap.xml":
        _want("", read_sitemap(data.decode("utf-8")), found)
    elif name.endswith(INDICES):  # a site in several languages has one in each of their folders
        start = posixpath.dirname(posixpath.dirname(name))
        _want(f"{start}/" if start else "", read_search_index(data.decode("utf-8")), found)
    return found.to_examined()


def examine_parsed(name: str, page: HtmlPage, faults: Iterable[Message], site_url: str) -> ExaminedFile:
    """What a page says that has been read already, and found to have these faults."""
    found = _FileFindings(name, f"{site_url.rstrip('/')}/" if site_url else "", page.anchors, faults=[*faults])
    _want(name, page.references, found)
    return found.to_examined()


def check_page(text: str, known: frozenset[str]) -> Iterator[Message]:
    """What is wrong with a page whatever it refers to; `known` are the theme's scripts."""
    if not text.rstrip().endswith("</html>"):
        yield make_message("is not a whole page")
    for script in find_foreign_scripts(text, known):
        yield make_message("holds a script that is not the theme's: {script}", script=script.strip()[:60])


def judge(examined: Mapping[str, ExaminedFile], doubted: Iterable[str] | None = None) -> tuple[SiteFault, ...]:
    """The faults of a whole site, of which every file was examined, sorted.

    Only the files that are `doubted` are asked for theirs, where it is known that others have none.
    """
    found: list[SiteFault] = []
    if "index.html" not in examined:
        found.append(SiteFault("index.html", make_message("is missing")))
    asked: dict[str, dict[str, str]] = {}
    for name in sorted(examined if doubted is None else doubted):
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
    """What is wrong with the references to one file: anchors by which it is asked for, each with who asks first."""
    if there is None:
        what = make_message("refers to {path}, which is not there", path=path)
        yield from (SiteFault(name, what) for name in dict.fromkeys(asked.values()))
    elif path.endswith(".html"):
        for anchor, name in asked.items():
            if anchor and anchor not in there.anchors:
                yield SiteFault(
                    name,
                    make_message("refers to {path}#{anchor}, and there is no such anchor", path=path, anchor=anchor),
                )


@dataclass(slots=True)
class _FileFindings:
    """What is known of the file `name` while it is read."""

    name: str
    site_url: str
    anchors: frozenset[str] = frozenset()
    wanted: dict[str, dict[str, None]] = field(default_factory=dict)
    faults: list[Message] = field(default_factory=list)

    def to_examined(self) -> ExaminedFile:
        """All of it."""
        wanted = {path: tuple(anchors) for path, anchors in self.wanted.items()}
        return ExaminedFile(self.anchors, wanted, tuple(self.faults))


def _want(start: str, references: Iterable[AddressReference], found: _FileFindings) -> None:
    """Note what the file refers to; its relative addresses count from the file `start`."""
    base = urlsplit(found.site_url).path or "/"
    folder = posixpath.dirname(start)
    is_anywhere = posixpath.basename(start) == not_found.NAME
    for reference in references:
        if is_anywhere and reference.address.startswith("../"):
            continue  # it is looked for in each folder above the address that is not there
        address = _within(reference.address, found.site_url, base)
        try:
            target = _target(folder, address, base)
        except ValueError:
            found.faults.append(make_message("holds an address that cannot be read: {address}", address=address[:100]))
            continue
        if target is not None:
            found.wanted.setdefault(target[0] or start, {})[target[1]] = None
        elif what := _outside(reference):
            found.faults.append(what)


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


def _outside(reference: AddressReference) -> Message | None:
    """What is wrong with an address that leads out of the site: nothing if it is a link to a web page or mailbox."""
    scheme = urlsplit(reference.address).scheme.lower()
    if scheme == "data" and not reference.link:
        return None
    if reference.link and scheme in _LEAVING:
        return None
    return make_message("refers to another host or kind of place: {address}", address=reference.address[:100])
