"""Formats coverage as CSV for spreadsheets: one row per figure, in total and for each journey."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Final

from cxsite.escaping import csv_cell

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cxsite.coverage import Coverage, Share

COLUMNS: Final = ("journey", "figure", "have", "total", "percent", "target")
_DECIMALS: Final = 2


def coverage_as_csv(coverage: Coverage, targets: Mapping[str, float]) -> str:
    """Return rows of journey id (empty for the total), figure, have, total, percent (two decimals) and target."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([csv_cell.encode(cell) for cell in row] for row in _rows(coverage, targets))
    return written.getvalue()


def _rows(coverage: Coverage, targets: Mapping[str, float]) -> Iterator[tuple[str | float | None, ...]]:
    pairs = [(figure.name, figure.count) for figure in coverage.figures]
    for name, share in (*pairs, ("total", coverage.total)):
        yield "", name, *_counts(share), targets.get(name)
    for one in coverage.journeys:
        for name, share in (*one.figures.items(), ("total", one.total)):
            yield one.journey, name, *_counts(share), None


def _counts(share: Share) -> tuple[int, int, float | None]:
    return share.have, share.total, None if share.share is None else round(share.share, _DECIMALS)
