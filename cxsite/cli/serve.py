"""`cxsite serve`."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import click

from cxsite.cli.checked import errors, read_whole, with_rules
from cxsite.cli.terminal import Progress
from cxsite.cli.whole import Around, configs, one_page, whole_site
from cxsite.problems import CxsiteError
from cxsite.reading import Known
from cxsite.reports.as_text import problems_as_text
from cxsite.site.build import Preview
from cxsite.site.fast.build_fast import OutdatedError
from cxsite.site.serve import serve
from cxsite.words.world import told_error

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from cxsite.cli.call import Call
    from cxsite.site.serve import Early


@click.command(short_help="Show the playbook and rebuild it at every change.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes a free one.")
@click.pass_obj
def command(call: Call, port: int) -> None:
    """Show the playbook, drafts too, on 127.0.0.1 and rebuild it at every change.

    The published site/ is not touched. A change that cannot be built keeps the last good page, with the problems
    on top of it.
    """
    project = call.project
    preview, known = Preview(), Known()

    def rebuild(folder: Path, early: Early) -> tuple[Path | None, Sequence[str]]:
        try:
            return built(folder, early)
        except CxsiteError as error:
            return None, [*filter(None, told_error(error, call.language))]

    def built(folder: Path, early: Early) -> tuple[Path | None, Sequence[str]]:
        around = Around(drafts=True, state=folder.parent / "state")
        content, problems = read_whole(call, known=known)
        if not errors(problems):
            page = preview.glimpse(early.looked_at, partial(one_page, project, content, around))
            if page is not None:
                early.show(page)
        problems = with_rules(call, content, problems)
        _go_on(early)
        if wrong := errors(problems):
            return None, problems_as_text(wrong, content.texts, call.language).strip().split("\n\n")
        with Progress(call.words) as progress:
            site = whole_site(project, content, around, step=progress.step)
            _go_on(early)
            progress.step("build")
            return preview.build(site, folder, early.is_outdated), ()

    watched = [path for path in (project / "content", project / "templates", *configs(project)) if path.exists()]
    serve(rebuild, watched, port=port, ready=lambda address: click.echo(call.words("serve.ready", address=address)))


def _go_on(early: Early) -> None:
    """Raise OutdatedError where another change makes the next steps needless."""
    if early.is_outdated():
        raise OutdatedError
