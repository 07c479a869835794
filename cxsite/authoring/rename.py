"""Renames the id of a thing and every reference to it, all or nothing."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from cxsite.authoring.rename_edits import find_edits
from cxsite.authoring.rename_target import find_target
from cxsite.authoring.replace_files import replace_files
from cxsite.authoring.text_edits import apply_edits
from cxsite.model.records.field_markers import LANGUAGES
from cxsite.problems import CxsiteError
from cxsite.reading import read, read_files
from cxsite.reading.file_kinds import CONTENT, PLAYBOOK
from cxsite.rules import RULES, check_content

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date
    from pathlib import Path

    from cxsite.authoring.rename_target import RenameTarget
    from cxsite.model.content import Content
    from cxsite.problems import Problem
    from cxsite.reading import ParseCache
    from cxsite.rules.rule import Rule

_PROBLEMS_SHOWN: Final = 5
_ESCAPE: Final = re.compile(r"\\|%[0-9A-Fa-f]{2}|&#?\w+;")
"""Behind an escape of YAML, Markdown or an address, an id may be written in other characters."""


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
    rules: tuple[Rule, ...] = RULES
    known: ParseCache | None = None


def rename_id(project: Path, name: str, new: str, *, today: date | None = None) -> RenameResult:
    """Rename the thing `KIND/ID` or `KIND/JOURNEY/ID` and all references to it; other bytes do not change.

    Afterwards everything is read again; if there is a new problem, the files are restored. Raises CxsiteError if there
    is no such thing, the id is invalid or taken, files cannot be read, or writing fails; then nothing is changed.
    """
    return apply_rename(project, plan_rename(project, name, new, today=today))


def plan_rename(  # noqa: PLR0913 -- what is renamed, and what is known of it
    project: Path,
    name: str,
    new: str,
    *,
    today: date | None = None,
    known: ParseCache | None = None,
    rules: tuple[Rule, ...] = RULES,
) -> PlannedRename:
    """Return what a rename would write. Raises CxsiteError as `rename_id` does.

    Unchanged files in `known` are not read again. A problem that one of the rules finds anew prevents the rename.
    """
    content = _readable(project, today, known)
    target = find_target(project, content, name, new)
    edits = find_edits(_in_each_language(content, target), target, new)
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
    before = tuple(check_content(content, rules))
    return PlannedRename(
        name=name, today=content.today, changes=changes, result=result, problems=before, rules=rules, known=known
    )


def apply_rename(project: Path, planned: PlannedRename) -> RenameResult:
    """Write a rename, and restore all files if it causes a new problem. Raises CxsiteError as `rename_id` does."""
    done = replace_files(project, planned.changes)
    try:
        content, problems = read(project, today=planned.today, known=planned.known)
        found = [*problems, *check_content(content, planned.rules)]
        appeared = _new_problems(planned.problems, found, planned.result.moved)
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


def _readable(project: Path, today: date | None, known: ParseCache | None) -> Content:
    """Read the content. Raises CxsiteError if a file cannot be read."""
    content, unreadable = read(project, today=today, known=known)
    if unreadable:
        places = ", ".join(str(problem.place) for problem in unreadable[:_PROBLEMS_SHOWN])
        raise CxsiteError(
            "These files cannot be read, so references in them cannot be updated: {places}.",
            "Fix them first; `cxsite validate` shows what is wrong.",
            places=places,
        )
    return content


def _in_each_language(content: Content, target: RenameTarget) -> Iterator[Content]:
    """Yield the content, and again what may name the target, with the texts of each further language."""
    yield content
    # Reading takes seconds where there are a thousand journeys, and few files name one thing.
    owners = {record.place().path for record in (target.file, *target.owners) if record is not None}
    named = {
        path: text.encode()
        for path, text in content.texts.items()
        if target.id in text or path in owners or path.startswith(f"{CONTENT}/{PLAYBOOK}.") or _ESCAPE.search(text)
    }
    for language in LANGUAGES:
        if language != content.playbook.language:
            yield read_files(named, today=content.today, language=language)[0]


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
