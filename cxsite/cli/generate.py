"""`cxsite generate`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from cxsite.cli.checked import checked, errors
from cxsite.cli.exits import Exit
from cxsite.cli.lately import lately_of
from cxsite.cli.terminal import Progress
from cxsite.cli.told import tell
from cxsite.cli.whole import Around, whole_site
from cxsite.site.build import generate_docs

if TYPE_CHECKING:
    from cxsite.cli.call import Call


@click.command(short_help="Write pages for stock MkDocs.")
@click.pass_obj
def command(call: Call) -> None:
    """Write the pages as Markdown to build/docs/, for stock MkDocs.

    Afterwards `mkdocs build --strict` and `mkdocs serve` work in the playbook's folder.
    """
    content, problems = checked(call)
    if wrong := errors(problems):
        tell(wrong, content, call.language, err=True)
        click.echo(call.words("generate.refused"), err=True)
        sys.exit(Exit.PROBLEMS)
    lately, note = lately_of(call, content)
    if note:
        click.echo(note, err=True)
    with Progress(call.words) as progress:
        site = whole_site(call.project, content, Around(lately=lately), step=progress.step)
        progress.step("write pages")
        folders = generate_docs(site)
    for one, folder in zip((site, *site.further), folders, strict=True):
        shown = folder.relative_to(call.project) if folder.is_relative_to(call.project) else folder
        key = "generate.done" if one is site else "generate.further"
        click.echo(call.words(key, pages=len(one.pages), folder=shown.as_posix(), config=one.config.name))
