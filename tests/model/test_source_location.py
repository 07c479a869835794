from __future__ import annotations

import pytest

from cxsite.model.records.source_location import Fields, place_of
from cxsite.problems import Place
from cxsite.reading.yaml_events import read_yaml

TEXT = """\
title: A
stages:
  - stage: mua
    touchpoints:
      - {id: a, emotion: }
"""


@pytest.fixture
def top() -> Fields:
    fields, _ = read_yaml("content/x.yml", TEXT)
    assert fields is not None
    return fields


def test_a_value_and_its_key(top: Fields) -> None:
    path = ("stages", 0, "stage")
    assert place_of(top, path) == Place("content/x.yml", 3, 12, 3, 15)
    assert place_of(top, path, key=True) == Place("content/x.yml", 3, 5, 3, 10)


def test_a_list_and_an_item_of_it(top: Fields) -> None:
    assert place_of(top, ("stages",)) == Place("content/x.yml", 3, 3, 5, 27)
    assert place_of(top, ("stages", 0, "touchpoints", 0)) == Place("content/x.yml", 5, 9, 5, 27)


def test_an_empty_value_is_reported_at_its_key(top: Fields) -> None:
    assert place_of(top, ("stages", 0, "touchpoints", 0, "emotion")) == Place("content/x.yml", 5, 17, 5, 24)


def test_what_is_not_there_is_reported_at_the_nearest_thing_that_is(top: Fields) -> None:
    assert place_of(top, ()) == Place("content/x.yml", 1, 1, 5, 27)
    assert place_of(top, ("owner",)) == place_of(top, ())
    assert place_of(top, ("title", "vi", 3)) == place_of(top, ("title",))
    assert place_of(top, ("stages", 7, "goal")) == place_of(top, ("stages",))


def test_fields_are_alike_by_what_they_say_wherever_it_stands(top: Fields) -> None:
    other, _ = read_yaml("content/y.yml", "\n" + TEXT)
    assert other == top
