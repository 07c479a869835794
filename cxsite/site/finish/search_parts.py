"""Divides a large search index into two files: titles for the theme, and everything for a script of ours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from cxsite.site.finish.search_folding import FIELD
from cxsite.site.finish.search_titles import is_further

if TYPE_CHECKING:
    from collections.abc import Mapping

FULL_INDEX: Final = "search/full_index.json"
_SCRIPT: Final = "assets/js/search.js"
_LARGE: Final = 1_000_000
"""In bytes. For each million, an old laptop needs two to four seconds before the theme's search answers."""
_KEY: Final = "full"
"""The key in the settings of the first file that names the second file."""


def is_laid_out(size: int, page: str) -> bool:
    """Return whether an index of this size becomes two files; not if the site's `page` lacks our script."""
    return size > _LARGE and _SCRIPT in page


def is_of_titles(config: Mapping[str, Any]) -> bool:
    """Return whether these are the settings of a first file."""
    return _KEY in config


def config_of_titles(config: Mapping[str, Any]) -> dict[str, Any]:
    """Return the settings of the first file."""
    return {**config, _KEY: FULL_INDEX}


def title_of(entry: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return the entry of a page for the first file; None for sections, and for further pages of a list."""
    if "#" in entry["location"] or is_further(entry["location"]):
        return None
    return {**{key: value for key, value in entry.items() if key != FIELD}, "text": ""}
