"""The sample's pages within everybody's reach: WCAG 2.2 AA by axe, valid HTML, nothing cut, focus in sight.

The HTML checker reads every page, of the second language one of each kind. The browser looks at the largest page of
each kind, whose templates are those of all. `make test-reach` makes both look at every page.
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from branching_journeys import make_branching_site
from crowded_playbook import make_crowded_site
from site_walk import EVERY_LANGUAGE, KINDS, WHOLE, files_of, html_errors, one_of_each_kind, pages_of, walk

if TYPE_CHECKING:
    from pathlib import Path

    from browsing import ServeFolder
    from make_once import MakeOnce
    from playwright.sync_api import Browser

IN_ENGLISH = (
    "en/index.html", "en/personas/lan.html", "en/journeys/mua-tai-cua-hang.html", "en/measurement/nps.html",
    "en/coverage.html",
)  # fmt: skip
BRANCHING = ("journeys/di-8.html", "journeys/di-8_map.html")
CROWDED = (
    "opportunities.html", "research/index.html", "research/r-1.html", "teams/cx.html", "teams/kho.html",
    "touchpoints/index.html",
)  # fmt: skip
PARTS = 2
"""The pages are walked through in so many tests, which run at the same time."""
INVALID = '<!doctype html><html lang="vi"><title>A</title><label for="b">C</label></html>'


@pytest.mark.parametrize("part", range(PARTS))
def test_no_page_shuts_anybody_out(sample: Path, serve_folder: ServeFolder, browser: Browser, part: int) -> None:
    """The sample stands in a folder below the root of its server."""
    site = sample / "site"
    pages = [path for path in pages_of(site) if not path.startswith("en/") or path in IN_ENGLISH or EVERY_LANGUAGE]
    shown = pages if WHOLE else one_of_each_kind(site, (page for page in pages if page not in IN_ENGLISH[1:]))
    seen = walk(browser, f"{serve_folder(sample)}/site", site, shown[part::PARTS])
    assert {looked_for: found for looked_for in KINDS if (found := seen.by(looked_for))} == {}


def test_the_walk_finds_what_is_wrong(
    tmp_path: Path, sample: Path, serve_folder: ServeFolder, browser: Browser
) -> None:
    """Or a walk that looks at nothing would pass."""
    site = shutil.copytree(sample / "site", tmp_path / "site")
    page = site / "reading.html"
    wrong = (
        '<p style="overflow:hidden;white-space:nowrap;width:2rem">khongxuongdong</p>'
        '<p style="color:#ccc;background:#fff">mờ</p><div style="width:2000px">rộng</div>'
        '<a class="khong-thay" href="." style="outline:0 !important;color:red !important">A</a>'
        "<style>.md-typeset .khong-thay:not(.a) { text-decoration: none !important; }</style>"
        '<svg class="cx-drawing" width="40" height="20"><text x="30" y="15">ra ngoài</text></svg>'
        '<img src="https://other.example/a.png" alt="">'
    )
    page.write_text(page.read_text(encoding="utf-8").replace("</article>", f"{wrong}</article>"), encoding="utf-8")
    found = walk(browser, serve_folder(site), site, ["reading.html"])
    assert {name: bool(found.by(name)) for name in KINDS} == dict.fromkeys(KINDS, True)


def test_every_page_is_valid_html_and_the_checker_finds_what_is_not(
    sample: Path, once: MakeOnce, tmp_path: Path
) -> None:
    """Also pages of playbooks with branches, long lists, and texts from right to left: the checker is slow to start."""
    invalid = tmp_path / "a.html"
    invalid.write_text(INVALID, encoding="utf-8")
    branching, crowded = make_branching_site(once), make_crowded_site(once)
    sites = {sample / "site": files_of(sample / "site"), branching: BRANCHING, crowded: CROWDED}
    found = html_errors([*(site / path for site, paths in sites.items() for path in paths), invalid])
    assert [one.partition(": ")[0] for one in found] == [f"file:{invalid}"]
