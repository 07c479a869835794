"""A key in the wrong place of its file is reported with the place where it belongs."""

from __future__ import annotations

import pytest

from cxsite.model.records.journey import Journey
from cxsite.model.records.persona import Persona
from cxsite.reading.validation import validate_record
from cxsite.reading.yaml_events import read_yaml

JOURNEY = """\
title: Mua váy
personas: [lan]
{top}
stages:
  - stage: mua-hang
    touchpoints:
      - id: thu-do
        name: Thử đồ
        {inside}
"""


def reported(text: str, model: type[Journey | Persona]) -> list[tuple[object, object, object]]:
    """Of each unknown key the key, where it belongs, and whose entries have it."""
    fields, mistakes = read_yaml("a.yml", text)
    assert fields is not None
    assert mistakes == []
    problems = [one for one in validate_record(fields, model, "vi")[1] if one.code == "CX101"]
    return [(one.values["key"], one.values.get("belongs"), one.values.get("holder")) for one in problems]


@pytest.mark.parametrize(
    ("top", "inside", "where"),
    [
        ("emotion: 4", "", ("emotion", "below", "touchpoints")),
        ("pain_points: []", "", ("pain_points", "below", "touchpoints")),
        ("severity: 4", "", ("severity", "below", "pain_points")),
        ("", "severity: 4", ("severity", "below", "pain_points")),
        ("", "period: 2w", ("period", "top", "")),
        ("", "baseline: mua", ("baseline", "top", "")),
    ],
)
def test_of_a_key_that_one_place_has_that_place_is_reported(top: str, inside: str, where: tuple[str, str, str]) -> None:
    assert reported(JOURNEY.format(top=top, inside=inside), Journey) == [where]


@pytest.mark.parametrize(("top", "key"), [("zzz: 1", "zzz"), ("emotoin: 4", "emotoin"), ("text: Chờ lâu", "text")])
def test_of_others_nothing_is_reported(top: str, key: str) -> None:
    assert reported(JOURNEY.format(top=top, inside=""), Journey) == [(key, None, None)]


def test_what_another_kind_of_file_has_is_not_reported() -> None:
    assert reported("name: Lan\nbaseline: mua\n", Persona) == [("baseline", None, None)]
