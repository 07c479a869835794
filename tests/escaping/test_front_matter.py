from __future__ import annotations

from html import unescape

import pytest
import yaml
from hostile_texts import HOSTILE, any_text
from hypothesis import given

from cxsite.escaping import front_matter


def assert_value_survives(text: str) -> None:
    value = yaml.safe_load(f"title: {front_matter.encode(text)}\n")["title"]
    assert not set(value) & set("<>\"'{}")
    assert unescape(value) == " ".join(text.split())


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_titles_are_inert_html_and_the_same_text(text: str) -> None:
    assert_value_survives(text)


@given(any_text())
def test_any_title_is_inert_html_and_the_same_text(text: str) -> None:
    assert_value_survives(text)


def test_a_title_that_looks_like_another_type_stays_text() -> None:
    assert yaml.safe_load(front_matter.encode("123")) == "123"
    assert yaml.safe_load(front_matter.encode("")) == ""
