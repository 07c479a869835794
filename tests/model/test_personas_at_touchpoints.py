"""Touchpoints and pain points of some personas, through the model, the rules, coverage, curves and pages."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

import pytest

from cxsite.coverage.matrices import persona_stages
from cxsite.i18n.catalogue import Translator
from cxsite.pages import plan_pages
from cxsite.pages.emotion_lines import points_of
from cxsite.reading import read
from cxsite.rendering.render import Renderer
from cxsite.review.curves import sparkline
from cxsite.rules import check_content
from cxsite.site.docs_tree import render_page_markdown

if TYPE_CHECKING:
    from pathlib import Path

    from cxsite.model.content import Content

PLAYBOOK = """\
title: Bệnh viện
stages: [{id: kham, name: Khám}, {id: vien-phi, name: Viện phí}]
channels: [{id: quay, name: Quầy, kind: in-person}]
teams: [{id: thu-phi, name: Thu phí}]
"""
JOURNEY = """\
title: Khám ngoại trú
personas: [an, binh]
stages:
  - stage: kham
    touchpoints:
      - id: boc-so
        name: Bốc số
        channels: [quay]
        emotion: {an: 3, binh: 2}
        duration: 20min
        owner: thu-phi
        next: [{to: dong-tam-ung, label: Không có thẻ}, {to: trinh-the, label: Có thẻ}]
        pain_points: [{id: cho-lau, text: Chờ lâu}, {id: so-tien, text: Sợ hết tiền, personas: [binh]}]
  - stage: vien-phi
    touchpoints:
      - {id: dong-tam-ung, name: Đóng tạm ứng, personas: [binh], channels: [quay], emotion: 1, next: [ve]}
      - {id: trinh-the, name: Trình thẻ, personas: [an], channels: [quay], emotion: 4}
      - {id: ve, name: Ra về, channels: [quay], emotion: 5, next: [{to: boc-so, label: Tái khám}]}
"""


def write(project: Path, journey: str = JOURNEY) -> Content:
    content = project / "content"
    files = {
        "playbook": PLAYBOOK,
        "journeys/kham": journey,
        "personas/an": "name: An\n",
        "personas/binh": "name: Bình\n",
    }
    for path, text in files.items():
        (content / path).parent.mkdir(parents=True, exist_ok=True)
        (content / f"{path}.yml").write_text(text, encoding="utf-8")
    return read(project)[0]


def pages_of(content: Content) -> dict[str, str]:
    words = Translator("vi")
    renderer = Renderer(content.published, words)
    return {plan.path: render_page_markdown(renderer.page(plan)) for plan in plan_pages(content, words)}


def test_a_curve_passes_only_the_touchpoints_of_its_persona(tmp_path: Path) -> None:
    journey = write(tmp_path).journeys["kham"]
    assert [(one.column, one.emotion) for one in points_of(journey, "an")] == [(0, 3), (2, 4), (3, 5)]
    assert [(one.column, one.emotion) for one in points_of(journey, "binh")] == [(0, 2), (1, 1), (3, 5)]
    assert (sparkline(journey, "an"), sparkline(journey, "binh")) == ("▃▄▅", "▂▁▅")


def test_coverage_counts_a_touchpoint_for_those_who_pass(tmp_path: Path) -> None:
    matrix = persona_stages(write(tmp_path))
    assert {key: (cell.touchpoints, cell.emotion) for key, cell in matrix.cells.items()} == {
        ("an", "kham"): (1, 3), ("binh", "kham"): (1, 2), ("an", "vien-phi"): (2, 4.5), ("binh", "vien-phi"): (2, 3),
    }  # fmt: skip


def test_the_page_of_a_persona_says_nothing_of_what_others_pass_and_feel(tmp_path: Path) -> None:
    pages = pages_of(write(tmp_path))
    an, binh = pages["personas/an"], pages["personas/binh"]
    assert "Trình thẻ" in an
    assert "Đóng tạm ứng" not in an
    assert "Sợ hết tiền" not in an
    assert "Chờ lâu" in an
    assert "Trình thẻ" not in binh
    assert {"Đóng tạm ứng", "Sợ hết tiền", "Chờ lâu"} <= {
        one for one in ("Đóng tạm ứng", "Sợ hết tiền", "Chờ lâu") if one in binh
    }


def test_the_journey_says_who_passes_who_answers_how_long_and_why_it_branches(tmp_path: Path) -> None:
    page = html.unescape(pages_of(write(tmp_path))["journeys/kham"])
    for shown in ("Sợ hết tiền <small>(Bình)</small>", "20 phút", "Thu phí", "Không có thẻ", "Tái khám"):
        assert shown in page
    assert 'n0 --> |"Không có thẻ"| n1' in page
    assert 'n3 --> |"Tái khám"| n0' in page
    assert "Trình thẻ: 4: An\n" in page


@pytest.mark.parametrize(
    ("old", "new", "code", "found"),
    [
        ("personas: [an], channels", "personas: [an, chi], channels", "CX201", "chi"),
        ("personas: [an, binh]", "personas: [an]", "CX227", "binh"),
        ("emotion: 4}", "emotion: 4, pain_points: [{id: x, text: X, personas: [binh]}]}", "CX227", "binh"),
        ("personas: [an], channels: [quay], emotion: 4", "personas: [an], channels: [quay], emotion: {binh: 4}",
         "CX408", "binh"),
        ("owner: thu-phi", "owner: thu-tien", "CX205", "thu-tien"),
        ("{to: trinh-the,", "{to: trinh-thee,", "CX210", "trinh-thee"),
        ("{to: trinh-the, label: Có thẻ}", "{to: dong-tam-ung}", "CX226", "dong-tam-ung"),
        ("{to: trinh-the, label: Có thẻ}", "{label: Có thẻ}", "CX102", ""),
    ],
)  # fmt: skip
def test_what_is_named_wrongly_is_reported_where_it_stands(
    tmp_path: Path, old: str, new: str, code: str, found: str
) -> None:
    assert JOURNEY.count(old) == 1
    text = JOURNEY.replace(old, new)
    content = write(tmp_path, text)
    problems = [one for one in (*read(tmp_path)[1], *check_content(content)) if one.code == code]
    assert problems
    place = problems[0].place
    line = text.splitlines()[place.line - 1]
    assert line[place.column - 1 : place.end_column - 1].startswith(found or "label")


def test_a_good_journey_has_no_such_problem(tmp_path: Path) -> None:
    content = write(tmp_path)
    assert not {one.code for one in check_content(content)} & {"CX201", "CX205", "CX210", "CX226", "CX227", "CX408"}
