"""Every starter as its first reader sees it: all pages accessible, without troubles and with nothing cut."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest
from site_walk import WHOLE, pages_of, walk
from starter_site import starter_site

from cxsite.authoring.starters import STARTERS

if TYPE_CHECKING:
    from browsing import ServeFolder
    from make_once import MakeOnce
    from playwright.sync_api import Browser

ALL = list(product(("vi", "en"), STARTERS))
TRIED = ALL if WHOLE else [("en", "retail")]
"""`make test-reach` looks at every starter; `make test` at one."""


@pytest.mark.parametrize(("language", "starter"), TRIED)
def test_no_page_of_a_starter_shuts_anybody_out(
    once: MakeOnce, serve_folder: ServeFolder, browser: Browser, language: str, starter: str
) -> None:
    site = starter_site(once, language, starter)
    pages = pages_of(site) if WHOLE else ["index.html", *sorted(pages_of(site))[-2:]]
    seen = walk(browser, serve_folder(site), site, pages)
    assert seen.pages
    assert {looked_for: set(found) for looked_for, found in seen.found.items() if found} == {}
