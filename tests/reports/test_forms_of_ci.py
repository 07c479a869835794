"""Reports for CI servers: valid by each published schema, the same findings in all, nothing injected.

No package carries the schemas of SARIF, of GitLab's report or of JUnit, so what these publish stands here as strict
models: a key or value that they do not name is refused.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import Annotated, Literal
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest
from every_problem import every_problem
from pydantic import BaseModel, ConfigDict, Field

from cxsite.problems import Level, Place, Problem
from cxsite.reports.as_github import problems_as_github, step_summary
from cxsite.reports.as_gitlab import problems_as_gitlab
from cxsite.reports.as_json import problems_as_json
from cxsite.reports.as_junit import problems_as_junit
from cxsite.reports.as_sarif import problems_as_sarif
from cxsite.reports.fingerprints import ReportedProblem

FOUND = every_problem()
SEVERE_FIRST = sorted(FOUND, key=lambda one: (list(Level).index(one.problem.level), one.is_known))
EACH_LANGUAGE = pytest.mark.parametrize("language", ["vi", "en"])
FromOne = Annotated[int, Field(ge=1)]
Words = Annotated[str, Field(min_length=1)]


class Strict(BaseModel):
    """Refuses what the published form does not name."""

    model_config = ConfigDict(extra="forbid", strict=True)


# SARIF 2.1.0 (OASIS Standard, 27 March 2020); the section of each object stands behind it.
class Message(Strict):  # 3.11: text or id
    text: Words


class Region(Strict):  # 3.30: lines and columns from 1
    startLine: FromOne  # noqa: N815 -- names are the standard's, here and below
    startColumn: FromOne  # noqa: N815
    endLine: FromOne  # noqa: N815
    endColumn: FromOne  # noqa: N815


class ArtifactLocation(Strict):  # 3.4: a relative URI reference (RFC 3986), and what it is relative to
    uri: Annotated[str, Field(pattern=r"^(?:[A-Za-z0-9._~/-]|%[0-9A-F]{2})+$")]
    uriBaseId: Literal["%SRCROOT%"]  # noqa: N815


class PhysicalLocation(Strict):  # 3.29
    artifactLocation: ArtifactLocation  # noqa: N815
    region: Region


class Location(Strict):  # 3.28
    physicalLocation: PhysicalLocation  # noqa: N815


SarifLevel = Literal["none", "note", "warning", "error"]  # 3.27.10


class Result(Strict):  # 3.27
    ruleId: Words  # noqa: N815
    ruleIndex: Annotated[int, Field(ge=0)]  # noqa: N815
    level: SarifLevel
    message: Message
    locations: Annotated[list[Location], Field(max_length=1)]
    partialFingerprints: dict[Words, Words]  # noqa: N815
    baselineState: Literal["new", "unchanged", "updated", "absent"]  # noqa: N815


class Configuration(Strict):  # 3.50
    level: SarifLevel


class Descriptor(Strict):  # 3.49
    id: Words
    name: Words
    shortDescription: Message  # noqa: N815
    fullDescription: Message  # noqa: N815
    help: Message
    defaultConfiguration: Configuration  # noqa: N815


class Driver(Strict):  # 3.19: name is required; rules are unique
    name: Words
    version: Words
    rules: list[Descriptor]


class Tool(Strict):  # 3.18
    driver: Driver


class DescriptorReference(Strict):  # 3.52
    id: Words


class Notification(Strict):  # 3.58
    level: SarifLevel
    message: Message
    descriptor: DescriptorReference


class Invocation(Strict):  # 3.20
    executionSuccessful: bool  # noqa: N815
    toolExecutionNotifications: list[Notification] = []  # noqa: N815


class Run(Strict):  # 3.14
    tool: Tool
    invocations: Annotated[list[Invocation], Field(min_length=1, max_length=1)]
    language: Annotated[str, Field(pattern=r"^[a-z]{2}(-[A-Z]{2})?$")]
    columnKind: Literal["utf16CodeUnits", "unicodeCodePoints"]  # noqa: N815
    results: list[Result]


class Log(Strict):  # 3.13: version is exactly this
    schema_: Annotated[str, Field(alias="$schema", pattern=r"sarif-schema-2\.1\.0\.json$")]
    version: Literal["2.1.0"]
    runs: Annotated[list[Run], Field(min_length=1)]


# GitLab's documentation: “Code Quality”, “Code quality report format”.
class Lines(Strict):
    begin: FromOne
    end: FromOne


class GitlabLocation(Strict):
    path: Annotated[str, Field(pattern=r"^[^/.]")]  # relative, without ./
    lines: Lines


class Quality(Strict):
    description: Words
    check_name: Words
    fingerprint: Words
    severity: Literal["info", "minor", "major", "critical", "blocker"]
    location: GitlabLocation


@EACH_LANGUAGE
def test_sarif_is_as_the_standard_says(language: str) -> None:
    log = Log.model_validate_json(problems_as_sarif(FOUND, language))
    (run,) = log.runs
    ids = [rule.id for rule in run.tool.driver.rules]
    assert len(set(ids)) == len(ids)
    assert [ids[result.ruleIndex] for result in run.results] == [one.problem.code for one in SEVERE_FIRST]
    assert run.invocations[0].toolExecutionNotifications == []
    assert Log.model_validate_json(problems_as_sarif((), language)).runs[0].results == []


def test_a_key_that_sarif_does_not_know_would_be_refused() -> None:
    log = json.loads(problems_as_sarif(FOUND, "en"))
    log["runs"][0]["results"][0]["severity"] = "error"
    with pytest.raises(ValueError, match="severity"):
        Log.model_validate(log)


@EACH_LANGUAGE
def test_gitlab_is_as_its_documentation_says(language: str) -> None:
    entries = [Quality.model_validate(entry) for entry in json.loads(problems_as_gitlab(FOUND, language))]
    assert len({entry.fingerprint for entry in entries}) == len(entries) == len(FOUND)
    assert json.loads(problems_as_gitlab((), language)) == []


# The elements and attributes of junit-10.xsd (Jenkins' xunit plug-in), as far as they are used.
ATTRIBUTES = {
    "testsuites": set(),
    "testsuite": {"name", "tests", "failures", "errors", "skipped", "time"},
    "testcase": {"name", "classname", "time"},
    "failure": {"type", "message"},
    "skipped": {"type", "message"},
}
WITHIN = {"testsuites": {"testsuite"}, "testsuite": {"testcase"}, "testcase": {"failure", "skipped"}}


@EACH_LANGUAGE
@pytest.mark.parametrize("found", [FOUND, ()], ids=["hostile", "none"])
def test_junit_is_as_jenkins_reads_it(language: str, found: tuple[()]) -> None:
    top = ET.fromstring(problems_as_junit(found, language).encode())  # noqa: S314 -- our own
    for element in top.iter():
        assert set(element.attrib) <= ATTRIBUTES[element.tag]
        assert {child.tag for child in element} <= WITHIN.get(element.tag, set())
    (suite,) = top
    cases = list(suite)
    assert int(suite.attrib["tests"]) == len(cases) == max(len(found), 1)
    assert int(suite.attrib["failures"]) == len(suite.findall("testcase/failure"))
    assert int(suite.attrib["skipped"]) == len(suite.findall("testcase/skipped"))
    assert all(case.attrib["name"] and case.attrib["classname"] for case in cases)


# GitHub's documentation: “Workflow commands for GitHub Actions”, “Setting an error message”.
ANNOTATION = re.compile(
    r"::(error|warning|notice) file=[^,:\r\n]+,line=\d+,endLine=\d+,col=\d+,endColumn=\d+,title=CX\d{3}::[^\r\n]+"
)


@EACH_LANGUAGE
def test_github_is_reported_what_is_new_and_no_text_can_add_a_command(language: str) -> None:
    *lines, closing = problems_as_github(FOUND, language, "docs/").splitlines()
    new = [one.problem for one in FOUND if not one.is_known]
    commands = [line for line in lines if ANNOTATION.fullmatch(line)]
    assert Counter(command.partition(" ")[0] for command in commands) == {
        f"::{name}": min(10, sum(problem.level is level for problem in new))
        for level, name in ((Level.ERROR, "error"), (Level.WARNING, "warning"), (Level.NOTE, "notice"))
        if any(problem.level is level for problem in new)
    }
    assert not closing.startswith(("::", "##["))
    assert all(" file=docs/content/personas/" in command for command in commands)
    if further := lines[len(commands) :]:
        assert len(commands) + len(further) - 1 == len(new), "one line says that these follow"
        assert all(re.match(r"- docs/content/personas/.*:\d+:\d+: ", line) for line in further[1:])
        assert not any("##[" in line for line in further)


def many(level: Level, number: int, text: str = "x") -> list[ReportedProblem]:
    return [
        ReportedProblem(
            Problem(code="CX204", level=level, place=Place("content/personas/lan.yml", line, 3, line, 9),
                    values={"found": text, "suggestion": "", "new_id": text}),
            f"{level}{line:030}",
        )
        for line in range(1, number + 1)
    ]  # fmt: skip


@EACH_LANGUAGE
def test_github_shows_ten_of_a_kind_and_the_log_names_file_and_line_of_all_others(language: str) -> None:
    found = [*many(Level.NOTE, 12, "##[add-mask]x"), *many(Level.ERROR, 25), *many(Level.WARNING, 10)]
    lines = problems_as_github(found, language, "so-tay/").splitlines()
    assert Counter(line.partition(" ")[0] for line in lines if line.startswith("::")) == {
        "::notice": 10, "::error": 10, "::warning": 10,
    }  # fmt: skip
    further = [line for line in lines if line.startswith("- ")]
    places = [f"- so-tay/content/personas/lan.yml:{line}:3: " for line in (11, 12, *range(11, 26))]
    assert [line[: len(place)] for line, place in zip(further, places, strict=True)] == places
    assert not any("##[" in line for line in further)


@pytest.mark.slow
@EACH_LANGUAGE
def test_sarif_keeps_the_most_severe_within_the_limits_of_github_and_says_what_is_left_out(language: str) -> None:
    found = [*many(Level.NOTE, 3_000), *many(Level.WARNING, 2_500), *many(Level.ERROR, 100)]
    (run,) = Log.model_validate_json(problems_as_sarif(found, language)).runs
    assert len(run.results) == 5_000
    assert Counter(result.level for result in run.results) == {"error": 100, "warning": 2_500, "note": 2_400}
    assert [result.level for result in run.results[:2_600]] == ["error"] * 100 + ["warning"] * 2_500
    (notice,) = run.invocations[0].toolExecutionNotifications
    assert "600" in notice.message.text


@pytest.mark.slow
def test_sarif_stays_below_ten_megabytes() -> None:
    log = problems_as_sarif(many(Level.ERROR, 5_000, "\U0001f600" * 70), "en", "d" * 900 + "/")
    assert len(log.encode()) < 10_000_000
    (run,) = Log.model_validate_json(log).runs
    assert 1_000 < len(run.results) < 5_000
    assert f"{5_000 - len(run.results):,}" in run.invocations[0].toolExecutionNotifications[0].message.text


def test_all_tell_the_same_findings() -> None:
    places = [(one.problem.code, one.problem.place.line) for one in FOUND]
    sarif = json.loads(problems_as_sarif(FOUND, "en"))["runs"][0]["results"]
    gitlab = json.loads(problems_as_gitlab(FOUND, "en"))
    junit = ET.fromstring(problems_as_junit(FOUND, "en")).iter("testcase")  # noqa: S314
    reported = json.loads(problems_as_json(FOUND, "en"))["problems"]
    severe_first = [(one.problem.code, one.problem.place.line) for one in SEVERE_FIRST]
    assert [(r["ruleId"], r["locations"][0]["physicalLocation"]["region"]["startLine"]) for r in sarif] == severe_first
    assert [(entry["check_name"], entry["location"]["lines"]["begin"]) for entry in gitlab] == places
    assert [tuple(re.split("[ :]", case.attrib["name"])[:2]) for case in junit] == [(c, str(n)) for c, n in places]
    assert [(entry["code"], entry["line"]) for entry in reported] == places
    prints = [one.fingerprint for one in FOUND]
    assert [entry["fingerprint"] for entry in gitlab] == prints
    assert [entry["fingerprint"] for entry in reported] == prints
    severe_first_prints = [one.fingerprint for one in SEVERE_FIRST]
    assert [result["partialFingerprints"]["cxsite/v1"] for result in sarif] == severe_first_prints


def test_sarif_leads_to_the_file_whatever_its_name() -> None:
    results = json.loads(problems_as_sarif(FOUND, "en", "tài liệu/"))["runs"][0]["results"]
    uris = [result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in results]
    assert all(uri.startswith("t%C3%A0i%20li%E1%BB%87u/content/personas/") for uri in uris)
    assert unquote(uris[0]) == f"tài liệu/{SEVERE_FIRST[0].problem.place.path}"


@EACH_LANGUAGE
def test_the_summary_keeps_authors_words_as_text(language: str) -> None:
    summary = step_summary(FOUND, language)
    rows = summary.splitlines()[4:]
    assert len(rows) == len(FOUND)
    for row in rows:
        assert len(re.findall(r"(?<!\\)\|", row)) == 4
        assert not re.search(r"<(?!br>)|@\w|\]\(|::|!\[", row)


def test_known_problems_fail_nowhere() -> None:
    found = tuple(one for one in FOUND if one.is_known and one.problem.level is Level.ERROR)
    assert found
    assert problems_as_github(found, "en") == "No problems found.\n"
    assert 'failures="0"' in problems_as_junit(found, "en")
    assert '"baselineState": "new"' not in problems_as_sarif(found, "en")
    assert json.loads(problems_as_json(found, "en"))["counts"] == {
        "error": 0, "warning": 0, "note": 0, "known": len(found),
    }  # fmt: skip
