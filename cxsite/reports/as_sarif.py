"""Formats problems as SARIF 2.1.0 (OASIS, 2020), which GitHub's code scanning and many editors read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from cxsite import __version__
from cxsite.i18n.catalogue import Translator
from cxsite.reports.sentences import describe_code, describe_problem
from cxsite.rules.manual import manual_pages

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from cxsite.reports.fingerprints import ReportedProblem
    from cxsite.rules.manual import ManualPage

SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


MOST_RESULTS: Final = 5_000
MOST_BYTES: Final = 9_000_000
LONGEST_DESCRIPTION: Final = 1_024
"""GitHub's limits: it shows at most 5,000 results (and refuses 25,000), refuses files over 10 MB compressed, and
truncates descriptions of rules. This report cannot reach its other limits: it has one run, one location per result
and no tags. Source: docs.github.com, "SARIF support for code scanning" and "SARIF results exceed limits"."""


def problems_as_sarif(found: Sequence[ReportedProblem], language: str, prefix: str = "") -> str:
    """Return a log of one run: the rules that reported something, with their help, and a result for each problem.

    The most severe come first, new ones before known ones, whose `baselineState` is `unchanged`. Results beyond
    GitHub's limits are left out, and a notification in the log has their number.
    """
    ordered = sorted(found, key=lambda one: (one.problem.level.rank, one.is_known))
    codes = {one.problem.code for one in ordered[:MOST_RESULTS]}
    pages = [page for page in manual_pages(language) if page.code in codes]
    numbers = {page.code: number for number, page in enumerate(pages)}
    driver = {"name": "cxsite", "version": __version__, "rules": [_rule(page, language) for page in pages]}
    results = [*_within(MOST_BYTES, _results(ordered[:MOST_RESULTS], numbers, language, prefix))]
    run = {
        "tool": {"driver": driver},
        "language": language,
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(len(ordered) - len(results), language)],
        "results": results,
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _within(most: int, results: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield the first results that together take at most that many bytes."""
    taken = 0
    for result in results:
        taken += len(json.dumps(result, ensure_ascii=False, indent=2).encode("utf-8", "surrogatepass"))
        if taken > most:
            return
        yield result


def _invocation(left_out: int, language: str) -> dict[str, Any]:
    """Return that the check ran to its end, and how many results are left out."""
    if not left_out:
        return {"executionSuccessful": True}
    text = Translator(language, "commands")("sarif.left-out", n=left_out)
    notice = {"level": "warning", "message": {"text": text}, "descriptor": {"id": "results-left-out"}}
    return {"executionSuccessful": True, "toolExecutionNotifications": [notice]}


def _rule(page: ManualPage, language: str) -> dict[str, Any]:
    wording = describe_code(page.code, language)
    return {
        "id": page.code,
        "name": page.name,
        "shortDescription": {"text": page.manual.summary[:LONGEST_DESCRIPTION]},
        "fullDescription": {"text": page.manual.why[:LONGEST_DESCRIPTION]},
        "help": {"text": f"{wording.what} → {wording.remedy}"},
        "defaultConfiguration": {"level": str(page.level)},
    }


def _results(
    found: Sequence[ReportedProblem], numbers: Mapping[str, int], language: str, prefix: str
) -> Iterable[dict[str, Any]]:
    for one in found:
        problem, wording = one.problem, describe_problem(one.problem, language)
        yield {
            "ruleId": problem.code,
            "ruleIndex": numbers[problem.code],
            "level": str(problem.level),
            "message": {"text": "\n".join(part for part in (wording.what, wording.remedy, wording.meaning) if part)},
            "locations": [{"physicalLocation": _location(one, prefix)}],
            "partialFingerprints": {"cxsite/v1": one.fingerprint},
            "baselineState": "unchanged" if one.is_known else "new",
        }


def _location(one: ReportedProblem, prefix: str) -> dict[str, Any]:
    place = one.problem.place
    return {
        "artifactLocation": {"uri": quote(prefix + place.path, errors="backslashreplace"), "uriBaseId": "%SRCROOT%"},
        "region": {
            "startLine": place.line,
            "startColumn": place.column,
            "endLine": place.end_line,
            "endColumn": place.end_column,
        },
    }
