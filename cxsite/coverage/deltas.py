"""Coverage compared with an earlier one, figure by figure."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from cxsite.model.facts.coverage_figures import TOTAL

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cxsite.coverage.records import Coverage, Share


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageDelta:
    """A figure, or `total`, before and now; `before` is None if the earlier coverage did not have it."""

    name: str
    before: Share | None
    now: Share

    @property
    def change(self) -> float | None:
        """The change in percentage points, not rounded; None if there was or is nothing to count."""
        if self.before is None or not self.before.total or not self.now.total:
            return None
        return float(100 * (Fraction(self.now.have, self.now.total) - Fraction(self.before.have, self.before.total)))


def collect_shares(coverage: Coverage) -> dict[str, Share]:
    """Return the share of every figure, then that of the total."""
    return {**{figure.name: figure.count for figure in coverage.figures}, TOTAL: coverage.total}


def compare_coverage(before: Mapping[str, Share], now: Coverage) -> tuple[CoverageDelta, ...]:
    """Return every figure of the current coverage, and the total, with its value before."""
    return tuple(
        CoverageDelta(name=name, before=before.get(name), now=share) for name, share in collect_shares(now).items()
    )
