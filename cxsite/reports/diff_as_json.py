"""Formats a diff as JSON for programs."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

from cxsite.reports.as_json import problem_entry

if TYPE_CHECKING:
    from cxsite.coverage import Share
    from cxsite.reports.diff import PlaybookDiff, PlaybookState
    from cxsite.review.records import ContentChange

VERSION: Final = 1


def diff_as_json(diff: PlaybookDiff, language: str) -> str:
    """Return `{version, language, today, before, after, changes, curves, gaps, coverage, new, fixed}`.

    A change has the fields of `cxsite.review.records.ContentChange`, days as YYYY-MM-DD; `coverage` has `total` and the
    figures that differ; `new` and `fixed` are problems as `validate --format json` writes them.
    """
    review = diff.review
    states = (diff.before.coverage, diff.after.coverage)
    totals = [one.total if one else None for one in states]
    shares = {"total": totals, **{name: [old, new] for name, old, new in diff.coverage}}
    report = {
        "version": VERSION,
        "language": language,
        "today": diff.after.content.today,
        "before": _state(diff.before),
        "after": _state(diff.after),
        "changes": [_change(change) for change in review.changes],
        "curves": [asdict(curve) for curve in review.curves],
        "gaps": [asdict(gap) for gap in review.gaps],
        "coverage": {name: {"before": _share(old), "after": _share(new)} for name, (old, new) in shares.items()},
        "new": [problem_entry(problem, language) for problem in diff.new],
        "fixed": [problem_entry(problem, language) for problem in diff.fixed],
    }
    return json.dumps(report, ensure_ascii=False, indent=2, default=str) + "\n"


def _change(change: ContentChange) -> dict[str, Any]:
    entry = asdict(change)
    for field in entry["fields"]:
        del field["model"]
    return entry


def _state(state: PlaybookState) -> dict[str, Any]:
    return {"name": state.name or None, "commit": state.commit or None, "is_empty": state.is_empty}


def _share(share: Share | None) -> dict[str, Any] | None:
    return None if share is None else {"have": share.have, "total": share.total, "share": share.share}
