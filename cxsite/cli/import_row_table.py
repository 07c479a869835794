"""`cxsite import --as`: the rows of a table as personas, actions, metrics or shared touchpoints."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from cxsite.authoring.replace_files import replace_files
from cxsite.authoring.schema_files import has_schemas, write_schemas
from cxsite.cli.exit_codes import Exit
from cxsite.cli.usage_errors import wrong_usage
from cxsite.escaping import terminal
from cxsite.i18n.catalogue import Translator
from cxsite.importing.read_source import read_source
from cxsite.importing.understanding_as_text import question_text, remark_text, understanding_as_text
from cxsite.problems import CxsiteError
from cxsite.reading import read
from cxsite.workbook.import_rows import row_file, rows_of_source

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from cxsite.cli.call import Call


def import_rows(  # noqa: PLR0913 -- one for each option
    call: Call, file: Path, kind: str, *, columns: Iterable[str], given: Iterable[str], sheet: str, dry_run: bool
) -> None:
    """Show how the table was understood, and write a file for each row.

    Exits with 1, and writes nothing, if a value is missing that only the author knows. Raises CxsiteError for a file
    that cannot be read or holds no such table.
    """
    words = Translator(call.language, "importing")
    source, remarks = read_source(file, sheet=sheet)
    content, _ = read(call.project)
    made = rows_of_source(source, content, kind, pairs("--columns", columns), pairs("--set", given))
    if not made.found.columns:
        raise CxsiteError(
            "No table of {kind} was recognised in {file}.",
            "It needs a header row with a name or title and at least one more field. Name a column: "
            "--columns 'HEADER=name'",
            kind=kind,
            file=file,
        )
    click.echo(understanding_as_text(made.found, words))
    for key, values in [*remarks, *made.found.remarks]:
        click.echo(f"  {terminal.encode(remark_text(key, values, words))}")
    if made.found.questions:
        for question in made.found.questions:
            click.echo(terminal.encode(question_text(question, words)), err=True)
            click.echo(f"  → {question.option}", err=True)
        click.echo(words("question.nothing-written"), err=True)
        sys.exit(Exit.PROBLEMS)
    if dry_run or not made.rows:
        return
    head = Translator(content.sector_language(content.playbook.language), "importing")(
        "head-rows", source=terminal.encode(source.name)
    )
    files = dict(row_file(kind, row, head) for row in made.rows)
    replace_files(call.project, dict(files))
    click.echo(words("done.rows", n=len(files), paths=", ".join(files)))
    if has_schemas(call.project):
        content, _ = read(call.project)
        write_schemas(call.project, content, content.playbook.language)


def pairs(option: str, given: Iterable[str]) -> dict[str, str]:
    """Return the values of an option by their names. Raises a usage error for a wrong form."""
    parts = [one.rpartition("=") for one in given]
    if not all(equals and name.strip() for name, equals, _ in parts):
        raise wrong_usage("{option} must have the form NAME=VALUE.", option=option)
    return {name.strip(): value.strip() for name, _, value in parts}
