from __future__ import annotations

import re
import unicodedata
from html import unescape

import pytest
from hostile_texts import HOSTILE, any_text, naughty_strings
from hypothesis import given
from hypothesis import strategies as st

from cxsite.escaping import mermaid


def decoded(encoded: str) -> str:
    return unescape(re.sub(r"#(\d+);", r"&#\1;", encoded))


def assert_inert(text: str) -> None:
    encoded = mermaid.encode(text)
    assert encoded.strip()
    assert re.fullmatch(r"(?:[^\W_]|[ ]|#\d+;|[^\x00-\x7f])+", encoded)
    assert not re.search("style|classdef", encoded, re.IGNORECASE)
    shown = mermaid.tidy(text)
    if any(unicodedata.category(character) != "Cf" for character in shown):
        assert re.sub("(ﬂ|¶)\u2060", r"\1", decoded(encoded)) == shown
    else:
        assert encoded == "–".replace("–", "#8211;")


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_inert_and_decodes_to_itself(text: str) -> None:
    assert_inert(text)


@given(any_text())
def test_any_text_is_inert_and_decodes_to_itself(text: str) -> None:
    assert_inert(text)


def test_naughty_strings_are_inert_and_decode_to_themselves() -> None:
    for text in naughty_strings():
        assert_inert(text)


@pytest.mark.parametrize("keyword", ["section Một", "Title", "accTitle", "end", "dateFormat X", "click"])
def test_a_leading_keyword_is_broken(keyword: str) -> None:
    assert mermaid.encode(keyword).startswith(f"#{ord(keyword[0])};")


@given(any_text(), st.integers(min_value=2, max_value=40))
def test_shortening_keeps_within_the_limit(text: str, longest: int) -> None:
    short = mermaid.shorten(text, longest)
    assert len(short) <= longest
    assert short == mermaid.tidy(text) or short.endswith("…")


def test_text_is_cut_between_words_before_it_is_escaped() -> None:
    name = "Nhân viên tư vấn phụ kiện, đi kèm váy & áo khoác"
    assert mermaid.shorten(name, 40) == "Nhân viên tư vấn phụ kiện, đi kèm váy &…"
    assert decoded(mermaid.encode(name, longest=40)) == mermaid.shorten(name, 40)


@pytest.mark.parametrize(
    ("text", "longest", "short"),
    [
        ("abcd", 4, "abcd"),
        ("abcde", 4, "abc…"),
        ("aaaa bb cccc", 10, "aaaa bb…"),
        ("aaaaa bbbbbbbb", 10, "aaaaa bbb…"),
        ("abq\u0301cdef", 4, "ab…"),
        ("abक\u093ecdef", 4, "ab…"),
        ("abq\u20ddcdef", 4, "ab…"),
        ("abq\u2060cdef", 4, "ab…"),
        ("ab👍🏽cdef", 4, "ab…"),
        ("ab\u200dcdef", 4, "a…"),
        ("q\u0301\u0301\u0301\u0301", 4, "q…"),
    ],
)
def test_a_cut_leaves_words_and_letters_whole(text: str, longest: int, short: str) -> None:
    assert mermaid.shorten(text, longest) == short


def test_what_cannot_be_seen_becomes_one_space() -> None:
    assert mermaid.tidy(" a\x07b\u2028c\ue000 \td\ud800") == "a b c d"


def test_text_with_nothing_to_show_gives_the_stated_word() -> None:
    assert mermaid.encode(" \u200b\n") == "#8211;"
    assert mermaid.encode("", empty="không tên") == "không tên"
