from __future__ import annotations

import pytest
from marked import marked, told

from cxsite.reading.events import read_yaml

SLIPS = {
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
       ^^^ CX001 reason=sign
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
               ^ CX001 reason=indent
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
    "a slip behind one that is not of syntax": """\
title: A
title: B
^^^^^ CX002 key=title first_line=1
state: [
       ^ CX001 reason=comma
""",
}


@pytest.mark.parametrize("text", SLIPS.values(), ids=SLIPS.keys())
def test_a_text_that_is_not_yaml_says_why_where_the_author_must_look(text: str) -> None:
    example = marked(text)
    fields, problems = read_yaml("x.yml", example.text)
    assert told(problems) == example.told
    assert fields is None
    assert [problem.place.end_line for problem in problems] == [problem.place.line for problem in problems]


@pytest.mark.parametrize("text", ["a: [", "a: {", 'a: "', "a: '", "a: |x", "a:\n\t", "%", "%YAML", "a: b: c", "- a\nb"])
def test_a_text_that_breaks_off_is_told_within_it(text: str) -> None:
    _, problems = read_yaml("x.yml", text)
    lines = text.split("\n")
    for problem in problems:
        at = problem.place
        assert 1 <= at.line <= len(lines)
        assert 1 <= at.column <= at.end_column <= len(lines[at.line - 1]) + 1
    assert [problem.code for problem in problems] == ["CX001"]
