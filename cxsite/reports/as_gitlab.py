"""Formats problems as a code quality report of GitLab, which shows them in the merge request.

The format is documented by GitLab under “Code Quality”, “Code quality report format”.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from cxsite.escaping import terminal
from cxsite.problems import Level
from cxsite.reports.sentences import describe_problem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxsite.reports.fingerprints import ReportedProblem

_SEVERITIES: Final = {Level.ERROR: "major", Level.WARNING: "minor", Level.NOTE: "info"}


def problems_as_gitlab(found: Sequence[ReportedProblem], language: str, prefix: str = "") -> str:
    """Return a list with description, check_name, fingerprint, severity and location; GitLab finds the new ones."""
    return json.dumps([_entry(one, language, prefix) for one in found], ensure_ascii=False, indent=2) + "\n"


def _entry(one: ReportedProblem, language: str, prefix: str) -> dict[str, Any]:
    problem, wording = one.problem, describe_problem(one.problem, language)
    place = problem.place
    return {
        "description": " ".join(part for part in (f"{problem.code}:", wording.what, wording.remedy) if part),
        "check_name": problem.code,
        "fingerprint": one.fingerprint,
        "severity": _SEVERITIES[problem.level],
        "location": {
            "path": prefix + terminal.encode(place.path),
            "lines": {"begin": place.line, "end": place.end_line},
        },
    }
