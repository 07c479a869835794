"""Writes the schemas to a project's folder, and the settings with which VS Code finds them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cxsite.authoring.replace_files import replace_files
from cxsite.authoring.schemas import FOLDER, MODELS, globs, make_schema_texts, schema_path

if TYPE_CHECKING:
    from pathlib import Path

    from cxsite.model.content import Content

SETTINGS: Final = ".vscode/settings.json"
_KEY: Final = "yaml.schemas"


@dataclass(frozen=True, slots=True)
class SchemaFiles:
    """The schema files of a project that need an update: path to new text.

    `foreign_settings` is whether the settings exist but are not plain JSON (VS Code allows comments), so that they are
    not changed.
    """

    stale: dict[str, str]
    foreign_settings: bool


def stale_schemas(project: Path, content: Content, language: str) -> SchemaFiles:
    """Compare the schema files and settings in a project with what they should be. Writes nothing."""
    wanted = make_schema_texts(content, language)
    stale = {path: text for path, text in wanted.items() if _text(project / path) != text}
    settings = _text(project / SETTINGS)
    merged = merge_settings(settings)
    if merged is not None and merged != settings:
        stale[SETTINGS] = merged
    return SchemaFiles(stale, merged is None)


def write_schemas(project: Path, content: Content, language: str) -> SchemaFiles:
    """Update the schema files and settings, and return what was written.

    Raises CxsiteError, and changes nothing, if writing fails.
    """
    files = stale_schemas(project, content, language)
    replace_files(project, {path: text.encode() for path, text in files.stale.items()})
    return files


def has_schemas(project: Path) -> bool:
    """Return whether a project has schema files, so that new files should name theirs."""
    return (project / FOLDER).is_dir()


def merge_settings(text: str | None) -> str | None:
    """Add our schemas to VS Code's settings, and keep everything else; None if they are not a JSON object.

    Settings that contain the schemas already are returned unchanged.
    """
    ours = {f"./{schema_path(kind)}": globs(kind) for kind in MODELS}
    try:
        settings = json.loads(text) if text and text.strip() else {}
    except ValueError:
        return None
    known = settings.get(_KEY, {}) if isinstance(settings, dict) else None
    if not isinstance(known, dict):
        return None
    if text and all(known.get(path) == wanted for path, wanted in ours.items()):
        return text
    return json.dumps({**settings, _KEY: {**known, **ours}}, ensure_ascii=False, indent=2) + "\n"


def _text(path: Path) -> str | None:
    """Read the file's text with its own line ends; None if it is missing or not UTF-8."""
    try:
        return path.read_bytes().decode()
    except (OSError, UnicodeDecodeError):
        return None
