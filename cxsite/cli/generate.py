"""`cxsite generate`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from cxsite.cli.assemble_site import SiteOptions, assemble_site
from cxsite.cli.exit_codes import Exit
from cxsite.cli.load_content import load_content, select_errors
from cxsite.cli.print_problems import print_problems
from cxsite.cli.recent_changes import find_recent_changes
from cxsite.cli.terminal import ProgressDisplay
from cxsite.site.build import generate_docs

if TYPE_CHECKING:
    from cxsite.cli.call import Call


@click.command(short_help="Write pages for standard MkDocs.")
@click.pass_obj
def command(call: Call) -> None:
    """Write the pages as Markdown to build/docs/, for standard MkDocs.

    Afterwards you can run `mkdocs build --strict` and `mkdocs serve` in the playbook's folder.
    """
    content, problems = load_content(call)
    if wrong := select_errors(problems):
        print_problems(wrong, content, call.language, err=True)
        click.echo(call.words("generate.refused"), err=True)
        sys.exit(Exit.PROBLEMS)
    recent_changes, note = find_recent_changes(call, content)
    if note:
        click.echo(note, err=True)
    with ProgressDisplay(call.words) as progress:
        site = assemble_site(call.project, content, SiteOptions(recent_changes=recent_changes), step=progress.step)
        progress.step("write pages")
        folders = generate_docs(site)
    for one, folder in zip((site, *site.further), folders, strict=True):
        shown = folder.relative_to(call.project) if folder.is_relative_to(call.project) else folder
        key = "generate.done" if one is site else "generate.further"
        click.echo(call.words(key, pages=len(one.pages), folder=shown.as_posix(), config=one.config.name))
