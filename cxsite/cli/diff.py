"""`cxsite diff`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from cxsite.problems import CxsiteError
from cxsite.reports.diff import PlaybookDiff
from cxsite.reports.diff_as_json import diff_as_json
from cxsite.reports.diff_as_markdown import diff_as_markdown
from cxsite.reports.diff_as_text import diff_as_text
from cxsite.reports.playbook_states import read_state_at, read_state_now

if TYPE_CHECKING:
    from cxsite.cli.call import Call

FORMS = {"text": diff_as_text, "markdown": diff_as_markdown, "json": diff_as_json}


@click.command(short_help="Show how a change affects customers.")
@click.argument("base")
@click.argument("head", required=False)
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMS)),
    default="text",
    help="For the terminal, a comment on a pull request, or programs.",
)
@click.pass_obj
def command(call: Call, base: str, head: str | None, form: str) -> None:
    """Show what changes for customers from BASE to HEAD, each a branch, tag or commit; without HEAD, to your files.

    The report lists what was added, removed, moved, renamed or changed, field by field, in journeys, stages,
    touchpoints, pain points and everything else; the emotion curves, the gaps to the ideal, coverage, and new and fixed
    findings. The command only reads what git stores and changes nothing. Findings do not make it fail: the exit code
    is 0.
    """
    after = read_state_now(call.project) if head is None else read_state_at(call.project, head)
    if after.is_empty:
        raise CxsiteError("There is no content/ at {head}.", "Name a commit that contains the playbook.", head=head)
    before = read_state_at(call.project, base, today=after.content.today)
    if before.is_empty:
        empty = replace(before.content, playbook=after.content.playbook)
        before = replace(before, content=empty)
    language = after.content.sector_language(call.language)
    click.echo(FORMS[form](PlaybookDiff(before=before, after=after), language), nl=False)
