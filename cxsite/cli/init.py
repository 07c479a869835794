"""`cxsite init`."""

from __future__ import annotations

import os
from pathlib import Path

import click

from cxsite.cli.call import Call, environment_language
from cxsite.editing.starters import ZONES, start_playbook
from cxsite.reading.today import today_in
from cxsite.words.catalogue import LANGUAGES, Words


@click.command(short_help="Begin a playbook in a new folder.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--language", type=click.Choice(LANGUAGES), help="The playbook's language. By default your system's.")
@click.option("--title", default="", help="The playbook's title.")
@click.pass_obj
def command(call: Call, folder: Path, language: str | None, title: str) -> None:
    """Begin a playbook in DIR, an empty folder or one that is not there yet."""
    chosen = language or call.wanted_language or environment_language(os.environ)
    for path in start_playbook(folder, chosen, title, today_in(ZONES[chosen])):
        click.echo(f"  {(folder / path).as_posix()}")
    words = Words(call.wanted_language or chosen, "commands")
    click.echo(words("init.done", folder=folder))
    click.echo(f'  cd "{folder}"' if " " in str(folder) else f"  cd {folder}")
    click.echo(f"  {words('init.next')}")
