"""Renames the id of a thing and every reference to it, all or nothing."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from cxsite.authoring.rename_edits import find_edits
from cxsite.authoring.rename_target import find_target
from cxsite.authoring.replace_files import replace_files
from cxsite.authoring.text_edits import apply_edits
from cxsite.model.records.field_markers import LANGUAGES
from cxsite.problems import CxsiteError
from cxsite.reading import read
from cxsite.rules import check_content

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from pathlib import Path

    from cxsite.model.content import Content
    from cxsite.problems import Problem

_PROBLEMS_SHOWN = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class RenameResult:
    """The result of a rename: edits by file (under its old path), and the moved file, from and to."""

    edits: dict[str, int]
    moved: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedRename:
    """A rename that is not written yet: the new bytes of each file (None: it is removed), and the problems before."""

    name: str
    today: date
    changes: dict[str, bytes | None]
    result: RenameResult
    problems: tuple[Problem, ...]


def rename_id(project: Path, name: str, new: str, *, today: date | None = None) -> RenameResult:
    """Rename the thing `KIND/ID` or `KIND/JOURNEY/ID` and all references to it; other bytes do not change.

    Afterwards everything is read again; if there is a new problem, the files are restored. Raises CxsiteError if there
    is no such thing, the id is invalid or taken, files cannot be read, or writing fails; then nothing is changed.
    """
    return apply_rename(project, plan_rename(project, name, new, today=today))


def plan_rename(project: Path, name: str, new: str, *, today: date | None = None) -> PlannedRename:
    """Return what a rename would write. Raises CxsiteError as `rename_id` does."""
    contents, before = _readable(project, today)
    target = find_target(project, contents[0], name, new)
    edits = find_edits(contents, target, new)
    changes: dict[str, bytes | None] = {
        path: apply_edits((project / path).read_bytes(), found) for path, found in edits.items()
    }
    moved = None
    if target.file is not None:
        old_path = PurePosixPath(target.file.path)
        moved = (target.file.path, old_path.with_name(new + old_path.suffix).as_posix())
        changes = {moved[1] if path == moved[0] else path: data for path, data in changes.items()}
        changes[moved[0]] = None
    result = RenameResult(edits={path: len(found) for path, found in sorted(edits.items())}, moved=moved)
    return PlannedRename(name=name, today=contents[0].today, changes=changes, result=result, problems=tuple(before))


def apply_rename(project: Path, planned: PlannedRename) -> RenameResult:
    """Write a rename, and restore all files if it causes a new problem. Raises CxsiteError as `rename_id` does."""
    done = replace_files(project, planned.changes)
    try:
        content, problems = read(project, today=planned.today)
        appeared = _new_problems(planned.problems, [*problems, *check_content(content)], planned.result.moved)
    except BaseException:
        done.undo()
        raise
    if appeared:
        done.undo()
        places = "; ".join(f"{problem.code} {problem.place}" for problem in appeared[:_PROBLEMS_SHOWN])
        raise CxsiteError(
            "“{name}” was not renamed because that would cause new problems: {places}.",
            "No file was changed. Fix these places by hand, then try again.",
            name=planned.name,
            places=places,
        )
    return planned.result


def _readable(project: Path, today: date | None) -> tuple[tuple[Content, ...], list[Problem]]:
    """Read the content in each language and its problems. Raises CxsiteError if a file cannot be read."""
    first, unreadable = read(project, today=today)
    if unreadable:
        places = ", ".join(str(problem.place) for problem in unreadable[:_PROBLEMS_SHOWN])
        raise CxsiteError(
            "These files cannot be read, so references in them cannot be updated: {places}.",
            "Fix them first; `cxsite validate` shows what is wrong.",
            places=places,
        )
    others = (read(project, today=first.today, language=language)[0] for language in LANGUAGES)
    return (first, *(one for one in others)), check_content(first)


def _new_problems(before: Iterable[Problem], after: Iterable[Problem], moved: tuple[str, str] | None) -> list[Problem]:
    """Return new problems: more of one code in one file than before."""

    def sort(problem: Problem) -> tuple[str, str]:
        path = problem.place.path
        return problem.code, moved[1] if moved and path == moved[0] else path

    counted = Counter(map(sort, before))
    new: list[Problem] = []
    for problem in after:
        counted[sort(problem)] -= 1
        if counted[sort(problem)] < 0:
            new.append(problem)
    return new
