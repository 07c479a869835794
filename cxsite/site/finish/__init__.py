"""Finishes a built site, after either builder: what the engine and the theme do not do."""

from __future__ import annotations

import json
import posixpath
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from cxsite.problems import CxsiteError
from cxsite.site.engines import zensical
from cxsite.site.engines.material import SEARCH_INDEX
from cxsite.site.finish import (
    accessibility,
    languages,
    not_found,
    policy,
    search_index,
    search_items,
    search_worker,
    sitemap,
    style_icons,
    theme_scripts,
)
from cxsite.site.finish.search_parts import (
    FULL_INDEX,
    config_of_titles,
    is_laid_out,
    is_of_titles,
    title_of,
)
from cxsite.site.finish.whitespace import strip_whitespace

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_ENCODE: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def finish_site(site: Path, folders: Mapping[str, str] = MappingProxyType({}), language: str = "") -> None:
    """Fix, secure and make reproducible the built site in `site`. It is idempotent.

    `folders` has the folder of each language of a site in several, `""` for the main one; `language` is that of a site
    in one.

    Raises:
        CxsiteError: a file cannot be read or written.
    """
    try:
        if folders:
            languages.link_counterparts(site, folders)
        _finish_pages(site, folders)
        search_worker.fix_worker(site)
        _move_icons(site, folders)
        for each, folder in (folders or {language: ""}).items():
            _finish_search(site / folder, each)
            _finish_sitemap(site / folder / "sitemap.xml")
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


def finish_page(page: str, path: str, known: frozenset[str]) -> str:
    """Finish the page at `path`, except for its policy; `known` are the theme's scripts."""
    page = theme_scripts.move_scripts(page, known)
    if posixpath.basename(path) == not_found.NAME:
        page = not_found.placed_anywhere(not_found.improve_page(page))
    return strip_whitespace(accessibility.fix_accessibility(page))


def added_files(page: str, path: str, known: frozenset[str]) -> Iterator[tuple[str, bytes]]:
    """Yield the files that `finish_page` makes the page refer to, each below the folder of the page's language."""
    yield from theme_scripts.script_files(page, known)
    if posixpath.basename(path) == not_found.NAME and (script := not_found.script_path(page)):
        yield script, not_found.script()


def _finish_pages(site: Path, folders: Mapping[str, str]) -> None:
    pages = sorted(site.rglob("*.html"))
    known = find_known_scripts(site)
    hashes: set[str] = set()
    for path in pages:  # read twice instead of kept: a large site may not fit into memory
        page, name = _read(path), path.relative_to(site).as_posix()
        _add_files(site / languages.folder_of(name, folders), dict(added_files(page, name, known)))
        text = finish_page(page, name, known)
        hashes |= policy.script_hashes(text, known)
        _write(path, text)
    content = policy.make_policy(hashes)
    for path in pages:
        _write(path, policy.add_policy(_read(path), content, is_anywhere=path.name == not_found.NAME))


def _move_icons(site: Path, folders: Mapping[str, str]) -> None:
    """Move icons in each language separately, because the fast builder builds one language after the other."""
    styles = [path.relative_to(site).as_posix() for path in sorted(site.rglob("*.css"))]
    for folder in folders.values() or ("",):
        own = [name for name in styles if languages.folder_of(name, folders) == folder]
        start = site / folder
        texts = {Path(name).relative_to(folder).as_posix(): _read(site / name) for name in own}
        _add_files(start, style_icons.moved_files(texts))


def _add_files(folder: Path, files: Mapping[str, bytes]) -> None:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)


def _finish_search(site: Path, language: str) -> None:
    items = site / zensical.SEARCH_INDEX
    if items.is_file():
        _write(items, _ENCODE(search_items.finish_index(json.loads(_read(items)), language)))
    index, page = site / SEARCH_INDEX, site / not_found.NAME
    reported = json.loads(_read(index)) if index.is_file() else None
    if reported is None or is_of_titles(reported["config"]):
        return
    whole = _ENCODE(finished := search_index.finish_index(reported, language))
    if is_laid_out(len(whole.encode()), _read(page) if page.is_file() else ""):
        _write(site / FULL_INDEX, whole)
        docs = list(filter(None, map(title_of, finished["docs"])))
        _write(index, _ENCODE({**finished, "config": config_of_titles(finished["config"]), "docs": docs}))
    else:
        _write(index, whole)


def _finish_sitemap(plain: Path) -> None:
    if plain.is_file():
        plain.with_name("sitemap.xml.gz").write_bytes(sitemap.compress_sitemap(plain.read_bytes()))


def _read(path: Path) -> str:
    return path.read_bytes().decode("utf-8")  # as bytes, so that line ends do not change


def _write(path: Path, text: str) -> None:
    path.write_bytes(text.encode("utf-8"))
