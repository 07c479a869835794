"""`cxsite validate`."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cxsite.cli.checked import checked, errors
from cxsite.cli.exits import Exit
from cxsite.cli.told import tell
from cxsite.reports.as_json import problems_as_json

if TYPE_CHECKING:
    from cxsite.cli.call import Call
    from cxsite.problems import Problem


@click.command(short_help="Tell what is wrong with the content.")
@click.argument("paths", metavar="[PATH]…", nargs=-1, type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="For people, or programs.")
@click.pass_obj
def command(call: Call, paths: tuple[Path, ...], form: str) -> None:
    """Check the content and tell what is wrong, where, and what to do.

    All files are read in any case; a PATH (file or folder inside content/) only limits what is told. Warnings and
    notes do not fail: exit code 1 means that there are errors.
    """
    wanted = [_inside(call.project, path) for path in paths]
    content, problems = checked(call)
    told = [problem for problem in problems if _is_wanted(problem, wanted)]
    if form == "json":
        click.echo(problems_as_json(told, call.language), nl=False)
    else:
        tell(told, content, call.language)
    sys.exit(Exit.PROBLEMS if errors(told) else Exit.FINE)


def _inside(project: Path, path: Path) -> str:
    """The path relative to the project, with `/`; it may be given from here or from the project."""
    found = next((one for one in (path, project / path) if one.exists()), None)
    if found is None:
        raise click.UsageError(f"There is no file or folder {path}.")
    for given, top in ((os.path.abspath(found), project.absolute()), (found.resolve(), project.resolve())):  # noqa: PTH100 -- links stay
        try:
            inside = Path(given).relative_to(top).as_posix()
        except ValueError:
            continue
        if inside.split("/")[0] == "content":
            return inside
    raise click.UsageError(f"{path} is not inside {project / 'content'}.")


def _is_wanted(problem: Problem, wanted: list[str]) -> bool:
    path = problem.place.path
    return not wanted or any(path == one or path.startswith(f"{one}/") for one in wanted)
