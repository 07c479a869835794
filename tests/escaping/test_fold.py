from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxsite.escaping.fold import ID_PATTERN, LONGEST_ID, RESERVED_IDS, fold, slug


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("Khách hàng", "khach hang"),
        ("ĐẶT HÀNG", "dat hang"),
        ("Đường Nguyễn Huệ", "duong nguyen hue"),
        ("Kha\u0301ch", "khach"),
        ("Straße", "strasse"),
        ("Łódź, Ørsted, Ð", "lodz, orsted, d"),
        ("각", "각"),
    ],
)
def test_text_folds_to_bare_letters(text: str, bare: str) -> None:
    assert fold(text) == bare


@pytest.mark.parametrize(
    ("title", "identifier"),
    [
        ("Mua váy tại cửa hàng", "mua-vay-tai-cua-hang"),
        ("  Đổi & trả (7 ngày) ", "doi-tra-7-ngay"),
        ("!!!", "play"),
        ("商店", "play"),
        ("Con", "con-play"),
        ("404", "404-play"),
        ("x" * 70, "x" * 64),
        ("x" * 64 + " y", "x" * 64),
        ("x" * 65 + " y", "x" * 64),
        ("a " + "x" * 62 + " y", "a-" + "x" * 62),
        ("a " + "x" * 63 + " y", "a"),
        ("mười hai từ " * 8, "muoi-hai-tu-muoi-hai-tu-muoi-hai-tu-muoi-hai-tu-muoi-hai-tu-muoi"),
    ],
)
def test_titles_become_ids(title: str, identifier: str) -> None:
    assert slug(title, fallback="play") == identifier


def test_without_a_word_for_it_a_title_without_letters_is_an_item() -> None:
    assert [slug("!!!"), slug("Index")] == ["item", "index-item"]


@given(st.text())
def test_every_title_becomes_a_valid_id(title: str) -> None:
    identifier = slug(title)
    assert re.fullmatch(ID_PATTERN, identifier)
    assert len(identifier) <= LONGEST_ID
    assert identifier not in RESERVED_IDS
    assert slug(identifier) == identifier
