"""`cxsite format`: one form for every file, with every comment and nothing said otherwise."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxsite.authoring.key_order import key_order, same_meaning
from cxsite.authoring.layout import comments, lay_out
from cxsite.authoring.scalar_styles import WIDTH
from cxsite.authoring.schemas import MODELS, kind_of
from cxsite.authoring.skeletons import NEW, make_skeleton
from cxsite.authoring.starters import starter_files
from cxsite.model.records.action import JourneyAction
from cxsite.model.records.journey import Journey
from cxsite.model.records.persona import Persona
from cxsite.model.records.playbook import Playbook
from cxsite.reading import read

if TYPE_CHECKING:
    from pathlib import Path

    from cxsite.model.records.record import Record

UNTIDY = """\
# yaml-language-server: $schema=../../.cxsite/schemas/journey.json
# Đầu tệp.

stages:
# giai đoạn đầu
- touchpoints:
    -   name: "Thử đồ"   # quan trọng
        # vì sao 2?
        emotion: 2
        id: thu-do


        # kênh
        channels:
            - cua-hang
  stage: mua-hang
personas: [ lan,minh ]
owner: ban-hang # nhóm
# tên
title:    Mua váy
summary: Một câu rất dài kể lại cả con đường từ lúc thấy tủ kính tới khi mặc váy đi cưới,
   để ai đọc cũng hiểu ngay đầu đuôi câu chuyện.
# cuối
"""
TIDY = """\
# yaml-language-server: $schema=../../.cxsite/schemas/journey.json
# Đầu tệp.

# tên
title: Mua váy
summary: >-
  Một câu rất dài kể lại cả con đường từ lúc thấy tủ kính tới khi mặc váy đi cưới, để ai đọc cũng
  hiểu ngay đầu đuôi câu chuyện.
personas: [lan, minh]
owner: ban-hang # nhóm
stages:
# giai đoạn đầu
  - stage: mua-hang
    touchpoints:
      - id: thu-do
        name: "Thử đồ"   # quan trọng


        # kênh
        channels:
          - cua-hang
        # vì sao 2?
        emotion: 2
# cuối
"""


def test_keys_indents_and_long_texts_take_the_form() -> None:
    assert lay_out(UNTIDY, Journey) == TIDY


def test_laid_out_once_is_laid_out_for_good() -> None:
    assert lay_out(TIDY, Journey) == TIDY


def test_the_order_is_id_then_what_it_says_then_who_answers_then_lists_of_records() -> None:
    journey = key_order(Journey)
    assert journey[:3] == ("title", "summary", "personas")
    assert journey.index("parent") < journey.index("owner") < journey.index("status") < journey.index("stages")
    assert key_order(JourneyAction)[:2] == ("id", "title")
    assert sorted(key_order(Playbook)) == sorted(Playbook.model_fields)


@pytest.mark.parametrize(
    "text",
    [
        "name: no\nquote: on\ntagline: 12:30\nsegment: 0010\nshare: 1.50\nreviewed: 2026-10-05\n",
        "name: Lan\nquote: 'It''s # no comment'\ntagline: \"a\\u00a0b\"\n",
        "name: Lan\nowner:\ntags: []\nabout: |\n  # không phải ghi chú\n\n  - một\n",
        "name: Lan\nneeds: [\"x\", 'y', z: w]\n".replace("z: w", "z"),
        'name: Lan\nabout: >-\n  một hai\n  ba\nquote: "dòng một\n  dòng hai"\n',
    ],
)
def test_what_looks_like_something_else_stays_what_it_is(text: str) -> None:
    made = lay_out(text, Persona)
    assert made is not None
    assert same_meaning(text, made)


def test_what_is_too_wide_in_braces_goes_below_line_by_line() -> None:
    text = f"name: Lan\nevidence: {{level: researched, research: [{{kind: interview, title: {'Hỏi ' * 20}x}}]}}\n"
    made = lay_out(text, Persona)
    assert made is not None
    assert "evidence:\n  level: researched\n  research:\n    - kind: interview\n      title:" in made
    assert max(map(len, made.split("\n"))) <= WIDTH + len("Hỏi ")


def test_a_comment_that_would_get_lost_keeps_the_file_as_it_is() -> None:
    text = "name: Lan\nneeds: [nhanh, # vì bận\n  gọn]\ntagline: Ai\n"
    made = lay_out(text, Persona)
    assert made is None or comments(made) == ["# vì bận"]


@pytest.mark.slow
def test_every_skeleton_and_starter_can_be_laid_out(tmp_path: Path) -> None:
    for language in ("vi", "en"):
        for path, text in starter_files(language, "Sổ tay", date(2026, 11, 20)):
            (tmp_path / language / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / language / path).write_text(text, encoding="utf-8")
            kind = kind_of(path)
            _check(text, MODELS[kind] if kind else None)
        content, _ = read(tmp_path / language)
        for kind in NEW:
            _check(make_skeleton(kind, "Một tên", content), NEW[kind].model)


def _check(text: str, model: type[Record] | None) -> None:
    made = lay_out(text, model) if model else text
    assert made is not None, text
    assert made.endswith("\n")


WORDS = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "Zs"]), min_size=1, max_size=140)
COMMENT = st.text(st.characters(codec="utf-8", categories=["L", "N"]), min_size=1, max_size=12)
KEYS = st.permutations(["name", "tagline", "quote", "segment", "about", "owner"])


@st.composite
def files(draw: st.DrawFn) -> str:
    """A persona's file, its keys in any order, with comments and blank lines anywhere and indents of any width."""
    import json  # noqa: PLC0415

    lines: list[str] = []
    for key in draw(KEYS)[: draw(st.integers(2, 6))]:
        lines += [f"# {draw(COMMENT)}"] * draw(st.integers(0, 2)) + [""] * draw(st.integers(0, 2))
        behind = f"  # {draw(COMMENT)}" if draw(st.booleans()) else ""
        lines.append(f"{key}: {json.dumps(draw(WORDS), ensure_ascii=draw(st.booleans()))}{behind}")
    pad = " " * draw(st.integers(0, 4))
    lines.append("needs:")
    for _ in range(draw(st.integers(1, 3))):
        lines += [f"{pad}# {draw(COMMENT)}"] * draw(st.integers(0, 1))
        lines.append(f"{pad}- {json.dumps(draw(WORDS), ensure_ascii=False)}")
    return "\n".join(lines) + "\n"


@given(text=files())
def test_any_file_keeps_its_meaning_and_comments_and_settles(text: str) -> None:
    from cxsite.reading.yaml_events import read_yaml  # noqa: PLC0415

    if read_yaml("", text)[1]:
        return
    made = lay_out(text, Persona)
    assert made is not None
    assert same_meaning(text, made)
    assert comments(made) == comments(text)
    assert lay_out(made, Persona) == made
    fields, _ = read_yaml("", made)
    assert fields is not None
    assert list(fields.places) == [key for key in key_order(Persona) if key in fields.places]
