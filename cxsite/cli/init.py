"""`cxsite init`."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cxsite.authoring.ci_files import HOSTS, WAYS, find_ci_file, write_ci
from cxsite.authoring.starters import STARTERS, ZONES, start_playbook
from cxsite.cli.call import Call, environment_language, playbook_language
from cxsite.cli.usage_errors import wrong_usage
from cxsite.escaping import terminal
from cxsite.i18n.catalogue import LANGUAGES, Translator
from cxsite.i18n.today import get_today

if TYPE_CHECKING:
    from cxsite.authoring.ci_files import CiFile, Host, Publish


@click.command(short_help="Create a playbook in a new folder.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--language", type=click.Choice(LANGUAGES), help="The playbook's language. By default your system's language."
)
@click.option("--title", default="", help="The playbook's title.")
@click.option(
    "--starter",
    type=click.Choice(STARTERS),
    help="The sector of the example content; empty has none. Asked for on a terminal, otherwise retail.",
)
@click.option(
    "--ci",
    type=click.Choice([*HOSTS, "none"]),
    help="Files for continuous integration. Asked for on a terminal. Also adds them to an existing playbook in DIR.",
)
@click.option(
    "--publish",
    type=click.Choice(WAYS),
    help="Where CI puts the site: kept with the CI run (default), copied with rsync, or public on Pages.",
)
@click.pass_obj
def command(  # noqa: PLR0913 -- click gives each option so
    call: Call,
    *,
    folder: Path,
    language: str | None,
    title: str,
    starter: str | None,
    ci: Host | str | None,
    publish: Publish | None,
) -> None:
    """Create a playbook in DIR, an empty folder or one that does not exist yet."""
    there = playbook_language(folder) if ci in HOSTS else None
    chosen = there or language or call.wanted_language or environment_language(os.environ)
    words = Translator(call.wanted_language or chosen, "commands")
    sector = starter or _ask_for_starter(words) if there is None else ""
    host, way = _ask_for_ci(ci, publish, words)
    if host:
        find_ci_file(folder, host)  # before anything is written
    if there is None:
        for path in start_playbook(folder, chosen, title, get_today(ZONES[chosen]), sector):
            click.echo(f"  {(folder / path).as_posix()}")
    if host:
        _print_ci(write_ci(folder, host, way), words)
        if way == "pages":
            click.echo(words("init.public"), err=True)
    is_here = folder.resolve() == Path.cwd()
    click.echo(words("init.done", folder=folder.resolve().name if is_here else folder))
    if not is_here:
        click.echo(f'  cd "{folder}"' if " " in str(folder) else f"  cd {folder}")
    click.echo(f"  {words('init.next')}")


def _ask_for_starter(words: Translator) -> str:
    """Return the sector that the user chooses on a terminal; the default without one."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return STARTERS[0]
    chosen: str = click.prompt(words("init.ask-starter"), type=click.Choice(STARTERS), default=STARTERS[0])
    return chosen


def _print_ci(file: CiFile, words: Translator) -> None:
    """Print where the file was written and what it assumes, because users may change both by hand."""
    shown = Path(os.path.relpath(file.path)) if file.path.is_relative_to(Path.cwd().resolve()) else file.path
    click.echo(f"  {terminal.encode(shown.as_posix())}")
    found = file.repository
    lfs = words("init.ci-lfs") if found.uses_lfs else ""
    values = {"project": terminal.encode(found.project), "branch": terminal.encode(found.branch)}
    click.echo(f"    {words('init.ci', **values)}{lfs}")


def _ask_for_ci(ci: str | None, publish: Publish | None, words: Translator) -> tuple[Host | None, Publish]:
    """Return the CI host and the way of publishing; ask for missing ones on a terminal."""
    if publish and ci not in HOSTS:
        raise wrong_usage("--publish can only be used with --ci github or --ci gitlab.")
    can_answer = sys.stdin.isatty() and sys.stdout.isatty()
    if ci is None and can_answer:
        ci = click.prompt(words("init.ask-ci"), type=click.Choice([*HOSTS, "none"]), default="none")
    host = next((one for one in HOSTS if one == ci), None)
    if publish is None and host and can_answer:
        publish = click.prompt(words("init.ask-publish"), type=click.Choice(WAYS), default=WAYS[0])
        if publish == "pages" and not click.confirm(words("init.ask-public"), default=False):
            publish = None
    return host, publish or WAYS[0]
