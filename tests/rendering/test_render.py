"""Templates make sections of one <div> without blank lines, in which no author's text is anything but text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hostile_texts import HOSTILE
from long_journey import write_playbook
from markupsafe import Markup
from small_site import AS_OF

from cxsite.i18n.catalogue import Translator
from cxsite.pages import plan_pages
from cxsite.pages.page_plan import PagePlan
from cxsite.problems import CxsiteError
from cxsite.reading import read
from cxsite.rendering import render_pages
from cxsite.rendering.sections import wrap_in_div

if TYPE_CHECKING:
    from pathlib import Path

    from goldens import Golden

    from cxsite.model.content import Content
    from cxsite.rendering.page import Page

VI = Translator("vi")


@pytest.fixture
def content(tmp_path: Path) -> Content:
    write_playbook(tmp_path, (1, 1))
    return read(tmp_path, today=AS_OF)[0]


def rendered(tmp_path: Path, content: Content, template: str, **context: object) -> Page:
    (tmp_path / "templates").mkdir(exist_ok=True)
    (tmp_path / "templates" / "own.html").write_text(template, encoding="utf-8")
    plan = PagePlan(path="own", kind="own", title="Riêng", context=context)
    return render_pages((plan,), content, VI, project=tmp_path)[0]


def test_a_template_yields_its_sections(tmp_path: Path, content: Content) -> None:
    template = '{% call section(1, plan.title, "top", "wide") %}\n<p>{{ text }}</p>\n\n<p>2</p>\n{% endcall %}\n'
    page = rendered(tmp_path, content, template, text="a<b")
    assert page.sections[0].html == '<div class="cx wide">\n<p>a&#60;b</p>\n<p>2</p>\n</div>'
    assert (page.sections[0].level, page.sections[0].heading, page.sections[0].id) == (1, "Riêng", "top")


def test_no_text_of_an_author_becomes_markup(tmp_path: Path, content: Content) -> None:
    template = '{% call section(1, "x", "top") %}<p title="{{ text }}">{{ text }}</p>{% endcall %}'
    for text in HOSTILE:
        html = rendered(tmp_path, content, template, text=text).sections[0].html
        assert "\n\n" not in html
        assert set(re.findall(r"<(/?\w+)", html)) == {"div", "/div", "p", "/p"}


@pytest.mark.parametrize(
    "template",
    [
        "outside",
        '{% call section(1, "x", "top") %}{{ unknown }}{% endcall %}',
        '{% call section(1, "x", "top") %}{% if %}{% endcall %}',
        '{% include "missing.html" %}',
    ],
)
def test_a_broken_template_is_reported_by_name(tmp_path: Path, content: Content, template: str) -> None:
    with pytest.raises(CxsiteError, match=r"own|missing\.html"):
        rendered(tmp_path, content, template)


def test_a_teams_own_template_goes_before_ours(tmp_path: Path, content: Content) -> None:
    (tmp_path / "templates").mkdir()
    own = '{% call section(1, plan.title, "top") %}<p>Của đội</p>{% endcall %}'
    (tmp_path / "templates" / "persona.html").write_text(own, encoding="utf-8")
    plans = [plan for plan in plan_pages(content, VI) if plan.kind == "persona"]
    assert "Của đội" in render_pages(plans, content, VI, project=tmp_path)[0].sections[0].html


@pytest.mark.parametrize("kind", ["journey", "persona", "journeys", "personas"])
def test_pages_are_what_they_were_when_last_looked_at(content: Content, golden: Golden, kind: str) -> None:
    plans = [plan for plan in plan_pages(content, VI) if plan.kind == kind][:1]
    page = render_pages(plans, content, VI)[0]
    parts = (f"{'#' * one.level} {one.heading} ({one.id})\n{one.html}\n" for one in page.sections)
    golden(f"pages/{kind}.html", "\n".join(parts))


@pytest.mark.slow
def test_no_two_things_on_a_page_have_one_id(content: Content) -> None:
    for page in render_pages(plan_pages(content, VI), content, VI):
        ids = [one.id for one in page.sections]
        ids += re.findall(r'\sid="([^"]+)"', "".join(one.html for one in page.sections))
        assert len(ids) == len(set(ids)), page.path


@pytest.mark.slow
def test_both_languages_render_every_page(content: Content) -> None:
    english = Translator("en")
    pages = render_pages(plan_pages(content, english), content, english)
    assert any("Journey map" in section.heading for page in pages for section in page.sections)


def test_words_of_boxes_side_by_side_stay_apart() -> None:
    """Search reads a page's text without its tags."""
    assert wrap_in_div(Markup("<dl><dt>Làm</dt><dd>Xếp <b>hàng</b><b>!</b></dd></dl>")) == (
        '<div class="cx">\n<dl><dt>Làm</dt>\n<dd>Xếp <b>hàng</b><b>!</b></dd>\n</dl>\n</div>'
    )
