"""`cxsite edit`."""

from __future__ import annotations

import webbrowser
from typing import TYPE_CHECKING

import click

from cxsite.cli.serve import serve_playbook

if TYPE_CHECKING:
    from cxsite.cli.call import Call


@click.command(short_help="Edit the playbook in the browser.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=0, show_default=True, help="The port; 0 chooses a free one."
)
@click.option("--open/--no-open", "is_opened", default=True, help="Open the browser, or only show the address.")
@click.pass_obj
def command(call: Call, port: int, is_opened: bool) -> None:  # noqa: FBT001 -- click gives flags so
    """Edit the playbook by forms on its own pages, in the browser.

    This is `cxsite serve --edit` with the browser opened. What you save is written to the files in content/, checked,
    and shown at once. "My changes" shows what differs from the last commit, undoes it, or sends it for review on a
    new branch.
    """
    serve_playbook(call, port, is_editing=True, opened=webbrowser.open if is_opened else str)
