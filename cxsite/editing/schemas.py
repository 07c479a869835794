"""JSON Schemas for editors, made from the models and from the ids that the playbook has."""

from __future__ import annotations

import json
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from cxsite.editing.schema_shape import EditorSchema
from cxsite.model.playbook import Playbook
from cxsite.reading.kinds import CONTENT, KINDS, PLAYBOOK

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cxsite.editing.schema_shape import Schema
    from cxsite.model.content import Content
    from cxsite.model.record import Record

FOLDER: Final = ".cxsite/schemas"
MODELS: Final[Mapping[str, type[Record]]] = {
    PLAYBOOK: Playbook,
    **{kind.name.removeprefix("library "): kind.model for kind in KINDS},
}
"""The record of each kind of file, by the word for it."""
_FOLDERS: Final = {kind.name.removeprefix("library "): kind.folder for kind in KINDS}
_INSIDE: Final = ("touchpoint", "pain point", "opportunity")
"""Kinds that stand in journeys. A journey names its own by bare ids, which one schema for all cannot know."""


def schemas(content: Content, language: str) -> dict[str, Schema]:
    """The schema of each kind of file, its hovers in a language."""
    names = {**content.names, **_inside(content)}
    outside = EditorSchema(language=language, names=names)
    own = EditorSchema(language=language, names={k: v for k, v in names.items() if k not in _INSIDE})
    return {kind: (own if kind == "journey" else outside).of(model) for kind, model in MODELS.items()}


def schema_texts(content: Content, language: str) -> dict[str, str]:
    """The schemas as files: path inside the project, and text."""
    made = schemas(content, language).items()
    return {schema_path(kind): json.dumps(one, ensure_ascii=False, indent=0) + "\n" for kind, one in made}


def schema_path(kind: str) -> str:
    """Where the schema of a kind stands in the project."""
    return f"{FOLDER}/{kind}.json"


def globs(kind: str) -> list[str]:
    """Which files of the project a schema is for."""
    stem = f"{CONTENT}/{PLAYBOOK}" if kind == PLAYBOOK else f"{CONTENT}/{_FOLDERS[kind]}/*"
    return [f"{stem}.yml", f"{stem}.yaml"]


def modeline(kind: str) -> str:
    """The comment at the top of a file by which any editor with a YAML language server finds its schema."""
    up = "../" if kind == PLAYBOOK else "../../"
    return f"# yaml-language-server: $schema={up}{schema_path(kind)}\n"


def kind_of(path: str) -> str | None:
    """The word for the kind of content file that a path of the project is for; None for other files."""
    pure = PurePosixPath(path)
    if pure.suffix.lower() not in (".yml", ".yaml"):
        return None
    if pure.with_suffix("") == PurePosixPath(CONTENT, PLAYBOOK):
        return PLAYBOOK
    return next((kind for kind, name in _FOLDERS.items() if pure.parent == PurePosixPath(CONTENT, name)), None)


def _inside(content: Content) -> dict[str, dict[str, str]]:
    touchpoints = {key: placed.touchpoint.title for key, placed in content.touchpoint_by_key.items()}
    return {
        "touchpoint": {**content.names["library touchpoint"], **dict(sorted(touchpoints.items()))},
        "pain point": {key: placed.pain_point.text for key, placed in sorted(content.pain_points.items())},
        "opportunity": {key: placed.opportunity.text for key, placed in sorted(content.opportunities.items())},
    }
