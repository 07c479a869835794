"""The groups of a form's fields: what is needed first, the customer's side and our side apart, the file last."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cxsite.model.records.action import ActionWork, JourneyAction
from cxsite.model.records.journey import Journey, Stage
from cxsite.model.records.persona import Persona
from cxsite.model.records.playbook import Playbook
from cxsite.model.records.record import FileMetadata, FileRecord, Record
from cxsite.model.records.research import ResearchStudy
from cxsite.model.records.source import Source
from cxsite.model.records.strategy import Goal, Metric, Play
from cxsite.model.records.touchpoint import LibraryTouchpoint, Touchpoint

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cxsite.editing.field_shapes import FieldShape
    from cxsite.editing.form import Group

_CUSTOMER: Final = ("does", "thinks", "feels", "quote", "senses", "importance", "pain_points", "actors")
_US: Final = ("standard", "backstage", "signature", "moment_of_truth", "opportunities", "pictures")
_ACTION: Final = ("title", "owner", "due", "status", "addresses", "text")
_FIGURES: Final = ("metrics", "evidence")
_GROUPS: Final[Mapping[type[Record], Mapping[Group, tuple[str, ...]]]] = {
    Touchpoint: {"main": ("name", "channels", "emotion"), "customer": _CUSTOMER, "us": _US, "measure": _FIGURES},
    LibraryTouchpoint: {"main": ("name", "channels"), "customer": _CUSTOMER, "us": _US, "measure": _FIGURES},
    Stage: {"main": ("stage", "touchpoints"), "customer": ("goal", "duration"), "measure": ("metrics",)},
    Journey: {
        "main": ("title", "personas", "stages", "actions"),
        "customer": ("summary", "scenario", "period"),
        "us": ("state", "baseline", "parent", "serves"),
        "measure": ("evidence",),
    },
    Persona: {
        "main": ("name", "tagline", "about"),
        "customer": tuple(
            name for name in Persona.model_fields if name not in FileRecord.model_fields and name != "share"
        ),
        "measure": ("share", "evidence"),
    },
    ActionWork: {
        "main": _ACTION,
        "us": ("kind", "start", "done", "result"),
        "measure": ("impact", "effort", "metric", "expected_change"),
    },
    Goal: {"main": ("title", "metric", "target", "by"), "us": ("why", "method")},
    Metric: {
        "main": ("name", "kind", "family", "target"),
        "customer": ("question", "scale", "variant"),
        "measure": ("direction", "unit", "cadence", "period", "counted", "definition", "min_answers"),
    },
    Play: {"main": ("title", "trigger", "applies_to", "steps"), "us": ("do", "dont", "escalation", "pictures")},
    ResearchStudy: {"main": ("title", "kind", "date", "sample", "findings"), "us": ("by", "method", "link", "summary")},
    Source: {"main": ("metric", "data", "columns")},
    Playbook: {
        "main": ("title", "organisation", "summary", "vision", "principles"),
        "us": ("stages", "channels", "teams", "stores"),
        "file": ("version",),
    },
}
"""By record and group the names of fields, in the order of the form. Fields that are not named follow by themselves."""


def group_of(model: type[Record], shape: FieldShape) -> Group:
    """Return the group of a field: what is required is in the first one, and what no group names in `more`."""
    for group, names in _groups_of(model).items():
        if shape.name in names:
            return group
    if shape.name in FileRecord.model_fields or shape.name == "id":
        return "file"
    return "more" if not shape.required and issubclass(model, FileMetadata | Touchpoint) else "main"


def order_in_group(model: type[Record], shape: FieldShape) -> int:
    """Return the position of a field in its group."""
    for names in _groups_of(model).values():
        if shape.name in names:
            return names.index(shape.name)
    return len(model.model_fields) + list(model.model_fields).index(shape.name)


def _groups_of(model: type[Record]) -> Mapping[Group, tuple[str, ...]]:
    base = ActionWork if issubclass(model, (ActionWork, JourneyAction)) else model
    return _GROUPS.get(base, {})
