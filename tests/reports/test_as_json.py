"""The report that a program reads."""

from __future__ import annotations

import json

from cxsite.problems import Level, Place, Problem
from cxsite.reports.as_json import problems_as_json
from cxsite.reports.fingerprints import report_problems


def test_has_the_same_findings_with_place_sentence_and_values() -> None:
    late = Problem(code="CX009", level=Level.WARNING, place=Place("content/b.yml"))
    early = Problem(
        code="CX104",
        level=Level.ERROR,
        place=Place("content/a.yml", 3, 8, 3, 14),
        values={"found": "curent", "allowed": ("current", "ideal"), "suggestion": "current"},
    )
    report = json.loads(problems_as_json(report_problems([late, early], {}), "en", "docs/"))
    assert report["counts"] == {"error": 1, "warning": 1, "note": 0, "known": 0}
    assert report["prefix"] == "docs/"
    assert [entry["path"] for entry in report["problems"]] == ["content/a.yml", "content/b.yml"]
    assert report["problems"][0] == {
        "code": "CX104",
        "level": "error",
        "path": "content/a.yml",
        "line": 3,
        "column": 8,
        "end_line": 3,
        "end_column": 14,
        "what": "“curent” is not one of the allowed values.",
        "remedy": "Did you mean “current”? Allowed values: current, ideal.",
        "meaning": "",
        "values": {"found": "curent", "allowed": ["current", "ideal"], "suggestion": "current"},
        "fingerprint": report["problems"][0]["fingerprint"],
        "known": False,
    }


def test_keeps_vietnamese_readable() -> None:
    problem = Problem(code="CX010", level=Level.ERROR, place=Place("content/a.yml"))
    assert '"what": "Tệp trống."' in problems_as_json(report_problems([problem], {}), "vi")
