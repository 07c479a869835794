"""The pages of the documentation within everybody's reach, in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from docs_site import docs_site
from site_walk import KINDS, WHOLE, pages_of, walk
from strict_server import strictly_served

if TYPE_CHECKING:
    from pathlib import Path

    from make_once import MakeOnce
    from playwright.sync_api import Browser

TRIED: Final = {"": ("index", "measurement"), "en/": ("install", "coverage", "from-excel")}
"""A home page, a long text with code; tabs, a table, pictures. `make test-reach` looks at every page."""
PREFIX: Final = "/cxsite"
"""The folder in which the documentation is published: the page for missing addresses counts on it."""
TAB: Final = "input. “”"
"""The switch of a tab: its focus is shown by an outline around all labels, docs/assets/docs.css."""


@pytest.mark.parametrize("folder", TRIED)
def test_no_page_of_the_documentation_shuts_anybody_out(once: MakeOnce, browser: Browser, folder: str) -> None:
    site: Path = docs_site(once)
    every = [page for page in pages_of(site) if page.startswith("en/") == bool(folder)]
    pages = every if WHOLE else [f"{folder}{name}.html" for name in TRIED[folder]]
    with strictly_served(site, prefix=PREFIX) as address:
        seen = walk(browser, address, site, pages)
    found = {name: {one for one in seen.by(name) if not one.endswith(TAB)} for name in KINDS}
    assert {name: some for name, some in found.items() if some} == {}
