"""A small site with hostile texts, for the tests of `cxsite.site`."""

from __future__ import annotations

import re
import tempfile
from datetime import date
from pathlib import Path

from cxsite.escaping import html
from cxsite.rendering.page import Page, Section
from cxsite.site.docs_tree import MovedPage, SiteAsset
from cxsite.site.site_spec import SiteSpec

ROOT = Path(__file__).parents[1]
_CONFIGS = tempfile.TemporaryDirectory()  # removed when the tests end


def _in_one_language() -> Path:
    """Write this repository's mkdocs.yml without its language switch, because the small site has one language."""
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    config = Path(_CONFIGS.name) / "mkdocs.yml"
    config.write_text(re.sub(r"  alternate:\n(?:    .*\n)+", "", text), encoding="utf-8")
    return config


CONFIG = _in_one_language()
TEMPLATES = ROOT / "templates"
AS_OF = date(2026, 11, 20)
SITE_URL = "https://so-tay.vaymay.example/"

HOSTILE = (
    "<script>window.hacked=1</script>",
    '"><img src=x onerror=window.hacked=1>',
    "``` *a* _b_ `c` [d](javascript:window.hacked=1) { #x onclick=window.hacked=1 }",
    "{{ 7 * 7 }} {% raw %} <!-- -- &amp; &#60;",
    "--- title: a: b # 'c' \"d\" \\ | > % @",
    "1. một: hai",
)
SECTIONS = (
    "index",
    "strategy",
    "personas/index",
    "journeys/index",
    "opportunities",
    "touchpoints/index",
    "plays/index",
    "actions/index",
    "measurement/index",
    "research/index",
    "coverage",
    "reading",
)
JOURNEY = """<div><p>Khách hàng Lan đi mua váy. Giá 4,5 triệu.</p><div data-search-exclude="true">
<pre class="mermaid"><code>journey
    title Mua váy
    section Chọn
      Thử đồ: 5: Lan
      Chờ: 2: Lan
    section Trả
      Quét mã: 3: Lan, Thu ngân</code></pre>
<pre class="mermaid"><code>timeline
    title Lộ trình
    Tháng 1 : Đào tạo</code></pre></div></div>"""


def page(path: str, title: str, body: str = "") -> Page:
    """Return a page with its title, a text, and a second section."""
    return Page(
        path=path,
        title=title,
        description=title,
        sections=(
            Section(level=1, heading=title, id="start", html=body or f"<div><p>{html.encode(title)}</p></div>"),
            Section(level=2, heading=f"Phần hai: {title}", id="phan-hai", html="<div><p>Hết.</p></div>"),
        ),
    )


def sample_pages() -> tuple[Page, ...]:
    """Return a page for every line of the menu, one for each hostile title, a journey, and a hand-written page."""
    sections = tuple(page(path, f"Mục {number}") for number, path in enumerate(SECTIONS))
    hostile = tuple(page(f"personas/hostile-{number}", title) for number, title in enumerate(HOSTILE))
    written = Page(path="gioi-thieu", title="Giới thiệu", markdown="# Giới thiệu\n\nXem [trang chủ](index.md).\n")
    return (*sections, *hostile, page("journeys/mua-vay", "Mua váy ở cửa hàng", JOURNEY), written)


def small_site(*more: Page, without: str = "", config: Path = CONFIG) -> SiteSpec:
    """Return a site of the sample pages except `without`, and of `more`, with a picture and an old address."""
    notice = "Trang này đã chuyển."
    return SiteSpec(
        pages=(*(one for one in sample_pages() if one.path != without), *more),
        config=config,
        templates=(TEMPLATES,),
        as_of=AS_OF,
        assets=(
            SiteAsset(path="assets/css/playbook.css", content=b":root{}"),
            SiteAsset(path="pictures/lan.svg", content=b'<svg xmlns="http://www.w3.org/2000/svg"/>'),
        ),
        moved=(
            MovedPage(
                old="journeys/mua-dam", new="journeys/mua-vay", title="Mua váy ở cửa hàng", notice=notice, language="vi"
            ),
        ),
    )
