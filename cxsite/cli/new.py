"""`cxsite new`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cxsite.editing.skeletons import NEW, write_skeleton
from cxsite.reading import read

if TYPE_CHECKING:
    from cxsite.cli.call import Call


@click.command(short_help="Write a new file with every field explained.")
@click.argument("kind", type=click.Choice(list(NEW)))
@click.argument("title")
@click.option("--ideal-of", metavar="ID", default="", help="Begin the ideal journey for this current one.")
@click.pass_obj
def command(call: Call, kind: str, title: str, ideal_of: str) -> None:
    """Write a new file of a KIND with every field explained; its id comes from TITLE. Nothing is overwritten."""
    if ideal_of and kind != "journey":
        raise click.UsageError("--ideal-of goes with `new journey` only.")
    content, _ = read(call.project)
    path = write_skeleton(call.project, kind, title, content, ideal=ideal_of)
    click.echo(call.words("new.done", path=path))
    if kind != "action":
        click.echo(call.words("new.draft"))
