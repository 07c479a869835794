"""A journey's stages in order, each with how long it takes, as Mermaid's `timeline` diagram."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cxsite.drawing.mermaid_text import LONGEST_DIAGRAM, head, name

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelinePeriod:
    """A stage with what stands under it: its duration in words, then what else belongs there."""

    name: str
    events: tuple[str, ...] = ()


def draw(periods: Sequence[TimelinePeriod], *, title: str, description: str) -> str | None:
    """Give the diagram; None where there is nothing to draw or more than Mermaid draws."""
    if not periods:
        return None
    rows = (" : ".join(name(text) for text in (period.name, *period.events)) for period in periods)
    diagram = "\n".join((*head("timeline", title, description), *(f"  {row}" for row in rows)))
    return diagram if len(diagram) <= LONGEST_DIAGRAM else None
