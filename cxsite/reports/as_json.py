"""Formats problems as JSON for programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from cxsite.problems import Level
from cxsite.reports.sentences import describe_problem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxsite.problems import Problem
    from cxsite.reports.fingerprints import ReportedProblem

VERSION: Final = 1


def problems_as_json(found: Sequence[ReportedProblem], language: str, prefix: str = "") -> str:
    """Return `{version, language, prefix, counts: {error, warning, note, known}, problems: […]}`.

    Each problem has code, level, path, line, column, end_line, end_column (from 1, the end exclusive), what,
    remedy, meaning, its values, its fingerprint and whether it is known; counts by level exclude known problems.
    `prefix` is the path from the top of the repository to the project; paths are relative to the project.
    """
    new = [one.problem.level for one in found if not one.is_known]
    report = {
        "version": VERSION,
        "language": language,
        "prefix": prefix,
        "counts": {**{str(level): new.count(level) for level in Level}, "known": len(found) - len(new)},
        "problems": [
            {**problem_entry(one.problem, language), "fingerprint": one.fingerprint, "known": one.is_known}
            for one in found
        ],
    }
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def problem_entry(problem: Problem, language: str) -> dict[str, Any]:
    """Return one problem as JSON values."""
    place, wording = problem.place, describe_problem(problem, language)
    return {
        "code": problem.code,
        "level": str(problem.level),
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
        "what": wording.what,
        "remedy": wording.remedy,
        "meaning": wording.meaning,
        "values": dict(problem.values),
    }
