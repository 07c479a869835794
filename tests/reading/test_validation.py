from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from project_files import assert_reported, read_files

if TYPE_CHECKING:
    from pathlib import Path

PLAYBOOK = {
    "a mistyped key that is needed": """\
titel: Sổ tay
^^^^^ CX101 key=titel suggestion=title
""",
    "a version that does not exist": """\
title: A
version: 9
         ^ CX137 found=9 current=2
""",
    "a version in quotes": """\
title: A
version: "1"
         ^^^ CX103 key=version expected=whole-number found=text form=number
""",
    "a language that is not there": """\
title: A
languages: [vi, fr]
                ^^ CX104 found=fr suggestion=''
""",
    "no language at all": """\
title: A
languages: []
           ^^ CX116 key=languages
""",
    "a time zone that does not exist": """\
title: A
timezone: Asia/Ho_Chi_Min
          ^^^^^^^^^^^^^^^ CX118 found=Asia/Ho_Chi_Min suggestion=Asia/Ho_Chi_Minh
""",
    "a tracker without the place of the key": """\
title: A
tickets: {url: https://jira.example/browse}
               ^^^^^^^^^^^^^^^^^^^^^^^^^^^ CX135 fault=key found=https://jira.example/browse
""",
    "a tracker with two places of the key": """\
title: A
tickets:
  url: https://jira.example/{key}/{key}
       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ CX135 fault=key found=https://jira.example/{key}/{key}
""",
    "a tracker with a place of another name": """\
title: A
tickets:
  url: https://jira.example/{key}/{id}
       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ CX135 fault=key found=https://jira.example/{key}/{id}
""",
    "a tracker whose website is the key": """\
title: A
tickets:
  url: https://{key}.example/browse
       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ CX135 fault=host found=https://{key}.example/browse
""",
    "a tracker whose address runs a script": """\
title: A
tickets:
  url: javascript:alert({key})
       ^^^^^^^^^^^^^^^^^^^^^^^ CX135 fault=address found=javascript:alert({key})
""",
    "a tracker with a user name": """\
title: A
tickets:
  url: https://an@jira.example/{key}
       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ CX135 fault=address found=https://an@jira.example/{key}
""",
    "a colour by name": """\
title: A
brand: {colour: red}
                ^^^ CX115 form=colour found=red
""",
    "an e-mail address that is none": """\
title: A
feedback:
  mailto: cx at vay-may
          ^^^^^^^^^^^^^ CX115 form=email found='cx at vay-may'
""",
    "an address without https": """\
title: A
reading:
  - title: Sách
    link: www.sach.vn
          ^^^^^^^^^^^ CX115 form=address found=www.sach.vn
""",
    "an address without a host": """\
title: A
reading:
  - title: Sách
    link: https://[
          ^^^^^^^^^ CX115 form=host found=https://[
  - title: Sách
    link: https://[::1/sach
          ^^^^^^^^^^^^^^^^^ CX115 form=host found=https://[::1/sach
""",
    "an address that runs a script": """\
title: A
feedback: {url: "javascript:alert(1)"}
                ^^^^^^^^^^^^^^^^^^^^^ CX115 form=address found=javascript:alert(1)
""",
    "a year far off": """\
title: A
reading:
  - {title: Sách, year: 20}
                        ^^ CX105 found=20 min=1000 max=3000
""",
    "a target above a hundred": """\
title: A
coverage:
  targets: {total: 150}
                   ^^^ CX105 found=150 min=0 max=100
""",
    "a target that is a text": """\
title: A
coverage:
  targets: {total: 80%}
                   ^^^ CX103 key=total expected=number found=text form=number
""",
    "a level that does not exist": """\
title: A
rules:
  CX301: warn
         ^^^^ CX104 found=warn suggestion=''
  CX302: off
  CX303: false
         ^^^^^ CX104 found=false suggestion=''
""",
    "a level that is a list": """\
title: A
rules: {CX301: [off]}
               ^^^^^ CX103 key=CX301 expected=text found=list
""",
    "a channel of an unknown kind": """\
title: A
channels:
  - {id: zalo, name: Zalo, kind: chats}
                                 ^^^^^ CX104 found=chats suggestion=chat
""",
    "a vocabulary entry without its name": """\
title: A
stages:
  - id: mua-hang
    ^^ CX102 key=name empty=False
""",
}

