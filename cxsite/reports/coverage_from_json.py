"""Reads an earlier coverage report in JSON for comparison."""

from __future__ import annotations

import json
from typing import Any

from cxsite.coverage import Share
from cxsite.model.facts.coverage_figures import TOTAL
from cxsite.problems import CxsiteError
from cxsite.reports.coverage_as_json import VERSION


def shares_from_json(text: str, name: str) -> dict[str, Share]:
    """Return every figure and the total of a report by `coverage_as_json`. Raises CxsiteError for other texts."""
    try:
        report = json.loads(text)
        if report["version"] != VERSION:
            raise _no_report(name)
        return {figure: _share(counts) for figure, counts in {**report["figures"], TOTAL: report["total"]}.items()}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise _no_report(name) from error


def _share(counts: dict[str, Any]) -> Share:
    have, total = counts["have"], counts["total"]
    if type(have) is not int or type(total) is not int or not 0 <= have <= total:
        raise ValueError
    return Share(have, total)


def _no_report(name: str) -> CxsiteError:
    return CxsiteError(
        "{name} is not a coverage report written by `cxsite coverage --format json`.",
        "Write it again, or name a branch, tag or commit instead.",
        name=name,
    )
