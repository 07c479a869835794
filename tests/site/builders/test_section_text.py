"""Search finds in a section what the reader of any page finds in it."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxsite.site.builders.search_entries import _Reader
from cxsite.site.builders.section_text import NotFlatError, section_text
from cxsite.site.plain_html import parse_plain

SECTIONS = (
    "<div>\n<p>một  hai</p> \n <i> </i> <ul><li>ba\nbốn</li></ul>&#160; <b>&#160;</b></div>",
    "<div>a<span> </span> <b>b</b>&#60;c&#62; &#38;amp; d<br>e</div>",
    '<div><section data-search-exclude=""><p>ẩn</p></section>thấy <span data-search-exclude>ẩn</span></div>',
    '<div><svg class="a" viewBox="0 0 1 1"><g><circle r="1"/></g></svg> sau <svg><text>chữ</text></svg></div>',
    '<div><section data-search-exclude=""><pre>a</pre></section><div class="linenodiv">1</div></div>',
    "<div> <code>x</code> <sub>2</sub> </div>",
    "",
)


def read(html: str) -> str:
    """What the reader of any page gives."""
    return "".join("".join(part.text) for part in _Reader().read(f'<h2 id="a">A</h2>\n{html}\n')).strip()


@pytest.mark.parametrize("html", SECTIONS)
def test_a_section_says_the_same(html: str) -> None:
    assert section_text(parse_plain(html)) == read(html)


@pytest.mark.parametrize(
    "html",
    [
        '<div><h3 id="b">B</h3></div>',
        "<div><pre>a\nb</pre></div>",
        "<div><p>a</div>",
        "<div></p></div>",
        '<div data-search-exclude=""><div>a</div>b</div>',
        '<div><p data-search-exclude=""><h3 id="b">B</h3></p></div>',
        "<div><p>a</p><p></p><p> <b> </b></p><p>b</p></div>",
        "<div><ul><li> <p> </p> </li></ul></div>",
        "<div> <sup></sup> </div>",
        "<div> <sup/> </div>",
        "<P></P>",
    ],
)
def test_what_is_more_than_flat_is_left_to_it(html: str) -> None:
    with pytest.raises(NotFlatError):
        section_text(parse_plain(html))


WORDS = st.sampled_from([" ", "\n", "a", " b ", "&#38;", "chữ\n", ""])
NAMES = st.sampled_from(["p", "li", "ul", "div", "span", "b", "code"])


@given(
    st.recursive(
        WORDS,
        lambda inner: st.tuples(NAMES, st.lists(inner, max_size=4)).map(
            lambda one: f"<{one[0]}>{''.join(one[1])}</{one[0]}>"
        ),
        max_leaves=12,
    )
)
def test_any_nest_says_the_same(html: str) -> None:
    found = parse_plain(f"<div>{html}</div>")
    assert found is not None
    with suppress(NotFlatError):
        assert section_text(found) == read(f"<div>{html}</div>")
