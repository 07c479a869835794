"""The pages of the editor as HTML: every value is in its box, and whatever is in it is shown as text."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Final

import pytest
from form_of_every_kind import every_page, form_of_every_kind

from cxsite.editing_pages.pages import EditorPages
from cxsite.i18n.catalogue import LANGUAGES

HOSTILE: Final = (
    "<script>window.hacked=1</script>",
    '"><img src=x onerror=window.hacked=1>',
    "</textarea></title></select><svg onload=window.hacked=1>",
    "{{ 7 * 7 }} {% raw %}",
    "' autofocus onfocus=window.hacked=1 x='",
    "[a](javascript:window.hacked=1)",
    "\n\n đầu và cuối \n",
)
EACH_LANGUAGE = pytest.mark.parametrize("language", LANGUAGES)


class Inputs(HTMLParser):
    """The values of a page's boxes by name, its start tags, and its shown text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.values: dict[str, list[str]] = {}
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self._area = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags.append((tag, found))
        name = found.get("name") or ""
        if tag == "textarea":
            self._area = name
            self.values.setdefault(name, []).append("")
        elif tag == "input" and (found.get("type") not in ("radio", "checkbox") or "checked" in found):
            self.values.setdefault(name, []).append(found.get("value") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.values[self._area][-1] = self.values[self._area][-1].removeprefix("\n")
            self._area = ""

    def handle_data(self, data: str) -> None:
        if self._area:
            self.values[self._area][-1] += data
        else:
            self.text += data


@EACH_LANGUAGE
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_are_shown_as_text(language: str, text: str) -> None:
    harmless = every_page(EditorPages(language, "token"), "Thử đồ")
    for name, html in every_page(EditorPages(language, "token"), text).items():
        page = Inputs(html)
        assert shape_of(page) == shape_of(Inputs(harmless[name])), name
        for _, attributes in page.tags:
            assert not any(key.startswith("on") for key in attributes), name
            assert not (attributes.get("href") or "").startswith("javascript"), name


def shape_of(page: Inputs) -> list[tuple[str, list[str]]]:
    """Return the tags with the names of their attributes, without those of boxes and of authors' Markdown."""
    left_out = ("input", "textarea", "strong", "em", "p")
    return [(tag, sorted(attributes)) for tag, attributes in page.tags if tag not in left_out]


@pytest.mark.parametrize("text", HOSTILE)
def test_every_text_is_in_its_box_as_it_is_in_the_file(text: str) -> None:
    values = Inputs(EditorPages("vi", "token").form(form_of_every_kind(text))).values
    for name in (
        "name",
        "title@vi",
        "title@en",
        "does",
        "pain_points.0.text",
        "needs.0",
        "demographics.0.key",
        "picture.alt",
    ):
        assert values[name] == [text], name


def test_a_form_posts_what_its_reader_expects() -> None:
    values = Inputs(EditorPages("vi", "secret").form(form_of_every_kind(), page="/journeys/x.html")).values
    assert set(values["token"]) == {"secret"}
    assert (values["record"][:1], values["digest"][:1], values["page"][:1]) == (
        ["journeys/mua-hang/touchpoints/thu-do"], ["abc"], ["/journeys/x.html"],
    )  # fmt: skip
    assert (values["emotion"], values["emotion@linh"], values["emotion@tung"]) == (["4"], ["2"], [""])
    assert values["channels"] == ["", "Trang web", "Zalo", ""]
    assert (values["pain_points.count"], values["pain_points.1.was"]) == (["2"], ["1"])
    assert (values["duration.number"], values["cycle"], values["due"]) == (["20"], ["1h 30min"], ["2026-12-24"])
    assert (values["signature"], values["owner"], values["languages"]) == (["", "yes"], ["Trang web"], ["", "en"])


@EACH_LANGUAGE
def test_pages_have_nothing_that_a_strict_policy_forbids(language: str) -> None:
    for name, html in every_page(EditorPages(language, "token"), "Thử đồ").items():
        for tag, attributes in Inputs(html).tags:
            assert tag != "style", name
            assert "style" not in attributes, name
            assert tag != "script" or (attributes.get("src") or "").startswith("/.edit/"), name


def test_a_fragment_is_the_content_without_the_page() -> None:
    for name, html in every_page(EditorPages("vi", "token"), "Thử đồ", fragment=True).items():
        assert {tag for tag, _ in Inputs(html).tags}.isdisjoint({"html", "head", "body", "script"}), name
        assert 'id="cx-edit-title"' in html, name


@EACH_LANGUAGE
def test_each_page_is_in_the_language_of_the_author(language: str) -> None:
    html = EditorPages(language, "token").form(form_of_every_kind())
    assert f'<html lang="{language}">' in html
    words = {"vi": ("Lưu", "Phía khách hàng", "(bắt buộc)"), "en": ("Save", "Our side", "(required)")}[language]
    assert all(word in Inputs(html).text for word in words)


def test_the_scripts_and_the_style_sheet_are_served_and_nothing_else() -> None:
    pages = EditorPages("vi", "token")
    for name in ("editor.js", "page-editor.js", "editor.css"):
        found = pages.asset(name)
        assert found is not None
        assert found[1].strip()
    assert pages.asset("pages.py") is None
    assert pages.asset("../pages.py") is None
    assert "/.edit/page-editor.js" in pages.tags()


def test_problems_are_beside_their_field_and_lead_to_it() -> None:
    html = EditorPages("en", "token").form(form_of_every_kind(problems=("Too long.",)))
    assert 'href="#f-name"' in html
    box = next(
        attributes for tag, attributes in Inputs(html).tags if tag == "input" and attributes.get("id") == "f-name"
    )
    assert box["aria-invalid"] == "true"
    assert f'id="{box["aria-describedby"]}"' in html
