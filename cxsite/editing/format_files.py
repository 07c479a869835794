"""Which content files are not laid out in the house's form, and how they would be."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from cxsite.editing.layout import laid_out
from cxsite.editing.schemas import MODELS
from cxsite.reading.events import read_yaml
from cxsite.reading.files import find, read_text
from cxsite.reading.kinds import CONTENT, KINDS, PLAYBOOK

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cxsite.model.record import Record

_SUFFIXES: Final = (".yml", ".yaml")


@dataclass(slots=True)
class Formatted:
    """`changed` has new bytes by path; `left` names files that cannot be read, or not be laid out without loss."""

    changed: dict[str, bytes] = field(default_factory=dict)
    left: list[str] = field(default_factory=list)


def format_files(project: Path, wanted: Callable[[str], bool]) -> Formatted:
    """Lay out the project's content files. Writes nothing. Raises CxsiteError where there is no content folder."""
    formatted = Formatted()
    found, _ = find(project, CONTENT)
    for one in found:
        model = model_of(one.path)
        if model is None or not wanted(one.path):
            continue
        text, problems = read_text(one)
        made = laid_out(text, model) if text is not None and not problems and _reads(one.path, text) else None
        if made is None:
            formatted.left.append(one.path)
        elif one.file.read_bytes() != made.encode():
            formatted.changed[one.path] = made.encode()
    return formatted


def model_of(path: str) -> type[Record] | None:
    """The record that a content file is for, by its place; None for what is no such file."""
    inside = PurePosixPath(path).relative_to(CONTENT)
    if inside.suffix.lower() not in _SUFFIXES:
        return None
    if inside.parent.name == "" and inside.stem == PLAYBOOK:
        return MODELS[PLAYBOOK]
    return next((kind.model for kind in KINDS if inside.parent.as_posix() == kind.folder), None)


def _reads(path: str, text: str) -> bool:
    fields, problems = read_yaml(path, text)
    return fields is not None and not problems
