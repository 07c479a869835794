"""`cxsite rename`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cxsite.authoring.rename import rename_id
from cxsite.authoring.schema_files import has_schemas, write_schemas
from cxsite.reading import read

if TYPE_CHECKING:
    from cxsite.cli.call import Call


@click.command(short_help="Change an id everywhere.")
@click.argument("name", metavar="KIND/ID")
@click.argument("new", metavar="NEW")
@click.pass_obj
def command(call: Call, name: str, new: str) -> None:
    """Change an id to NEW, and update every reference to the old id; nothing else changes.

    KIND is persona, journey, touchpoint, action, goal, metric, play or source for things with their own file; stage,
    channel, team or store for entries of the playbook. For parts of a journey, write touchpoint/JOURNEY/ID,
    pain-point/JOURNEY/ID, opportunity/JOURNEY/ID or action/JOURNEY/ID. A file keeps its old id in `formerly`, so that
    old links lead to the new page.
    """
    done = rename_id(call.project, name, new)
    for path, count in done.edits.items():
        click.echo(f"  {path}: {count}")
    if done.moved:
        click.echo(f"  {done.moved[0]} → {done.moved[1]}")
    if has_schemas(call.project):
        content, _ = read(call.project)
        write_schemas(call.project, content, content.playbook.language)
    click.echo(call.words("rename.done", n=sum(done.edits.values()), files=len(done.edits)))
