"""`cxsite export`."""

from __future__ import annotations

import os
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
from cxsite.drawing.poster import PAPERS, STRIP, draw_poster
from cxsite.exporting.build_document import build_document
from cxsite.exporting.journey_poster import make_poster_map
from cxsite.exporting.to_calendar import content_as_calendar
from cxsite.exporting.to_csv import document_as_csv
from cxsite.exporting.to_json import document_as_json, document_schema
from cxsite.exporting.to_picture import poster_as_pdf, poster_as_png
from cxsite.exporting.to_slides import content_as_slides
from cxsite.exporting.to_tickets import TRACKERS, count_existing, tickets_as_csv
from cxsite.i18n.catalogue import LANGUAGES, Translator
from cxsite.reading.file_kinds import CONTENT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxsite.cli.call import Call
    from cxsite.drawing.poster import PosterMap
    from cxsite.model.content import Content

FORMATS = ("json", "csv", "xlsx", "pptx", "svg", "png", "pdf", "ics", "tickets")
POSTERS = ("svg", "png", "pdf")
BINARY = ("xlsx", "pptx", "png", "pdf")
FOLDER = "build/export"


@click.command(short_help="Export the playbook for other programs.")
@click.argument("form", metavar="FORMAT", type=click.Choice(FORMATS))
@click.option(
    "--journey", "journeys", metavar="ID", multiple=True, help="Only this journey; can be given several times."
)
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    help="The file to write, by default standard output. For csv, and for svg, png and pdf of several journeys, the "
    f"folder, by default {FOLDER}/FORMAT.",
)
@click.option("--texts", type=click.Choice(LANGUAGES), help="The language of the texts, by default the main language.")
@click.option(
    "--for",
    "tracker",
    type=click.Choice(list(TRACKERS)),
    default="jira",
    help="For tickets: the tracker to import into.",
)
@click.option(
    "--paper",
    type=click.Choice([*PAPERS, STRIP]),
    help="For svg, png and pdf: the sheet; by default the smallest of a3, a2 and a1 on which texts are legible, else a "
    "long strip.",
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
    paper: str | None,
    empty: bool,  # noqa: FBT001 -- click gives flags so
    schema: bool,  # noqa: FBT001
) -> None:
    """Write the published playbook as FORMAT: json, csv, xlsx, pptx, svg, png, pdf, ics or tickets.

    json is the whole playbook as one documented structure; csv is a folder of flat tables; xlsx is a workbook to fill
    in, whose changes `cxsite import` brings back; pptx are slides for a meeting; svg, png and pdf are posters of
    journey maps, png and pdf drawn by an installed Chromium, Chrome or Edge; ics is a calendar with the due dates of
    actions and reviews; tickets are the open actions that have no ticket yet, for an issue tracker. Drafts and figures
    of 1 to 4 people are left out.
    """
    _refuse_authors_files(call.project, output)
    if schema:
        if form != "json":
            raise wrong_usage("--schema can only be used with `export json`.")
        _write(document_schema().encode(), output)
        return
    _check_options(form, output, texts, paper, empty=empty)
    content = _content(call, texts)
    unknown = next((key for key in journeys if key not in content.published.journeys), None)
    if unknown is not None:
        raise wrong_usage("There is no published journey {journey}.", journey=unknown)
    if form == "xlsx":
        from cxsite.workbook.write_workbook import content_as_workbook, empty_workbook  # noqa: PLC0415 -- slow to import

        _write(empty_workbook(content) if empty else content_as_workbook(content, set(journeys) or None), output)
        return
    if form in POSTERS:
        _write_posters(call, content, form, journeys, output, paper or "")
        return
    words = Translator(content.sector_language(content.playbook.language), "exporting")
    if form == "pptx":
        pages = Translator(content.sector_language(content.playbook.language))
        _write(content_as_slides(content, pages, words, set(journeys) or None), output)
    elif form == "ics":
        _write(content_as_calendar(content, words), output)
    else:
        _write_document(call, content, form, journeys, output, tracker)


