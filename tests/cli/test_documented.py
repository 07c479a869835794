"""Every command and option that `--help` shows is described in README.md or docs/."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

from cxsite.cli.group import COMMANDS, cxsite

ROOT = Path(__file__).resolve().parents[2]
REPORTED = "\n".join(
    file.read_text(encoding="utf-8") for file in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
)


def options(command: click.Command) -> list[str]:
    """The long name of each option of a command and of the commands below it, `--help` left out."""
    below = command.commands.values() if isinstance(command, click.Group) and command is not cxsite else ()
    own = [name for one in command.params for name in one.opts if name.startswith("--")]
    return [*own, *(name for one in below for name in options(one))]


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_and_its_options_are_documented(name: str) -> None:
    command = cxsite.get_command(click.Context(cxsite), name)
    assert command is not None
    assert f"cxsite {name}" in REPORTED
    assert [option for option in options(command) if option not in REPORTED] == []


def test_the_options_of_every_command_are_documented() -> None:
    assert [option for option in options(cxsite) if option not in REPORTED] == []
