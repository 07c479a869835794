"""Formats coverage as JSON for programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cxsite.coverage import Coverage, CoverageGap, Matrix, Share

VERSION: Final = 1


def coverage_as_json(
    coverage: Coverage, targets: Mapping[str, float], compared: Mapping[str, Any] | None = None
) -> str:
    """Return `{version, total, figures, journeys, persona_stages, channel_stages}`.

    Shares are in percent and not rounded, null if there is nothing to count. Each figure has its target (or null) and
    its gaps with path, line and column. `compared`, if given, is included unchanged.
    """
    figures = {figure.name: figure for figure in coverage.figures}
    report = {
        "version": VERSION,
        "total": _share(coverage.total, targets.get("total")),
        "figures": {
            name: {**_share(figure.count, targets.get(name)), "gaps": [_gap(gap) for gap in figure.gaps]}
            for name, figure in figures.items()
        },
        "journeys": {
            one.journey: {
                "total": _counts(one.total),
                "figures": {name: _counts(share) for name, share in one.figures.items()},
            }
            for one in coverage.journeys
        },
        "persona_stages": _matrix(coverage.persona_stages),
        "channel_stages": _matrix(coverage.channel_stages),
        **({} if compared is None else {"compared": compared}),
    }
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def _counts(share: Share) -> dict[str, Any]:
    return {"have": share.have, "total": share.total, "share": share.share}


def _share(share: Share, target: float | None) -> dict[str, Any]:
    return {**_counts(share), "target": target, "met": None if target is None else share.reaches(target)}


def _gap(gap: CoverageGap) -> dict[str, Any]:
    place = {"path": gap.place.path, "line": gap.place.line, "column": gap.place.column}
    return {"key": gap.key, "title": gap.title, "journey": gap.journey, "stage": gap.stage, **place}


def _matrix(matrix: Matrix) -> dict[str, Any]:
    """Return by row and stage the number of touchpoints and their mean emotion (null if none is known)."""
    return {
        row: {
            column: {"touchpoints": (cell := matrix.cell(row, column)).touchpoints, "emotion": cell.emotion}
            for column in matrix.columns
        }
        for row in matrix.rows
    }
