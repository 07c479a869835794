from __future__ import annotations

from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from hostile_texts import HOSTILE, any_text, naughty_strings
from hypothesis import given
from hypothesis import strategies as st

from cxsite.escaping import author_markdown
from cxsite.escaping.author_markdown import MarkdownFault, MarkdownLink

ALLOWED = {"p", "ul", "ol", "li", "em", "strong", "br", "a"}


def address(kind: str, identifier: str) -> str | None:
    return None if identifier == "nobody" else f"../{kind}s/{identifier}.html"


class Checked(HTMLParser):
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in ALLOWED
        assert {name for name, _ in attrs} <= {"href", "rel", "start"}
        href = dict(attrs).get("href")
        assert not href or urlsplit(href).scheme in {"http", "https", "mailto"} or href.startswith("../")


def assert_safe(text: str) -> None:
    result = author_markdown.read(text).html(address)
    Checked().feed(result)
    assert "\n" not in result


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_gives_only_allowed_html(text: str) -> None:
    assert_safe(text)


@given(st.one_of(any_text(), st.text("[](<>)!*_`#-:/\\&;{}ahref javscipt=\"'\n1.x", max_size=60)))
def test_any_text_gives_only_allowed_html(text: str) -> None:
    assert_safe(text)


def test_naughty_strings_give_only_allowed_html() -> None:
    for text in naughty_strings():
        assert_safe(text)


def test_emphasis_lists_and_line_breaks() -> None:
    text = "Chào **bạn** và *tôi*\\\nnhé.\n\n3. một\n4. hai\n   - con\n"
    assert author_markdown.read(text).html(address) == (
        "<p>Chào&#32;<strong>bạn</strong>&#32;và&#32;<em>tôi</em><br>nhé.</p>"
        '<ol start="3"><li>một</li><li>hai<ul><li>con</li></ul></li></ol>'
    )


def test_internal_links_are_resolved_and_external_ones_stand_alone() -> None:
    read = author_markdown.read("[Lan](persona:lan), [không ai](persona:nobody), [web](https://a.vn/đ)")
    assert read.faults == ()
    assert read.html(address) == (
        '<p><a href="../personas/lan.html">Lan</a>, không ai,&#32;'
        '<a href="https://a.vn/%C4%91" rel="noopener">web</a></p>'
    )


def test_links_know_their_place() -> None:
    read = author_markdown.read(
        "Xem [Lan](persona:lan)\nvà\n  xem [đó](journey:mua)\n\n- [x](play:doi)\n  <https://a.vn>"
    )
    assert read.links == (
        MarkdownLink(target="persona:lan", line=1, column=5),
        MarkdownLink(target="journey:mua", line=3, column=7),
        MarkdownLink(target="play:doi", line=5, column=3),
        MarkdownLink(target="https://a.vn", line=6, column=3),
    )


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("a <b>x", MarkdownFault(kind="html", line=1, column=3, text="<b>")),
        ("a\n\n  <div>x</div>", MarkdownFault(kind="html", line=3, column=3, text="<div>x</div>")),
        ("a\n\n# Đầu", MarkdownFault(kind="heading", line=3, column=1, text="# Đầu")),
        ("> lời", MarkdownFault(kind="quote", line=1, column=1, text="> lời")),
        ("a `b`", MarkdownFault(kind="code", line=1, column=3, text="b")),
        ("```\nx\n```", MarkdownFault(kind="code", line=1, column=1, text="x")),
        ("a\n\n***", MarkdownFault(kind="rule", line=3, column=1, text="***")),
        ("*a* ![x](y.png)", MarkdownFault(kind="image", line=1, column=5, text="x")),
        ("[x](javascript:alert(1))", MarkdownFault(kind="link", line=1, column=1, text="javascript:alert(1)")),
        ("[x](java&#115;cript:alert(1))", MarkdownFault(kind="link", line=1, column=1, text="javascript:alert(1)")),
        ("a\n[x](lan.html)", MarkdownFault(kind="link", line=2, column=1, text="lan.html")),
    ],
)
def test_all_else_is_a_fault_with_its_place(text: str, fault: MarkdownFault) -> None:
    assert author_markdown.read(text).faults == (fault,)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("a `b` c `b` d", [(1, 3), (1, 9)]),
        ("một\n  hai `b`\nba <i>", [(2, 7), (3, 4)]),
        ("- một\n- hai\n  `b`", [(3, 3)]),
        ("1. - `b`", [(1, 6)]),
        ("một\n\n    mã", [(3, 5)]),
        ("- một\n\n  > hai", [(3, 3)]),
        ("*a* **`b`** ![x](y)", [(1, 7), (1, 13)]),
        ("một\n===\n\nhai", [(1, 1)]),
    ],
)
def test_every_fault_has_its_place(text: str, places: list[tuple[int, int]]) -> None:
    assert [(fault.line, fault.column) for fault in author_markdown.read(text).faults] == places


def test_what_a_fault_shows_is_short_and_in_one_line() -> None:
    (code,) = author_markdown.read("```\na\n  b\n" + "c" * 80 + "\n```").faults
    assert code.text == "a b " + "c" * 56
    (link,) = author_markdown.read(f"[x](data:{'y' * 80})").faults
    assert link.text == "data:" + "y" * 55


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("một\nhai", "<p>một hai</p>"),
        ("Chào bạn", "<p>Chào bạn</p>"),
        ("1. a\n2. b", "<ol><li>a</li><li>b</li></ol>"),
        ("- a\n\n- b", "<ul><li><p>a</p></li><li><p>b</p></li></ul>"),
        ("# Đầu", "<p>Đầu</p>"),
        ("    a < b", "<p>a &#60; b&#10;</p>"),
        ("a <b> & c", "<p>a &#60;b&#62; &#38; c</p>"),
        (
            "[*a*](x:y) [b](persona:lan)",
            '<p><em>a</em>&#32;<a href="../personas/lan.html">b</a></p>',
        ),
        ("![a](https://b.vn/c.png)", "<p>a</p>"),
        ("***", ""),
        ("", ""),
    ],
)
def test_what_a_field_shows(text: str, html: str) -> None:
    assert author_markdown.render_markdown(text, address) == html


def test_links_are_resolved_anew_for_each_page() -> None:
    text = "[Lan](persona:lan)"
    assert (
        author_markdown.render_markdown(text, lambda kind, key: f"{kind}/{key}")
        == '<p><a href="persona/lan">Lan</a></p>'
    )
    assert author_markdown.render_markdown(text, lambda kind, key: f"../{kind}-{key}") == (
        '<p><a href="../persona-lan">Lan</a></p>'
    )
    assert author_markdown.render_markdown(text, lambda *_: None) == "<p>Lan</p>"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Chào  bạn.\n", "Chào bạn."),
        ("một\nhai", "một hai"),
        ("một\\\nhai", "một hai"),
        ("*một*hai", "mộthai"),
        ("- a\n- b\n\nc", "a b c"),
        ("a\n\n    mã\n\nb", "a mã b"),
        ("5 sao", "5 sao"),
    ],
)
def test_the_words_of_a_field(text: str, words: str) -> None:
    assert author_markdown.plain(text) == author_markdown.read(text).plain() == words


def test_plain_gives_the_words() -> None:
    assert (
        author_markdown.plain("Chào **bạn**,\n\n- một [hai](persona:lan)\n- ba &amp; bốn")
        == "Chào bạn, một hai ba & bốn"
    )


def test_escapes_and_definitions_stay_text() -> None:
    assert author_markdown.plain("\\*x\\*") == "*x*"
    assert author_markdown.plain("[x]: https://a.vn") == "[x]: https://a.vn"
