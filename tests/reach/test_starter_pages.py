"""Every starter as its first reader sees it: all pages accessible, without troubles and with nothing cut."""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from site_walk import WHOLE, pages_of, walk

from cxsite.authoring.starters import STARTERS, start_playbook
from cxsite.cli.group import cxsite

if TYPE_CHECKING:
    from pathlib import Path

    from browsing import ServeFolder
    from make_once import MakeOnce
    from playwright.sync_api import Browser

ALL = list(product(("vi", "en"), STARTERS))
TRIED = ALL if WHOLE else [("vi", "clinic")]
"""`make test-reach` looks at every starter; `make test` at one."""


@pytest.mark.parametrize(("language", "starter"), TRIED)
def test_no_page_of_a_starter_shuts_anybody_out(
    once: MakeOnce, serve_folder: ServeFolder, browser: Browser, language: str, starter: str
) -> None:
    def fill(folder: Path) -> None:
        start_playbook(folder, language, "", date(2026, 11, 28), starter)
        built = CliRunner().invoke(cxsite, ["-C", str(folder), "build"], catch_exceptions=False)
        assert built.exit_code == 0, built.output

    site = once(f"starter-{language}-{starter}", fill) / "site"
    pages = pages_of(site) if WHOLE else ["index.html", *sorted(pages_of(site))[-3:]]
    seen = walk(browser, serve_folder(site), site, pages)
    assert seen.pages
    assert {looked_for: set(found) for looked_for, found in seen.found.items() if found} == {}
