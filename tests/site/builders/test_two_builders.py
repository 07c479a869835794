"""Our builder makes, byte for byte, what stock MkDocs makes and `finish` finishes, with the same words to search."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hostile_texts import HOSTILE
from small_site import CONFIG, small_site
from two_builders import by_mkdocs, by_us, elements, finish_stock, run_mkdocs, unlike

from cxsite.cli.assemble_site import assemble_site
from cxsite.escaping import html
from cxsite.problems import CxsiteError
from cxsite.reading import read
from cxsite.rendering.page import Page, Section
from cxsite.site.build import build_into
from cxsite.site.docs_tree import SiteAsset
from cxsite.site.finish import search

if TYPE_CHECKING:
    from cxsite.site.site_spec import SiteSpec

pytestmark = pytest.mark.build

ROOT = Path(__file__).parents[3]
BODIES = (
    "<p>a&#46;b<br>c &#38; d</p><p> </p><ul><li>một</li><li></li></ul><pre><code>x\n  y</code></pre>",
    '<div data-search-exclude="true"><p>ẩn</p><p>trong</p></div><p>lại thấy</p><p data-search-exclude="1">ẩn</p>',
    '<svg viewBox="0 0 1 1"><path d="M0 0"/><text>chữ</text></svg><img alt=""><hr><sub>2</sub>',
    '<section><h3 id="ben-trong">Bên trong</h3><p>dưới</p></section><p>sau</p><h4>không mã</h4>',
    "<table><tr><th>a<td>b</table><p>không đóng<p>cũng không",
    "<style>.a { color: red }</style><object>khác</object><p>thường</p>",
    '<a class="headerlink" href="#muc-1">¶</a><a href="#muc-2">tới</a>',
)


def stress_pages() -> tuple[Page, ...]:
    """Pages with every hostile text in title, description, heading and body, and with HTML of many forms."""
    long = [
        Section(
            level=1 + (number > 0) + (number % 3 == 2),
            heading=text,
            id=f"muc-{number}",
            html=f"<div>{html.encode(text)}</div>" if number % 2 else "",
        )
        for number, text in enumerate(HOSTILE)
    ]
    thing = Section(level=3, heading="Gọi", id="library-goi", html="<div><p>gọi</p></div>")
    pages = [Page(path="personas/tat-ca", title="Tất cả", sections=tuple(long))]
    pages.append(Page(path="touchpoints/index_2", title="Trang 2", sections=(*long, thing)))
    for number, text in enumerate(HOSTILE):
        sections = (
            Section(level=1, heading=text, id="start", html=f"<div>{BODIES[number % len(BODIES)]}</div>"),
            Section(level=2, heading="", id="muc-1", html=f'<div class="cx">\n<p>{html.encode_lines(text)}</p></div>'),
            Section(level=3, heading="Sâu hơn", id="muc-2", html="<div></div>"),
        )
        hide = (("toc",), ("navigation",), ("navigation", "toc"), ())[number % 4]
        kept = sections if number % 5 else sections[:1]
        path = f"plays/kho-{number}" if number % 2 else f"kho-{number}"
        used = kept if number % 5 else (replace(kept[0], html="<div></div>"),)
        pages.append(Page(path=path, title=text, description=text * (number % 2), sections=used, hide=hide))
    return tuple(pages)


@pytest.fixture(scope="module")
def sample() -> SiteSpec:
    """The playbook that this repository publishes."""
    content, _ = read(ROOT, today=date(2026, 11, 20))
    return assemble_site(ROOT, content)


@pytest.fixture(scope="module")
def stock(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What stock MkDocs makes of the stress pages; tests finish a copy."""
    return run_mkdocs(small_site(*stress_pages()), tmp_path_factory.mktemp("stock"))


def test_a_stress_playbook_is_the_same_both_ways(tmp_path: Path, stock: Path) -> None:
    site = small_site(*stress_pages())
    theirs = finish_stock(site, shutil.copytree(stock, tmp_path / "mkdocs"))
    assert unlike(by_us(site, tmp_path / "us"), theirs) == []


