from __future__ import annotations

from typing import TYPE_CHECKING

from project_files import read_files

from cxsite.model.facts.references import collect_references

if TYPE_CHECKING:
    from pathlib import Path

JOURNEY = """\
title: Mua
summary: |
  Gặp [Lan](persona:lan), rồi xem
  [chỉ số](metric:nps) và [trang](https://a.vn).
personas: [lan, minh, lan]
owner: ban-hang
serves: [khach-quay-lai]
stages:
  - stage: mua-hang
    touchpoints:
      - id: thu-do
        channels: [cua-hang]
        emotion: {lan: 4, "minh": 2}
        opportunities: [{id: a, text: b, addresses: [cho]}]
        standard: "Xem **[kịch bản](play:thu)**"
"""


def test_every_reference_is_reported_at_its_place(tmp_path: Path) -> None:
    content, problems = read_files(tmp_path, {"journeys/mua.yml": JOURNEY})
    assert problems == []
    found = sorted(
        (one.place.line, one.place.column, one.place.end_column, one.value, "/".join(one.kinds))
        for one in collect_references(content.journeys["mua"])
    )
    assert found == [
        (3, 13, 24, "lan", "persona"),
        (4, 12, 22, "nps", "metric"),
        (5, 12, 15, "lan", "persona"),
        (5, 17, 21, "minh", "persona"),
        (5, 23, 26, "lan", "persona"),
        (6, 8, 16, "ban-hang", "team"),
        (7, 10, 24, "khach-quay-lai", "goal"),
        (9, 12, 20, "mua-hang", "stage"),
        (12, 20, 28, "cua-hang", "channel"),
        (13, 19, 22, "lan", "persona"),
        (13, 27, 33, "minh", "persona"),
        (14, 54, 57, "cho", "pain point"),
        (15, 37, 45, "thu", "play"),
    ]


def test_a_list_that_names_a_thing_twice_says_so(tmp_path: Path) -> None:
    content, _ = read_files(tmp_path, {"journeys/mua.yml": JOURNEY})
    repeated = [one for one in collect_references(content.journeys["mua"]) if one.is_repeated]
    assert [(one.value, one.place.column) for one in repeated] == [("lan", 23)]


def test_a_link_in_another_language_is_reported_where_it_stands(tmp_path: Path) -> None:
    text = "title: A\nwhy: {en: x, vi: 'Gặp [Lan](persona:lan)'}\n"
    content, _ = read_files(tmp_path, {"goals/a.yml": text})
    (link,) = collect_references(content.goals["a"])
    assert (link.place.line, link.place.column, link.place.end_column) == (2, 29, 40)
