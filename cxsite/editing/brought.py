"""A journey as another tool told it, before it is in this playbook's words."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class BroughtTouchpoint:
    """One touchpoint: texts by our field's name, and (words of the source, text) for what fits no field."""

    stage: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    rest: list[tuple[str, str]] = field(default_factory=list)


@dataclass(slots=True)
class Brought:
    """All that a source said. `rest` is what belongs to no touchpoint; `hints` tell what is odd in the source."""

    title: str = ""
    touchpoints: list[BroughtTouchpoint] = field(default_factory=list)
    rest: list[str] = field(default_factory=list)
    hints: list[str] = field(default_factory=list)