def _write_document(  # noqa: PLR0913, PLR0917 -- what was asked for
    call: Call, content: Content, form: str, journeys: tuple[str, ...], output: Path | None, tracker: str
) -> None:
    """Write json, csv or tickets, which are made from one document."""
    document = build_document(content, set(journeys) if journeys else None)
    if form == "csv":
        folder = output or call.project / FOLDER / form
        tables = document_as_csv(document)
        replace_files(folder, {name: text.encode() for name, text in tables.items()})
        click.echo(Translator(call.language, "exporting")("done.folder", path=folder, n=len(tables)))
    elif form == "tickets":
        words = Translator(content.sector_language(content.playbook.language), "exporting")
        _write(tickets_as_csv(document, tracker, words).encode(), output)
        if existing := count_existing(document):
            click.echo(Translator(call.language, "exporting")("done.has-ticket", n=existing), err=True)
    else:
        _write(document_as_json(document).encode(), output)


def _check_options(form: str, output: Path | None, texts: str | None, paper: str | None, *, empty: bool) -> None:
    """Raise a usage error for options that do not fit the format."""
    if empty and form != "xlsx":
        raise wrong_usage("--empty can only be used with `export xlsx`.")
    if form == "xlsx" and texts:
        raise wrong_usage("--texts does not apply to xlsx: the workbook has the texts of all languages.")
    if paper and form not in POSTERS:
        raise wrong_usage("--paper can only be used with svg, png and pdf.")
    if form in BINARY and form not in POSTERS and output is None and sys.stdout.isatty():
        raise wrong_usage("Name the file to write: --output FILE.{suffix}", suffix=form)


def _write_posters(  # noqa: PLR0913, PLR0917 -- what was asked for
    call: Call, content: Content, form: str, journeys: tuple[str, ...], output: Path | None, paper: str
) -> None:
    """Write the poster of one journey to a file, or those of several to a folder."""
    maps = {key: one for key, one in _poster_maps(content, journeys) if one is not None}
    missing = next((key for key in journeys if key not in maps), None)
    if missing is not None:
        raise wrong_usage("The journey {journey} has no touchpoint that could be drawn.", journey=missing)
    one_file = len(set(journeys)) == 1
    if not one_file and output is not None and output.suffix == f".{form}":
        raise wrong_usage("{path} would hold one journey; name the journey with --journey, or a folder.", path=output)
    if one_file and output is None and form in BINARY and sys.stdout.isatty():
        raise wrong_usage("Name the file to write: --output FILE.{suffix}", suffix=form)
    drawn = {f"{key}.{form}": _draw(one, form, paper, content) for key, one in maps.items()}
    if one_file:
        _write(next(iter(drawn.values())), output)
        return
    folder = output or call.project / FOLDER / form
    replace_files(folder, drawn)
    click.echo(Translator(call.language, "exporting")("done.posters", path=folder, n=len(drawn)))


def _poster_maps(content: Content, journeys: tuple[str, ...]) -> Iterator[tuple[str, PosterMap | None]]:
    words = Translator(content.sector_language(content.playbook.language))
    for key, journey in content.published.journeys.items():
        if not journeys or key in journeys:
            yield key, make_poster_map(journey, content, words)


def _draw(shown: PosterMap, form: str, paper: str, content: Content) -> bytes:
    poster = draw_poster(shown, paper)
    if form == "pdf":
        return poster_as_pdf(poster, content.today)
    return poster_as_png(poster) if form == "png" else poster.svg.encode()


def _refuse_authors_files(project: Path, output: Path | None) -> None:
    """Refuse to write where authors write. Raises a usage error for a place in content/ and for mkdocs.yml."""
    if output is not None:
        target, content = (Path(os.path.realpath(one)) for one in (output, project / CONTENT))
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
