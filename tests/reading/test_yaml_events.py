from __future__ import annotations

import pytest
from caret_markers import find_marked, parse_marked

from cxsite.model.records.source_location import Fields, Items
from cxsite.problems import Level
from cxsite.reading import yaml_events
from cxsite.reading.yaml_events import MAX_DEPTH, MAX_EVENTS, MAX_KEYS, MAX_PROBLEMS, read_yaml

MISTAKES = {
    "a key that stands twice": """\
title: A
summary: x
title: B
^^^^^ CX002 key=title first_line=1
""",
    "a key that stands twice in an item of a list": """\
stages:
  - {stage: a, goal: x}
  - stage: b
    stage: c
    ^^^^^ CX002 key=stage first_line=3
""",
    "a key in quotes that stands twice": """\
title: A
"title": B
^^^^^^^ CX002 key=title first_line=1
""",
    "two documents": """\
title: A
---
^^^ CX003
title: B
""",
    "a page with front matter": """\
---
title: A
---
^^^ CX003
""",
    "an anchor and its alias": """\
title: &here A
       ^^^^^ CX004 found=&here
summary: *here
         ^^^^^ CX004 found=*here
""",
    "an anchor on a list": """\
tags: &all [a, b]
      ^^^^ CX004 found=&all
""",
    "an alias as a key": """\
*a : x
^^ CX004 found=*a
""",
    "a tag": """\
title: !!int 3
       ^^^^^ CX005 found=!!int
""",
    "a tag of one's own": """\
title: !Wow
       ^^^^ CX005 found=!Wow
""",
    "a tag on fields, and an anchor behind it": """\
scenario: !x &y {trigger: a}
          ^^ CX005 found=!x
             ^^ CX004 found=&y
""",
    "a merge key": """\
title: A
<<: {a: b}
^^ CX013
""",
    "a list as a key": """\
title: A
? [a]
  ^ CX007
: b
""",
    "fields as a key": """\
{a: 1}: b
^ CX007
""",
    "a list at the top": """\
- title: A
^ CX021 found=list
""",
    "a list further down": """\

# ghi chú
  - a
  ^ CX021 found=list
""",
    "a text at the top": """\
Xin chào
^ CX021 found=text
""",
    "a number at the top": """\
2026
^ CX021 found=number
""",
    "yes or no at the top": """\
true
^ CX021 found=yes-no
""",
    "nothing but a comment": """\
# để sau
! CX010
""",
}


@pytest.mark.parametrize("text", MISTAKES.values(), ids=MISTAKES.keys())
def test_a_slip_is_reported_once_at_its_place(text: str) -> None:
    example = parse_marked(text)
    _, problems = read_yaml("x.yml", example.text)
    assert find_marked(problems) == example.reported


@pytest.mark.parametrize("code", [0x00, 0x07, 0x1B, 0x7F, 0x85, 0x2028, 0x2029, 0xFEFF])
def test_a_control_character_is_reported_where_it_stands(code: int) -> None:
    example = parse_marked(f"title: A\nsummary: một\n             ^ CX008 code=U+{code:04X}\n")
    _, problems = read_yaml("x.yml", example.text.replace("một", f"một {chr(code)}!"))
    assert find_marked(problems) == example.reported


def test_an_empty_text_is_reported() -> None:
    assert [(p.code, str(p.place)) for p in read_yaml("x.yml", "")[1]] == [("CX010", "x.yml:1:1")]


def test_too_many_levels_are_reported_and_no_deeper_one_is_read() -> None:
    fields, problems = read_yaml("x.yml", "a: " + "[" * 100_000)
    assert fields is None
    assert [(p.code, p.place.column, p.values) for p in problems] == [("CX006", 3 + MAX_DEPTH, {"limit": MAX_DEPTH})]


