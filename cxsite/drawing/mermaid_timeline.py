"""A journey's stages in order, each with its duration, as Mermaid's `timeline` diagram."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cxsite.drawing.mermaid_text import LONGEST_DIAGRAM, head, name

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelinePeriod:
    """A stage and the texts below it: its duration in words, then further items."""

    name: str
    events: tuple[str, ...] = ()


def draw(periods: Sequence[TimelinePeriod], *, title: str, description: str) -> str | None:
    """Return the diagram; None if there is nothing to draw or if it exceeds Mermaid's limits."""
    if not periods:
        return None
    rows = (" : ".join(name(text) for text in (period.name, *period.events)) for period in periods)
    diagram = "\n".join((*head("timeline", title, description), *(f"  {row}" for row in rows)))
    return diagram if len(diagram) <= LONGEST_DIAGRAM else None
