"""`cxsite coverage`."""

from __future__ import annotations

import math
import sys
from typing import TYPE_CHECKING

import click

from cxsite.cli.checked import checked, errors
from cxsite.cli.exits import Exit
from cxsite.cli.told import tell
from cxsite.coverage import coverage
from cxsite.reports.coverage_as_csv import coverage_as_csv
from cxsite.reports.coverage_as_json import coverage_as_json
from cxsite.reports.coverage_as_markdown import coverage_as_markdown
from cxsite.reports.coverage_as_text import coverage_as_text

if TYPE_CHECKING:
    from cxsite.cli.call import Call
    from cxsite.coverage import Coverage, Share
    from cxsite.model.content import Content
    from cxsite.words.catalogue import Words


def _percent(ctx: click.Context, parameter: click.Parameter, value: float | None) -> float | None:
    if value is not None and math.isnan(value):
        raise click.BadParameter("it must be a number from 0 to 100.", ctx, parameter)
    return value


@click.command(short_help="Tell how complete the content is.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "markdown", "csv"]),
    default="text",
    help="For the terminal, programs, pull requests or spreadsheets.",
)
@click.option(
    "--fail-under",
    metavar="PERCENT",
    type=click.FloatRange(0, 100),
    callback=_percent,
    help="Exit with code 3 where the total is below it.",
)
@click.pass_obj
def command(call: Call, form: str, fail_under: float | None) -> None:
    """Tell how complete the content is, what is missing, and where.

    Targets come from `coverage: targets:` in playbook.yml. Content with errors is not counted: they are told, and
    the exit code is 1.
    """
    content, problems = checked(call)
    if wrong := errors(problems):
        tell(wrong, content, call.language, err=True)
        click.echo(call.words("coverage.not-counted"), err=True)
        sys.exit(Exit.PROBLEMS)
    found = coverage(content)
    click.echo(_report(found, content, form, call.language), nl=False)
    if fail_under is not None and not found.total.reaches(fail_under):
        click.echo(_below(found.total, fail_under, call.words), err=True)
        sys.exit(Exit.GATE)


def _report(found: Coverage, content: Content, form: str, language: str) -> str:
    stated = content.playbook.coverage
    targets = stated.targets if stated else {}
    if form == "json":
        return coverage_as_json(found, targets)
    if form == "csv":
        return coverage_as_csv(found, targets)
    if form == "markdown":
        return coverage_as_markdown(found, targets, content, language)
    return coverage_as_text(found, targets, language)


def _below(total: Share, wanted: float, words: Words) -> str:
    """The number is not rounded: 79.96 must not look like the 80 that it missed."""
    if total.share is None:
        return words("coverage.empty", wanted=f"{wanted:g}")
    return words("coverage.below", percent=repr(total.share), wanted=f"{wanted:g}", have=total.have, total=total.total)
