"""Files read line by line say what the parser reads in them, at the same places, or are left to it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cxsite.model.located import Fields, Items
from cxsite.model.written import WrittenFile
from cxsite.reading.events import control_character, read_by_events
from cxsite.reading.plain_yaml import read_plain

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn

TOP = Path(__file__).parents[2]
FILES = [*TOP.glob("content/**/*.yml"), *TOP.glob("tests/mistakes/**/*.yml")]
TEXTS = [text for text in (file.read_bytes().decode("utf-8", "replace") for file in FILES) if len(text) < 6_000]
SIGNS = (
    *(" ", "\n", "-", ":", "#", '"', "'", "[", "]", "{", "}", ",", "|", ">", "&", "*", "!", "%", "@", "?", "~", "0"),
    *("é", ".", "  ", "\n  ", "- ", ": ", " #", "\n\n", "---", "...", "null", "key: ", "\n- ", "|\n", "''", "<<: "),
)


def told(node: object) -> Any:
    if isinstance(node, Fields):
        return node.span, [(key, at, told(node.get(key))) for key, at in node.places.items()], list(node)
    if isinstance(node, Items):
        return node.span, [(at, told(value)) for at, value in zip(node.places, node, strict=True)]
    return type(node), node


def holds(text: str) -> bool:
    """Whether the text was read line by line; then it must be read like this by the parser, too."""
    if control_character("x.yml", text) is not None:
        return False
    file = WrittenFile("x.yml", text)
    plain = read_plain(file)
    if plain is None:
        return False
    fields, problems = read_by_events(file)
    assert problems == []
    assert told(plain) == told(fields)
    return True


def test_most_files_are_read_line_by_line() -> None:
    taken = sum(holds(text) for text in TEXTS)
    assert taken > len(TEXTS) * 0.6


@st.composite
def _changed(draw: DrawFn) -> str:
    lines = draw(st.sampled_from(TEXTS)).split("\n")
    first = draw(st.integers(0, len(lines) - 1))
    text = "\n".join(lines[first : first + draw(st.integers(1, 12))])
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(st.sampled_from(("", *SIGNS))) + text[at + draw(st.integers(0, 3)) :]
    return text


@given(_changed())
@example("a: b\n  c\n")
@example("a:\n  - b\n  -c\n")
@example("a: |\n  b\n\n   c\n\nd: e\n")
@example('a: {b: [c, d], e: "f, g"}\n')
@example("  a: b\nc: d\n")
@example("a:: b\nc: d\n")
@example("a: [b, true]\nc: [d, e]\n")
@example("a:\n  - b: c\n    d:\n      e: f\n  - b:\n\ng: 10\nh: thu\n")
@example("a:\n- b:\n  c: 1\n- d: e # f\nf: null\n")
@example("# a: b\nc:\n  # d:\n  e: f\n")
def test_a_file_that_somebody_is_changing_is_never_read_otherwise(text: str) -> None:
    holds(text)


@pytest.mark.parametrize(
    "text",
    [
        *("a: &b c", "a: *b", "a: !c d", "a: >\n  b", "<<: {a: b}", "a: b\na: c", 'a: "b\\n"', "- a", "a", ""),
        *(
            "a: [b,\n  c]",
            "a: {b}",
            "? a",
            "a:\tb",
            "a: b\r\nc: d",
            "--- \na: b",
            "a: b: c",
            "a: [b, ]",
            "a: @b",
            "a: it's\n b",
        ),
        *("a: |\n  b\n c", "a: |2\n  b", "a: ~", "[a]: b", "{a: b}", "a: b\n...\n", "a:\n- b\nc\n"),
    ],
)
def test_what_lines_alone_do_not_tell_is_left_to_the_parser(text: str) -> None:
    assert read_plain(WrittenFile("x.yml", text)) is None


def test_a_file_of_more_than_a_hundred_thousand_letters_is_left_to_the_parser() -> None:
    assert read_plain(WrittenFile("x.yml", "a: b\n" + "#" * 100_000)) is None


@pytest.mark.parametrize(
    "text",
    [
        "a: b\n",
        "a: b\nc: 1\nd: 4.5\ne: true\nf:\ng: null\n",
        "a: \"b: c\"\nd: 'it # is'\n",
        "a: [b, c]\nd: [1, 2026-01-05]\n",
        "a: {b: c, d: [e, f]}\n",
        "a:\n  - b\n  - c d\ne: f\n",
        "a:\n  - b: 1\n    c: 2\n  - {b: 3}\n  - b: 4\n",
        "a:\n  b:\n    c: d\n  e: f\ng: h\n",
        "a: |\n  một\n  hai\n\n  ba\nb: c\n",
        "# ghi chú\n\na: b # ghi chú\n  # ghi chú\nc: d\n",
        "a:\n  - b: |\n      c\n    d: e\n  - b: f\n",
        "a: https://a.vn/b#c\nd: e:f\n",
    ],
)
def test_what_most_files_are_made_of_is_read_line_by_line(text: str) -> None:
    assert holds(text)
