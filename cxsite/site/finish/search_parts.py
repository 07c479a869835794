"""A large search index in two files: titles, which the theme loads, and all of it, which a script of ours searches."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from cxsite.site.finish.search_folding import FIELD
from cxsite.site.finish.search_titles import is_further

if TYPE_CHECKING:
    from collections.abc import Mapping

SEARCH_INDEX: Final = "search/search_index.json"
FULL_INDEX: Final = "search/full_index.json"
_SCRIPT: Final = "assets/js/search.js"
_LARGE: Final = 1_000_000
"""In bytes. For each million, an old laptop is busy for two to four seconds before the theme's search answers."""
_KEY: Final = "full"
"""What the settings of the first file call the second one."""


def is_laid_out(size: int, page: str) -> bool:
    """Whether an index of so many bytes becomes two files: not without the script, which `page` of the site shows."""
    return size > _LARGE and _SCRIPT in page


def is_of_titles(config: Mapping[str, Any]) -> bool:
    """Whether these are the settings of a first file already."""
    return _KEY in config


def config_of_titles(config: Mapping[str, Any]) -> dict[str, Any]:
    """The settings of the first file."""
    return {**config, _KEY: FULL_INDEX}


def title_of(entry: Mapping[str, Any]) -> dict[str, Any] | None:
    """What the first file says of a page; None for the entry of a section, and of a page that goes on with a list."""
    if "#" in entry["location"] or is_further(entry["location"]):
        return None
    return {**{key: value for key, value in entry.items() if key != FIELD}, "text": ""}