JOURNEY = {
    "keys mistyped at every depth": """\
title: A
persona: [lan]
^^^^^^^ CX101 key=persona suggestion=personas
scenario: {triger: x}
           ^^^^^^ CX101 key=triger suggestion=trigger
stages:
  - stage: mua
    touchpoint: []
    ^^^^^^^^^^ CX101 key=touchpoint suggestion=touchpoints
  - stage: dung
    touchpoints:
      - nmae: Thử đồ
        ^^^^ CX101 key=nmae suggestion=name
        pain_points: [{id: a, text: b, severty: 3}]
                                       ^^^^^^^ CX101 key=severty suggestion=severity
        xyz: 1
        ^^^ CX101 key=xyz suggestion=''
""",
    "keys that are numbers or strange": """\
2026: x
^^^^ CX101 key=2026 suggestion=''
true: x
^^^^ CX101 key=true suggestion=''
"": x
^^ CX101 key='' suggestion=''
tiêu đề: x
^^^^^^^ CX101 key='tiêu đề' suggestion=''
title: A
personas: [lan]
stages: [{stage: mua}]
""",
    "what is needed left out": """\
state: current
^^^^^ CX102 key=title empty=False
personas: [lan]
stages: [{stage: mua}]
""",
    "what is needed left empty": """\
title:
^^^^^ CX102 key=title empty=True
personas: # ai đi?
^^^^^^^^ CX102 key=personas empty=True
stages:
^^^^^^ CX102 key=stages empty=True
""",
    "two things needed left out": """\
title: A
^^^^^ CX102 key=personas empty=False
^^^^^ CX102 key=stages empty=False
""",
    "an entry of a list left empty": """\
title: A
personas:
  - lan
  -
   ! CX102 key=personas empty=True entry=True
stages:
  - stage: mua
""",
    "one word for a list": """\
title: A
personas: lan
          ^^^ CX103 key=personas expected=list found=text form=ids
stages:
  stage: mua
  ^^^^^^^^^^ CX103 key=stages expected=list found=fields
""",
    "a list for one word": """\
title: [A]
       ^^^ CX103 key=title expected=text found=list
personas: [[lan]]
           ^^^^^ CX103 key=personas expected=text found=list
stages: [mua]
         ^^^ CX103 key=stages expected=fields found=text form=entry
state: [current]
       ^^^^^^^^^ CX103 key=state expected=text found=list
period: {d: 14}
        ^^^^^^^ CX103 key=period expected=text found=fields
""",
    "numbers, words and yes or no mixed up": """\
title: false
       ^^^^^ CX103 key=title expected=text found=yes-no form=word
summary: true
         ^^^^ CX103 key=summary expected=text found=yes-no form=word
personas: [lan]
stages:
  - stage: mua
    touchpoints:
      - id: a
        moment_of_truth: yes
                         ^^^ CX103 key=moment_of_truth expected=yes-no found=text
        signature: 1
                   ^ CX103 key=signature expected=yes-no found=number
        emotion: 4.5
                 ^^^ CX103 key=emotion expected=whole-number found=number
        importance: "4"
                    ^^^ CX103 key=importance expected=whole-number found=text form=number
        opportunities:
          - {id: b, text: c, customer_value: 80%}
                                             ^^^ CX103 key=customer_value expected=number found=text form=number
          - {id: d, text: e, business_value: [1]}
                                             ^^^ CX103 key=business_value expected=number found=list
""",
    "emotions out of range": """\
title: A
personas: [lan]
stages:
  - stage: mua
    touchpoints:
      - {id: a, emotion: 6}
                         ^ CX105 found=6 min=1 max=5
      - {id: b, emotion: {lan: 0, minh: 4}}
                               ^ CX105 found=0 min=1 max=5
      - {id: c, emotion: {lan: tốt}}
                               ^^^ CX103 key=lan expected=whole-number found=text
      - {id: d, emotion: tốt}
                         ^^^ CX103 key=emotion expected=whole-number found=text
      - {id: e, emotion: [4]}
                         ^^^ CX103 key=emotion expected=whole-number found=list
      - {id: f, emotion: {}}
                         ^^ CX116 key=emotion
      - {id: g, emotion: 99999999999999999999999}
                         ^^^^^^^^^^^^^^^^^^^^^^^ CX105 found=99999999999999999999999 min=1 max=5
      - {id: h, emotion: 1e999}
                         ^^^^^ CX103 key=emotion expected=whole-number found=text
      - {id: i, importance: .inf}
                            ^^^^ CX103 key=importance expected=whole-number found=text
""",
    "words that are not on the list": """\
title: A
personas: [lan]
state: curent
       ^^^^^^ CX104 found=curent suggestion=current
status: nháp
        ^^^^ CX104 found=nháp suggestion=''
evidence: reserched
          ^^^^^^^^^ CX104 found=reserched suggestion=researched
stages: [{stage: mua}]
actions:
  - {id: a, title: b, kind: 3}
                            ^ CX104 found=3 suggestion=''
""",
    "dates": """\
title: A
personas: [lan]
reviewed: 2026-02-30
          ^^^^^^^^^^ CX108 found=2026-02-30 exists=False suggestion=
stages: [{stage: mua}]
evidence:
  level: partial
  research: [{kind: survey, title: x, date: 5/10/2026}]
                                            ^^^^^^^^^ CX108 found=5/10/2026 exists=True suggestion=2026-10-05
actions:
  - {id: a, title: b, start: 2026, due: 2026-1-5, done: "0026-10-05"}
                             ^^^^ CX108 found=2026 exists=True suggestion=
                                        ^^^^^^^^ CX108 found=2026-1-5 exists=True suggestion=2026-01-05
                                                        ^^^^^^^^^^^^ CX108 found=0026-10-05 exists=False suggestion=
  - {id: c, title: d, start: 2026-10-05T08:00, due: [2026-10-05], done: true}
                             ^^^^^^^^^^^^^^^^ CX108 found=2026-10-05T08:00 exists=True suggestion=
                                                    ^^^^^^^^^^^^ CX103 key=due expected=text found=list
                                                                        ^^^^ CX108 found=true exists=True suggestion=
""",
    "durations": """\
title: A
personas: [lan]
period: 3 days
        ^^^^^^ CX109 found='3 days'
review_every: 14
              ^^ CX109 found=14
stages:
  - {stage: mua, duration: 1h30min}
                           ^^^^^^^ CX109 found=1h30min
  - {stage: mua, duration: 1h 30min}
""",
    "ids": """\
title: A
personas: [lan]
formerly: [Mua_Hàng]
           ^^^^^^^^ CX110 found=Mua_Hàng suggestion=mua-hang
stages:
  - stage: mua
    touchpoints:
      - id: Thử Đồ
            ^^^^^^ CX110 found='Thử Đồ' suggestion=thu-do
      - id: index
            ^^^^^ CX111 found=index
      - id: con
            ^^^ CX111 found=con
      - id: "!!!"
            ^^^^^ CX110 found=!!! suggestion=''
      - id: 12
            ^^ CX103 key=id expected=text found=number form=word
""",
    "nothing to be seen": """\
title: "  "
       ^^^^ CX112
summary: "\\u200b\\u200d"
         ^^^^^^^^^^^^^^ CX112
personas: [lan]
stages: [{stage: mua, goal: ""}]
                            ^^ CX112
""",
    "control characters": """\
title: "A\\0"
       ^^^^^ CX113 code=U+0000 written=backslash
personas: [lan]
stages: [{stage: mua, goal: "a\\x1b[31m"}]
                            ^^^^^^^^^^^ CX113 code=U+001B written=backslash
""",
    "texts in languages that are not there": """\
title: {vi: A, fr: B}
               ^^ CX117 key=fr
summary: {}
         ^^ CX117 key=''
personas: [lan]
scenario: {trigger: {name: x}}
                     ^^^^ CX117 key=name
stages: [{stage: mua}]
""",
    "lists that need at least one": """\
title: A
personas: []
          ^^ CX116 key=personas
stages: []
        ^^ CX116 key=stages
""",
    "waivers": """\
title: A
personas: [lan]
stages: [{stage: mua}]
waivers:
  - {rule: CX301, until: 2026-13-01}
     ^^^^ CX102 key=reason empty=False
                         ^^^^^^^^^^ CX108 found=2026-13-01 exists=False suggestion=
  - CX302
    ^^^^^ CX103 key=waivers expected=fields found=text form=entry
""",
    "a tag, a second key and an alias spoil nothing else": """\
title: !!int 3
       ^^^^^ CX005 found=!!int
personas: [lan]
personas: lan
^^^^^^^^ CX002 key=personas first_line=2
summary: &a
         ^^ CX004 found=&a
stages:
  - stage: *a
           ^^ CX004 found=*a
  - stage: mua
    goal: !
          ^ CX005 found=!
""",
}

