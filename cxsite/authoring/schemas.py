"""Makes JSON Schemas for editors from the models and the playbook's ids."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from pydantic_core import to_json

from cxsite.authoring.schema_shape import EditorSchema
from cxsite.i18n.catalogue import Translator, entries
from cxsite.model.facts.coverage_figures import TARGETS
from cxsite.model.records.playbook import Playbook
from cxsite.reading.file_kinds import CONTENT, KINDS, PLAYBOOK
from cxsite.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cxsite.authoring.schema_shape import Schema
    from cxsite.model.content import Content
    from cxsite.model.records.record import Record

FOLDER: Final = ".cxsite/schemas"
MODELS: Final[Mapping[str, type[Record]]] = {
    PLAYBOOK: Playbook,
    **{kind.name.removeprefix("library "): kind.model for kind in KINDS},
}
"""The record of each kind of file, by the word for it."""
_FOLDERS: Final = {kind.name.removeprefix("library "): kind.folder for kind in KINDS}
_VALUE: Final = re.compile(r"\{\w+\}")
_INSIDE: Final = ("touchpoint", "pain point", "opportunity")
"""Kinds of things in journeys. A journey uses bare ids for its own, which one schema for all journeys cannot list."""


def make_schemas(content: Content, language: str) -> dict[str, Schema]:
    """Return the schema of each kind of file, with hovers in a language."""
    language = content.sector_language(language)
    names = {**content.names, **_inside(content), "rule": _rules(language), "figure": _figures(language)}
    outside = EditorSchema(language=language, names=names)
    own = EditorSchema(language=language, names={k: v for k, v in names.items() if k not in _INSIDE})
    return {kind: (own if kind == "journey" else outside).of(model) for kind, model in MODELS.items()}


def make_schema_texts(content: Content, language: str) -> dict[str, str]:
    """Return the schemas as files: path in the project, and text."""
    made = make_schemas(content, language).items()
    return {schema_path(kind): to_json(one, indent=0).decode() + "\n" for kind, one in made}


def schema_path(kind: str) -> str:
    """Return the path of a kind's schema in the project."""
    return f"{FOLDER}/{kind}.json"


def globs(kind: str) -> list[str]:
    """Return the glob patterns of the files that a schema is for."""
    stem = f"{CONTENT}/{PLAYBOOK}" if kind == PLAYBOOK else f"{CONTENT}/{_FOLDERS[kind]}/*"
    return [f"{stem}.yml", f"{stem}.yaml"]


def modeline(kind: str) -> str:
    """Return the comment with which editors with a YAML language server find a file's schema."""
    up = "../" if kind == PLAYBOOK else "../../"
    return f"# yaml-language-server: $schema={up}{schema_path(kind)}\n"


def kind_of(path: str) -> str | None:
    """Return the kind of the content file at a path of the project; None for other files."""
    pure = PurePosixPath(path)
    if pure.suffix.lower() not in (".yml", ".yaml"):
        return None
    if pure.with_suffix("") == PurePosixPath(CONTENT, PLAYBOOK):
        return PLAYBOOK
    return next((kind for kind, name in _FOLDERS.items() if pure.parent == PurePosixPath(CONTENT, name)), None)


def _rules(language: str) -> dict[str, str]:
    """Return the codes whose level can be set or waived, each with its description."""
    sentences = {**entries(language, "problems"), **entries(language, "rules")}
    codes = [rule.code for rule in RULES if not rule.is_fixed]
    wording = {code: next(text for key, text in sentences.items() if _says_what(key, code)) for code in codes}
    return {code: _VALUE.sub("…", text if isinstance(text, str) else text["other"]) for code, text in wording.items()}


def _says_what(key: str, code: str) -> bool:
    return key.startswith(f"{code}.") and key.endswith(".what")


def _figures(language: str) -> dict[str, str]:
    words = Translator(language)
    return {name: words(f"coverage-figure.{name}") for name in TARGETS}


def _inside(content: Content) -> dict[str, dict[str, str]]:
    touchpoints = {key: placed.touchpoint.title for key, placed in content.touchpoint_by_key.items()}
    return {
        "touchpoint": {**content.names["library touchpoint"], **dict(sorted(touchpoints.items()))},
        "pain point": {key: placed.pain_point.text for key, placed in sorted(content.pain_points.items())},
        "opportunity": {key: placed.opportunity.text for key, placed in sorted(content.opportunities.items())},
    }
