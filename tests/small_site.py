"""A small site with hostile texts, built by real MkDocs, for the tests of this room."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from cxsite.escaping import html
from cxsite.rendering.page import Page, Section
from cxsite.site.docs_tree import Asset, Moved

ROOT = Path(__file__).parents[1]
CONFIG = ROOT / "mkdocs.yml"
TEMPLATES = ROOT / "templates"
AS_OF = date(2026, 11, 20)

HOSTILE = (
    "<script>window.hacked=1</script>",
    '"><img src=x onerror=window.hacked=1>',
    "``` *a* _b_ `c` [d](javascript:window.hacked=1) { #x onclick=window.hacked=1 }",
    "{{ 7 * 7 }} {% raw %} <!-- -- &amp; &#60;",
    "--- title: a: b # 'c' \"d\" \\ | > % @",
    "1. một: hai",
)
SECTIONS = ("index", "strategy", "personas/index", "journeys/index", "touchpoints/index", "plays/index",
            "actions/index", "measurement/index", "coverage", "reading")  # fmt: skip
JOURNEY = (
    '<div><p>Khách hàng Lan đi mua váy. Giá 4,5 triệu.</p><div data-search-exclude="true">'
    '<pre class="mermaid"><code>journey\n    title Mua váy\n    section Chọn\n      Thử đồ: 5: Lan\n'
    "      Chờ: 2: Lan\n    section Trả\n      Quét mã: 3: Lan, Thu ngân</code></pre></div></div>"
)


def page(path: str, title: str, body: str = "") -> Page:
    """A page with one heading, its text, and a second section."""
    text = body or f"<div><p>{html.encode(title)}</p></div>"
    return Page(
        path=path,
        title=title,
        description=title,
        sections=(
            Section(level=1, heading=title, id="dau-trang", html=text),
            Section(level=2, heading=f"Phần hai: {title}", id="phan-hai", html="<div><p>Hết.</p></div>"),
        ),
    )


def sample_pages() -> tuple[Page, ...]:
    """A page for every line of the menu, one a hostile title, a journey, and a hand-written page."""
    index = tuple(page(path, f"Mục {path}") for path in SECTIONS)
    hostile = tuple(page(f"personas/hostile-{number}", title) for number, title in enumerate(HOSTILE))
    written = Page(path="gioi-thieu", title="Giới thiệu", markdown="# Giới thiệu\n\nXem [trang chủ](index.md).\n")
    return (*index, *hostile, page("journeys/mua-vay", "Mua váy ở cửa hàng", JOURNEY), written)


def sample_assets() -> tuple[Asset, ...]:
    """A style sheet in the place of the playbook's own."""
    return (Asset(path="assets/css/playbook.css", content=b"/* nothing */\n"),)


def sample_moves() -> tuple[Moved, ...]:
    """The journey's old address."""
    new = {"new": "journeys/mua-vay", "title": "Mua váy ở cửa hàng"}
    return (Moved(old="journeys/mua-dam", notice="Trang này đã chuyển.", language="vi", **new),)