def test_a_hundred_slips_in_a_list_are_reported_and_no_more() -> None:
    _, problems = read_yaml("x.yml", "- &a x\n" * (MAX_PROBLEMS - 1))
    assert [p.code for p in problems] == ["CX004"] * (MAX_PROBLEMS - 1) + ["CX021"]


def test_as_many_levels_as_allowed_are_read() -> None:
    depth = MAX_DEPTH - 1
    assert read_yaml("x.yml", "a: " + "[" * depth + "]" * depth)[1] == []


def test_too_many_values_are_reported() -> None:
    _, problems = read_yaml("x.yml", "a: [" + "b, " * MAX_EVENTS + "]")
    assert [(p.code, p.values) for p in problems] == [("CX012", {"limit": MAX_EVENTS})]


def test_as_many_values_as_allowed_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_events, "MAX_EVENTS", 20)
    text = "a: [" + "b, " * 10 + "&c d]"  # which only the parser reads
    assert [p.code for p in read_yaml("x.yml", text)[1]] == ["CX004"]
    _, problems = read_yaml("x.yml", text.replace("&c", "b, &c"))
    assert [(p.code, p.place.column, p.values.get("limit")) for p in problems] == [
        ("CX004", 38, None),
        ("CX012", 1, 20),
    ]


def test_too_many_keys_in_one_place_are_reported() -> None:
    _, problems = read_yaml("x.yml", "".join(f"k{number}: x\n" for number in range(MAX_KEYS + 1)))
    assert [(p.code, p.values) for p in problems] == [("CX012", {"limit": MAX_KEYS})]


def test_of_very_many_slips_the_first_hundred_are_reported() -> None:
    _, problems = read_yaml("x.yml", "a: x\n" * 5_000)
    assert len(problems) == MAX_PROBLEMS


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1", 1),
        ("-12", -12),
        ("+3", 3),
        ("0", 0),
        ("99999999999999999999", 99999999999999999999),
        ("4.5", 4.5),
        ("1" * 40, int("1" * 40)),
        ("1" * 41, "1" * 41),
        (".5", 0.5),
        ("1e3", 1000.0),
        ("true", True),
        ("False", False),
        ("yes", "yes"),
        ("no", "no"),
        ("on", "on"),
        ("12:30", "12:30"),
        ("010", "010"),
        ("1_000", "1_000"),
        ("0x1F", "0x1F"),
        ("1e999", "1e999"),
        (".inf", ".inf"),
        (".nan", ".nan"),
        ("2026-02-30", "2026-02-30"),
        ("1,5", "1,5"),
        ("nullable", "nullable"),
        ('"1"', "1"),
        ("'true'", "true"),
        ('""', ""),
    ],
)
def test_an_unquoted_word_is_what_yaml_1_2_says(written: str, value: object) -> None:
    fields, problems = read_yaml("x.yml", f"key: {written}\n")
    assert problems == []
    assert fields == {"key": value}
    assert isinstance(fields["key"], type(value))


@pytest.mark.parametrize("written", ["", "~", "null", "Null", "NULL", "# ghi chú"])
def test_a_key_without_value_counts_as_not_written(written: str) -> None:
    fields, problems = read_yaml("x.yml", f"key: {written}\n")
    assert problems == []
    assert fields == {}
    assert fields.key_span("key") == (1, 1, 1, 4)
    is_word = written not in ("", "# ghi chú")
    assert fields.value_span("key") == ((1, 6, 1, 6 + len(written)) if is_word else (1, 1, 1, 4))


def test_every_value_knows_where_it_ends() -> None:
    fields, problems = read_yaml("x.yml", TREE)
    assert problems == []
    assert fields is not None
    assert {key: fields.value_span(key) for key in fields} == {
        "plain": (1, 8, 1, 11),
        "quoted": (2, 9, 2, 16),
        "long": (3, 7, 4, 9),
        "literal": (5, 10, 7, 6),
        "folded": (10, 9, 11, 6),
        "flow": (13, 7, 14, 10),
        "block": (16, 3, 18, 9),
        "last": (20, 7, 20, 8),
    }
    assert fields.span == (1, 1, 20, 8)


