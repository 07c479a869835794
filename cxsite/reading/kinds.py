"""Which folder of `content/` holds which kind of file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cxsite.model.records.action import Action
from cxsite.model.records.journey import Journey
from cxsite.model.records.persona import Persona
from cxsite.model.records.source import Source
from cxsite.model.records.strategy import Goal, Metric, Play
from cxsite.model.records.touchpoint import LibraryTouchpoint

if TYPE_CHECKING:
    from cxsite.model.records.record import FileMetadata

CONTENT = "content"
PLAYBOOK = "playbook"
OBSERVATIONS = "observations"
PAGES = "pages"
PICTURES = "pictures"
ANSWERS = "answers"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: its name in references, its folder (which is also its field of `Content`), its record."""

    name: str
    folder: str
    model: type[FileMetadata]


KINDS = (
    Kind("persona", "personas", Persona),
    Kind("journey", "journeys", Journey),
    Kind("library touchpoint", "touchpoints", LibraryTouchpoint),
    Kind("action", "actions", Action),
    Kind("goal", "goals", Goal),
    Kind("metric", "metrics", Metric),
    Kind("play", "plays", Play),
    Kind("source", "sources", Source),
)
FOLDERS = (*(kind.folder for kind in KINDS), OBSERVATIONS, PAGES, PICTURES, ANSWERS)
