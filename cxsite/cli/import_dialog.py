"""What `cxsite import` shows and asks on a terminal."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from cxsite.cli.terminal import wants_progress
from cxsite.escaping import terminal
from cxsite.importing.extend_vocabulary import lines_for_playbook
from cxsite.importing.import_journeys import vocabulary_ids
from cxsite.importing.table_layout import IGNORED
from cxsite.importing.understanding_as_text import question_text, remark_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from cxsite.i18n.catalogue import Translator
    from cxsite.importing.import_journeys import ImportedFiles
    from cxsite.importing.journey_draft import Question, Understanding
    from cxsite.importing.options import ImportOptions
    from cxsite.model.content import Content


def is_attended() -> bool:
    """Return whether a user can answer: stdin and stdout are terminals, and this is not CI."""
    return sys.stdin.isatty() and wants_progress(sys.stderr)


def ask_questions(
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


def show_remarks(remarks: Iterable[tuple[str, Mapping[str, object]]], words: Translator) -> None:
    """Print what was noticed in the source, each remark once."""
    for key, values in dict.fromkeys((key, tuple(values.items())) for key, values in remarks):
        click.echo(f"  {terminal.encode(remark_text(key, dict(values), words))}")


def show_questions(found: Understanding, content: Content, words: Translator, file: Path) -> None:
    """Print the open questions, each with the option that answers it."""
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


def show_done(done: ImportedFiles, comments: int, found: Understanding, words: Translator) -> None:
    """Print what was written, and which fields the journeys still lack."""
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
