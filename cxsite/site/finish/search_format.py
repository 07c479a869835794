"""The search index of each engine: its file, and how it is finished."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from cxsite.site.engines import material, zensical
from cxsite.site.finish import search_index, search_items
from cxsite.site.settings import SiteEngine

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence


class SearchFormat(NamedTuple):
    """The `file` of an engine's index, the key of its list of `entries`, and the functions that finish it.

    `is_divisible` tells whether the theme cannot search a large index itself.
    """

    file: str
    entries: str
    finish_index: Callable[[Mapping[str, Any], str], dict[str, Any]]
    finish_entries: Callable[[Sequence[Mapping[str, Any]], str], list[dict[str, Any]]]
    is_divisible: bool


_FORMATS = {
    SiteEngine.MKDOCS: SearchFormat(
        material.SEARCH_INDEX, "docs", search_index.finish_index, search_index.finish_entries, is_divisible=True
    ),
    SiteEngine.ZENSICAL: SearchFormat(
        zensical.SEARCH_INDEX, "items", search_items.finish_index, search_items.finish_entries, is_divisible=False
    ),
}


def search_format(engine: SiteEngine) -> SearchFormat:
    """Return the format of the engine's search index."""
    return _FORMATS[engine]
