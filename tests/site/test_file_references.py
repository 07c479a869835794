"""Every way in which a file can refer to another is seen."""

from __future__ import annotations

import pytest

from cxsite.site.file_references import AddressReference, read_css, read_html, read_search_index, read_sitemap


@pytest.mark.parametrize(
    ("html", "address", "link"),
    [
        ('<a href="b.html#c">b</a>', "b.html#c", True),
        ('<map><area href="b.html"></map>', "b.html", True),
        ('<link rel="canonical" href="https://a.example/">', "https://a.example/", True),
        ('<link rel="stylesheet" href="a.css">', "a.css", False),
        ('<link rel="alternate stylesheet" href="a.css">', "a.css", False),
        ('<img src="a.png">', "a.png", False),
        ('<img srcset="a.png 1x, b.png 2x">', "b.png", False),
        ('<video poster="a.png"></video>', "a.png", False),
        ('<object data="a.svg"></object>', "a.svg", False),
        ('<form action="/send"></form>', "/send", False),
        ('<button formaction="/send"></button>', "/send", False),
        ('<svg><use xlink:href="#a"/></svg>', "#a", False),
        ('<svg><use href="i.svg#a"/></svg>', "i.svg#a", False),
        ('<svg><a href="b.html"><text>b</text></a></svg>', "b.html", True),
        ("<p style=\"background: url('a.png')\">", "a.png", False),
        ("<style>@import 'a.css';</style>", "a.css", False),
        ('<meta http-equiv="Refresh" content="0; url=b.html">', "b.html", False),
        ('<a href="b&#46;html">b</a>', "b.html", True),
        ('<script src=" a.js "></script>', "a.js", False),
    ],
)
def test_a_reference_is_found(html: str, address: str, link: bool) -> None:  # noqa: FBT001 (an example's value)
    assert AddressReference(address, link) in read_html(html).references


def test_anchors_are_ids_and_names() -> None:
    assert read_html('<h1 id="a">A</h1><a name="b"></a><input name="c">').anchors == {"a", "b"}


def test_a_style_sheet_s_files_are_found_outside_comments() -> None:
    css = "/* url(no.png) */ @import url(a.css); p{background:url( \"b.png\" )} i{mask:url('c.svg')} b{x:url()}"
    assert [reference.address for reference in read_css(css)] == ["a.css", "b.png", "c.svg"]


def test_sitemap_and_search_index() -> None:
    assert read_sitemap("<url><loc>https://a.example/?a&amp;b</loc></url>") == (
        AddressReference("https://a.example/?a&b", link=True),
    )
    assert read_search_index('{"docs": [{"location": "a.html#b"}]}') == (AddressReference("a.html#b", link=True),)
