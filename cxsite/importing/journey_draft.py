"""A journey as a source tells it, in this playbook's fields, before it is written; and what was understood of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(slots=True)
class TouchpointDraft:
    """A touchpoint: values by field, and (words of the source, text) for what fits no field."""

    stage: str
    values: dict[str, Any] = field(default_factory=dict)
    personas: list[str] = field(default_factory=list)
    comments: list[tuple[str, str]] = field(default_factory=list)


@dataclass(slots=True)
class ActionDraft:
    """An improvement action, and the touchpoint beside which the source has it."""

    id: str
    title: str
    beside: str


@dataclass(slots=True)
class JourneyDraft:
    """A journey: its head, its touchpoints in the order of the source, its actions, and comments for its top."""

    title: str
    personas: list[str] = field(default_factory=list)
    state: str = ""
    scenario: dict[str, str] = field(default_factory=dict)
    goals: dict[str, str] = field(default_factory=dict)
    touchpoints: list[TouchpointDraft] = field(default_factory=list)
    actions: list[ActionDraft] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class UnderstoodColumn:
    """What a column, lane or part of a diagram was taken for.

    `field` is empty where its texts become comments. `confidence` is from 0 to 1; `scale` names the scale of ratings.
    """

    header: str
    field: str
    sample: str
    confidence: float
    table: str = ""
    scale: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """Something that only the author can decide: a key of the catalogue `importing`, and its values.

    `option` is what to type instead of answering on a terminal.
    """

    key: str
    option: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(slots=True)
class Understanding:
    """What was made of a source: journeys, how each column was read, open questions, remarks, vocabulary to add."""

    journeys: list[JourneyDraft] = field(default_factory=list)
    columns: list[UnderstoodColumn] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    remarks: list[tuple[str, dict[str, object]]] = field(default_factory=list)
    new_stages: list[tuple[str, str]] = field(default_factory=list)
    """Names of stages that the playbook lacks, each with the id of the stage that comes before it in the source."""
    new_channels: list[str] = field(default_factory=list)

    def remark(self, key: str, **values: object) -> None:
        """Add a remark by its key in the catalogue `importing`, each once."""
        if (key, values) not in self.remarks:
            self.remarks.append((key, values))
