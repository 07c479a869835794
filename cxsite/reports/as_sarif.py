"""Problems as SARIF 2.1.0 (OASIS, 2020), which code scanning of GitHub and many editors read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from cxsite import __version__
from cxsite.reports.sentences import in_general, sentences
from cxsite.rules.manual import manual_pages

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cxsite.reports.reported import Reported
    from cxsite.rules.manual import Page

SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def problems_as_sarif(found: Sequence[Reported], language: str, prefix: str = "") -> str:
    """A log of one run: the rules that told something, with their help, and a result for each problem.

    Known problems are results whose `baselineState` is `unchanged`.
    """
    codes = {one.problem.code for one in found}
    pages = [page for page in manual_pages(language) if page.code in codes]
    numbers = {page.code: number for number, page in enumerate(pages)}
    driver = {"name": "cxsite", "version": __version__, "rules": [_rule(page, language) for page in pages]}
    run = {
        "tool": {"driver": driver},
        "language": language,
        "columnKind": "unicodeCodePoints",
        "results": [*_results(found, numbers, language, prefix)],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _rule(page: Page, language: str) -> dict[str, Any]:
    told = in_general(page.code, language)
    return {
        "id": page.code,
        "name": page.name,
        "shortDescription": {"text": page.manual.summary},
        "fullDescription": {"text": page.manual.why},
        "help": {"text": f"{told.what} → {told.remedy}"},
        "defaultConfiguration": {"level": str(page.level)},
    }


def _results(
    found: Sequence[Reported], numbers: Mapping[str, int], language: str, prefix: str
) -> Iterable[dict[str, Any]]:
    for one in found:
        problem, told = one.problem, sentences(one.problem, language)
        yield {
            "ruleId": problem.code,
            "ruleIndex": numbers[problem.code],
            "level": str(problem.level),
            "message": {"text": "\n".join(part for part in (told.what, told.remedy, told.meaning) if part)},
            "locations": [{"physicalLocation": _location(one, prefix)}],
            "partialFingerprints": {"cxsite/v1": one.fingerprint},
            "baselineState": "unchanged" if one.is_known else "new",
        }


def _location(one: Reported, prefix: str) -> dict[str, Any]:
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
