from __future__ import annotations

from html.parser import HTMLParser

import markdown
import pytest
from hostile import HOSTILE, any_text, is_printable_text, naughty_strings
from hypothesis import given
from jinja2 import Environment, StrictUndefined, UndefinedError
from markupsafe import Markup

from cxsite.escaping import html

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
    heading = page(f"# x{html.encode(text)}x {{ #the-id }}")
    assert heading.tags == ["h1"]
    assert heading.attributes == {"id": "the-id"}
    assert heading.text == f"x{text}x"
    paragraph = page(str(html.encode(text)))
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


def test_naughty_strings_are_shown_unchanged() -> None:
    for text in filter(is_printable_text, naughty_strings()):
        assert_shown_in_markdown(text)


def test_every_punctuation_character_is_a_reference() -> None:
    assert html.encode("Váy <đỏ> 5%") == Markup("Váy &#60;đỏ&#62; 5&#37;")


@pytest.mark.parametrize(
    ("text", "shown"), [("a\x00b", "a\ufffdb"), ("a\r\nb\rc\x85d", "a\nb\nc\nd"), ("\ud800", "\ufffd")]
)
def test_what_html_cannot_hold_is_replaced(text: str, shown: str) -> None:
    assert Shown(html.encode(text)).text == shown


def test_finalize_encodes_text_and_numbers_and_passes_markup() -> None:
    jinja = Environment(autoescape=True, undefined=StrictUndefined, finalize=html.finalize)
    template = jinja.from_string('<b title="{{ a }}">{{ b }}</b>{{ c }}')
    assert template.render(a='"x"', b=3, c=Markup("<i>")) == '<b title="&#34;x&#34;">3</b><i>'


def test_finalize_lets_an_undefined_value_raise() -> None:
    jinja = Environment(autoescape=True, undefined=StrictUndefined, finalize=html.finalize)
    with pytest.raises(UndefinedError):
        jinja.from_string("{{ nobody }}").render()


@pytest.mark.parametrize("value", [None, True, object()])
def test_finalize_refuses_what_a_template_must_put_in_words(value: object) -> None:
    with pytest.raises(TypeError, match=type(value).__name__):
        html.finalize(value)
