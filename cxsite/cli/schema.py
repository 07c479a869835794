"""`cxsite schema`."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import click

from cxsite.authoring.schema_files import SETTINGS, stale_schemas, write_schemas
from cxsite.authoring.schemas import MODELS, make_schemas
from cxsite.cli.exit_codes import Exit
from cxsite.cli.usage_errors import wrong_usage
from cxsite.reading import read

if TYPE_CHECKING:
    from cxsite.cli.call import Call


@click.command(short_help="Create JSON Schemas for editors.")
@click.argument("kind", required=False, type=click.Choice(list(MODELS)))
@click.option("--write", is_flag=True, help="Write all schemas to .cxsite/schemas/ and configure VS Code to use them.")
@click.option("--check", is_flag=True, help="Exit with code 3 if these files are missing or out of date.")
@click.pass_obj
def command(call: Call, kind: str | None, write: bool, check: bool) -> None:  # noqa: FBT001 -- click gives flags so
    """Create JSON Schemas for editors: explanations, completion and checks while you type.

    Without options, the command prints the schema of a KIND of file.
    """
    if (kind is not None) + write + check != 1:
        raise wrong_usage("Use only one of: a KIND, --write, --check.")
    content, _ = read(call.project)
    language = call.wanted_language or content.playbook.language
    if kind is not None:
        click.echo(json.dumps(make_schemas(content, language)[kind], ensure_ascii=False, indent=1))
        return
    files = (write_schemas if write else stale_schemas)(call.project, content, language)
    for path in files.stale:
        click.echo(f"  {path}")
    if files.foreign_settings:
        click.echo(call.words("schema.settings", path=SETTINGS), err=True)
    state = "fresh" if not files.stale else "written" if write else "stale"
    click.echo(call.words(f"schema.{state}"))
    sys.exit(Exit.GATE if check and files.stale else Exit.FINE)
