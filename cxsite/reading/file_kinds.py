"""The folder of `content/` for each kind of file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cxsite.model.records.action import Action
from cxsite.model.records.journey import Journey
from cxsite.model.records.persona import Persona
from cxsite.model.records.research import ResearchStudy
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
class FileKind:
    """A kind of file: its name in references, its folder (which is also its field of `Content`), its record class."""

    name: str
    folder: str
    model: type[FileMetadata]


KINDS = (
    FileKind("persona", "personas", Persona),
    FileKind("journey", "journeys", Journey),
    FileKind("library touchpoint", "touchpoints", LibraryTouchpoint),
    FileKind("action", "actions", Action),
    FileKind("goal", "goals", Goal),
    FileKind("metric", "metrics", Metric),
    FileKind("play", "plays", Play),
    FileKind("research", "research", ResearchStudy),
    FileKind("source", "sources", Source),
)
FOLDERS = (*(kind.folder for kind in KINDS), OBSERVATIONS, PAGES, PICTURES, ANSWERS)