TREE = """\
plain: một
quoted: "a \\"b"
long: một
  hai ba
literal: |
  một
  hai

# ghi chú
folded: >-
  một

flow: [a,
  {b: c}]
block:
  - a: 1
  - b:
    c: d
# ghi chú
last: x
"""


def test_places_inside_lists_and_fields_are_exact() -> None:
    fields, _ = read_yaml("x.yml", "list:\n  - một\n  - {a: [x, y]}\n  -\n")
    assert fields is not None
    items = fields["list"]
    assert isinstance(items, Items)
    assert [items.item_span(number) for number in range(3)] == [(2, 5, 2, 8), (3, 5, 3, 16), (4, 4, 4, 4)]
    inner = items[1]
    assert isinstance(inner, Fields)
    assert (inner.key_span("a"), inner.value_span("a")) == ((3, 6, 3, 7), (3, 9, 3, 15))
    assert items[2] is None


def test_columns_count_letters_not_bytes() -> None:
    fields, _ = read_yaml("x.yml", 'Tiếng Việt: {"🛍️ túi": "đỏ"}\n')
    assert fields is not None
    inner = fields["Tiếng Việt"]
    assert isinstance(inner, Fields)
    assert inner.key_span("🛍️ túi") == (1, 14, 1, 22)
    assert inner.value_span("🛍️ túi") == (1, 24, 1, 28)


def test_reading_goes_on_behind_a_slip() -> None:
    fields, problems = read_yaml("x.yml", "a: &x 1\na: 2\n<<: {b: 3}\nc: *x\nd: 4\n")
    assert [p.code for p in problems] == ["CX004", "CX002", "CX013", "CX004"]
    assert fields == {"a": 1, "d": 4}


def test_a_key_that_reads_like_a_mark_of_ours_is_kept() -> None:
    fields, problems = read_yaml("x.yml", '"\\0refused": 1\n"\\0": 2\n')
    assert problems == []
    assert fields == {"\x00refused": 1, "\x00": 2}


def test_of_two_documents_the_first_is_read() -> None:
    fields, _ = read_yaml("x.yml", "a: 1\n---\nb: 2\n")
    assert fields == {"a": 1}


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ('"&": &x b', [(6, 8)]),
        ('a: [&x b, "&"]', [(5, 7)]),
        ('"!": !x b', [(6, 8)]),
        ('a: [!x b, "!"]', [(5, 7)]),
        ("a: &" + "x" * 90 + " b", [(4, 95)]),
    ],
)
def test_the_sign_itself_is_reported_where_others_stand_in_its_line(text: str, columns: list[tuple[int, int]]) -> None:
    _, problems = read_yaml("x.yml", text)
    assert [(p.place.column, p.place.end_column) for p in problems] == columns
    assert [len(str(p.values["found"])) for p in problems] == [min(end - start, 80) for start, end in columns]
    assert {p.level for p in problems} == {Level.ERROR}


def test_what_stands_behind_an_alias_is_read() -> None:
    assert read_yaml("x.yml", "*a : x\nb: 1\n")[0] == {"b": 1}
    fields, problems = read_yaml("x.yml", "a: *b\nc: [*d, e]\n")
    assert fields == {"c": [None, "e"]}
    assert fields.value_span("a") == (1, 1, 1, 2)
    assert isinstance(fields["c"], Items)
    assert [fields["c"].item_span(number) for number in range(2)] == [(2, 5, 2, 7), (2, 9, 2, 10)]
    assert [p.place.column for p in problems] == [4, 5]


def test_as_many_keys_as_allowed_are_read() -> None:
    text = "".join(f"k{number}: x\n" for number in range(MAX_KEYS))
    assert read_yaml("x.yml", text)[1] == []
