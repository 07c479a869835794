"""A site with anything amiss is not published."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_site import SITE_URL

from cxsite.problems import make_message
from cxsite.site.file_references import AddressReference, HtmlPage
from cxsite.site.verify import SiteFault, examine_parsed, verify

if TYPE_CHECKING:
    from pathlib import Path

BASE = "https://a.example/cx/"


def page(body: str) -> str:
    return f'<!doctype html><html><body><h1 id="start">A</h1>{body}</body></html>'


def site_of(folder: Path, **bodies: str) -> Path:
    for name, body in {"index": "", **bodies}.items():
        path = folder / f"{name.replace('__', '/')}.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page(body), "utf-8")
    return folder


@given(
    st.sampled_from(["", "../", "./", "../z/"]),
    st.sampled_from(["", "a.html", "b/a.html", "a/", "b/../a.html", "%C4%82.html", "a%20b.html", "a.b-c_1.html"]),
    st.sampled_from(["", "#", "#x-1", "#%C4%82", "#a_B.9", "#a\tb", "#a?b#c:d"]),
)
def test_addresses_lead_where_a_browser_follows_them(folder: str, file: str, anchor: str) -> None:
    address = f"{folder}{file}{anchor}"
    page = HtmlPage(frozenset(), (AddressReference(address, link=True),))
    (path, (found,)), *more = examine_parsed("x/y.html", page, (), BASE).wanted.items()
    target = urlsplit(urljoin(f"{BASE}x/y.html", address))
    expected = unquote(target.path).removeprefix("/cx/")
    assert (path, found, more) == (
        f"{expected}index.html" if expected.endswith("/") or not expected else expected,
        unquote(target.fragment),
        [],
    )


def test_a_built_site_has_no_fault(built_site: Path) -> None:
    assert verify(built_site, site_url=SITE_URL) == ()


@pytest.mark.parametrize(
    "body",
    [
        '<a href="../index.html#start">a</a>',
        '<a href="..">a</a>',
        '<a href="../#start">a</a>',
        '<a href="#start">a</a>',
        '<a href="">a</a>',
        '<a href="b.html?x=1">a</a>',
        '<a href="%C3%A9%20b.html">a</a>',
        '<a href="/cx/index.html">a</a>',
        '<a href="/cx/">a</a>',
        '<a href="https://a.example/cx/in/b.html">a</a>',
        '<a href="https://a.example/cx">a</a>',
        '<link rel="canonical" href="https://a.example/cx/in/b.html">',
        '<a href="https://elsewhere.example/">a</a>',
        '<a href="mailto:a@b.example">a</a>',
        '<img src="data:image/png;base64,AA==">',
    ],
)
def test_what_is_there_is_found(tmp_path: Path, body: str) -> None:
    site = site_of(tmp_path, in__b=body)
    (site / "in" / "é b.html").write_text(page(""), "utf-8")
    assert verify(site, site_url=BASE) == ()


@pytest.mark.parametrize(
    ("body", "reported"),
    [
        ('<a href="c.html">a</a>', "in/c.html, which does not exist"),
        ('<a href="b.html#gone">a</a>', "in/b.html#gone, but this anchor does not exist"),
        ('<a href="#Start">a</a>', "#Start"),
        ('<a href="../in">a</a>', "in, which does not exist"),
        ('<a href="../../../index.html">a</a>', "does not exist"),
        ('<a href="/index.html">a</a>', "does not exist"),
        ('<a href="https://a.example/cx/gone.html">a</a>', "gone.html, which does not exist"),
        ('<img src="https://elsewhere.example/a.png">', "another host"),
        ('<img src="//elsewhere.example/a.png">', "another host"),
        ('<link rel="preconnect" href="https://elsewhere.example/">', "another host"),
        ('<a href="javascript:alert(1)">a</a>', "javascript:alert(1)"),
        ('<a href="data:text/html,x">a</a>', "data:text/html"),
        ("<p style='background:url(//elsewhere.example/a.png)'>", "another host"),
        ('<a href="http://[">a</a>', "cannot be read"),
        ("<script>steal()</script>", "steal()"),
    ],
)
def test_each_fault_is_reported_with_its_page(tmp_path: Path, body: str, reported: str) -> None:
    (fault,) = verify(site_of(tmp_path, in__b=body), site_url=BASE)
    assert fault.path == "in/b.html"
    assert reported in str(fault.what)


def test_styles_sitemap_and_search_index_are_examined(tmp_path: Path) -> None:
    site = site_of(tmp_path)
    (site / "search").mkdir()
    (site / "a.css").write_text("p{background:url(gone.png)}")
    (site / "sitemap.xml").write_text(f"<loc>{BASE}lost.html</loc>")
    (site / "search" / "search_index.json").write_text(json.dumps({"docs": [{"location": "index.html#nowhere"}]}))
    assert [fault.path for fault in verify(site, site_url=BASE)] == ["a.css", "search/search_index.json", "sitemap.xml"]


def test_a_page_that_ends_early_is_noticed(built_site: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    shutil.copytree(built_site, site)
    whole = (site / "reading.html").read_bytes()
    (site / "reading.html").write_bytes(whole[: len(whole) // 2])
    assert SiteFault("reading.html", make_message("is not a complete page")) in verify(site, site_url=SITE_URL)


def test_an_empty_site_and_a_link_out_are_faults(tmp_path: Path) -> None:
    (tmp_path / "out").symlink_to("/")
    assert verify(tmp_path) == (
        SiteFault("index.html", make_message("is missing")),
        SiteFault("out", make_message("is a symbolic link")),
    )


def test_a_fault_reads_as_a_line() -> None:
    assert str(SiteFault("a.html", make_message("is not a complete page"))) == "a.html: is not a complete page"
