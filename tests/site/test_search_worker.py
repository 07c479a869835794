"""The theme's search library among words with digits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from small_site import page, small_site

from cxsite.site.build import build
from cxsite.site.finish.search import fix_worker

if TYPE_CHECKING:
    from pathlib import Path

    from browsing import PageAt, ServeFolder

ANYWHERE = "assets/javascripts/workers/search.1.min.js"


def worker(site: Path, text: str) -> Path:
    file = site / ANYWHERE
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def test_the_theme_s_library_is_the_one_that_we_know(built_site: Path) -> None:
    """Or the cure would stay away in silence."""
    file = next(built_site.glob(ANYWHERE.replace(".1.", ".*.")))
    assert file.read_text(encoding="utf-8").count('o.id+"."') == 1


def test_another_library_is_left_alone_and_twice_changes_nothing(tmp_path: Path) -> None:
    other = worker(tmp_path, "var s=1;")
    fix_worker(tmp_path)
    assert other.read_text(encoding="utf-8") == "var s=1;"
    sick = worker(tmp_path, "{var s=r[i],o=this.edges[s];e=e+s+o.id}return e}")
    fix_worker(tmp_path)
    once = sick.read_text(encoding="utf-8")
    fix_worker(tmp_path)
    assert once == sick.read_text(encoding="utf-8") == '{var s=r[i],o=this.edges[s];e=e+s+o.id+"."}return e}'


@pytest.mark.browser
def test_words_with_digits_do_not_lead_a_query_astray(
    tmp_path: Path, serve_folder: ServeFolder, page_at: PageAt
) -> None:
    """Numbers enough that two nodes of the library's tree would be taken for one."""
    numbers = " ".join(f"cx{number} {number * 7}" for number in range(1500))
    build(small_site(page("pages/so", "Số", f"<div><p>{numbers}</p></div>")), tmp_path / "site")
    with page_at(f"{serve_folder(tmp_path / 'site')}/index.html", searching=True) as visit:
        warnings: list[str] = []
        visit.page.on("console", lambda message: warnings.append(message.text))
        for typed in ("cx1", "cx", "c", "1"):
            visit.page.fill(".md-search__input", typed)
            visit.page.click(".md-search__input")
            visit.page.press(".md-search__input", "End")
            visit.page.locator(".md-search-result__item").first.wait_for()
        assert warnings == []
