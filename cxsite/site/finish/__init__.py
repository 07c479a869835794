"""What no MkDocs does, done to a built tree after either builder."""

from __future__ import annotations

import json
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from cxsite.problems import CxsiteError
from cxsite.site.finish import accessibility, languages, not_found, policy, search_index, search_worker, sitemap
from cxsite.site.finish.search_parts import (
    FULL_INDEX,
    SEARCH_INDEX,
    config_of_titles,
    is_laid_out,
    is_of_titles,
    title_of,
)
from cxsite.site.finish.whitespace import lean

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_ENCODE: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def finish(site: Path, folders: Mapping[str, str] = MappingProxyType({})) -> None:
    """Cure, secure and make reproducible the built tree in `site`; a second time changes nothing.

    `folders` tells of a site in several languages which folder each has, the main one `""`.

    Raises:
        CxsiteError: a file cannot be read or written.
    """
    try:
        if folders:
            languages.stay_on_page(site, folders)
        _finish_pages(site)
        search_worker.cure(site)
        for folder in folders.values() or ("",):
            _finish_search(site / folder)
            _finish_sitemap(site / folder / "sitemap.xml")
    except OSError as error:
        raise CxsiteError(
            "The built site could not be finished: {error}.",
            "Make room on the disk or correct the folder's rights, then try again.",
            error=error,
        ) from error


def known_scripts(site: Path) -> frozenset[str]:
    """The scripts that the theme itself writes into pages; none where the theme has no 404 page.

    A site's further languages have each a 404 page of their own.
    """
    pages = (site / "404.html", *sorted(site.glob("*/404.html")))
    return frozenset().union(*(policy.theme_scripts(_read(page)) for page in pages if page.is_file()))


def _finish_pages(site: Path) -> None:
    pages = sorted(site.rglob("*.html"))
    known = known_scripts(site)
    hashes: set[str] = set()
    for path in pages:  # read twice rather than held: a large site is larger than memory
        hashes |= policy.script_hashes(_read(path), known)
    content = policy.policy(hashes)
    for path in pages:
        page = _read(path)
        text = not_found.helpful(page) if path.name == not_found.NAME else page
        _write(path, policy.with_policy(lean(accessibility.cure(text)), content))


def _finish_search(site: Path) -> None:
    index, page = site / SEARCH_INDEX, site / not_found.NAME
    told = json.loads(_read(index)) if index.is_file() else None
    if told is None or is_of_titles(told["config"]):
        return
    whole = _ENCODE(finished := search_index.finish_index(told))
    if is_laid_out(len(whole.encode()), _read(page) if page.is_file() else ""):
        _write(site / FULL_INDEX, whole)
        docs = list(filter(None, map(title_of, finished["docs"])))
        _write(index, _ENCODE({**finished, "config": config_of_titles(finished["config"]), "docs": docs}))
    else:
        _write(index, whole)


def _finish_sitemap(plain: Path) -> None:
    if plain.is_file():
        plain.with_name("sitemap.xml.gz").write_bytes(sitemap.packed(plain.read_bytes()))


def _read(path: Path) -> str:
    return path.read_bytes().decode("utf-8")  # bytes, for line ends stay as they are


def _write(path: Path, text: str) -> None:
    path.write_bytes(text.encode("utf-8"))
