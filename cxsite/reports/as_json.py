"""Problems as JSON for programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from cxsite.problems import Level
from cxsite.reports.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cxsite.problems import Problem

VERSION: Final = 1


def problems_as_json(problems: Iterable[Problem], language: str) -> str:
    """`{version, language, counts: {error, warning, note}, problems: […]}`, in the order of their places.

    Each problem has code, level, path, line, column, end_line, end_column (from 1, the end exclusive), what,
    remedy, meaning and its values.
    """
    ordered = sorted(problems, key=lambda problem: problem.order)
    report = {
        "version": VERSION,
        "language": language,
        "counts": {str(level): sum(problem.level == level for problem in ordered) for level in Level},
        "problems": [problem_entry(problem, language) for problem in ordered],
    }
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def problem_entry(problem: Problem, language: str) -> dict[str, Any]:
    """One problem as values that JSON holds."""
    place, told = problem.place, sentences(problem, language)
    return {
        "code": problem.code,
        "level": str(problem.level),
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
        "what": told.what,
        "remedy": told.remedy,
        "meaning": told.meaning,
        "values": dict(problem.values),
    }
