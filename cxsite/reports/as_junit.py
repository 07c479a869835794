"""Formats problems as a JUnit report, which most CI servers show: a failed test for each error.

There is no standard; it uses the elements and attributes that Jenkins' xunit plug-in (`junit-10`) and GitLab
both accept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from cxsite.escaping import terminal
from cxsite.problems import Level
from cxsite.reports.sentences import describe_problem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxsite.reports.fingerprints import ReportedProblem


def problems_as_junit(found: Sequence[ReportedProblem], language: str, prefix: str = "") -> str:
    """Return one suite: a failed test for each error, a skipped one for warnings, notes and known problems."""
    failures = sum(_fails(one) for one in found)
    counts = {"tests": max(len(found), 1), "failures": failures, "errors": 0, "skipped": len(found) - failures}
    numbers = {key: str(value) for key, value in counts.items()}
    top = Element("testsuites")
    suite = SubElement(top, "testsuite", {"name": "cxsite validate", **numbers, "time": "0"})
    for one in found:
        _case(suite, one, language, prefix)
    if not found:
        SubElement(suite, "testcase", name="cxsite validate", classname="content", time="0")
    indent(top)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(top, encoding="unicode") + "\n"


def _fails(one: ReportedProblem) -> bool:
    return one.problem.level is Level.ERROR and not one.is_known


def _case(suite: Element, one: ReportedProblem, language: str, prefix: str) -> None:
    problem, wording = one.problem, describe_problem(one.problem, language)
    place = problem.place
    case = SubElement(
        suite,
        "testcase",
        name=f"{problem.code} {place.line}:{place.column}",
        classname=prefix + terminal.encode(place.path),
        time="0",
    )
    detail = SubElement(case, "failure" if _fails(one) else "skipped", message=wording.what)
    if _fails(one):
        detail.set("type", problem.code)
    detail.text = "\n".join(
        part for part in (prefix + terminal.encode(str(place)), wording.remedy, wording.meaning) if part
    )
