"""A site read, checked, built and published, or compared with the one that is there."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from cxsite.cli.checked import checked, errors
from cxsite.cli.exits import Exit
from cxsite.cli.lately import lately_of
from cxsite.cli.terminal import Progress
from cxsite.cli.told import tell
from cxsite.cli.unchanged import Last
from cxsite.cli.whole import Around, protected, whole_site
from cxsite.escaping import terminal
from cxsite.i18n.error_messages import translate_message
from cxsite.problems import Level
from cxsite.site.build import build, find_changes

if TYPE_CHECKING:
    from datetime import date

    from cxsite.cli.call import Call
    from cxsite.cli.unchanged import Inputs
    from cxsite.model.content import Content
    from cxsite.problems import Problem


def build_site(call: Call, wanted: Inputs, *, day: date | None, fail_on: str) -> Last:
    """Build and publish the site of what was just looked at, and remember that; gives what is to be told.

    Ends the program where problems of the level `fail_on` stand in the way.
    """
    content = _fit(call, wanted, day, fail_on)
    lately, note = lately_of(call, content)
    with Progress(call.words) as progress:
        site = whole_site(call.project, content, Around(lately=lately), step=progress.step)
        built = build(site, wanted.target, protected=protected(call.project), step=progress.step)
    if built.fallback:
        name = (
            built.fallback.name
            if isinstance(built.fallback.name, str)
            else translate_message(built.fallback.name, call.language)
        )
        click.echo(call.words(f"stock.{built.fallback.key}", name=name), err=True)
    for one in built.notes:
        click.echo(terminal.encode(translate_message(one, call.language)), err=True)
    last = Last(built.pages, note)
    if not (built.fallback or content.sources):
        wanted.keep(content.today, content.playbook.timezone, last)
    return last


def tell_changes(call: Call, wanted: Inputs, *, day: date | None, fail_on: str) -> None:
    """Say which files of the site would change, and end with the exit code of a gate where there are any."""
    content = _fit(call, wanted, day, fail_on)
    lately, note = lately_of(call, content)
    if note:
        click.echo(note, err=True)
    with Progress(call.words) as progress:
        site = whole_site(call.project, content, Around(lately=lately), step=progress.step)
        changed = find_changes(site, wanted.target, step=progress.step)
    if not changed:
        click.echo(call.words("build.same", output=wanted.shown))
        return
    for path in changed:
        click.echo(terminal.encode(path))
    click.echo(call.words("build.differs", count=len(changed), output=wanted.shown), err=True)
    sys.exit(Exit.GATE)


def _fit(call: Call, wanted: Inputs, day: date | None, fail_on: str) -> Content:
    """The content; ends the program where it cannot be published."""
    content, problems = checked(call, as_of=day)
    if stops := _stops(problems, fail_on):
        tell(stops, content, call.language, err=True)
        if not errors(stops):
            click.echo(call.words("build.warned"), err=True)
        click.echo(call.words("build.refused", output=wanted.shown), err=True)
        sys.exit(Exit.PROBLEMS)
    return content


def _stops(problems: list[Problem], fail_on: str) -> list[Problem]:
    levels = (Level.ERROR,) if fail_on == "error" else (Level.ERROR, Level.WARNING)
    return [problem for problem in problems if problem.level in levels]
