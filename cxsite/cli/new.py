"""`cxsite new`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cxsite.authoring.schema_files import has_schemas, write_schemas
from cxsite.authoring.skeletons import NEW, write_skeleton
from cxsite.cli.import_file import fields_by_header, import_file
from cxsite.cli.usage_errors import wrong_usage
from cxsite.importing.options import ImportOptions
from cxsite.reading import read

if TYPE_CHECKING:
    from cxsite.cli.call import Call


@click.command(short_help="Write a new file with every field explained.")
@click.argument("kind", type=click.Choice(list(NEW)))
@click.argument("title")
@click.option(
    "--from",
    "source",
    metavar="FILE",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="For a journey: create it from a touchpoint inventory (CSV, Excel) or a Mermaid journey.",
)
@click.option(
    "--columns",
    metavar="HEADER=FIELD",
    multiple=True,
    help="For --from: the field of a column, if it is unclear; `HEADER=-` keeps the column as comments.",
)
@click.option("--ideal-of", metavar="ID", default="", help="Create the ideal journey for this current journey.")
@click.pass_obj
def command(  # noqa: PLR0913, PLR0917 -- one for each word of the command
    call: Call, kind: str, title: str, source: Path | None, columns: tuple[str, ...], ideal_of: str
) -> None:
    """Write a new file of a KIND with every field explained; its id is made from TITLE. Nothing is overwritten."""
    if (ideal_of or source) and kind != "journey":
        raise wrong_usage("--ideal-of and --from can only be used with `new journey`.")
    if ideal_of and source:
        raise wrong_usage("Use only one of: --ideal-of, --from.")
    content, _ = read(call.project)
    if source is not None:
        import_file(call, source, ImportOptions(title=title, columns=fields_by_header(columns)))
        return
    path = write_skeleton(call.project, kind, title, content, ideal=ideal_of)
    click.echo(call.words("new.done", path=path))
    if kind != "action":
        click.echo(call.words("new.draft"))
    if has_schemas(call.project):
        content, _ = read(call.project)
        write_schemas(call.project, content, content.playbook.language)
