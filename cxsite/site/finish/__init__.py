"""Finishes a built site, after either builder: what the engine and the theme do not do."""

from __future__ import annotations

import gzip
import posixpath
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from cxsite.problems import CxsiteError
from cxsite.site.finish import policy, style_icons, theme_html
from cxsite.site.finish.search import finish_search, fix_worker
from cxsite.site.finish.theme_html import NOT_FOUND_PAGE

if TYPE_CHECKING:
    from collections.abc import Mapping


def finish_site(site: Path, folders: Mapping[str, str] = MappingProxyType({}), language: str = "") -> None:
    """Fix, secure and make reproducible the built site in `site`. It is idempotent.

    `folders` has the folder of each language of a site in several, `""` for the main one; `language` is that of a site
    in one.

    Raises:
        CxsiteError: a file cannot be read or written.
    """
    try:
        _finish_pages(site, folders)
        fix_worker(site)
        _move_icons(site, folders)
        for each, folder in (folders or {language: ""}).items():
            finish_search(site / folder, each)
            if (sitemap := site / folder / "sitemap.xml").is_file():
                sitemap.with_name("sitemap.xml.gz").write_bytes(compress_sitemap(sitemap.read_bytes()))
    except OSError as error:
        raise CxsiteError(
            "The built site could not be finished: {error}.",
            "Free space on the disk or correct the folder's permissions, then try again.",
            error=error,
        ) from error


def find_known_scripts(site: Path) -> frozenset[str]:
    """Return the inline scripts of the theme; none if the theme has no 404 page.

    Each further language has its own 404 page.
    """
    pages = (site / "404.html", *sorted(site.glob("*/404.html")))
    return frozenset().union(*(policy.find_theme_scripts(_read(page)) for page in pages if page.is_file()))


def finish_page(page: str, path: str, known: frozenset[str]) -> tuple[str, dict[str, bytes]]:
    """Finish the page at `path`, except for its policy; `known` are the theme's scripts.

    Returns the page, and the files that it refers to from now on, each below the folder of its language.
    """
    page, files = policy.move_scripts(page, known)
    if posixpath.basename(path) == NOT_FOUND_PAGE:
        page = theme_html.placed_anywhere(theme_html.improve_not_found(page))
        if script := theme_html.not_found_script_path(page):
            files[script] = theme_html.not_found_script()
    return theme_html.strip_whitespace(theme_html.fix_accessibility(page)), files


def _finish_pages(site: Path, folders: Mapping[str, str]) -> None:
    pages = sorted(site.rglob("*.html"))
    known = find_known_scripts(site)
    hashes: set[str] = set()
    for path in pages:  # read twice instead of kept: a large site may not fit into memory
        page, name = _read(path), path.relative_to(site).as_posix()
        if folders:
            addresses = theme_html.find_counterparts(name, folders, lambda file: (site / file).is_file())
            page = theme_html.switch_at(name, page, addresses)
        text, files = finish_page(page, name, known)
        _add_files(site / theme_html.folder_of(name, folders), files)
        hashes |= policy.script_hashes(text, known)
        _write(path, text)
    content = policy.make_policy(hashes)
    for path in pages:
        _write(path, policy.add_policy(_read(path), content, is_anywhere=path.name == NOT_FOUND_PAGE))


def _move_icons(site: Path, folders: Mapping[str, str]) -> None:
    """Move icons in each language separately, because the fast builder builds one language after the other."""
    styles = [path.relative_to(site).as_posix() for path in sorted(site.rglob("*.css"))]
    for folder in folders.values() or ("",):
        own = [name for name in styles if theme_html.folder_of(name, folders) == folder]
        start = site / folder
        texts = {Path(name).relative_to(folder).as_posix(): _read(site / name) for name in own}
        _add_files(start, style_icons.moved_files(texts))


def _add_files(folder: Path, files: Mapping[str, bytes]) -> None:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)


def compress_sitemap(sitemap: bytes) -> bytes:
    """Return a sitemap compressed without the time of compression."""
    return gzip.compress(sitemap, mtime=0)


def _read(path: Path) -> str:
    return path.read_bytes().decode("utf-8")  # as bytes, so that line ends do not change


def _write(path: Path, text: str) -> None:
    path.write_bytes(text.encode("utf-8"))