PERSONA = {
    "demographics": """\
name: Lan
demographics:
  age: [27, 34]
       ^^^^^^^^ CX103 key=age expected=text found=list
  married: true
           ^^^^ CX103 key=married expected=text found=yes-no form=word
  income: 18.5
  children: 2
  "": x
  ^^ CX112
  job:
  city: ""
        ^^ CX112
""",
    "share": """\
name: Lan
share: -1
       ^^ CX105 found=-1 min=0 max=100
picture: {file: lan.png}
          ^^^^ CX102 key=alt empty=False
""",
}

METRIC = {
    "a metric": """\
name: NPS
^^^^ CX102 key=kind empty=False
family: alles
        ^^^^^ CX104 found=alles suggestion=''
min_answers: 0
             ^ CX105 found=0 min=1
scale: {min: 0}
        ^^^ CX102 key=max empty=False
target: 4,5
        ^^^ CX103 key=target expected=number found=text form=number
""",
}

MARKDOWN = {
    "in a text of one line": """\
title: A
why: Một <b>hai</b>
         ^^^ CX114 fault=html found=<b>
""",
    "in quotes": """\
title: A
why: "Một \\"hai\\" `ba`"
                  ^^^ CX114 fault=code found=ba
""",
    "in single quotes": """\
title: A
why: 'Một ''hai'' <i>'
                  ^^^ CX114 fault=html found=<i>
""",
    "below a bar": """\
title: A
why: |

  Một **hai**

    - ba <br> bốn
         ^^^^ CX114 fault=html found=<br>
""",
    "below a bracket": """\
title: A
why: >-
  Một hai
  ba <u>bốn</u>
     ^^^ CX114 fault=html found=<u>
  năm
""",
    "over several lines": """\
title: A
why: Một hai
  ba <u>bốn</u>
     ^^^ CX114 fault=html found=<u>
  năm
""",
    "a heading": """\
title: A
method: |
  Một

  # Hai
  ^^^^^ CX114 fault=heading found='# Hai'
""",
    "a picture": """\
title: A
why: |
  ![x](y.png)
  ^^^ CX114 fault=image found=x
""",
    "a link that runs a script": """\
title: A
why: |
  Một
  [x](javascript:alert)
  ^^^^^^^^^^^^^^^^^^^^ CX114 fault=link found=javascript:alert
""",
    "in the language that is read": """\
title: A
why: {en: x, vi: Một <i>hai}
                     ^^^ CX114 fault=html found=<i>
""",
}


