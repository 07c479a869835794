"""Which content files are not laid out in the house's form, and how they would be."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from cxsite.authoring.layout import lay_out
from cxsite.authoring.schemas import MODELS, kind_of
from cxsite.reading.events import read_yaml
from cxsite.reading.file_kinds import CONTENT
from cxsite.reading.files import find_files, read_text

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(slots=True)
class FormatResult:
    """`changed` has new bytes by path; `left` names files that cannot be read, or not be laid out without loss."""

    changed: dict[str, bytes] = field(default_factory=dict)
    left: list[str] = field(default_factory=list)


def format_files(project: Path, wanted: Callable[[str], bool]) -> FormatResult:
    """Lay out the project's content files. Writes nothing. Raises CxsiteError where there is no content folder."""
    formatted = FormatResult()
    found, _ = find_files(project, CONTENT)
    for one in found:
        kind = kind_of(one.path)
        if kind is None or not wanted(one.path):
            continue
        model = MODELS[kind]
        text, problems = read_text(one)
        made = lay_out(text, model) if text is not None and not problems and _reads(one.path, text) else None
        if made is None:
            formatted.left.append(one.path)
        elif Path(one.file).read_bytes() != made.encode():
            formatted.changed[one.path] = made.encode()
    return formatted


def _reads(path: str, text: str) -> bool:
    fields, problems = read_yaml(path, text)
    return fields is not None and not problems
