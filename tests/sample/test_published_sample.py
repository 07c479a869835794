"""What `make site` shows: pages of the sample in a real browser, with nothing wrong and nothing foreign.

By default the largest page of each kind that has diagrams, in each language; the walk of reach/test_reach.py opens the
other kinds. `make test-reach` opens every page.
"""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest
from browsing import watched
from folders import bytes_of
from sample_project import AS_OF, copied, run
from site_walk import WHOLE, files_of, one_of_each_kind, troubles_of

if TYPE_CHECKING:
    from pathlib import Path

    from browsing import ServeFolder
    from playwright.sync_api import Browser

EXPECTED = (
    "index", "strategy", "personas/index", "personas/lan", "journeys/index", "journeys/mua-tai-cua-hang",
    "comparisons/mua-online-ly-tuong", "touchpoints/index", "touchpoints/cua-hang", "plays/index", "plays/chao-khach",
    "actions/index", "measurement/index", "measurement/nps", "coverage", "reading", "pages/cach-chung-toi-lam", "404",
)  # fmt: skip


PARTS = 2
"""The pages are opened in so many tests, which run at the same time."""
DIAGRAM = '<pre class="mermaid">'
KIND = re.compile(r'<pre class="mermaid"><code>(\w+)')


def pages_to_open(site: Path) -> list[str]:
    if WHOLE:
        return files_of(site)
    files = {path.relative_to(site).as_posix(): path.read_text(encoding="utf-8") for path in site.rglob("*.html")}
    kinds = {path: set(KIND.findall(text)) for path, text in files.items()}
    chosen = one_of_each_kind(site, sorted(path for path, found in kinds.items() if found))
    assert set().union(*(kinds[path] for path in chosen)) == set().union(*kinds.values()), "each kind of diagram"
    return chosen


@pytest.mark.parametrize("path", EXPECTED)
def test_the_site_has_every_page(sample: Path, path: str) -> None:
    assert (sample / "site" / f"{path}.html").is_file()


@pytest.mark.parametrize("part", range(PARTS))
def test_pages_load_without_trouble_and_draw_their_diagrams(
    sample: Path, serve_folder: ServeFolder, browser: Browser, part: int
) -> None:
    site = sample / "site"
    address = serve_folder(site)
    troubles: dict[str, object] = {}
    with watched(browser, address, drawing=True) as visit:
        for path in pages_to_open(site)[part::PARTS]:
            visit.page.goto(f"{address}/{path}")
            visit.settle()
            shown = site / visit.page.url.removeprefix(f"{address}/")  # an old address leads to another page
            wanted = shown.read_text(encoding="utf-8").count(DIAGRAM)
            drawn = visit.page.locator("div.mermaid svg")
            if wanted:
                drawn.nth(wanted - 1).wait_for(state="attached")  # some stand in a part that is still closed
            found = troubles_of(visit, path)
            if found or drawn.count() != wanted:
                troubles[path] = (found, drawn.count(), wanted)
            visit.forget()
    assert troubles == {}


def test_every_journey_has_a_diagram(sample: Path) -> None:
    for journey in (sample / "content" / "journeys").glob("*.yml"):
        page = sample / "site" / "journeys" / f"{journey.stem}.html"
        is_draft = "status: draft" in journey.read_text(encoding="utf-8")
        assert page.exists() != is_draft
        assert is_draft or '<pre class="mermaid"><code>journey' in page.read_text(encoding="utf-8")


def test_the_same_day_gives_the_same_bytes_in_another_folder_locale_and_time_zone(sample: Path, tmp_path: Path) -> None:
    other = copied(tmp_path / "một nơi khác")
    done = run(
        other, "build", "--as-of", AS_OF, TZ="America/New_York", LC_ALL="tr_TR.UTF-8", PYTHONHASHSEED="7", COLUMNS="40"
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert bytes_of(other / "site") == bytes_of(sample / "site")


def test_an_error_keeps_the_old_site_byte_for_byte(sample: Path, tmp_path: Path) -> None:
    project = shutil.copytree(sample, tmp_path / "project")
    before = bytes_of(project / "site")
    persona = project / "content" / "personas" / "lan.yml"
    persona.write_text(persona.read_text(encoding="utf-8") + "nam: Lan\n", encoding="utf-8")
    assert run(project, "build", "--as-of", AS_OF).returncode == 1
    assert bytes_of(project / "site") == before
