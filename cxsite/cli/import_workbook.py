"""`cxsite import` of a workbook that cxsite exported: its changes go back into the files they came from."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from cxsite.authoring.replace_files import replace_files
from cxsite.authoring.schema_files import has_schemas, write_schemas
from cxsite.cli.exit_codes import Exit
from cxsite.cli.print_problems import print_problems
from cxsite.escaping import terminal
from cxsite.i18n.catalogue import Translator
from cxsite.problems import Level
from cxsite.reading import read
from cxsite.reports.diff import PlaybookDiff
from cxsite.reports.diff_as_text import diff_as_text
from cxsite.reports.playbook_states import read_state_now, read_state_with
from cxsite.workbook.apply_changes import ChangedFiles
from cxsite.workbook.find_changes import find_changes
from cxsite.workbook.read_filled import read_filled_workbook

if TYPE_CHECKING:
    from pathlib import Path

    from cxsite.cli.call import Call
    from cxsite.workbook.changes import CellConflict, WorkbookChanges


def import_workbook(  # noqa: PLR0913 -- one for each option
    call: Call,
    file: Path,
    data: bytes,
    *,
    prefer: str,
    remove_files: bool,
    dry_run: bool,
    is_attended: bool,
    personas: tuple[str, ...] = (),
) -> None:
    """Read the workbook, settle conflicts, show the changes as `cxsite diff` does, and write them.

    Exits with 1, and writes nothing, for cells that cannot be taken over, conflicts without a choice, and changes that
    would leave errors.
    """
    words = Translator(call.language, "workbook")
    content, _ = read(call.project)
    whole = find_changes(content, read_filled_workbook(file, data), personas)
    _settle_conflicts(whole.changes, words, prefer, has_base=whole.has_base, is_attended=is_attended and not dry_run)
    made = ChangedFiles(call.project, whole, has_schemas=has_schemas(call.project)).apply(remove_files=remove_files)
    _stop_at_problems(whole.changes, words)
    for key, values in whole.changes.remarks:
        click.echo(terminal.encode(words(f"remark.{key}", **values)))
    if not made:
        click.echo(words("done.nothing"))
        return
    before, after = read_state_now(call.project), read_state_with(call.project, made, name=file.name)
    known = {(problem.code, problem.place.path) for problem in before.problems}
    new = [p for p in after.problems if p.level is Level.ERROR and (p.code, p.place.path) not in known]
    if new:
        print_problems(new, after.content, call.language, err=True)
        click.echo(words("question.invalid"), err=True)
        sys.exit(Exit.PROBLEMS)
    click.echo(diff_as_text(PlaybookDiff(before=before, after=after), call.language), nl=False)
    if dry_run:
        return
    replace_files(call.project, made)
    click.echo(words("done.files", n=len(made), paths=", ".join(sorted(made))))
    if has_schemas(call.project):
        content, _ = read(call.project)
        write_schemas(call.project, content, content.playbook.language)


def _settle_conflicts(
    changes: WorkbookChanges, words: Translator, prefer: str, *, has_base: bool, is_attended: bool
) -> None:
    """Take the side that `prefer` or the user chooses. Exits with 1 if nobody chooses."""
    if not changes.conflicts:
        return
    if not has_base:
        click.echo(words("question.no-base"), err=True)
    for conflict in changes.conflicts:
        click.echo(_conflict_text(conflict, words), err=True)
        if prefer == "workbook" or (not prefer and is_attended and click.confirm(words("question.prefer"), err=True)):
            changes.take(conflict)
    if not prefer and not is_attended:
        click.echo(words("question.conflicts", n=len(changes.conflicts)), err=True)
        click.echo("  → --prefer workbook, --prefer playbook", err=True)
        sys.exit(Exit.PROBLEMS)


def _conflict_text(conflict: CellConflict, words: Translator) -> str:
    values = {key: terminal.encode(str(one)) for key, one in {"place": conflict.place, **conflict.values}.items()}
    return words(f"question.{conflict.key}", **values)


def _stop_at_problems(changes: WorkbookChanges, words: Translator) -> None:
    """Exit with 1 if a cell cannot be taken over."""
    if changes.problems:
        for problem in changes.problems:
            text = words(problem.key, **problem.values)
            click.echo(f"{terminal.encode(problem.place)}: {terminal.encode(text)}", err=True)
        click.echo(words("question.wrong", n=len(changes.problems)), err=True)
        sys.exit(Exit.PROBLEMS)
