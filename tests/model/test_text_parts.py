from __future__ import annotations

import json

import pytest
from hostile_texts import any_text
from hypothesis import given

from cxsite.model.records.source_location import Fields, TextPart, place_within
from cxsite.reading.yaml_events import read_yaml

FORMS = {
    "in one line": "t: một hai ba\n",
    "over several lines": "t: một\n  hai\n  ba\n",
    "in double quotes": 't: "m\\u1ed9t \\\n   hai\\tba"\n',
    "in single quotes": "t: 'một\n\n   hai ba'\n",
    "below a bar": "t: |\n\n    một\n    hai ba\n",
    "below a bar that sets the indent": "t: |2-\n    một\n   hai ba\n",
    "below a bracket": "t: >-  # ghi chú\n  một\n  hai\n\n  ba\n",
    "in braces": "t: {en: x, vi: một hai ba}\n",
    "in braces and quotes": "t: {en: x, vi: 'một hai ba'}\n",
}


def found_at(text: str, word: str) -> str:
    fields, problems = read_yaml("x.yml", text)
    assert {problem.code for problem in problems} <= {"CX122"}  # a tab in quotation marks is warned of
    assert isinstance(fields, Fields)
    value = fields["t"]
    value = (value["vi"] if isinstance(value, dict) else str(value)).strip()
    index = value.index(word)
    part = TextPart(value.count("\n", 0, index) + 1, index - value.rfind("\n", 0, index), word)
    at = place_within(fields, ("t",), value, part)
    assert at.line == at.end_line
    return text.split("\n")[at.line - 1][at.column - 1 : at.end_column - 1]


@pytest.mark.parametrize("text", FORMS.values(), ids=FORMS.keys())
@pytest.mark.parametrize("word", ["hai", "ba"])
def test_a_word_is_found_where_it_stands_in_the_file(text: str, word: str) -> None:
    assert found_at(text, word) == word


def test_a_word_in_escapes_is_found_by_its_first_letter() -> None:
    assert found_at(FORMS["in double quotes"], "một") == "m"


@given(any_text())
def test_any_word_behind_any_text_in_quotes_is_found(before: str) -> None:
    text = f"{before.strip()} @tên"
    if "tên" in before:
        return
    assert found_at(f"t: {json.dumps(text, ensure_ascii=False)}\n", "tên") == "tên"


def test_what_does_not_stand_there_is_reported_for_the_whole_value() -> None:
    fields, _ = read_yaml("x.yml", "t: một hai\n")
    assert fields is not None
    at = place_within(fields, ("t",), "ba bốn", TextPart(1, 4, "bốn"))
    assert (at.line, at.column, at.end_column) == (1, 4, 11)
