from __future__ import annotations

import string
import unicodedata
from html.parser import HTMLParser

import markdown
import pytest
from hostile_texts import HOSTILE, any_text, is_printable_text, naughty_strings
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment, StrictUndefined, UndefinedError
from markupsafe import Markup

from cxsite.escaping import html
from cxsite.escaping.fallback import Fallback

EXTENSIONS = ["attr_list", "md_in_html", "toc", "tables", "pymdownx.superfences", "pymdownx.highlight"]


class Shown(HTMLParser):
    """The text that a reader sees, with `<br>` as a line break, and the elements it stands in."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text, self.tags, self.attributes = "", [], {}  # type: ignore[var-annotated]
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes.update(attrs)
        self.text += "\n" if tag == "br" else ""

    def handle_data(self, data: str) -> None:
        self.text += data


def page(source: str) -> Shown:
    rendered = markdown.markdown(source, extensions=EXTENSIONS)
    return Shown(rendered)


def assert_shown_in_markdown(text: str) -> None:
    block = page(f"before\n\n<div>{html.encode(text)}</div>\n\nafter")
    assert block.tags == ["p", "div", "p"]
    assert block.text == f"before\n{text}\n\nafter"
    lines = page(f"<div>{html.encode_lines(text)}</div>")
    assert set(lines.tags) <= {"div", "br"}
    assert lines.text == text
    heading = page(f"# x{html.encode_line(text)}x {{ #the-id }}")
    assert heading.tags == ["h1"]
    assert heading.attributes == {"id": "the-id"}
    assert heading.text == f"x{text}x"
    paragraph = page(str(html.encode_line(text)))
    assert paragraph.text == text
    assert set(paragraph.tags) <= {"p"}


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_unchanged_by_a_markdown_processor(text: str) -> None:
    assert_shown_in_markdown(text)


@given(any_text())
def test_any_text_is_shown_unchanged_by_a_markdown_processor(text: str) -> None:
    assert_shown_in_markdown(text)


@given(any_text())
def test_any_text_is_the_same_in_an_attribute(text: str) -> None:
    assert Shown(f'<p title="{html.encode(text)}">').attributes == {"title": text}


@pytest.mark.slow
def test_naughty_strings_are_shown_unchanged() -> None:
    for text in filter(is_printable_text, naughty_strings()):
        assert_shown_in_markdown(text)


def test_every_punctuation_character_of_a_line_is_a_reference() -> None:
    assert html.encode_line("Váy <đỏ> 5%") == Markup("Váy &#60;đỏ&#62; 5&#37;")
    assert html.encode_line(string.punctuation) == "".join(f"&#{ord(character)};" for character in string.punctuation)


def test_in_a_block_only_signs_that_something_reacts_to_are_references() -> None:
    assert html.encode("Váy (đỏ), 5%!") == Markup("Váy (đỏ), 5%!")
    left = [character for character in string.punctuation if html.encode(character) == character]
    assert "".join(left) == "!%(),-./:;?"


@given(any_text() | st.text("aĐẻ 9_-.,“”'\"&<\u0301\n"))
def test_a_text_that_needs_no_encoding_is_written_as_part_of_one_that_does(text: str) -> None:
    encoded = html.encode_once(text)
    assert encoded == html.encode(text)
    if encoded == text:
        assert html.encode_once(f"<{text}>") == f"&#60;{text}&#62;"


@pytest.mark.parametrize(
    ("text", "shown"), [("a\x00b", "a\ufffdb"), ("a\r\nb\rc\x85d", "a\nb\nc\nd"), ("\ud800", "\ufffd")]
)
def test_what_html_cannot_hold_is_replaced(text: str, shown: str) -> None:
    assert Shown(html.encode(text)).text == shown


@pytest.mark.slow
def test_what_no_document_may_hold_is_what_the_standard_says() -> None:
    """Controls, surrogates and noncharacters: https://infra.spec.whatwg.org/#code-points."""
    surrogates = {code for code in range(0x110000) if unicodedata.category(chr(code)) == "Cs"}
    controls = {code for code in range(0x110000) if unicodedata.category(chr(code)) == "Cc"} - {ord("\t"), ord("\n")}
    nowhere = {code for code in range(0x110000) if code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF}
    assert html.find_unwritable() == surrogates | controls | nowhere
    for code in (0, 1, 8, 0x0E, 0x1B, 0x7F, 0x9F, 0xD800, 0xDFFF, 0xFDD0, 0xFDEF, 0xFFFE, 0x10FFFF):
        assert html.encode(chr(code)) == "\ufffd"


@pytest.mark.parametrize(
    ("text", "encoded"),
    [
        (" a", "&#32;a"),
        ("a ", "a&#32;"),
        ("a  b", "a&#32;&#32;b"),
        ("a b", "a b"),
        ("a\tb\nc\xa0d\u2003e\ufeff", "a&#9;b&#10;c&#160;d&#8195;e&#65279;"),
        ("a\r\nb\vc\u2028d", "a&#10;b&#10;c&#10;d"),
        ("a" * 300 + "<", "a" * 300 + "&#60;"),
    ],
)
def test_spaces_that_would_be_lost_are_references(text: str, encoded: str) -> None:
    assert html.encode(text) == encoded


def test_line_breaks_of_every_kind_become_elements() -> None:
    assert html.encode_lines("a\r\nb\x85c\n d") == Markup("a<br>b<br>c<br>&#32;d")


def test_a_text_in_another_language_says_so() -> None:
    text = Fallback("Lan & Co", "vi")
    marked = '<span class="cx-fallback" lang="vi">Lan &#38; Co</span>'
    assert html.show(text) == html.finalize(text) == marked
    assert html.mark_language(text, Markup("<b>Lan</b>")) == '<span class="cx-fallback" lang="vi"><b>Lan</b></span>'
    assert html.show("Lan & Co") == "Lan &#38; Co"
    assert html.mark_language("Lan", Markup("<b>Lan</b>")) == "<b>Lan</b>"


def test_finalize_encodes_text_and_numbers_and_passes_markup() -> None:
    jinja = Environment(autoescape=True, undefined=StrictUndefined, finalize=html.finalize)
    template = jinja.from_string('<b title="{{ a }}">{{ b }}</b>{{ c }}')
    assert template.render(a='"x"', b=3, c=Markup("<i>")) == '<b title="&#34;x&#34;">3</b><i>'


def test_finalize_lets_an_undefined_value_raise() -> None:
    jinja = Environment(autoescape=True, undefined=StrictUndefined, finalize=html.finalize)
    with pytest.raises(UndefinedError, match="'nobody' is undefined"):
        jinja.from_string("{{ nobody }}").render()


@pytest.mark.parametrize("value", [None, True, object()])
def test_finalize_refuses_what_a_template_must_put_in_words(value: object) -> None:
    kind = type(value).__name__
    with pytest.raises(TypeError, match=f"^a template may write text, numbers and markup, not {kind}$"):
        html.finalize(value)


@pytest.mark.parametrize(
    ("value", "written"), [(3, "3"), (-2.5, "-2.5"), (Markup("<i>"), "<i>"), ("<i>", "&#60;i&#62;")]
)
def test_finalize_writes_each_kind_of_value(value: object, written: str) -> None:
    assert html.finalize(value) == written
