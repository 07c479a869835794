"""Prints problems on the terminal."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from cxsite.cli.terminal import wants_colours
from cxsite.reports.as_text import problems_as_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cxsite.model.content import Content
    from cxsite.problems import Problem


def print_problems(problems: Iterable[Problem], content: Content, language: str, *, err: bool = False) -> None:
    """Print problems for people, to stdout or stderr, with colours where a terminal shows them."""
    colours = wants_colours(sys.stderr if err else sys.stdout)
    text = problems_as_text(problems, content.texts, content.sector_language(language), colours=colours)
    click.echo(text, nl=False, err=err, color=colours)
