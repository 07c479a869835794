"""`cxsite import`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cxsite.cli.import_dialog import is_attended
from cxsite.cli.import_file import fields_by_header, import_file
from cxsite.cli.import_row_table import import_rows
from cxsite.cli.import_workbook import import_workbook
from cxsite.cli.usage_errors import wrong_usage
from cxsite.importing.options import ImportOptions
from cxsite.importing.read_source import WORKBOOKS, read_bytes
from cxsite.workbook.import_rows import ROW_KINDS
from cxsite.workbook.package import is_own_workbook

if TYPE_CHECKING:
    from cxsite.cli.call import Call


@click.command("import", short_help="Turn a spreadsheet, table or diagram into content files.")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--title", default="", help="The journey's title. By default the title of the source.")
@click.option(
    "--persona", "personas", metavar="ID", multiple=True, help="Whose journey it is; can be given several times."
)
@click.option(
    "--state",
    type=click.Choice(["current", "ideal"]),
    default=None,
    help="How the journey is today, or how it should be.",
)
@click.option("--sheet", metavar="NAME", default="", help="Read only this sheet of a workbook, even if it is hidden.")
@click.option(
    "--columns",
    metavar="HEADER=FIELD",
    multiple=True,
    help="The field of a column or lane; `HEADER=-` keeps it as comments.",
)
@click.option("--add-vocabulary", is_flag=True, help="Add missing stages and channels to playbook.yml.")
@click.option("--save-profile", is_flag=True, help="Save these options next to FILE for the next import.")
@click.option(
    "--as",
    "kind",
    type=click.Choice(["journey", *ROW_KINDS]),
    default="journey",
    help="What the rows are; by default touchpoints of a journey.",
)
@click.option("--into", metavar="ID", default="", help="Merge the touchpoints into this journey instead of a new one.")
@click.option(
    "--set",
    "given",
    metavar="FIELD=VALUE",
    multiple=True,
    help="With --as: the value of a field for all rows that lack it.",
)
@click.option(
    "--prefer",
    type=click.Choice(["workbook", "playbook"]),
    default=None,
    help="For a workbook that cxsite exported: whose value counts where both have changed.",
)
@click.option(
    "--remove-files",
    is_flag=True,
    help="For a workbook that cxsite exported: remove the files whose rows were removed.",
)
@click.option("--dry-run", is_flag=True, help="Show what was understood, and write nothing.")
@click.pass_obj
def command(  # noqa: PLR0913, PLR0917 -- one for each word of the command
    call: Call,
    file: Path,
    title: str,
    personas: tuple[str, ...],
    state: str | None,
    sheet: str,
    columns: tuple[str, ...],
    add_vocabulary: bool,  # noqa: FBT001 -- click gives flags so
    save_profile: bool,  # noqa: FBT001
    kind: str,
    into: str,
    given: tuple[str, ...],
    prefer: str | None,
    remove_files: bool,  # noqa: FBT001
    dry_run: bool,  # noqa: FBT001
) -> None:
    """Turn FILE into draft journeys: Excel, CSV, Markdown tables and sections, or Mermaid journeys.

    With `--as`, the rows of a table become personas, actions, metrics or shared touchpoints.

    The command first shows which field each column was taken for; you can change every line. If something is
    uncertain, it asks on a terminal; elsewhere it writes nothing and exits with code 1. Anything without a field
    becomes a comment.

    A workbook from `cxsite export xlsx` is recognised: its changes go back into the files that they came from, and are
    shown as by `cxsite diff`.
    """
    own = _own_workbook(file)
    if own is not None:
        if columns or sheet or title or state or add_vocabulary or save_profile:
            raise wrong_usage(
                "{file} was exported by cxsite: of the options only {options} apply.",
                file=file.name,
                options="--prefer, --remove-files, --persona, --dry-run",
            )
        import_workbook(
            call,
            file,
            own,
            prefer=prefer or "",
            remove_files=remove_files,
            dry_run=dry_run,
            is_attended=is_attended(),
            personas=personas,
        )
        return
    if prefer or remove_files:
        raise wrong_usage("--prefer and --remove-files apply to workbooks that cxsite exported.")
    if kind != "journey":
        import_rows(call, file, kind, columns=columns, given=given, sheet=sheet, dry_run=dry_run)
        return
    options = ImportOptions(
        title=title,
        personas=personas,
        state=state or "",
        sheet=sheet,
        columns=fields_by_header(columns),
        add_vocabulary=add_vocabulary,
    )
    import_file(call, file, options, save_profile=save_profile, dry_run=dry_run, into=into)


def _own_workbook(file: Path) -> bytes | None:
    """Return the bytes of a workbook that cxsite exported; None for any other file."""
    if file.suffix.lower() not in WORKBOOKS:
        return None
    data = read_bytes(file)
    return data if is_own_workbook(data) else None
