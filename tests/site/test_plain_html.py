"""HTML in the form of our templates is read as a browser reads it, and all other HTML is left to a parser."""

from __future__ import annotations

import pytest

from cxsite.site.file_references import read_html, read_plain
from cxsite.site.plain_html import parse_plain

PLAIN = (
    '<div class="cx"><p id="a">một</p><br><img src="a.png" alt=""><svg viewBox="0 0 1 1"><path d="M0 0"/></svg></div>',
    '<a href="b&#46;html#c" rel="noopener">b</a><input type="radio" checked><use xlink:href="#d"/>',
    '<i style="--cx-columns:2;background:url(c.png)"></i><video poster="d.png" srcset="e.png 1x, f.png 2x"></video>',
    '<template><table data-columns="3"></table></template><i id="f"></i>',
    '<a name="g">g</a><p name="h">h</p><table><tr><td data-search-exclude>x</td></tr></table> a > b',
)


@pytest.mark.parametrize("html", PLAIN)
def test_plain_html_says_what_a_parser_says_of_it(html: str) -> None:
    found = parse_plain(html)
    assert found is not None
    quick, parsed = read_plain([found]), read_html(html)
    assert quick.anchors == parsed.anchors
    assert set(quick.references) == set(parsed.references)


@pytest.mark.parametrize(
    "html",
    [
        "<p class='a'>",
        "<p class=a>",
        "<P>",
        '<p CLASS="a">',
        '<a href="x>y">',
        '<a href="x<y">',
        "<!-- a -->",
        "<!doctype html>",
        "a < b",
        "<p",
        '<p class="a"class="b">',
        '</p class="a">',
        "<script></script>",
        "<style>a{}</style>",
        '<meta charset="utf-8">',
        '<iframe src="a"></iframe>',
        "<textarea><p></textarea>",
        '<template><p id="a"></p></template>',
        '<p\nid="a">',
        '<p/id="a">',
    ],
)
def test_other_html_is_left_to_a_parser(html: str) -> None:
    assert parse_plain(html) is None


def test_tags_stand_with_the_texts_behind_them() -> None:
    found = parse_plain('a<p class="c">d &#60;\n</p> <b>e</b>')
    assert found is not None
    assert [found.text, *(tag.text for tag in found.tags)] == ["a", "<p>d &lt; ", "</p>\0", "e", ""]
    assert [(tag.opens, tag.closes) for tag in found.tags] == [("p", ""), ("", "p"), ("b", ""), ("", "b")]


def test_what_is_referred_to_again_is_reported_once_in_the_order_of_the_page() -> None:
    found = parse_plain('<a href="b&#38;c">1</a><a href="d">2</a><a class="e" href="b&#38;c">3</a><i id="f"></i>')
    assert found is not None
    assert [one.address for one in read_plain([found]).references] == ["b&c", "d"]
