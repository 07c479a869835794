from __future__ import annotations

import pytest
import yaml
from caret_markers import find_marked, parse_marked

from cxsite.reading.syntax import explain_syntax_error
from cxsite.reading.yaml_events import read_yaml

MISTAKES = {
    "a tab before a key": """\
title: A
stages:
\t- stage: x
^ CX001 reason=tab
""",
    "a tab before a key that would go on with a text": """\
title: A
\tpersonas: [x]
^ CX001 reason=tab
""",
    "a colon in a value": """\
title: Step 1: open
             ^ CX001 reason=colon
""",
    "a key before a space that is none": """\
title:\u00a0A
^^^^^^^^ CX001 reason=space
owner: ban-hang
""",
    "a colon in a value further down": """\
title: A
does: Hỏi: có còn không?
         ^ CX001 reason=colon
""",
    "a colon in a line that continues a text": """\
title: A
about: Lan làm kế toán.
  Giờ làm: 8h đến 17h.
         ^ CX001 reason=continued
""",
    "a colon in a line that continues an entry": """\
goals:
  - Vừa người
    Nhanh hơn nữa: dưới 5 phút
                 ^ CX001 reason=continued
""",
    "a comment inside a text of several lines": """\
about: Lan làm kế toán,
  ở Huế # hỏi lại
        ^^^^^^^^^ CX001 reason=remark
  từ năm ngoái
""",
    "a line too far left": """\
stages:
  - id: a
   name: b
   ^ CX001 reason=indent
""",
    "a line too far right": """\
title: A
  state: current
  ^^^^^ CX001 reason=indent
""",
    "a quote that is not closed": """\
title: "A
       ^ CX001 reason=quote
state: current
""",
    "a word behind a quote": """\
title: "Lan" nói
       ^^^^^^ CX001 reason=quote
""",
    "a value that begins with @": """\
owner: @lan
       ^^^^ CX001 reason=sign
""",
    "a value that begins with %": """\
share: %38
       ^^^ CX001 reason=sign
""",
    "a value that begins with a backtick": """\
title: `A`
       ^^^ CX001 reason=sign
""",
    "a value that begins with an asterisk": """\
title: *rất* đẹp
       ^^^^^^^^^ CX001 reason=sign
""",
    "a value that begins with a dash": """\
title: - A
       ^^^ CX001 reason=one-line
""",
    "a value that begins with a bar": """\
title: | A
       ^^^ CX001 reason=sign
""",
    "a bracket that is not closed": """\
personas: [lan, minh
          ^ CX001 reason=comma
state: current
""",
    "a brace that is not closed": """\
scenario: {trigger: a
          ^ CX001 reason=comma
""",
    "a comma that is missing": """\
scenario: {trigger: a outcome: b}
                             ^ CX001 reason=pair
""",
    "a bracket too many": """\
personas: [lan]]
               ^ CX001 reason=comma
""",
    "no space behind a colon": """\
title:A
^^^^^^^ CX001 reason=space
state: current
""",
    "no space behind a dash": """\
stages:
  -id: a
  ^^^^^^ CX001 reason=dash
   name: b
""",
    "a line without a key": """\
title: A
personas
^^^^^^^^ CX001 reason=key
""",
    "no space behind a colon further down": """\
title: A
owner:lan
^^^^^^^^^ CX001 reason=space
state: current
""",
    "an empty line before what stands too far right": """\
title: A

  state: current
  ^^^^^ CX001 reason=indent
""",
    "a bracket that is not closed within another": """\
title: A
personas: [lan, [minh]
          ^ CX001 reason=comma
state: current
""",
    "a list that breaks off": """\
personas:
  - lan
 - minh
 ^ CX001 reason=list
""",
    "a mistake after one that is not of syntax": """\
title: A
title: B
^^^^^ CX002 key=title first_line=1
state: [
       ^ CX001 reason=comma
""",
}


@pytest.mark.parametrize("text", MISTAKES.values(), ids=MISTAKES.keys())
def test_a_text_that_is_not_yaml_says_why_where_the_author_must_look(text: str) -> None:
    example = parse_marked(text)
    fields, problems = read_yaml("x.yml", example.text)
    assert find_marked(problems) == example.reported
    assert fields is None
    assert [problem.place.end_line for problem in problems] == [problem.place.line for problem in problems]


@pytest.mark.parametrize("text", ["a: [", "a: {", 'a: "', "a: '", "a: |x", "a:\n\t", "%", "%YAML", "a: b: c", "- a\nb"])
def test_a_text_that_breaks_off_is_reported_within_it(text: str) -> None:
    _, problems = read_yaml("x.yml", text)
    lines = text.split("\n")
    for problem in problems:
        at = problem.place
        assert 1 <= at.line <= len(lines)
        assert 1 <= at.column <= at.end_column <= len(lines[at.line - 1]) + 1
    assert [problem.code for problem in problems] == ["CX001"]


