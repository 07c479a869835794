"""Every problem of reading has its sentence in both languages, in words of the trade."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from cxsite.i18n.catalogue import entries
from cxsite.problems import Level, Place, Problem
from cxsite.reports.sentences import describe_problem

if TYPE_CHECKING:
    from collections.abc import Mapping

ALLOWED = ("title", "summary")
# The contract of reading: each code with the values it brings, in every state that the values can have.
TWO_STYLES = {"style": "dd/mm/yyyy", "other": "mm/dd/yyyy", "first": "2026-10-05", "second": "2026-05-10"}
CASES: tuple[tuple[str, Mapping[str, Any]], ...] = (
    *(("CX001", {"reason": r, "paste": 'title: "Bước 1: mở"'})
      for r in ("tab", "colon", "indent", "quote", "list", "entry", "comma", "pair", "space", "dash", "sign", "key",
                "escape", "hash", "bullet", "one-line", "inside", "continued", "remark", "other")),
    ("CX002", {"key": "title", "first_line": 3}),
    ("CX003", {}),
    *(("CX004", {"found": "*lan", "paste": p}) for p in ('tagline: "*lan nói"', "")),
    *(("CX005", {"found": "!!str", "paste": p}) for p in ('tagline: "!!str a"', "")),
    ("CX006", {"limit": 32}),
    ("CX007", {}),
    ("CX008", {"code": "U+0007"}),
    ("CX009", {}),
    ("CX010", {}),
    ("CX011", {"limit": 1048576}),
    ("CX012", {"limit": 200000}),
    ("CX013", {}),
    ("CX014", {"reason": "Permission denied"}),
    ("CX015", {}),
    ("CX016", {}),
    ("CX017", {"id": "lan", "other": "content/personas/lan.yml"}),
    *(("CX018", {"found": "Lan Anh", "suggestion": s}) for s in ("lan-anh", "")),
    *(("CX019", {"folder": "persona", "suggestion": s}) for s in ("personas", "")),
    *(("CX019", {"folder": "", "suggestion": s}) for s in ("playbook", "")),
    ("CX019", {"folder": "", "suggestion": "playbook", "taken": "playbook", "other": "content/playbook.yml"}),
    ("CX019", {"folder": "persona", "suggestion": "personas", "taken": "file", "other": "content/personas/lan.yml"}),
    ("CX020", {}),
    ("CX021", {"found": "list"}),
    ("CX022", {"other": "content/pictures/Lan.png"}),
    ("CX022", {"other": "content/pictures/hạnh.png", "alike": "accents"}),
    ("CX023", {"ending": ".txt", "wanted": "rename", "suggestion": "lan.yml"}),
    *(("CX023", {"ending": ".xlsx", "wanted": w, "suggestion": ""}) for w in ("table", "page", "picture")),
    *(("CX024", {"found": "a.md", "reason": r, "suggestion": s})
      for r in ("missing", "absolute", "draft", "picture") for s in ("../a.md", "")),
    *(("CX025", {"found": "gio", "page": "pages/a", "suggestion": s, "reason": "anchor"}) for s in ("#gio-mo-cua", "")),
    ("CX025", {"found": "[^1]", "page": "pages/a", "suggestion": "", "reason": "footnote"}),
    ("CX024", {"found": "", "reason": "empty", "suggestion": ""}),
    *(("CX026", {"file": "mai.png", "kind": k}) for k in (
        "lfs", "empty", "damaged", "html", "svg", "heic", "avif", "gif", "tiff", "bmp", "jpeg-xl", "jpeg-2000", "icon",
        "photoshop", "pdf", "zip", "video", "text", "link", "special", "unreadable", "unknown")),
    ("CX026", {"file": "a:b.png", "kind": "name", "suggestion": "a-b.png"}),
    ("CX027", {"file": "mai.png", "found": "120 MP", "megabytes": 20, "megapixels": 50}),
    ("CX028", {"file": "mai.png", "found": "JPEG", "ending": ".png", "suggestion": "mai.jpg"}),
    *(("CX029", {"file": "mai.jpg", "found": f}) for f in ("place", "people", "place-people", "other")),
    ("CX023", {"ending": ".orig", "wanted": "exists", "suggestion": "lan.yml"}),
    ("CX031", {"title": "Sổ tay", "other": "Cẩm nang", "file": "mkdocs.yml"}),
    ("CX032", {"language": "vi", "other": "en", "file": "mkdocs.yml"}),
    ("CX033", {"file": "mkdocs.en.yml", "language": "en", "paste": "INHERIT: mkdocs.yml\nsite_name: Playbook"}),
    ("CX034", {"language": "en", "paste": "  alternate:\n    - name: English"}),
    ("CX035", {"file": "mkdocs.en.yml", "folder": "docs", "suggestion": "build/docs.en"}),
    ("CX036", {"language": "en", "others": "vi, en"}),
    *(("CX101", {"key": "titel", "suggestion": s, "allowed": a})
      for s, a in (("title", ALLOWED), ("", ALLOWED), ("", ()))),
    ("CX101", {"key": "emotion", "suggestion": "", "allowed": ALLOWED, "belongs": "below", "holder": "touchpoints"}),
    ("CX101", {"key": "owner", "suggestion": "", "allowed": ALLOWED, "belongs": "top", "holder": ""}),
    *(("CX102", {"key": "kind", "empty": e, "allowed": a}) for e in (True, False) for a in (("nps", "ces"), ())),
    *(("CX103", {"key": k, "expected": e, "found": f}) for k in ("share", "") for e, f in (
        ("text", "number"), ("number", "text"), ("whole-number", "list"), ("list", "text"), ("fields", "yes-no"),
        ("yes-no", "fields"))),
    *(("CX103", {"key": k, "expected": e, "found": "text", "record": k, "file": "mai.png"})
      for k, e in (("picture", "fields"), ("pictures", "list"))),
    ("CX102", {"key": "goals", "empty": True, "allowed": (), "remark": True, "paste": '- "#1 về giá"'}),
    ("CX103", {"key": "goals", "expected": "list", "found": "text", "form": "bullet", "mark": "–"}),
    ("CX103", {"key": "next", "expected": "text", "found": "fields", "form": "id", "paste": "the"}),
    ("CX103", {"key": "next", "expected": "text", "found": "fields", "form": "id-unnamed"}),
    *(("CX103", {"key": "goals", "expected": "list", "found": "text", "form": f, "paste": "- A"})
      for f in ("ids", "entries", "entry", "number")),
    ("CX102", {"key": "goals", "empty": True, "entry": True, "allowed": ()}),
    ("CX101", {"key": "vì", "suggestion": "", "allowed": ALLOWED, "form": "text", "paste": 'text: "Chờ, vì: đông"'}),
    ("CX103", {"key": "name", "expected": "text", "found": "yes-no", "form": "word", "paste": 'name: "true"'}),
    *(("CX104", {"found": "curent", "allowed": ("current", "ideal"), "suggestion": s}) for s in ("current", "")),
    ("CX105", {"found": 6, "min": 1, "max": 5}),
    ("CX105", {"found": "6", "max": 5}),
    ("CX105", {"found": "0", "min": 1, "max": ""}),
    ("CX106", {"limit": 4000, "length": 4711}),
    ("CX106", {"limit": 4000}),
    ("CX107", {"limit": 500}),
    ("CX108", {"found": "2026-02-30", "exists": False, "suggestion": ""}),
    *(("CX108", {"found": "5/10/2026", "exists": True, "suggestion": s}) for s in ("2026-10-05", "")),
    ("CX109", {"found": "2 weeks"}),
    *(("CX110", {"found": "Thử đồ", "suggestion": s}) for s in ("thu-do", "")),
    ("CX111", {"found": "index"}),
    ("CX112", {}),
    ("CX113", {"code": "U+0007"}),
    ("CX113", {"code": "U+0007", "written": "backslash", "paste": "'C:\\an'"}),
    *(("CX114", {"fault": f, "found": "<b>"}) for f in ("html", "heading", "quote", "code", "rule", "image", "link")),
    ("CX114", {"fault": "dense", "found": "*"}),
    *(("CX115", {"form": f, "found": "x"}) for f in ("colour", "address", "host", "email", "id", "other")),
    ("CX116", {}),
    ("CX116", {"key": "personas"}),
    *(("CX117", {"key": k}) for k in ("fr", "")),
    *(("CX117", {"key": "Giờ", "form": f, "paste": '"Giờ: 8h"'}) for f in ("colon", "braces", "lines", "question")),
    *(
        ("CX119", {"fault": one, "found": "x"})
        for one in ("script", "handler", "embed", "foreign", "link", "style", "form", "name", "dense", "declaration",
                    "table", "structure", "unreadable", "drawing")
    ),
    *(("CX132", {"found": "<b>", "character": one, "limit": 40}) for one in ("<", "")),
    ("CX133", {"plural": "stores", "singular": "store", "found": "offices", "used": "store"}),
    *(("CX136", {"version": 1, "current": 2, "written": w}) for w in (True, False)),
    ("CX134", {"found": "trong Jira"}),
    *(("CX135", {"fault": f, "found": "https://jira.example"}) for f in ("address", "key", "host")),
    ("CX193", {"ticket": "CX-12", "n": 3}),
    *((code, {"found": "lann", "suggestion": s}) for code in ("CX189", "CX190") for s in ("lan", "")),
    ("CX191", {"id": "so-ep", "first_line": 7}),
    ("CX192", {}),
    ("CX137", {"found": 3, "current": 2}),
    *((code, {"title": "Chờ lâu", "kinds": ("journeys", "channels")}) for code in ("CX138", "CX139")),
    *(("CX118", {"found": "Asia/Hanoi", "suggestion": s}) for s in ("Asia/Bangkok", "")),
    *(
        ("CX120", {"key": "text", "found": "mệt", "reason": r, "paste": 'text: "Chờ lâu, mệt"'})
        for r in ("text", "key", "known", "empty", "alone")
    ),
    ("CX120", {"key": "text", "found": "severity 4", "reason": "colon", "meant": "severity: 4", "paste": 'text: "A"'}),
    ("CX121", {"n": 2, "found": "“Nhanh, rẻ”", "paste": '"“Nhanh, rẻ”"'}),
    ("CX122", {"found": "\\t", "paste": "'C:\\temp'"}),
    ("CX123", {"key": "tagline", "found": "~"}),
    *(
        ("CX124", {"kind": k, "code": "U+200B", "found": "cx\\u200b", "suggestion": "cx"})
        for k in ("zero", "space", "bidi", "indent")
    ),
    *(
        ("CX125", {"kind": k, "code": "U+200B", "found": "Lan\\u200b", "suggestion": "Lan"})
        for k in ("zero", "space", "bidi", "comment")
    ),
    *(("CX151", {"column": "metrik", "suggestion": s, "allowed": ("metric",)}) for s in ("metric", "")),
    ("CX152", {"column": "metric"}),
    ("CX153", {"column": "value", "found": "1.234,5"}),
    ("CX154", {"found": "05/08/2026", "reason": "spreadsheet"}),
    ("CX154", {"found": "tháng 10"}),
    ("CX155", {"cells": 4, "columns": 5}),
    ("CX156", {"first_line": 2}),
    ("CX157", {"column": "metric"}),
    ("CX158", {"reason": "unexpected end"}),
    ("CX161", {"reason": "missing", "found": "content/answers/nps.csv"}),
    *(
        ("CX162", {"reason": r, "found": "x"})
        for r in (
            *("engine", "not-utf-8", "empty", "no-warehouse", "too-many-groups", "spreadsheet", "packed", "folder"),
            *("not-parquet", "twice", "mixed-line-ends", "remote", "too-large", "too-wide", "not-a-file"),
            *("sheet", "workbook", "too-many-days", "too-many-segments"),
        )
    ),
    *(("CX163", {"path": "a.csv", "lacking": ("Diem",), "allowed": ("Điểm",), "suggestion": s}) for s in ("Điểm", "")),
    ("CX163", {"path": "a.csv", "lacking": ("Diem",), "allowed": (), "suggestion": ""}),
    *(("CX170", {"reason": one, "found": "/x/a.csv"}) for one in ("path", "link", "address", "host")),
    *((c, {"id": "nps", "bad": 8, "read": 99, "share": 8.1, "examples": ("a.csv:7",)}) for c in ("CX164", "CX165")),
    ("CX166", {"read": 9, "used": 5, "bad": 2, "left": 1}),
    ("CX185", {"id": "nps", "style": "dd/mm/yyyy"}),
    *(("CX186", {"id": "nps", "row": row, **TWO_STYLES}) for row in ("a.csv:5", "")),
    *(
        ("CX187", {"id": "nps", "row": row, "style": "dd/mm/yyyy", "other": "epoch", "styles": ("dd/mm/yyyy", "epoch")})
        for row in ("a.csv:5", "")
    ),
    ("CX188", {"id": "nps", "rows": 3}),
    *(
        (code, {"metric": "nps", "period": "2026-10", "found": 41.0, "value": value})
        for code in ("CX167", "CX168")
        for value in (42, "")
    ),
    *(("CX169", {"id": "nps", "read": 9, "where": where}) for where in (("Trạng thái: xong",), ())),
)  # fmt: skip
BANNED = re.compile(
    r"\b(python|pydantic|yaml|mapping|token|str|int|float|bool|dict|tuple|sequence|scalar|null|none|nonetype|input"
    r"|validation|exception|traceback|parser?|loader|regex|pattern|unicode|node|anchor|alias)\b",
    re.IGNORECASE,
)  # fmt: skip


def problem(code: str, values: Mapping[str, Any]) -> Problem:
    return Problem(code=code, level=Level.ERROR, place=Place("content/x.yml"), values=values)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(("code", "values"), CASES, ids=lambda part: str(part)[:60])
def test_says_what_is_wrong_and_what_to_do_in_words_of_the_trade(
    code: str, values: Mapping[str, Any], language: str
) -> None:
    reported = describe_problem(problem(code, values), language)
    words = f"{reported.what} {reported.remedy} {reported.meaning}"
    assert reported.what
    assert reported.remedy
    assert "“”" not in words
    assert "``" not in words
    assert not re.search(r"\{(?=\w)(?!khóa|key|vi|file)", words)
    assert not BANNED.search(words.replace("!!str", ""))


def test_every_entry_is_reached_by_some_case() -> None:
    codes = {key.split(".")[0] for key in entries("en", "problems")}
    assert codes == {code for code, _ in CASES}


def test_both_languages_have_the_same_entries() -> None:
    assert entries("vi", "problems").keys() == entries("en", "problems").keys()
    assert entries("vi", "commands").keys() == entries("en", "commands").keys()


def test_chooses_by_the_state_of_a_value() -> None:
    sure = describe_problem(problem("CX101", {"key": "titel", "suggestion": "title", "allowed": ALLOWED}), "vi")
    unsure = describe_problem(problem("CX101", {"key": "zzz", "suggestion": "", "allowed": ALLOWED}), "vi")
    assert sure.remedy == "Có phải ý bạn là “title”?"
    assert unsure.remedy == "Ở đây dùng được: title, summary."
    assert describe_problem(problem("CX105", {"found": "6", "max": 5}), "en").what == "6 is greater than 5."


def test_numbers_follow_the_language_but_those_of_files_stay_as_written() -> None:
    assert "1.048.576 byte" in describe_problem(problem("CX011", {"limit": 1048576}), "vi").what
    assert "line 1234" in describe_problem(problem("CX002", {"key": "a", "first_line": 1234}), "en").what
    assert "0.5" in describe_problem(problem("CX105", {"found": 0.25, "min": 0.5, "max": ""}), "vi").what


def test_authors_words_are_shortened_and_made_visible() -> None:
    hostile = describe_problem(
        problem("CX104", {"found": "a\u202eb\x1b[31m" + "x" * 999, "allowed": ("b",)}), "en"
    ).what
    assert "a\\u202eb\\x1b[31mx" in hostile
    assert len(hostile) < 200


def test_braces_of_authors_stay_text() -> None:
    assert "{0.__class__}" in describe_problem(problem("CX111", {"found": "{0.__class__}"}), "en").what
