"""Finds content files that are not in the standard layout, and formats them."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from cxsite.authoring.layout import lay_out
from cxsite.authoring.schemas import MODELS, kind_of
from cxsite.problems import Level
from cxsite.reading.file_kinds import CONTENT
from cxsite.reading.files import find_files, read_text
from cxsite.reading.lost_text import find_lost_text
from cxsite.reading.yaml_events import read_yaml

if TYPE_CHECKING:
    from collections.abc import Callable

    from cxsite.model.records.record import Record
    from cxsite.problems import Problem


@dataclass(slots=True)
class FormatResult:
    """`changed` has new bytes by path; `left` has the files that are not changed, by path, with the reason.

    The reason is `errors` where a file cannot be read or words of it get lost in reading, else `loss`: in another
    layout something would be lost or change.
    """

    changed: dict[str, bytes] = field(default_factory=dict)
    left: dict[str, str] = field(default_factory=dict)


def format_files(project: Path, wanted: Callable[[str], bool]) -> FormatResult:
    """Format the project's content files. Writes nothing. Raises CxsiteError if there is no content folder."""
    formatted = FormatResult()
    found, _ = find_files(project, CONTENT)
    for one in found:
        kind = kind_of(one.path)
        if kind is None or not wanted(one.path):
            continue
        model = MODELS[kind]
        text, problems = read_text(one)
        made = None
        if text is None or problems or not _reads_whole(one.path, text, model):
            formatted.left[one.path] = "errors"
        elif (made := lay_out(text, model)) is None:
            formatted.left[one.path] = "loss"
        elif Path(one.file).read_bytes() != made.encode():
            formatted.changed[one.path] = made.encode()
    return formatted


def _reads_whole(path: str, text: str, model: type[Record]) -> bool:
    """Return whether the file can be read without losing a part of a text."""
    fields, problems = read_yaml(path, text)
    if fields is None or _has_errors(problems):
        return False
    return not _has_errors([one for one in find_lost_text(fields, model).problems if one.code == "CX120"])


def _has_errors(problems: list[Problem]) -> bool:
    return any(problem.level is Level.ERROR for problem in problems)