@pytest.mark.parametrize(
    ("text", "reason", "span"),
    [
        ("a: [b, c", "comma", (1, 4, 1, 5)),
        ("a:\n  b: {c: d", "comma", (2, 6, 2, 7)),
        ("a: [b, {c: d}, e\nf: g\n", "comma", (1, 4, 1, 5)),
        ("{", "comma", (1, 1, 1, 2)),
        ("\n\n  [a\n", "comma", (3, 3, 3, 4)),
        ("a: [b c: d, e: f: g]", "pair", (1, 17, 1, 18)),
        ("k: 1\na: [b: c: d]", "pair", (2, 9, 2, 10)),
        ("a: [,]", "comma", (1, 4, 1, 5)),
        ("a: {,}", "comma", (1, 4, 1, 5)),
        ("a: [b, {,}]", "comma", (1, 8, 1, 9)),
        ("a: {b: [,]}", "comma", (1, 8, 1, 9)),
        ("a: {b: c}\nd: {,}\n", "comma", (2, 4, 2, 5)),
        ("a: [b]\nd: [,]\n", "comma", (2, 4, 2, 5)),
        ("[,]", "comma", (1, 1, 1, 2)),
        ("a: {b: [c}\n", "comma", (1, 8, 1, 9)),
        ("a: ]", "sign", (1, 4, 1, 5)),
        ("a: b\nc: !<\n", "sign", (2, 4, 2, 6)),
        ("a: 'b", "quote", (1, 4, 1, 5)),
        ('a: "b\n\nc: d\n', "quote", (1, 4, 1, 5)),
        ('k: 1\nl: "a" b\n', "quote", (2, 4, 2, 8)),
        ("- a\nb", "key", (2, 1, 2, 2)),
        ("- a\nb: c\n", "indent", (2, 1, 2, 2)),
        ("a: b\n- c\n", "entry", (2, 1, 2, 2)),
        ("k:\n  a: b\n  - c\n", "entry", (3, 3, 3, 4)),
        ("- - a\n - b\n", "list", (2, 2, 2, 3)),
        ("a\nb: c\n", "colon", (2, 2, 2, 3)),
        ("a: b\nc:d\n", "space", (2, 1, 2, 4)),
        ("a: b\n  c\n d\ne\nf: g\n", "key", (4, 1, 4, 2)),
        ("%b\n", "other", (1, 3, 1, 4)),
        ("@b: c\n", "other", (1, 1, 1, 2)),
        ("a: 1\nb: c: d\n", "colon", (2, 5, 2, 6)),
        ("k:\n  a:b\n   c: d\n", "space", (2, 3, 2, 6)),
        ("-a: b\n c: d\n", "dash", (1, 1, 1, 6)),
        ("k: 1\na: b\n\n c: d\n", "indent", (4, 2, 4, 3)),
        ("a: b\n   c: d\n", "indent", (2, 4, 2, 5)),
        ("a: b\n   c d: d\n", "continued", (2, 7, 2, 8)),
        ("a:\n\tb: c\n", "tab", (2, 1, 2, 2)),
        ("a:\n  - b\n  \tc: d\n", "tab", (3, 3, 3, 4)),
    ],
)
def test_the_reason_and_the_whole_place(text: str, reason: str, span: tuple[int, int, int, int]) -> None:
    with pytest.raises(yaml.MarkedYAMLError) as caught:
        list(yaml.parse(text, yaml.CSafeLoader))
    mark = caught.value.problem_mark
    assert mark is not None
    at = (mark.line + 1, mark.column + 1)
    assert explain_syntax_error(caught.value, text, (*at, at[0], at[1] + 1)) == (reason, span)


