"""`cxsite export`."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cxsite.authoring.replace_files import replace_files
from cxsite.cli.exit_codes import Exit
from cxsite.cli.load_content import load_content, select_errors
from cxsite.cli.print_problems import print_problems
from cxsite.cli.usage_errors import wrong_usage
from cxsite.exporting.build_document import build_document
from cxsite.exporting.to_calendar import content_as_calendar
from cxsite.exporting.to_csv import document_as_csv
from cxsite.exporting.to_json import document_as_json, document_schema
from cxsite.exporting.to_tickets import TRACKERS, count_existing, tickets_as_csv
from cxsite.i18n.catalogue import LANGUAGES, Translator
from cxsite.reading.file_kinds import CONTENT

if TYPE_CHECKING:
    from cxsite.cli.call import Call
    from cxsite.model.content import Content

FORMATS = ("json", "csv", "xlsx", "ics", "tickets")
TABLES = "build/export/csv"


@click.command(short_help="Export the playbook for other programs.")
@click.argument("form", metavar="FORMAT", type=click.Choice(FORMATS))
@click.option(
    "--journey", "journeys", metavar="ID", multiple=True, help="Only this journey; can be given several times."
)
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    help=f"The file to write, by default standard output; for csv the folder, by default {TABLES}.",
)
@click.option("--texts", type=click.Choice(LANGUAGES), help="The language of the texts, by default the main language.")
@click.option(
    "--for",
    "tracker",
    type=click.Choice(list(TRACKERS)),
    default="jira",
    help="For tickets: the tracker to import into.",
)
@click.option("--empty", is_flag=True, help="For xlsx: a workbook to fill in, without the playbook's content.")
@click.option("--schema", is_flag=True, help="For json: write the JSON Schema of the export instead.")
@click.pass_obj
def command(  # noqa: PLR0913, PLR0917 -- one for each word of the command
    call: Call,
    form: str,
    journeys: tuple[str, ...],
    output: Path | None,
    texts: str | None,
    tracker: str,
    empty: bool,  # noqa: FBT001 -- click gives flags so
    schema: bool,  # noqa: FBT001
) -> None:
    """Write the published playbook as FORMAT: json, csv, xlsx, ics or tickets.

    json is the whole playbook as one documented structure; csv is a folder of flat tables; xlsx is a workbook to fill
    in, whose changes `cxsite import` brings back; ics is a calendar with the due dates of actions and reviews; tickets
    are the open actions that have no ticket yet, for an issue tracker. Drafts and figures of 1 to 4 people are left
    out.
    """
    _refuse_authors_files(call.project, output)
    if schema:
        if form != "json":
            raise wrong_usage("--schema can only be used with `export json`.")
        _write(document_schema().encode(), output)
        return
    _check_workbook_options(form, output, texts, empty=empty)
    content = _content(call, texts)
    unknown = next((key for key in journeys if key not in content.published.journeys), None)
    if unknown is not None:
        raise wrong_usage("There is no published journey {journey}.", journey=unknown)
    if form == "xlsx":
        from cxsite.workbook.write_workbook import content_as_workbook, empty_workbook  # noqa: PLC0415 -- slow to import

        _write(empty_workbook(content) if empty else content_as_workbook(content, set(journeys) or None), output)
        return
    words = Translator(content.sector_language(content.playbook.language), "exporting")
    document = build_document(content, set(journeys) if journeys else None)
    if form == "csv":
        folder = output or call.project / TABLES
        tables = document_as_csv(document)
        replace_files(folder, {name: text.encode() for name, text in tables.items()})
        click.echo(Translator(call.language, "exporting")("done.folder", path=folder, n=len(tables)))
    elif form == "ics":
        _write(content_as_calendar(content, words), output)
    elif form == "tickets":
        _write(tickets_as_csv(document, tracker, words).encode(), output)
        if existing := count_existing(document):
            click.echo(Translator(call.language, "exporting")("done.has-ticket", n=existing), err=True)
    else:
        _write(document_as_json(document).encode(), output)


def _check_workbook_options(form: str, output: Path | None, texts: str | None, *, empty: bool) -> None:
    """Raise a usage error for options that do not fit the format."""
    if empty and form != "xlsx":
        raise wrong_usage("--empty can only be used with `export xlsx`.")
    if form == "xlsx" and texts:
        raise wrong_usage("--texts does not apply to xlsx: the workbook has the texts of all languages.")
    if form == "xlsx" and output is None and sys.stdout.isatty():
        raise wrong_usage("Name the file to write: --output FILE.xlsx")


def _refuse_authors_files(project: Path, output: Path | None) -> None:
    """Refuse to write where authors write. Raises a usage error for a place in content/ and for mkdocs.yml."""
    if output is not None:
        target, content = output.resolve(), (project / CONTENT).resolve()
        is_config = target.parent == project.resolve() and target.match("mkdocs*.yml")
        if target == content or content in target.parents or is_config:
            raise wrong_usage("{path} belongs to the playbook; name another place for the export.", path=output)


def _content(call: Call, texts: str | None) -> Content:
    """Load the content with its figures and texts in a language. Exits with 1 if it has errors."""
    content, problems = load_content(call)
    if wrong := select_errors(problems):
        print_problems(wrong, content, call.language, err=True)
        sys.exit(Exit.PROBLEMS)
    if texts is None or texts == content.playbook.language:
        return content
    translated = content.translations.get(texts)
    if translated is None:
        raise wrong_usage("The playbook has no texts in the language {language}.", language=texts)
    playbook = translated.playbook.model_copy(update={"languages": (texts,)})
    return replace(translated, playbook=playbook, observations=content.observations, withheld=content.withheld)


def _write(data: bytes, output: Path | None) -> None:
    """Write to a file atomically, or to standard output."""
    if output is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    else:
        replace_files(output.parent, {output.name: data})