@pytest.mark.parametrize("text", PLAYBOOK.values(), ids=PLAYBOOK.keys())
def test_slips_in_the_playbook(tmp_path: Path, text: str) -> None:
    assert_reported(tmp_path, "playbook.yml", text)


@pytest.mark.parametrize("text", JOURNEY.values(), ids=JOURNEY.keys())
def test_slips_in_a_journey(tmp_path: Path, text: str) -> None:
    assert_reported(tmp_path, "journeys/mua.yml", text)


@pytest.mark.parametrize("text", PERSONA.values(), ids=PERSONA.keys())
def test_slips_in_a_persona(tmp_path: Path, text: str) -> None:
    assert_reported(tmp_path, "personas/lan.yml", text)


@pytest.mark.parametrize("text", METRIC.values(), ids=METRIC.keys())
def test_slips_in_a_metric(tmp_path: Path, text: str) -> None:
    assert_reported(tmp_path, "metrics/nps.yml", text)


@pytest.mark.parametrize("text", MARKDOWN.values(), ids=MARKDOWN.keys())
def test_markdown_that_a_field_may_not_hold(tmp_path: Path, text: str) -> None:
    assert_reported(tmp_path, "goals/mot.yml", text)


def test_what_is_too_long_is_reported_with_its_length(tmp_path: Path) -> None:
    text = f"""\
name: {"a" * 4_001}
about: {"a " * 10_001}b
tags: [{"t" * 201}]
formerly: [{"i" * 65}]
demographics: {{{"k" * 201}: x}}
"""
    _, problems = read_files(tmp_path, {"personas/lan.yml": text})
    assert [(p.code, p.place.line, p.place.column, p.place.end_column, p.values) for p in problems] == [
        ("CX106", 1, 7, 4_008, {"limit": 4_000, "length": 4_001}),
        ("CX106", 2, 8, 20_011, {"limit": 20_000, "length": 20_003}),
        ("CX106", 3, 8, 209, {"limit": 200, "length": 201}),
        ("CX106", 4, 12, 77, {"limit": 64, "length": 65}),
        ("CX106", 5, 16, 217, {"limit": 200, "length": 201}),
    ]


