"""`cxsite build`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cxsite.i18n.today import check_day
from cxsite.site.last_build import collect_inputs

if TYPE_CHECKING:
    from datetime import datetime

    from cxsite.cli.call import Call


@click.command(short_help="Build the site and publish it in one step.")
@click.option(
    "--as-of",
    metavar="DATE",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day used to judge what is stale or overdue. By default SOURCE_DATE_EPOCH, otherwise today.",
)
@click.option(
    "--output",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Where the site goes. By default site/ in the playbook's folder.",
)
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning"]),
    default="error",
    help="The level of problems that stops the build.",
)
@click.option("--check", is_flag=True, help="Publish nothing; show which files of the site would change.")
@click.pass_obj
def command(call: Call, as_of: datetime | None, output: Path | None, fail_on: str, *, check: bool) -> None:
    """Build the site, check every link, and replace the old site in one step.

    If anything fails, the old site stays unchanged. With `--check` nothing is published: the exit code is 3 if the site
    differs from a build of the content.
    """
    target = (output or call.project / "site").absolute()
    day = check_day(as_of.date()) if as_of else None
    inputs_of_build = collect_inputs(call.project, target, fail_on, call.language)
    last = None if check else inputs_of_build.find_last_build(day)
    if last is None:
        from cxsite.cli.build_site import build_site, print_changes  # noqa: PLC0415 -- loads what reads, draws and builds

        if check:
            print_changes(call, inputs_of_build, day=day, fail_on=fail_on)
            return
        last = build_site(call, inputs_of_build, day=day, fail_on=fail_on)
    if last.note:
        click.echo(last.note, err=True)
    click.echo(call.words("build.done", pages=last.pages, output=inputs_of_build.display_path))
