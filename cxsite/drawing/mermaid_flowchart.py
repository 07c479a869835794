"""The paths through a journey with branches or loops, as Mermaid's `flowchart` diagram."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cxsite.drawing.mermaid_text import LONGEST_DIAGRAM, MOST_EDGES, head, name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowchartNode:
    """A touchpoint: its id, its name, and those that may follow, each by its id with a label (may be empty)."""

    id: str
    name: str
    next: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowchartStage:
    """A stage and its touchpoints."""

    name: str
    nodes: tuple[FlowchartNode, ...]


def draw(stages: Sequence[FlowchartStage], *, title: str, description: str) -> str | None:
    """Return the diagram; None if no touchpoint leads to another, or if it exceeds Mermaid's limits.

    An id in `next` that no node has is ignored.
    """
    nodes = [node for stage in stages for node in stage.nodes]
    numbers = {node.id: f"n{index}" for index, node in enumerate(nodes)}
    edges = [
        f"{numbers[node.id]} --> {_label(label)}{numbers[other]}"
        for node in nodes
        for other, label in dict.fromkeys(node.next)
        if other in numbers
    ]
    diagram = "\n".join((*head("flowchart LR", title, description), *_subgraphs(stages, numbers), *edges))
    return diagram if 0 < len(edges) <= MOST_EDGES and len(diagram) <= LONGEST_DIAGRAM else None


def _label(label: str) -> str:
    return f'|"{name(label)}"| ' if label else ""


def _subgraphs(stages: Sequence[FlowchartStage], numbers: dict[str, str]) -> Iterator[str]:
    for index, stage in enumerate(stages):
        if stage.nodes:
            yield f'subgraph s{index}["{name(stage.name)}"]'
            yield from (f'  {numbers[node.id]}["{name(node.name)}"]' for node in stage.nodes)
            yield "end"
