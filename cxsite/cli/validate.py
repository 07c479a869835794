"""`cxsite validate`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cxsite.cli.checked import checked, errors
from cxsite.cli.exits import Exit
from cxsite.cli.paths import inside_content, is_among
from cxsite.cli.told import tell
from cxsite.reports.as_json import problems_as_json

if TYPE_CHECKING:
    from cxsite.cli.call import Call


@click.command(short_help="Tell what is wrong with the content.")
@click.argument("paths", metavar="[PATH]…", nargs=-1, type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="For people, or programs.")
@click.pass_obj
def command(call: Call, paths: tuple[Path, ...], form: str) -> None:
    """Check the content and tell what is wrong, where, and what to do.

    All files are read in any case; a PATH (file or folder inside content/) only limits what is told. Warnings and
    notes do not fail: exit code 1 means that there are errors.
    """
    wanted = [inside_content(call.project, path) for path in paths]
    content, problems = checked(call)
    told = [problem for problem in problems if is_among(problem.place.path, wanted)]
    if form == "json":
        click.echo(problems_as_json(told, call.language), nl=False)
    else:
        tell(told, content, call.language)
    sys.exit(Exit.PROBLEMS if errors(told) else Exit.FINE)
