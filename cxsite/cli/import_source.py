"""`cxsite import`."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cxsite.authoring.replace_files import replace_files
from cxsite.authoring.schema_files import has_schemas, write_schemas
from cxsite.cli.exit_codes import Exit
from cxsite.cli.import_row_table import import_rows
from cxsite.cli.import_workbook import import_workbook
from cxsite.cli.merge_journeys import merge_journeys, personas_of_target
from cxsite.cli.terminal import wants_progress
from cxsite.cli.usage_errors import wrong_usage
from cxsite.escaping import terminal
from cxsite.i18n.catalogue import Translator
from cxsite.importing.extend_vocabulary import lines_for_playbook
from cxsite.importing.headers import PHRASES
from cxsite.importing.import_journeys import vocabulary_ids, write_journeys
from cxsite.importing.options import ImportOptions
from cxsite.importing.profile import profile_path, profile_text, with_profile
from cxsite.importing.read_source import WORKBOOKS, read_bytes, read_source
from cxsite.importing.table_layout import IGNORED
from cxsite.importing.understand_source import understand_source
from cxsite.importing.understanding_as_text import question_text, remark_text, understanding_as_text
from cxsite.model.facts.suggestions import suggest
from cxsite.problems import CxsiteError
from cxsite.reading import read
from cxsite.workbook.import_rows import ROW_KINDS
from cxsite.workbook.package import is_own_workbook

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cxsite.cli.call import Call
    from cxsite.importing.import_journeys import ImportedFiles
    from cxsite.importing.journey_draft import Question, Understanding
    from cxsite.model.content import Content


@click.command("import", short_help="Turn a spreadsheet, table or diagram into content files.")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--title", default="", help="The journey's title. By default the title of the source.")
@click.option(
    "--persona", "personas", metavar="ID", multiple=True, help="Whose journey it is; can be given several times."
)
@click.option(
    "--state",
    type=click.Choice(["current", "ideal"]),
    default=None,
    help="How the journey is today, or how it should be.",
)
@click.option("--sheet", metavar="NAME", default="", help="Read only this sheet of a workbook, even if it is hidden.")
@click.option(
    "--columns",
    metavar="HEADER=FIELD",
    multiple=True,
    help="The field of a column or lane; `HEADER=-` keeps it as comments.",
)
@click.option("--add-vocabulary", is_flag=True, help="Add missing stages and channels to playbook.yml.")
@click.option("--save-profile", is_flag=True, help="Save these options next to FILE for the next import.")
@click.option(
    "--as",
    "kind",
    type=click.Choice(["journey", *ROW_KINDS]),
    default="journey",
    help="What the rows are; by default touchpoints of a journey.",
)
@click.option("--into", metavar="ID", default="", help="Merge the touchpoints into this journey instead of a new one.")
@click.option(
    "--set",
    "given",
    metavar="FIELD=VALUE",
    multiple=True,
    help="With --as: the value of a field for all rows that lack it.",
)
@click.option(
    "--prefer",
    type=click.Choice(["workbook", "playbook"]),
    default=None,
    help="For a workbook that cxsite exported: whose value counts where both have changed.",
)
@click.option(
    "--remove-files",
    is_flag=True,
    help="For a workbook that cxsite exported: remove the files whose rows were removed.",
)
@click.option("--dry-run", is_flag=True, help="Show what was understood, and write nothing.")
@click.pass_obj
def command(  # noqa: PLR0913, PLR0917 -- one for each word of the command
    call: Call,
    file: Path,
    title: str,
    personas: tuple[str, ...],
    state: str | None,
    sheet: str,
    columns: tuple[str, ...],
    add_vocabulary: bool,  # noqa: FBT001 -- click gives flags so
    save_profile: bool,  # noqa: FBT001
    kind: str,
    into: str,
    given: tuple[str, ...],
    prefer: str | None,
    remove_files: bool,  # noqa: FBT001
    dry_run: bool,  # noqa: FBT001
) -> None:
    """Turn FILE into draft journeys: Excel, CSV, Markdown tables and sections, or Mermaid journeys.

    With `--as`, the rows of a table become personas, actions, metrics or shared touchpoints.

    The command first shows which field each column was taken for; you can change every line. If something is
    uncertain, it asks on a terminal; elsewhere it writes nothing and exits with code 1. Anything without a field
    becomes a comment.

    A workbook from `cxsite export xlsx` is recognised: its changes go back into the files that they came from, and are
    shown as by `cxsite diff`.
    """
    own = _own_workbook(file)
    if own is not None:
        if columns or sheet or title or state or add_vocabulary or save_profile:
            raise wrong_usage(
                "{file} was exported by cxsite: of the options only {options} apply.",
                file=file.name,
                options="--prefer, --remove-files, --persona, --dry-run",
            )
        import_workbook(
            call,
            file,
            own,
            prefer=prefer or "",
            remove_files=remove_files,
            dry_run=dry_run,
            is_attended=_is_attended(),
            personas=personas,
        )
        return
    if prefer or remove_files:
        raise wrong_usage("--prefer and --remove-files apply to workbooks that cxsite exported.")
    if kind != "journey":
        import_rows(call, file, kind, columns=columns, given=given, sheet=sheet, dry_run=dry_run)
        return
    options = ImportOptions(
        title=title,
        personas=personas,
        state=state or "",
        sheet=sheet,
        columns=fields_by_header(columns),
        add_vocabulary=add_vocabulary,
    )
    import_file(call, file, options, save_profile=save_profile, dry_run=dry_run, into=into)


def _own_workbook(file: Path) -> bytes | None:
    """Return the bytes of a workbook that cxsite exported; None for any other file."""
    if file.suffix.lower() not in WORKBOOKS:
        return None
    data = read_bytes(file)
    return data if is_own_workbook(data) else None


def import_file(  # noqa: PLR0913 -- one for each option
    call: Call,
    file: Path,
    options: ImportOptions,
    *,
    save_profile: bool = False,
    dry_run: bool = False,
    into: str = "",
) -> None:
    """Read, show, ask and write. Exits with 1 if a question stays open; raises CxsiteError for unreadable files."""
    words = Translator(call.language, "importing")
    given = options
    options = with_profile(options, file)
    source, remarks = read_source(file, sheet=options.sheet)
    content, _ = read(call.project)
    if into:
        options = replace(options, personas=personas_of_target(content, into))
    found = understand_source(source, content, options)
    if not found.journeys:
        _show_remarks([*remarks, *found.remarks], words)
        raise CxsiteError(
            "No journey was recognised in {file}.",
            "A journey is a table with a column or row of touchpoints or stages, or a diagram that begins with "
            "“journey”. Name a column: --columns 'HEADER=name'",
            file=file,
        )
    _check_headers(options.columns, found)
    click.echo(understanding_as_text(found, words))
    _show_remarks([*remarks, *found.remarks], words)
    if not dry_run and found.questions and _is_attended():
        lines = lines_for_playbook(*vocabulary_ids(found, content))
        options = _ask_questions(found.questions, options, words, lines) or options
        found = understand_source(source, content, options)
    if found.questions:
        _show_questions(found, content, words, file)
        sys.exit(Exit.PROBLEMS)
    if into:
        merge_journeys(call, found, content, options, into, dry_run=dry_run)
        return
    if dry_run:
        return
    comments = sum(len(draft.comments) for journey in found.journeys for draft in journey.touchpoints)
    comments += sum(len(journey.comments) for journey in found.journeys)
    done = write_journeys(call.project, found, content, options, source.name)
    _show_done(done, comments, found, words)
    answered = replace(options, add_vocabulary=False, title="") != replace(
        with_profile(given, file), add_vocabulary=False, title=""
    )
    if save_profile or (answered and click.confirm(words("ask.save", file=profile_path(file).name), default=True)):
        _save_profile(file, options, words)
    if has_schemas(call.project):
        content, _ = read(call.project)
        write_schemas(call.project, content, content.playbook.language)


def fields_by_header(given: Iterable[str]) -> dict[str, str]:
    """Return the values of `--columns` by header. Raises a usage error for a wrong form or an unknown field."""
    pairs = [one.rpartition("=") for one in given]
    if not all(equals and header.strip() for header, equals, _ in pairs):
        raise wrong_usage("--columns must have the form HEADER=FIELD.")
    found = {header.strip(): wanted.strip() for header, _, wanted in pairs}
    for wanted in found.values():
        if wanted not in PHRASES and wanted != IGNORED:
            raise wrong_usage(
                "“{wanted}” is not a field that a column can have. Fields: {fields}.",
                wanted=wanted,
                fields=", ".join(PHRASES),
            )
    return found


def _check_headers(columns: Mapping[str, str], found: Understanding) -> None:
    headers = {" ".join(column.header.split()) for column in found.columns}
    for header in columns:
        if " ".join(header.split()) not in headers:
            near = suggest(header, headers)
            raise CxsiteError(
                "There is no column “{name}”.",
                "Did you mean “{near}”?" if near else "The columns are: {shown}.",
                name=header,
                near=near,
                shown=", ".join(f"“{one}”" for one in sorted(headers)),
            )


def _is_attended() -> bool:
    """Return whether a user can answer: stdin and stdout are terminals, and this is not CI."""
    return sys.stdin.isatty() and wants_progress(sys.stderr)


def _ask_questions(
    questions: Iterable[Question], options: ImportOptions, words: Translator, lines: Iterable[str]
) -> ImportOptions | None:
    """Ask the open questions and return the options with the answers; None if one stays open.

    Each guessed column is a separate question; the persona and the new vocabulary are confirmed together.
    """
    others = []
    for question in questions:
        click.echo(terminal.encode(question_text(question, words)))
        if question.key != "guess":
            others.append(question)
            continue
        header, field = str(question.values["header"]), str(question.values["field"])
        taken = field if click.confirm(words("ask.guess", header=header, field=field), default=False) else IGNORED
        options = replace(options, columns={**options.columns, header: taken})
    proposed = next((str(one.values["persona"]) for one in others if one.key == "persona"), "")
    keys = {one.key for one in others}
    if not keys <= {"persona", "stages", "channels"} or ("persona" in keys and not proposed):
        return None
    if not keys:
        return options
    for line in lines:
        click.echo(f"  {line}")
    asked = "vocabulary" if not proposed else "persona" if keys == {"persona"} else "both"
    if not click.confirm(words(f"ask.{asked}", persona=proposed), default=True):
        return None
    added = options.add_vocabulary or keys != {"persona"}
    return replace(options, personas=(proposed,) if proposed else options.personas, add_vocabulary=added)


def _show_remarks(remarks: Iterable[tuple[str, Mapping[str, object]]], words: Translator) -> None:
    for key, values in dict.fromkeys((key, tuple(values.items())) for key, values in remarks):
        click.echo(f"  {terminal.encode(remark_text(key, dict(values), words))}")


def _show_questions(found: Understanding, content: Content, words: Translator, file: Path) -> None:
    for question in found.questions:
        click.echo(terminal.encode(question_text(question, words)), err=True)
        answer = question.option if question.option.startswith("cxsite ") else f"cxsite import {file} {question.option}"
        click.echo(f"  → {terminal.encode(answer)}", err=True)
    stages, channels = vocabulary_ids(found, content)
    if lines := lines_for_playbook(stages, channels):
        click.echo(words("question.lines"), err=True)
        for line in lines:
            click.echo(f"  {line}", err=True)
    click.echo(words("question.nothing-written"), err=True)


def _show_done(done: ImportedFiles, comments: int, found: Understanding, words: Translator) -> None:
    for key, added in (("stages", done.stages), ("channels", done.channels)):
        if added:
            click.echo(words(f"done.{key}", names=", ".join(added)))
    for path, count in done.journeys.items():
        click.echo(words("done.journey", path=path, n=count))
    if comments:
        click.echo(words("done.comments", n=comments))
    used = {key for journey in found.journeys for draft in journey.touchpoints for key in draft.values}
    missing = [key for key in ("channels", "emotion", "pain_points", "standard") if key not in used]
    if missing:
        click.echo(words("done.missing", fields=", ".join(missing)))
    click.echo(words("done.draft"))


def _save_profile(file: Path, options: ImportOptions, words: Translator) -> None:
    path = profile_path(file)
    head = words("profile", file=file.name)
    replace_files(path.parent, {path.name: profile_text(options, head).encode()})
    click.echo(words("done.profile", file=path.name))
