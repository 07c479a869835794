from __future__ import annotations

import csv
import io
import json
import pickle

import pytest
from hostile_texts import HOSTILE, any_text
from hypothesis import given
from hypothesis import strategies as st

from cxsite.escaping import ci_commands, csv_cell, json_in_html, terminal
from cxsite.escaping.fallback import Fallback


def test_json_is_compact_and_keeps_letters() -> None:
    assert json_in_html.encode({"tên": ["Lần <b>", 1]}) == '{"tên":["Lần \\u003cb\\u003e",1]}'


@given(st.dictionaries(any_text(), st.one_of(any_text(), st.integers(), st.booleans(), st.none())))
def test_json_reads_back_and_holds_no_markup(value: dict[str, object]) -> None:
    encoded = json_in_html.encode(value)
    assert json.loads(encoded) == value
    assert not set(encoded) & set("<>&\u2028\u2029\n")


def test_json_can_hold_a_lone_surrogate() -> None:
    assert json_in_html.encode("\ud800") == '"\\ud800"'


def test_json_refuses_nan() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        json_in_html.encode(float("nan"))


@pytest.mark.parametrize("text", ["=1+1", "+84", "-6", "@x", "\tx", "\rx", " =1", "＝1"])
def test_a_cell_that_looks_like_a_formula_is_text(text: str) -> None:
    assert csv_cell.encode(text) == f"'{text}"


def test_numbers_and_plain_text_stay_as_they_are() -> None:
    assert [csv_cell.encode(value) for value in (-6, 2.5, "Lan", "X=1", None)] == [-6, 2.5, "Lan", "X=1", ""]


def test_cells_survive_a_csv_file() -> None:
    sheet = io.StringIO()
    csv.writer(sheet).writerow(map(csv_cell.encode, HOSTILE))
    sheet.seek(0)
    (row,) = csv.reader(sheet)
    assert [cell.removeprefix("'") for cell in row] == [text.removeprefix("'") for text in HOSTILE]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b[31mb", "a\\x1b[31mb"),
        ("\u202eđảo", "\\u202eđảo"),
        ("a\nb\tc", "a\\nb\\tc"),
        ("\u200b\ufeff", "\\u200b\\ufeff"),
        ("\U000e0041", "\\U000e0041"),
        ("\xff\xad\uffff\U0010ffff", "\xff\\xad\\uffff\\U0010ffff"),
        ("\x9b31m", "\\x9b31m"),
        ("Khách hàng 👩‍👧", "Khách hàng 👩‍👧"),
    ],
)
def test_a_terminal_is_shown_what_cannot_be_seen(text: str, shown: str) -> None:
    assert terminal.encode(text) == shown


@given(st.text())
def test_a_terminal_never_gets_a_control_character(text: str) -> None:
    assert all(
        character.isprintable() or character.isspace() or character == "\u200d" for character in terminal.encode(text)
    )
    assert not set(terminal.encode(text)) & {"\n", "\r", "\x1b", "\u202e", "\u2028"}


def test_ci_commands_keep_to_one_line_and_one_property() -> None:
    assert ci_commands.encode_data("50%\r\n::error::x") == "50%25%0D%0A::error::x"
    assert ci_commands.encode_property("a:b,c\n%") == "a%3Ab%2Cc%0A%25"


def test_a_text_in_another_language_is_a_plain_text_and_stays_one_between_processes() -> None:
    text = Fallback("Lan", "vi")
    again = pickle.loads(pickle.dumps(text))  # noqa: S301 -- our own
    assert (text, again, type(again), again.language) == ("Lan", "Lan", Fallback, "vi")
