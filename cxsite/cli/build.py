"""`cxsite build`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cxsite.cli.checked import checked, errors
from cxsite.cli.exits import Exit
from cxsite.cli.lately import lately_of
from cxsite.cli.terminal import Progress
from cxsite.cli.told import tell
from cxsite.cli.whole import Around, protected, whole_site
from cxsite.escaping import terminal
from cxsite.problems import Level
from cxsite.site.build import build, changes
from cxsite.words.world import told

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from cxsite.cli.call import Call
    from cxsite.problems import Problem
    from cxsite.site.build import Site


@click.command(short_help="Build the site and publish it in one step.")
@click.option(
    "--as-of",
    metavar="DATE",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day by which freshness and overdue work are judged. By default SOURCE_DATE_EPOCH, else today.",
)
@click.option(
    "--output",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Where the site goes. By default site/ in the playbook's folder.",
)
@click.option(
    "--fail-on", type=click.Choice(["error", "warning"]), default="error", help="What keeps the site from being built."
)
@click.option("--check", is_flag=True, help="Publish nothing; tell which files of the site would change.")
@click.pass_obj
def command(call: Call, as_of: datetime | None, output: Path | None, fail_on: str, *, check: bool) -> None:
    """Build the site, check every link, and put it in the place of the old one in one step.

    Whatever goes wrong, the old site stays as it was. With `--check` nothing is published: the exit code is 3 if the
    site is not what the content makes.
    """
    target = (output or call.project / "site").absolute()
    shown = target.relative_to(call.project) if target.is_relative_to(call.project) else target
    content, problems = checked(call, as_of=as_of.date() if as_of else None)
    if stops := _stops(problems, fail_on):
        tell(stops, content, call.language, err=True)
        if not errors(stops):
            click.echo(call.words("build.warned"), err=True)
        click.echo(call.words("build.refused", output=shown), err=True)
        sys.exit(Exit.PROBLEMS)
    lately = lately_of(call, content)
    with Progress(call.words) as progress:
        site = whole_site(call.project, content, Around(lately=lately), step=progress.step)
        changed = changes(site, target, step=progress.step) if check else ()
        pages = 0 if check else _published(call, site, target, progress)
    if check:
        _tell_changes(call, changed, shown)
    else:
        click.echo(call.words("build.done", pages=pages, output=shown))


def _published(call: Call, site: Site, target: Path, progress: Progress) -> int:
    built = build(site, target, protected=protected(call.project), step=progress.step)
    if built.stock:
        name = built.stock.name if isinstance(built.stock.name, str) else told(built.stock.name, call.language)
        click.echo(call.words(f"stock.{built.stock.key}", name=name), err=True)
    return built.pages


def _tell_changes(call: Call, changed: Sequence[str], shown: Path) -> None:
    """Say which files would change, and end with the exit code of a gate where there are any."""
    if not changed:
        click.echo(call.words("build.same", output=shown))
        return
    for path in changed:
        click.echo(terminal.encode(path))
    click.echo(call.words("build.differs", count=len(changed), output=shown), err=True)
    sys.exit(Exit.GATE)


def _stops(problems: list[Problem], fail_on: str) -> list[Problem]:
    levels = (Level.ERROR,) if fail_on == "error" else (Level.ERROR, Level.WARNING)
    return [problem for problem in problems if problem.level in levels]
