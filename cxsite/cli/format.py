"""`cxsite format`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cxsite.authoring.format_files import format_files
from cxsite.authoring.replace_files import replace_files
from cxsite.cli.exit_codes import Exit
from cxsite.cli.paths import inside_content, is_among

if TYPE_CHECKING:
    from cxsite.cli.call import Call


@click.command(short_help="Format content files.")
@click.argument("paths", metavar="[PATH]…", nargs=-1, type=click.Path(path_type=Path))
@click.option("--check", is_flag=True, help="Change nothing; exit with code 3 if a file is not formatted.")
@click.pass_obj
def command(call: Call, paths: tuple[Path, ...], check: bool) -> None:  # noqa: FBT001 -- click gives flags so
    """Format content files, all or those named: keys in one order, two spaces, LF line ends, long texts folded.

    Comments and the meaning of a file stay the same. Files with errors, and files in which a comment or a word could be
    lost, are reported and not changed.
    """
    wanted = [inside_content(call.project, path) for path in paths]
    done = format_files(call.project, lambda path: is_among(path, wanted))
    for path in done.changed:
        click.echo(f"  {path}")
    for path, reason in done.left.items():
        click.echo(call.words(f"format.{reason}", path=path), err=True)
    if done.changed and not check:
        replace_files(call.project, dict(done.changed))
    state = "fine" if not done.changed else "stale" if check else "changed"
    if done.changed or not done.left:
        click.echo(call.words(f"format.{state}", n=len(done.changed)))
    sys.exit(Exit.PROBLEMS if done.left else Exit.GATE if check and done.changed else Exit.FINE)
