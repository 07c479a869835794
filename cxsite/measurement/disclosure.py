"""Which figures of small groups stay hidden, so that nobody's answer can be told from them.

Groups of 1–4 answers are hidden, and a second group where subtraction from the whole would give the first
away, as NHS England does for the Friends and Family Test.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxsite.model.observation import Observation
    from cxsite.model.strategy import Metric

SMALLEST_SHOWN: Final = 5
ASKED_KINDS: Final = ("nps", "csat", "ces")


def asks_people(metric: Metric) -> bool:
    """Whether its answers are people's own: what a mystery shopper or a clock counts gives nobody away."""
    return metric.question is not None or metric.kind in ASKED_KINDS


def is_too_small(metric: Metric, observation: Observation) -> bool:
    """Whether so few people answered that the figure stays hidden."""
    return asks_people(metric) and observation.n is not None and 0 < observation.n < SMALLEST_SHOWN


def hidden(sizes: Sequence[int | None], *, whole_is_shown: bool) -> frozenset[int]:
    """Indices of the groups to hide, of groups of these sizes (None: not stated) that make up one whole."""
    small = {at for at, size in enumerate(sizes) if size is not None and 0 < size < SMALLEST_SHOWN}
    if len(small) == 1 and whole_is_shown:
        others = [at for at, size in enumerate(sizes) if size and at not in small]
        small |= {min(others, key=lambda at: (sizes[at] or 0, at))} if others else set()
    return frozenset(small)
