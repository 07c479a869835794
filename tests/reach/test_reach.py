"""The sample's pages within everybody's reach: WCAG 2.2 AA by axe, valid HTML, nothing cut, focus in sight.

The HTML checker reads every page. The browser looks at the largest page of each kind, whose templates are those of
all; `make test-reach` makes it look at every page.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from site_walk import HERE, KINDS, WHOLE, one_of_each_kind, pages_of, walk

if TYPE_CHECKING:
    from pathlib import Path

    from browsing import ServeFolder
    from playwright.sync_api import Browser

EVERY_LANGUAGE = os.environ.get("CXSITE_REACH") == "all"
"""By default one page of each kind stands for the second language, whose pages are of the same templates."""
IN_ENGLISH = (
    "en/index.html", "en/personas/lan.html", "en/journeys/mua-tai-cua-hang.html", "en/measurement/nps.html",
    "en/coverage.html",
)  # fmt: skip
PARTS = 6
"""The pages are walked through in so many tests, which run at the same time."""
VNU = HERE / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
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


def html_errors(files: list[Path]) -> list[str]:
    """What the Nu HTML checker says is wrong in these files."""
    if shutil.which("java") is None:
        pytest.skip("the Nu HTML checker needs Java, which is not on PATH")
    if not VNU.is_file():
        pytest.fail("The Nu HTML checker is not installed: run make test", pytrace=False)
    reported = subprocess.run(
        ["java", "-Xss4m", "-jar", VNU, "--format", "json", "--errors-only", *files],
        check=False, capture_output=True, text=True, encoding="utf-8",
    )  # fmt: skip
    return [f"{one.get('url')}: {one['message']}" for one in json.loads(reported.stderr)["messages"]]


def test_every_page_is_valid_html(sample: Path) -> None:
    assert html_errors(sorted((sample / "site").rglob("*.html"))) == []


@pytest.mark.slow
def test_the_checker_finds_what_is_not_valid(tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    page.write_text(INVALID, encoding="utf-8")
    assert len(html_errors([page])) == 1
