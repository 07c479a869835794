"""Reads one YAML file to its record, and reports each mistake once."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, TypeVar

from cxsite.model.records.record import FileMetadata
from cxsite.problems import Level, Place, Problem
from cxsite.reading.validation import validate_record
from cxsite.reading.yaml_events import read_yaml

if TYPE_CHECKING:
    from cxsite.model.records.source_location import Fields

F = TypeVar("F", bound=FileMetadata)


def read_record(path: str, text: str, model: type[F], language: str, main: str) -> tuple[F | None, list[Problem]]:
    """Return the record of a file, None if it is invalid, and its problems.

    Texts are read in `language`, as `validate_record` does; `main` is the playbook's main language.
    """
    fields, problems = read_yaml(path, text)
    return (None, problems) if fields is None else make_record(fields, problems, model, language, main)


def make_record(
    fields: Fields, problems: list[Problem], model: type[F], language: str, main: str
) -> tuple[F | None, list[Problem]]:
    """Return the record of fields that were read with `problems`, and all problems of the file."""
    record, wrong = validate_record(fields, model, language, main)
    if record is not None:
        record._id = PurePosixPath(fields.path).stem  # noqa: SLF001 -- the reader gives files their ids
    return record, _merge_problems(problems, wrong)


def _merge_problems(structural: list[Problem], invalid: list[Problem]) -> list[Problem]:
    """Merge both lists without problems that only follow from a mistake in the text, such as a value lost on that line.

    Words after a comma are not keys, so duplicates among them are not reported; and a control character is reported
    rather than the backslash that creates it.
    """
    cut = [p.place for p in invalid if p.code == "CX120"]
    structural = [p for p in structural if p.code != "CX002" or not any(one.covers(p.place) for one in cut)]
    controls = [p.place for p in invalid if p.code == "CX113"]
    structural = [p for p in structural if p.code != "CX122" or not any(one.covers(p.place) for one in controls)]
    mistakes = [p.place for p in structural if p.level is Level.ERROR]
    return structural + [p for p in invalid if not any(_is_consequence(p, mistake) for mistake in mistakes)]


def _is_consequence(problem: Problem, mistake: Place) -> bool:
    place = problem.place
    if place.line != mistake.line or place.end_line != mistake.line:
        return False
    return problem.code == "CX102" or place.column <= mistake.column < place.end_column
