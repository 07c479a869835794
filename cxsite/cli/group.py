"""The `cxsite` command group: its options, its commands, and the only place where CxsiteError becomes a message."""

from __future__ import annotations

import errno
import re
import sys
from contextlib import suppress
from copy import copy
from importlib import import_module
from pathlib import Path
from traceback import walk_tb
from typing import TYPE_CHECKING, Any, Final, NoReturn, TextIO

import click

from cxsite import __version__
from cxsite.cli.call import Call
from cxsite.cli.exit_codes import SIGNALLED, Exit
from cxsite.cli.localized_help import localize_command, use_language
from cxsite.cli.signals import TerminatedError, clearing_up
from cxsite.cli.terminal import abandon_output, finish_output, open_streams, use_utf8
from cxsite.escaping import terminal
from cxsite.i18n.catalogue import LANGUAGES
from cxsite.i18n.error_messages import ENGLISH, translate_error
from cxsite.problems import CxsiteError

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
    "edit": "cxsite.cli.edit",
    "rename": "cxsite.cli.rename",
    "format": "cxsite.cli.format",
    "migrate": "cxsite.cli.migrate",
    "schema": "cxsite.cli.schema",
    "doctor": "cxsite.cli.doctor",
}
"""Each command and the module that contains it as `command`; only the called one is imported."""
_LANGUAGE: Final = re.compile(rf"(?:^|\0)--language[=\0]({'|'.join(LANGUAGES)})(?:\0|$)")


class Commands(click.Group):
    """A group that imports commands on demand and turns `CxsiteError` into a message."""

    language = ENGLISH

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order in which users need them."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of that name, in the language of the call."""
        del ctx
        module = COMMANDS.get(cmd_name)
        return None if module is None else localize_command(import_module(module).command, cmd_name, self.language)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Resolve the called command; for an unknown one, click suggests similar names."""
        try:
            return super().resolve_command(ctx, args)
        except click.NoSuchCommand as error:  # click suggests only names in `commands`, and ours are not imported yet
            raise click.NoSuchCommand(error.command_name, possibilities=COMMANDS, ctx=ctx) from None

    def main(self, *args: Any, **extra: Any) -> NoReturn:  # noqa: ANN401 -- as the base class has it
        """Run and exit: 0 fine, 1 problems in content, 2 usage or environment, 3 a gate not met; 130 on Ctrl-C."""
        open_streams()
        use_utf8()
        language = self._parse_call(args[0] if args else extra.get("args")).language
        with use_language(language), clearing_up():
            self._run(language, *args, **{**extra, "standalone_mode": False})

    def _parse_call(self, arguments: Sequence[str] | None) -> Call:
        """Read project and language without validating the other arguments; `init` has its own `--language`."""
        given = list(sys.argv[1:] if arguments is None else arguments)
        language = _LANGUAGE.search("\0".join(given))
        output = copy(self).make_context("cxsite", given, resilient_parsing=True).params
        return Call(output.get("project"), language and language[1])

    def _run(self, language: str, *args: Any, **extra: Any) -> NoReturn:  # noqa: ANN401 -- as the base class has it
        output = localize_command(self, "cxsite", language)
        output.language = language
        stdout = sys.stdout
        try:
            code = super(Commands, output).main(*args, **extra)
            finish_output()
        except CxsiteError as error:
            _print_error(error, language)
            code = Exit.ENVIRONMENT
        except click.Abort:
            code = Exit.INTERRUPTED
        except TerminatedError as ended:
            code = SIGNALLED + ended.number
        except click.ClickException as error:
            error.show()
            code = Exit.ENVIRONMENT
        except SystemExit as error:  # the command's exit code, unless its output could not be written
            code = error.code
            if refused := _lost_output(stdout):
                _print_error(_system_error(refused), language)
                code = Exit.ENVIRONMENT
        except OSError as error:
            _print_error(_system_error(error), language)
            code = Exit.ENVIRONMENT
        abandon_output()
        sys.exit(code if isinstance(code, int) else Exit.FINE)


def _lost_output(stdout: TextIO) -> OSError | None:
    """Return the error if something printed to `stdout` could not be written, else None."""
    if sys.stdout is not stdout:  # click replaces `sys.stdout` when a pipe is closed
        return BrokenPipeError(errno.EPIPE, "")
    try:
        finish_output()
    except OSError as error:
        return error
    return None


def _system_error(error: OSError) -> CxsiteError:
    """Return the message of a system error for which no command has a specific one."""
    if not _is_of_output(error):
        return CxsiteError(
            "The system refused a necessary operation: {error}.",
            "Check the disk, the permissions of the file that is named, and whether another program "
            "is changing it; then try again.",
            error=error,
        )
    if error.errno in {errno.EPIPE, errno.EBADF}:
        return CxsiteError("The output was closed before everything was written.")
    return CxsiteError("The output could not be written: {error}.", error=error)


def _is_of_output(error: OSError) -> bool:
    codes = {frame.f_code for frame, _ in walk_tb(error.__traceback__)}
    return isinstance(error, BrokenPipeError) or not codes.isdisjoint({click.echo.__code__, finish_output.__code__})


def _print_error(error: CxsiteError, language: str) -> None:
    for text, mark in zip(translate_error(error, language), ("cxsite: ", "  → "), strict=True):
        if text:
            with suppress(OSError):  # stderr is closed, too
                click.echo(mark + "\n".join(map(terminal.encode, text.split("\n"))), err=True)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "-V", "--version", prog_name="cxsite", message="%(prog)s %(version)s")
@click.option(
    "-C",
    "--project",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="The playbook's folder. By default the nearest folder, upwards, that contains content/playbook.yml.",
)
@click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    help="The language of messages. By default the playbook's first language.",
)
@click.pass_context
def cxsite(ctx: click.Context, project: Path | None, language: str | None) -> None:
    """Turn customer-experience content into a playbook that staff can browse.

    The content is the YAML files in content/; `cxsite init DIR` creates a playbook to start from.
    """
    ctx.obj = Call(project, language)