@pytest.mark.parametrize(
    ("context", "problem", "text", "at", "reason", "span"),
    [
        (None, "found a tab, or whatever", "a: b", (2, 1), "other", (2, 1, 2, 2)),
        (None, None, "a: @b", (1, 1), "sign", (1, 4, 1, 6)),
        (None, "mapping values are not allowed in this context", "a: b", (1, 1), "colon", (1, 1, 1, 2)),
        (None, "mapping values are not allowed in this context", "x\n\nb: c", (3, 1), "colon", (3, 1, 3, 2)),
        ("while scanning a simple key", "could not find expected ':'", "a", (1, 1), "key", (1, 1, 1, 2)),
        ("while scanning a simple key", "could not find expected ':'", "x\na:b", (2, 4), "space", (2, 1, 2, 4)),
        ("while scanning a simple key", "could not find expected ':'", "a", (2, 1), "key", (2, 1, 2, 2)),
        ("while scanning a quoted scalar", "found unexpected end of stream", "a", (1, 1), "quote", (1, 1, 1, 2)),
        ("while parsing a flow sequence", "did not find expected ',' or ']'", "a", (1, 1), "other", (1, 1, 1, 2)),
        ("while parsing a flow sequence", "did not find expected ',' or ']'", "a: [b", (1, 6), "comma", (1, 4, 1, 5)),
        (None, "flow", "a: [b\nc: d", (2, 1), "comma", (1, 4, 1, 5)),
        (None, "flow", "a: [b\nc: d", (3, 1), "comma", (1, 4, 1, 5)),
        (None, "block collection", "- a\n- b", (2, 1), "list", (2, 1, 2, 2)),
        (None, "block mapping", "- a", (1, 1), "list", (1, 1, 1, 2)),
        (None, "block end", "  a", (1, 1), "indent", (1, 1, 1, 2)),
    ],
)
def test_an_error_that_says_little_has_a_reason_all_the_same(  # noqa: PLR0913, PLR0917 -- a table
    context: str | None,
    problem: str | None,
    text: str,
    at: tuple[int, int],
    reason: str,
    span: tuple[int, int, int, int],
) -> None:
    """What other versions of the parser may say: without a mark of where it began, or without words."""
    error = yaml.MarkedYAMLError(context=context, problem=problem)
    assert explain_syntax_error(error, text, (*at, at[0], at[1] + 1)) == (reason, span)


ADVICE = [
    ('name: "Gọi \\"Lan\\" ở C:\\temp" # x\n', "CX122", (1, 24, 1, 26), "'Gọi \"Lan\" ở C:\\temp'"),
    ('about: "Một dòng\n  ở C:\\temp\\a"\n', "CX122", (2, 7, 2, 9), "'Một dòng ở C:\\temp\\a'"),
    ('name: "Lan" ơi # x\n', "CX001", (1, 7, 1, 13), "name: '\"Lan\" ơi'"),
    ('name: "Chị "Lan" ơi"\n', "CX001", (1, 7, 1, 13), "name: 'Chị \"Lan\" ơi'"),
    ("notes: {a: Hỏi: đáp, b: c}\n", "CX001", (1, 15, 1, 16), 'a: "Hỏi: đáp"'),
    ("goals: [Một: hai: ba, c]\n", "CX001", (1, 17, 1, 18), '"Một: hai: ba"'),
    ("goals: [a, Hỏi [x] rồi, c]\n", "CX001", (1, 16, 1, 17), '"Hỏi [x] rồi"'),
    ('name: "a \\d b"\n', "CX001", (1, 7, 1, 15), "name: 'a \\d b'"),
    ('goals: ["a\\d", b]\n', "CX001", (1, 9, 1, 14), "'a\\d'"),
    ('name: "abc\\"\n', "CX001", (1, 7, 1, 13), "name: 'abc\\'"),
    ("notes: {a: @x y, b: c}\n", "CX001", (1, 12, 1, 16), '"@x y"'),
    ('goals: ["A" và B, c]\n', "CX001", (1, 9, 1, 17), "'\"A\" và B'"),
    ("goals: [a, số #1, b]\n", "CX001", (1, 15, 1, 21), '"số #1"'),
    ("{goals: [a, b #1]}\n", "CX001", (1, 15, 1, 19), '"b #1"'),
    ("name: 'Chị 'Lan' ơi'\n", "CX001", (1, 7, 1, 13), "name: \"Chị 'Lan' ơi\""),
    ("name: 'Lan' và 'Mai'\n", "CX001", (1, 7, 1, 13), "name: \"'Lan' và 'Mai'\""),
    ("name: 'các cháu' và mẹ'\n", "CX001", (1, 7, 1, 18), 'name: "các cháu\' và mẹ"'),
    ("goals: [{a: b}, c: d: e]\n", "CX001", (1, 21, 1, 22), 'c: "d: e"'),
    ("goals: ['A' và B, c]\n", "CX001", (1, 9, 1, 17), "\"'A' và B\""),
    ('- ["A" B]\n', "CX001", (1, 4, 1, 9), "'\"A\" B'"),
]


@pytest.mark.parametrize(("text", "code", "span", "paste"), ADVICE)
def test_the_advice_is_what_to_type_instead_of_the_marked_part(
    text: str, code: str, span: tuple[int, int, int, int], paste: str
) -> None:
    (problem,) = read_yaml("", text)[1]
    place = problem.place
    assert (problem.code, place.line, place.column, place.end_line, place.end_column) == (code, *span)
    assert problem.values["paste"] == paste
    if code == "CX122":
        assert problem.values["found"] == text.split("\n")[span[0] - 1][span[1] - 1 : span[3] - 1]
