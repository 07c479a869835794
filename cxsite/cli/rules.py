"""`cxsite rules`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cxsite.reports.manual_as_json import pages_as_json
from cxsite.reports.manual_as_markdown import pages_as_markdown
from cxsite.reports.manual_as_text import pages_as_text
from cxsite.rules.manual import manual_pages

if TYPE_CHECKING:
    from cxsite.cli.call import Call

_FORMS = {"text": pages_as_text, "json": pages_as_json, "markdown": pages_as_markdown}


@click.command(short_help="List every code and its meaning.")
@click.option(
    "--format", "form", type=click.Choice(list(_FORMS)), default="text", help="For people, programs, or docs."
)
@click.pass_obj
def command(call: Call, form: str) -> None:
    """List every code that `cxsite validate` can report, with its level and meaning."""
    click.echo(_FORMS[form](manual_pages(call.language), call.language), nl=False)
