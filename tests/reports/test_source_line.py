"""The caret stands under the exact range, whatever the line holds."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcswidth

from cxsite.escaping import terminal
from cxsite.problems import Place
from cxsite.reports.source_line import _NARROW, _visible, source_line


def under(text: str, column: int, end: int, widest: int = 96) -> tuple[str, str]:
    shown = source_line(text, Place("x.yml", 1, column, 1, end), widest)
    assert shown is not None
    return shown.text, shown.carets


def test_marks_the_range() -> None:
    assert under("kind: curent", 7, 13) == ("kind: curent", "      ^^^^^^")


def test_composed_and_decomposed_vietnamese_are_equally_wide() -> None:
    composed = "tên: Thử đồ sai"
    decomposed = unicodedata.normalize("NFD", composed)
    start = decomposed.index("sai") + 1
    assert under(composed, 13, 16)[1] == " " * 12 + "^^^"
    assert under(decomposed, start, start + 3)[1] == " " * 12 + "^^^"


def test_wide_signs_take_two_columns() -> None:
    assert under("😀 chữ sai", 7, 10)[1] == " " * 7 + "^^^"
    family = "👩‍👩‍👧 sai"
    assert under(family, len(family) - 2, len(family) + 1)[1] == "   ^^^"
    assert under("漢字", 2, 3)[1] == "  ^^"


def test_tabs_are_seen() -> None:
    assert under("a\tb: c", 2, 3) == ("a→  b: c", " ^^^")
    assert under("\tb: c", 2, 3) == ("→   b: c", "    ^")


def test_what_cannot_be_seen_is_an_escape_as_wide_as_it_is_shown() -> None:
    assert under("a\u202eb\x1bc", 4, 5) == ("a\\u202eb\\x1bc", " " * 8 + "^^^^")


def test_a_space_of_another_kind_is_an_escape() -> None:
    assert under("a:\xa0b", 3, 4) == ("a:\\xa0b", "  ^^^^")


def test_an_end_of_line_gets_one_caret() -> None:
    assert under("title:", 7, 7) == ("title:", "      ^")
    assert under("title:", 99, 120) == ("title:", "      ^")


def test_a_range_over_several_lines_is_marked_to_the_end_of_its_first() -> None:
    shown = source_line("a: |", Place("x", 1, 4, 2, 4))
    assert shown is not None
    assert shown.carets == "   ^"


@pytest.mark.parametrize("line", ["", "   ", "\t"])
def test_says_nothing_of_a_blank_line(line: str) -> None:
    assert source_line(line, Place("x", 1, 1, 1, 2)) is None


def test_long_lines_are_cut_around_the_caret() -> None:
    line = "title: " + "mua váy " * 100 + "SAI" + " ở cửa hàng" * 100
    at = line.index("SAI") + 1
    text, carets = under(line, at, at + 3, 60)
    assert text.startswith("…")
    assert text.endswith("…")
    assert text[carets.index("^") :].startswith("SAI")
    assert carets.endswith(" ^^^")


@given(
    line=st.text(st.characters(exclude_characters="\n"), min_size=1, max_size=200),
    start=st.integers(1, 200),
    long=st.integers(0, 200),
    widest=st.integers(20, 100),
)
def test_never_wider_than_asked_and_the_caret_always_below_the_text(
    line: str, start: int, long: int, widest: int
) -> None:
    shown = source_line(line, Place("x", 1, start, 1, start + long), widest)
    if shown is not None:
        assert wcswidth(shown.text) <= widest + 10  # one escape may be as wide as ten columns
        assert "^" in shown.carets
        assert len(shown.carets) <= wcswidth(shown.text) + 10
        assert all(character.isprintable() or character == "\u200d" for character in shown.text)


def test_what_is_taken_for_narrow_takes_one_column_and_is_shown_as_it_is() -> None:
    narrow = [character for character in map(chr, range(0x10000)) if _NARROW.fullmatch(character)]
    assert "ữ" in narrow
    assert all(wcswidth(character) == 1 for character in narrow)
    assert all(_visible(character, terminal.encode(character)) == character for character in narrow)
