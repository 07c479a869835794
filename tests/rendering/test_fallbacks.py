"""What is not written in a page's language is shown in another, marked; what counts as written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from markupsafe import Markup
from small_playbook import playbook

from cxsite.coverage import measure_coverage
from cxsite.i18n.catalogue import Translator
from cxsite.model.facts.coverage_figures import TRANSLATED
from cxsite.pages import plan_pages
from cxsite.rendering import render_pages
from cxsite.rendering.filters import join_list
from cxsite.rendering.sections import unmark_attributes
from cxsite.site.docs_tree import render_page_markdown

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

TWO: Mapping[str, str] = {
    "content/playbook.yml": "languages: [vi, en]\nvision: {vi: Khách vui, en: Glad customers}\n",
    "content/personas/lan.yml": "tagline: Cô dâu\nquote: {en: Hurry}\nabout: Thích *hoa*.\n",
    "content/pages/hop.md": "# Họp\n\nThứ Hai.\n",
    "content/pages/viec.md": "# Việc\n",
    "content/pages/viec.en.md": "# Work\n\nBy *us*.\n",
}


def pages(folder: Path, language: str) -> Mapping[str, str]:
    content, problems = playbook(folder, TWO)
    assert problems == []
    shown = content.translations.get(language, content)
    words = Translator(language)
    made = render_pages(plan_pages(shown, words), shown.published, words)
    return {page.path: render_page_markdown(page) for page in made}


@pytest.mark.slow
def test_a_text_in_another_language_is_marked_between_tags_only(tmp_path: Path) -> None:
    english = pages(tmp_path, "en")
    assert '<span class="cx-fallback" lang="vi">Cô dâu</span>' in english["personas/lan"]
    assert '<div class="cx-md cx-fallback" lang="vi">' in english["personas/lan"]
    assert '<span class="cx-fallback" lang="vi">Mua váy tại cửa hàng</span> { #' in english["journeys/mua"]
    assert 'lang="vi">Lan<' not in english["personas/lan"]
    assert "Glad customers" in english["index"]
    assert 'title: "Mua váy tại cửa hàng"' in english["journeys/mua"]


@pytest.mark.slow
def test_the_main_language_marks_only_what_it_lacks(tmp_path: Path) -> None:
    vietnamese = pages(tmp_path, "vi")
    assert '<span class="cx-fallback" lang="en">Hurry</span>' in vietnamese["personas/lan"]
    assert vietnamese["personas/lan"].count("cx-fallback") == 1
    assert 'href="en/personas' not in vietnamese["personas/lan"]
    assert '/en/personas/lan.html" hreflang="en" lang="en"' in vietnamese["personas/lan"]


@pytest.mark.slow
def test_hand_written_pages_have_a_file_for_each_language(tmp_path: Path) -> None:
    vietnamese, english = pages(tmp_path / "vi", "vi"), pages(tmp_path / "en", "en")
    assert "# Việc" in vietnamese["pages/viec"]
    assert "By *us*." in english["pages/viec"]
    assert "cx-fallback" not in english["pages/viec"]
    assert '<div class="cx-fallback" lang="vi" markdown="1">' in english["pages/hop"]
    assert vietnamese.keys() == english.keys()


def test_coverage_counts_texts_in_every_language_apart_from_the_total(tmp_path: Path) -> None:
    content, _ = playbook(tmp_path, TWO)
    found = measure_coverage(content)
    figure = next(one for one in found.figures if one.name == TRANSLATED)
    assert figure.total - figure.have == len(figure.gaps)
    assert figure.have == 1
    places = {str(gap.place).removeprefix("content/") for gap in figure.gaps}
    assert {"personas/lan.yml:3:10", "personas/lan.yml:4:8"} <= places
    assert found.total.total == sum(one.total for one in found.figures if one is not figure)
    alone, _ = playbook(tmp_path / "alone")
    assert TRANSLATED not in {one.name for one in measure_coverage(alone).figures}


@pytest.mark.parametrize(("language", "shown"), [("vi", "Lan, Minh &amp; và Chi"), ("en", "Lan, Minh &amp; and Chi")])
def test_several_are_listed_as_the_language_does(language: str, shown: str) -> None:
    assert join_list(["Lan", Markup("Minh &amp;"), "Chi"], Translator(language)) == shown
    assert join_list([], Translator(language)) == ""


@pytest.mark.parametrize(
    ("html", "plain"),
    [
        ('<p title="a {x}">{x}</p>', '<p title="a Lan">{x}</p>'),
        ('<a href="#"\n title="{x} {x}" class="b">{x}</a>', '<a href="#"\n title="Lan Lan" class="b">{x}</a>'),
        ("<a title='{x}' alt=\"a > b {x}\">", "<a title='Lan' alt=\"a > b Lan\">"),
        ("<p>a &lt; b</p>{x}", "<p>a &lt; b</p>{x}"),
    ],
)
def test_a_template_may_show_a_text_in_an_attribute(html: str, plain: str) -> None:
    marked = '<span class="cx-fallback" lang="vi">Lan</span>'
    assert unmark_attributes(html.replace("{x}", marked)) == plain.replace("{x}", marked)
