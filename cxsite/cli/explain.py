"""`cxsite explain`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cxsite.model.facts.suggestions import suggest
from cxsite.problems import CxsiteError
from cxsite.reports.manual_as_text import page_as_text
from cxsite.rules.manual import manual_pages

if TYPE_CHECKING:
    from cxsite.cli.call import Call
    from cxsite.rules.manual import ManualPage


@click.command(short_help="Explain a code, with examples.")
@click.argument("code")
@click.pass_obj
def command(call: Call, code: str) -> None:
    """Explain CODE (such as CX204, or unknown-channel): what is wrong, why it matters, and what to write."""
    click.echo(page_as_text(_page(call, code.strip()), call.language), nl=False)


def _page(call: Call, wanted: str) -> ManualPage:
    known = {key.casefold(): page for page in manual_pages(call.language) for key in (page.code, page.name)}
    page = known.get(wanted.casefold())
    if page is None:
        near = suggest(wanted, known)
        if not near:
            raise CxsiteError("There is no code “{code}”.", "`cxsite rules` lists every code.", code=wanted)
        meant = f"{known[near].code} ({known[near].name})"
        raise CxsiteError("There is no code “{code}”.", "Did you mean {near}?", code=wanted, near=meant)
    return page
