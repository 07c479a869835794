"""`cxsite migrate`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

import click

from cxsite.authoring.migrate import plan_migration
from cxsite.authoring.replace_files import replace_files
from cxsite.authoring.schema_files import has_schemas, write_schemas
from cxsite.cli.exit_codes import Exit
from cxsite.escaping import terminal
from cxsite.model.records.playbook import FORMAT_VERSION
from cxsite.reading import read

if TYPE_CHECKING:
    from cxsite.authoring.migrate import ChangedPlay
    from cxsite.cli.call import Call
    from cxsite.i18n.catalogue import Translator

_MOST_TOUCHPOINTS: Final = 8


@click.command(short_help="Convert content to the current version of the format.")
@click.option("--check", is_flag=True, help="Change nothing; exit with code 3 if there is something to migrate.")
@click.pass_obj
def command(call: Call, *, check: bool) -> None:
    """Convert the playbook's files to the current version of the format, all of them or none.

    Only the necessary lines change; comments and layout stay. Content whose meaning would change is rewritten to keep
    its meaning; if that is not possible, it is listed with its meaning in each version.
    """
    migration, words = plan_migration(call.project), call.words
    versions = {"old": migration.version, "new": FORMAT_VERSION}
    if not migration.changes:
        click.echo(words("migrate.current", **versions))
        return
    for play in migration.plays:
        _print_play(play, words, is_planned=check)
    for path in migration.changes:
        click.echo(f"  {terminal.encode(path)}")
    if check:
        click.echo(words("migrate.stale", n=len(migration.changes), **versions))
        sys.exit(Exit.GATE)
    replace_files(call.project, dict(migration.changes))
    if has_schemas(call.project):
        content, _ = read(call.project)
        write_schemas(call.project, content, content.playbook.language)
    click.echo(words("migrate.done", n=len(migration.changes), **versions))
    if not all(play.is_rewritten for play in migration.plays):
        sys.exit(Exit.PROBLEMS)


def _print_play(play: ChangedPlay, words: Translator, *, is_planned: bool) -> None:
    """Print where a play applied, where it would apply, and how it was (or will be) rewritten."""
    kinds = ", ".join(play.kinds)
    click.echo(f"{terminal.encode(str(play.place))}: {terminal.encode(play.title)}")
    click.echo("  " + words("migrate.before", kinds=kinds, n=len(play.before)))
    click.echo("  " + words("migrate.now", n=len(play.now)))
    if lost := [key for key in play.before if key not in play.now]:
        shown = ", ".join(map(terminal.encode, lost[:_MOST_TOUCHPOINTS]))
        click.echo("  " + words("migrate.lost", keys=shown + (" …" if len(lost) > _MOST_TOUCHPOINTS else "")))
    outcome = "left" if not play.is_rewritten else "to-rewrite" if is_planned else "rewritten"
    click.echo("  → " + words(f"migrate.{outcome}"))
