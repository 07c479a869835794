"""The content of pages is the same whether regular expressions read it or a parser."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxsite.cli.assemble_site import assemble_site
from cxsite.reading import read
from cxsite.rendering.page import Page, Section
from cxsite.site.builders.frame_template import UnexpectedThemeError
from cxsite.site.builders.page_content import (
    PageContent,
    SearchedText,
    find_misreadings,
    parse_content,
    read_content,
    read_plain_content,
)
from cxsite.site.file_references import AddressReference
from cxsite.site.verify import ExaminedFile

ROOT = Path(__file__).parents[3]
PLAIN = (
    "<div>\n<p>một  hai</p> \n <i> </i><ul><li>ba\nbốn</li></ul>&#160;<b>&#160;</b></div>",
    "<div><h3>Kết quả</h3><dl><dt>a</dt><dd>b</dd></dl><span>c</span><span>d</span><br>e&#60;f&#62; &#38;amp; g</div>",
    (
        '<div><section data-search-exclude=""><p>ẩn</p><section>và</section></section>'
        "thấy<span data-search-exclude>ẩn</span></div>"
    ),
    (
        '<div><svg class="a" viewBox="0 0 1 1"><title>tên</title><g><circle r="1"/></g></svg> sau '
        "<svg><text>chữ</text></svg></div>"
    ),
    '<div class="cx"><p id="a">một</p><img src="a.png" alt="x"><svg viewBox="0 0 1 1"><path d="M0 0"/></svg></div>',
    (
        '<div><a href="b&#46;html#c" rel="noopener">b</a><input type="radio" checked><svg>'
        '<use xlink:href="#d"/></svg></div>'
    ),
    (
        '<div><i style="--cx-columns:2;background:url(c.png)"></i><video poster="d.png" '
        'srcset="e.png 1x, f.png 2x"></video></div>'
    ),
    (
        '<div><template class="cx-bands"><table data-columns="3"><tr><td>x</td></tr></table></template>'
        '<i id="f"></i></div>'
    ),
    '<div><a name="g">g</a><p name="h">h</p><table><tr><td data-search-exclude>x</td><td>y</td></tr></table></div>',
    "<div><pre><code>a\n  b</code></pre>không<p>đóng</div>",
    "",
)
OTHER = (
    "<div class='a'></div>",
    "<div class=a></div>",
    "<DIV></DIV>",
    '<div CLASS="a"></div>',
    '<div><a href="x>y">b</a></div>',
    "<div><!-- a --></div>",
    "<div>a < b</div>",
    "<div><p",
    '<div><p class="b"id="a"></p></div>',
    '<div><p id="b" id="a"></p></div>',
    "<div><script></script></div>",
    "<div><style>a{}</style></div>",
    '<div><iframe src="a"></iframe></div>',
    "<div><textarea><p></textarea></div>",
    '<div><template><p id="a"></p></template></div>',
    '<div><p/id="a"></p></div>',
    '<div><section><h3 id="b">B</h3><p>dưới</p></section>sau</div>',
    "<div><p data-search-exclude>không đóng</div>",
    "<div>the attribute data-search-exclude of HTML</div>",
    '<div class="linenodiv">1</div>',
)


def page_of(body: str) -> Page:
    """A page with a text and a second section."""
    sections = (
        Section(level=1, heading="Đầu", id="dau", html=body),
        Section(level=2, heading="A & B", id="sau", html="<div>hết</div>"),
    )
    return Page(path="trang", title="Trang", sections=sections)


def is_alike(one: PageContent, other: PageContent) -> bool:
    return (one.texts, one.anchors, set(one.references)) == (other.texts, other.anchors, set(other.references))


@pytest.mark.parametrize("body", PLAIN)
def test_html_of_our_form_has_the_content_that_a_parser_reads(body: str) -> None:
    page = page_of(body)
    found = read_plain_content(page)
    assert found is not None
    assert is_alike(found, parse_content(page))


@pytest.mark.parametrize("body", OTHER)
def test_other_html_is_left_to_the_parser(body: str) -> None:
    page = page_of(body)
    assert read_plain_content(page) is None
    if "<script" not in body:
        assert read_content(page) == parse_content(page)


@pytest.mark.parametrize("part", ['<i class="md-search">a</i>', "<p>một __search</p>"])
def test_what_finishing_would_change_is_refused(part: str) -> None:
    page = page_of(f"<div>{part}</div>")
    with pytest.raises(UnexpectedThemeError):
        read_content(page)


def test_the_mark_of_search_inside_the_value_of_an_attribute_is_left_to_the_parser() -> None:
    page = page_of('<div><p title="the data-search-exclude mark">chữ</p></div>')
    assert read_plain_content(page) is None
    assert read_content(page).texts[0].text == "chữ"


@pytest.mark.slow
@pytest.mark.parametrize("languages", [("vi", "en")])
def test_all_pages_of_the_sample_are_of_our_form(languages: tuple[str, ...]) -> None:
    site = assemble_site(ROOT, read(ROOT, today=date(2026, 11, 20))[0])
    assert tuple(one.language for one in (site, *site.further)) == languages
    for maker in (maker for one in (site, *site.further) for maker in one.factories if maker.head.markdown is None):
        page, _ = maker.make()
        found = read_plain_content(page)
        assert found is not None, page.path
        assert is_alike(found, parse_content(page)), page.path


def test_search_finds_the_words_of_each_section_at_its_anchor() -> None:
    page = page_of('<div><p>Kết <b>qu</b>ả</p><p>đo<br>lại</p><nav data-search-exclude="">Mục lục</nav></div>')
    assert read_content(page).texts == (
        SearchedText("", "Đầu", "Kết quả đo lại"),
        SearchedText("sau", "A &amp; B", "hết"),
    )


def test_a_heading_with_an_id_inside_a_section_is_found_by_itself() -> None:
    page = page_of('<div><p>trước</p><section><h3 id="giua">Giữa</h3><p>dưới</p></section><p>sau</p></div>')
    assert read_content(page).texts[:2] == (
        SearchedText("", "Đầu", "trước sau"),
        SearchedText("giua", "Giữa", "dưới"),
    )


WORDS = st.sampled_from([" ", "\n", "a", " b ", "&#38;", "chữ\n", ""])
NAMES = st.sampled_from(["p", "li", "ul", "div", "span", "b", "code", "div data-search-exclude", 'i id="x"'])


@given(
    st.recursive(
        WORDS,
        lambda inner: st.tuples(NAMES, st.lists(inner, max_size=4)).map(
            lambda one: f"<{one[0]}>{''.join(one[1])}</{one[0].split()[0]}>"
        ),
        max_leaves=12,
    )
)
def test_any_nest_has_the_content_that_a_parser_reads(body: str) -> None:
    page = page_of(f"<div>{body}</div>")
    found = read_plain_content(page)
    assert found is not None
    assert is_alike(found, parse_content(page))


def test_a_page_that_a_parser_reads_differently_is_a_fault() -> None:
    page = page_of('<div><a href="a.html">chữ</a></div>')
    content = parse_content(page)
    parsed = ExaminedFile(content.anchors, {"a.html": ("",)})
    assert list(find_misreadings("trang.html", page, content.texts, parsed, parsed)) == []
    own = replace(parsed, wanted={**parsed.wanted, "trang.html": ("sau",)})
    assert list(find_misreadings("trang.html", page, content.texts, parsed, own)) == [], "headings refer to themselves"
    assert [
        str(one) for one in find_misreadings("trang.html", page, content.texts[:1], replace(parsed, wanted={}), parsed)
    ] == [
        "has other links or anchors for an HTML parser than for the build",
        "has other words for an HTML parser than in the search index",
    ]
    assert AddressReference("a.html", link=True) in content.references
