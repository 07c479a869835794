"""`cxsite doctor`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from cxsite.cli.environment_checks import check_environment
from cxsite.cli.exit_codes import Exit
from cxsite.cli.settings_checks import CheckState
from cxsite.escaping import terminal
from cxsite.i18n.error_messages import translate_message

if TYPE_CHECKING:
    from cxsite.cli.call import Call


@click.command(short_help="Check that this computer and mkdocs.yml are set up correctly.")
@click.pass_obj
def command(call: Call) -> None:
    """Check Python, packages, mkdocs.yml, Mermaid, git and permissions; each line is ok, warn or fail, with the remedy.

    Nothing is written. The exit code is 2 if something fails.
    """
    checks = list(check_environment(call.project))
    for check in checks:
        found = check.found if isinstance(check.found, str) else translate_message(check.found, call.language)
        found = terminal.encode(found)
        state = "ok" if check.health is CheckState.OK else "wrong"
        click.echo(f"{check.health:<4}  {call.words(f'doctor.{check.name}.{state}', found=found)}")
        if check.health is not CheckState.OK:
            click.echo(f"      → {call.words(f'doctor.{check.name}.remedy', found=found)}")
    sys.exit(Exit.ENVIRONMENT if any(check.health is CheckState.FAIL for check in checks) else Exit.FINE)
