"""The internals of Zensical that we rely on, besides those that it shares with Material.

Its search worker splits texts at the separator of mkdocs.yml and finds words that begin with those typed, each with its
accents. Two plugins of ours in it add words without accents, and put what has the typed words as a whole first.
"""

from __future__ import annotations

import re
from importlib import resources
from typing import TYPE_CHECKING, Final

from cxsite.problems import CxsiteError
from cxsite.site.engines.material import SEARCH_WORKERS, SHARED, Internal, find_missing

if TYPE_CHECKING:
    from pathlib import Path

SEARCH_INDEX: Final = "search.json"

# The start of the worker's list of plugins, and the plugin that divides results into pages.
_PLUGINS: Final = re.compile(r"plugins:\[(?=\.\.\.\w+\?\[\w+\(\w+\)\]:\[\],)")
_PAGES: Final = re.compile(r"(?<=,)(?=\w+\(\{handler:\w+,size:10\}\))")
_OURS: Final = "cxsiteSearch"

INTERNALS: Final = (
    *SHARED,
    Internal("404.html", 'class="md-search__button"'),
    Internal("assets/javascripts/bundle.*.min.js", "search.json"),
    *(Internal(SEARCH_WORKERS, name) for name in ("onTextStore", "onTextTokens", "onTextQuery", "onTextResult")),
    Internal(SEARCH_INDEX, '{"config":{'),
    Internal(SEARCH_INDEX, '"items":['),
)


def prepare_site(site: Path) -> None:
    """Prepare what Zensical has built for `finish_site`: add our plugins to its search worker.

    Raises:
        CxsiteError: this version of Zensical writes something differently.
    """
    missing = [f"{one.files}: `{one.text}`" for one in find_missing(site, INTERNALS)]
    missing += [f"{worker.name}: `plugins`" for worker in site.glob(SEARCH_WORKERS) if not _add_plugins(worker)]
    if missing:
        raise CxsiteError(
            "This version of Zensical does not write what cxsite relies on:{missing}",
            "Install the version that cxsite was tested with: `pip install 'cxsite[zensical]'`; or remove "
            "`engine: zensical` from mkdocs.yml.",
            missing=tuple(missing),
        )


def _add_plugins(worker: Path) -> bool:
    text = worker.read_bytes().decode()
    if len(_PLUGINS.findall(text)) != 1 or len(_PAGES.findall(text)) != 1:
        return False
    text = _PAGES.sub(f"{_OURS}.order,", text)
    text = _PLUGINS.sub(f"plugins:[{_OURS}.fold,", text)
    ours = resources.files("cxsite.site.engines").joinpath("zensical-search.js").read_bytes().decode()
    worker.write_bytes(f"{ours}{text}".encode())
    return True
