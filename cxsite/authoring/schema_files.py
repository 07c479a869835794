"""The schemas in a project's folder, and the settings by which VS Code finds them."""

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
    """What a project's schema files should hold: path to text, where that differs from what is there.

    `foreign_settings` tells that the settings are there and are no plain JSON (VS Code allows comments), so that
    they are left to their author.
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
    """Bring the schema files and settings up to date; gives what was written.

    Raises CxsiteError, and changes nothing, where the disk refuses.
    """
    files = stale_schemas(project, content, language)
    replace_files(project, {path: text.encode() for path, text in files.stale.items()})
    return files


def has_schemas(project: Path) -> bool:
    """Whether a project keeps schema files, so that new files should name theirs."""
    return (project / FOLDER).is_dir()


def merge_settings(text: str | None) -> str | None:
    """VS Code's settings with our schemas in them and all else as it was; None where they are no JSON object.

    Settings that name the schemas already stay as they are, to the byte.
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
    """The file's text with its own line ends; None where it is not there or is no UTF-8."""
    try:
        return path.read_bytes().decode()
    except (OSError, UnicodeDecodeError):
        return None
