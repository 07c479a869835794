"""`cxsite` itself: its options, its commands, and the one boundary where errors of the world become messages."""

from __future__ import annotations

import re
import sys
from copy import copy
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NoReturn

import click

from cxsite import __version__
from cxsite.cli.call import Call
from cxsite.cli.exits import Exit
from cxsite.cli.spoken import in_language, spoken
from cxsite.cli.terminal import be_silent, speak_utf8
from cxsite.escaping import terminal
from cxsite.problems import CxsiteError
from cxsite.words.catalogue import LANGUAGES
from cxsite.words.world import ENGLISH, told_error

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS: Final = {
    "init": "cxsite.cli.init",
    "new": "cxsite.cli.new",
    "import": "cxsite.cli.import_source",
    "validate": "cxsite.cli.validate",
    "known": "cxsite.cli.known",
    "explain": "cxsite.cli.explain",
    "rules": "cxsite.cli.rules",
    "coverage": "cxsite.cli.coverage",
    "diff": "cxsite.cli.diff",
    "measure": "cxsite.cli.measure",
    "export": "cxsite.cli.export",
    "generate": "cxsite.cli.generate",
    "build": "cxsite.cli.build",
    "serve": "cxsite.cli.serve",
    "rename": "cxsite.cli.rename",
    "format": "cxsite.cli.format",
    "migrate": "cxsite.cli.migrate",
    "schema": "cxsite.cli.schema",
    "doctor": "cxsite.cli.doctor",
}
"""Each command and the module that holds it as `command`; only the one that is called is loaded."""
_LANGUAGE: Final = re.compile(rf"(?:^|\0)--language[=\0]({'|'.join(LANGUAGES)})(?:\0|$)")


class Commands(click.Group):
    """A group that loads a command when it is wanted and turns `CxsiteError` into a message."""

    language = ENGLISH

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order in which one needs them."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, in the language of the call."""
        del ctx
        module = COMMANDS.get(cmd_name)
        return None if module is None else in_language(import_module(module).command, cmd_name, self.language)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is called; of one that is not there, click tells which was meant."""
        try:
            return super().resolve_command(ctx, args)
        except click.NoSuchCommand as error:  # which knows only commands that are loaded
            raise click.NoSuchCommand(error.command_name, possibilities=COMMANDS, ctx=ctx) from None

    def main(self, *args: Any, **extra: Any) -> NoReturn:  # noqa: ANN401 -- as the base class has it
        """Run and exit: 0 fine, 1 problems in content, 2 usage or environment, 3 a gate not met; 130 on Ctrl-C."""
        speak_utf8()
        language = self._asked(args[0] if args else extra.get("args")).language
        with spoken(language):
            self._run(language, *args, **{**extra, "standalone_mode": False})

    def _asked(self, arguments: Sequence[str] | None) -> Call:
        """Which project and language are named, read without judging the rest; `init` has a `--language`, too."""
        given = list(sys.argv[1:] if arguments is None else arguments)
        language = _LANGUAGE.search("\0".join(given))
        told = copy(self).make_context("cxsite", given, resilient_parsing=True).params
        return Call(told.get("project"), language and language[1])

    def _run(self, language: str, *args: Any, **extra: Any) -> NoReturn:  # noqa: ANN401 -- as the base class has it
        told = in_language(self, "cxsite", language)
        told.language = language
        try:
            code = super(Commands, told).main(*args, **extra)
            sys.stdout.flush()
        except CxsiteError as error:
            _tell(error, language)
            sys.exit(Exit.ENVIRONMENT)
        except click.Abort:
            sys.exit(Exit.INTERRUPTED)
        except click.ClickException as error:
            error.show()
            sys.exit(Exit.ENVIRONMENT)
        except BrokenPipeError:  # whoever read our output has enough of it
            be_silent()
            sys.exit(Exit.PROBLEMS)
        sys.exit(code if isinstance(code, int) else Exit.FINE)


def _tell(error: CxsiteError, language: str) -> None:
    for text, mark in zip(told_error(error, language), ("cxsite: ", "  → "), strict=True):
        if text:
            click.echo(mark + "\n".join(map(terminal.encode, text.split("\n"))), err=True)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "-V", "--version", prog_name="cxsite", message="%(prog)s %(version)s")
@click.option(
    "-C",
    "--project",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="The playbook's folder. By default the nearest one, upwards, that holds content/playbook.yml.",
)
@click.option(
    "--language", type=click.Choice(LANGUAGES), help="The language of messages. By default the playbook's first."
)
@click.pass_context
def cxsite(ctx: click.Context, project: Path | None, language: str | None) -> None:
    """Turn customer-experience content into a playbook that staff can browse.

    Content is the YAML files in content/; `cxsite init DIR` begins a playbook to start from.
    """
    ctx.obj = Call(project, language)
