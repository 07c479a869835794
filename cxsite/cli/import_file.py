"""Imports one file as journeys: read, show, ask and write."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from cxsite.authoring.replace_files import replace_files
from cxsite.authoring.schema_files import has_schemas, write_schemas
from cxsite.cli.exit_codes import Exit
from cxsite.cli.import_dialog import ask_questions, is_attended, show_done, show_questions, show_remarks
from cxsite.cli.merge_journeys import merge_journeys, personas_of_target
from cxsite.cli.usage_errors import wrong_usage
from cxsite.i18n.catalogue import Translator
from cxsite.importing.extend_vocabulary import lines_for_playbook
from cxsite.importing.headers import PHRASES
from cxsite.importing.import_journeys import vocabulary_ids, write_journeys
from cxsite.importing.profile import profile_path, profile_text, with_profile
from cxsite.importing.read_source import read_source
from cxsite.importing.table_layout import IGNORED
from cxsite.importing.understand_source import understand_source
from cxsite.importing.understanding_as_text import understanding_as_text
from cxsite.model.facts.suggestions import suggest
from cxsite.problems import CxsiteError
from cxsite.reading import read

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from cxsite.cli.call import Call
    from cxsite.importing.journey_draft import Understanding
    from cxsite.importing.options import ImportOptions


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
        show_remarks([*remarks, *found.remarks], words)
        raise CxsiteError(
            "No journey was recognised in {file}.",
            "A journey is a table with a column or row of touchpoints or stages, or a diagram that begins with "
            "“journey”. Name a column: --columns 'HEADER=name'",
            file=file,
        )
    _check_headers(options.columns, found)
    click.echo(understanding_as_text(found, words))
    show_remarks([*remarks, *found.remarks], words)
    if not dry_run and found.questions and is_attended():
        lines = lines_for_playbook(*vocabulary_ids(found, content))
        options = ask_questions(found.questions, options, words, lines) or options
        found = understand_source(source, content, options)
    if found.questions:
        show_questions(found, content, words, file)
        sys.exit(Exit.PROBLEMS)
    if into:
        merge_journeys(call, found, content, options, into, dry_run=dry_run)
        return
    if dry_run:
        return
    comments = sum(len(draft.comments) for journey in found.journeys for draft in journey.touchpoints)
    comments += sum(len(journey.comments) for journey in found.journeys)
    done = write_journeys(call.project, found, content, options, source.name)
    show_done(done, comments, found, words)
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


def _save_profile(file: Path, options: ImportOptions, words: Translator) -> None:
    path = profile_path(file)
    head = words("profile", file=file.name)
    replace_files(path.parent, {path.name: profile_text(options, head).encode()})
    click.echo(words("done.profile", file=path.name))