def test_a_large_search_index_is_laid_out_the_same(
    tmp_path: Path, stock: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In two files, if the page has the script that reads the second."""
    monkeypatch.setattr(search, "_LARGE", 0)
    site = small_site(*stress_pages())
    ours = by_us(site, tmp_path / "us")
    assert unlike(ours, finish_stock(site, shutil.copytree(stock, tmp_path / "mkdocs"))) == []
    index = json.loads(ours["search/search_index.json"])
    assert "search/full_index.json" in ours
    assert all("#" not in entry["location"] for entry in index["docs"])


def test_a_large_search_index_stays_whole_where_another_script_reads_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "_LARGE", 0)
    config = tmp_path / "mkdocs.yml"
    config.write_text(CONFIG.read_text("utf-8").replace("assets/js/search.js", "assets/js/other.js"), "utf-8")
    site = small_site(*stress_pages()[:6])
    site = replace(site, config=config, assets=(*site.assets, SiteAsset(path="assets/js/other.js", content=b";")))
    ours = by_us(site, tmp_path / "us")
    assert unlike(ours, by_mkdocs(site, tmp_path / "mkdocs")) == []
    index = json.loads(ours["search/search_index.json"])
    assert "search/full_index.json" not in ours
    assert any("#" in entry["location"] for entry in index["docs"])


def test_it_is_the_same_where_each_page_is_a_folder(tmp_path: Path) -> None:
    text = CONFIG.read_text("utf-8").replace("use_directory_urls: false", "use_directory_urls: true")
    config = tmp_path / "mkdocs.yml"
    config.write_text(text + "copyright: '&copy; ai đó'\n", "utf-8")
    plain = [one for one in small_site().pages if not (isinstance(one, Page) and one.markdown)]
    site = replace(small_site(), pages=tuple(plain), config=config, moved=())
    assert unlike(by_us(site, tmp_path / "us"), by_mkdocs(site, tmp_path / "mkdocs")) == []


def test_hand_written_pages_may_link_to_anchors_pictures_and_old_addresses(tmp_path: Path) -> None:
    links = ("[a](../journeys/mua-vay.md#phan-hai)", "![b](../pictures/lan.svg)", "[c](../journeys/mua-dam.html)")
    text = f"# Hướng dẫn {{ #dau }}\n\n{' '.join(links)} [d](#dau) [e](../journeys/mua-vay.md)\n"
    site = small_site(Page(path="pages/huong-dan", title="Hướng dẫn", markdown=text))
    ours = by_us(site, tmp_path / "us")
    assert unlike(ours, by_mkdocs(site, tmp_path / "mkdocs")) == []
    assert 'href="../journeys/mua-vay.html#phan-hai"' in ours["pages/huong-dan.html"].decode()
    assert ours["pictures/lan.svg"].startswith(b"<svg")


def test_a_missing_anchor_in_a_hand_written_page_is_a_fault(tmp_path: Path) -> None:
    text = "# Hướng dẫn\n\n[a](../journeys/mua-vay.md#khong-co) [b](#cung-khong)\n"
    (tmp_path / "us").mkdir()
    with pytest.raises(CxsiteError) as caught:
        build_into(small_site(Page(path="pages/huong-dan", title="Hướng dẫn", markdown=text)), tmp_path / "us")
    for anchor in ("journeys/mua-vay.html#khong-co", "pages/huong-dan.html#cung-khong"):
        assert f"pages/huong-dan.html: refers to {anchor}, but this anchor does not exist" in caught.value.message


def test_the_sample_is_the_same_both_ways(sample: SiteSpec, tmp_path: Path) -> None:
    assert unlike(by_us(sample, tmp_path / "us"), by_mkdocs(sample, tmp_path / "mkdocs")) == []


def test_with_mermaid2_it_is_the_same_to_a_browser(tmp_path: Path) -> None:
    site = small_site(*(page for page in stress_pages() if "không đóng" not in str(page)))  # which mermaid2 mends
    ours, stock = by_us(site, tmp_path / "us"), by_mkdocs(site, tmp_path / "mkdocs", with_mermaid2=True)
    different = unlike(ours, stock)
    assert "journeys/mua-vay.html" in different, "mermaid2 writes pages with diagrams anew"
    assert [path for path in different if elements(ours[path]) != elements(stock[path])] == []