def test_too_many_entries_are_reported(tmp_path: Path) -> None:
    _, problems = read_files(tmp_path, {"personas/lan.yml": "name: Lan\ntags:\n" + "  - a\n" * 501})
    assert [(p.code, str(p.place), p.place.end_line, p.values) for p in problems] == [
        ("CX107", "content/personas/lan.yml:3:3", 503, {"limit": 500})
    ]


def test_what_may_stand_there_is_reported_with_an_unknown_key_or_word(tmp_path: Path) -> None:
    text = "title: A\nfeedback: {fax: x}\nchannels: [{id: a, name: b, kind: x}]\n"
    _, problems = read_files(tmp_path, {"playbook.yml": text})
    assert problems[0].values["allowed"] == ("mailto", "url")
    allowed = problems[1].values["allowed"]
    assert isinstance(allowed, tuple)
    assert {"in-person", "chat", "other"} <= set(allowed)


def test_a_key_in_the_words_of_the_pages_is_reported_with_the_key_that_is_meant(tmp_path: Path) -> None:
    _, problems = read_files(tmp_path, {"personas/lan.yml": "tên: Lan\nmục tiêu: [Đẹp]\ncách nấu: phở\n"})
    reported = [(problem.code, problem.values["suggestion"]) for problem in problems]
    assert reported == [("CX101", "name"), ("CX101", "goals"), ("CX101", "")]


def test_of_very_many_slips_the_first_hundred_are_reported(tmp_path: Path) -> None:
    keys = "".join(f"key{number}: x\n" for number in range(900))
    _, problems = read_files(tmp_path, {"personas/lan.yml": "name: Lan\n" + keys})
    assert len(problems) == 100


def test_a_text_is_read_in_the_wanted_language_and_falls_back(tmp_path: Path) -> None:
    files = {
        "playbook.yml": "title: {vi: Sổ tay, en: Playbook}\nvision: {en: Delight}\nlanguages: [vi, en]\n",
        "personas/lan.yml": "name: Lan\nabout: {vi: Một, en: One}\ngoals: [{vi: Hai, en: Two}, Ba]\n"
        "quote: {vi: , en: Four}\n",
    }
    main, problems = read_files(tmp_path, files)
    assert problems == []
    assert (main.playbook.title, main.playbook.vision) == ("Sổ tay", "Delight")
    lan = main.personas["lan"]
    assert (lan.about, lan.goals, lan.quote) == ("Một", ("Hai", "Ba"), "Four")
    english, _ = read_files(tmp_path, files, language="en")
    assert (english.playbook.title, english.personas["lan"].goals) == ("Playbook", ("Two", "Ba"))


def test_the_main_language_is_the_playbook_s_first(tmp_path: Path) -> None:
    files = {"playbook.yml": "title: {vi: Sổ tay, en: Playbook}\nlanguages: [en, vi]\n"}
    assert read_files(tmp_path, files)[0].playbook.title == "Playbook"
