"""Reads, checks, builds and publishes a site, or compares it with the published one."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from cxsite.cli.assemble_site import SiteOptions, assemble_site, list_protected_paths
from cxsite.cli.exit_codes import Exit
from cxsite.cli.load_content import load_content, load_parsed_files, parsed_files_path, select_errors
from cxsite.cli.print_problems import print_problems
from cxsite.cli.recent_changes import find_recent_changes
from cxsite.cli.terminal import ProgressDisplay
from cxsite.escaping import terminal
from cxsite.i18n.error_messages import translate_message
from cxsite.incremental.build_inputs import hash_program
from cxsite.incremental.state_files import site_state_path
from cxsite.problems import Level
from cxsite.reading import ParseCache
from cxsite.site.build import build, find_changes
from cxsite.site.last_build import LastBuild

if TYPE_CHECKING:
    from datetime import date

    from cxsite.cli.call import Call
    from cxsite.model.content import Content
    from cxsite.problems import Problem
    from cxsite.site.last_build import BuildInputs


def build_site(call: Call, wanted: BuildInputs, *, day: date | None, fail_on: str) -> LastBuild:
    """Build and publish the site of these inputs, save the state, and return what the command reports.

    Exits if there are problems of the level `fail_on`.
    """
    files = ParseCache(load_parsed_files(call.project))
    content = _load_publishable(call, wanted, day, fail_on, files)
    files.save(parsed_files_path(call.project), hash_program())  # before the pages: most memory is used at the end
    recent_changes, note = find_recent_changes(call, content)
    with ProgressDisplay(call.words) as progress:
        site = assemble_site(call.project, content, SiteOptions(recent_changes=recent_changes), step=progress.step)
        state, protected = site_state_path(call.project, wanted.target), list_protected_paths(call.project)
        built = build(site, wanted.target, state=state, protected=protected, step=progress.step)
    if built.fallback:
        name = (
            built.fallback.name
            if isinstance(built.fallback.name, str)
            else translate_message(built.fallback.name, call.language)
        )
        click.echo(call.words(f"stock.{built.fallback.key}", name=name, engine=built.engine.product), err=True)
    for one in built.notes:
        click.echo(terminal.encode(translate_message(one, call.language)), err=True)
    last = LastBuild(built.pages, note)
    if not built.fallback:
        data = sorted({source.data for source in content.sources.values() if source.is_published})
        playbook = content.playbook
        wanted.keep(content.today, playbook.timezone, last, data=data, allowed=playbook.answers)
    return last


def print_changes(call: Call, wanted: BuildInputs, *, day: date | None, fail_on: str) -> None:
    """Print which files of the site would change, and exit with the code of a gate if there are any."""
    content = _load_publishable(call, wanted, day, fail_on)
    recent_changes, note = find_recent_changes(call, content)
    if note:
        click.echo(note, err=True)
    with ProgressDisplay(call.words) as progress:
        site = assemble_site(call.project, content, SiteOptions(recent_changes=recent_changes), step=progress.step)
        changed = find_changes(site, wanted.target, step=progress.step)
    if not changed:
        click.echo(call.words("build.same", output=wanted.display_path))
        return
    for path in changed:
        click.echo(terminal.encode(path))
    click.echo(call.words("build.differs", count=len(changed), output=wanted.display_path), err=True)
    sys.exit(Exit.GATE)


def _load_publishable(
    call: Call, wanted: BuildInputs, day: date | None, fail_on: str, known: ParseCache | None = None
) -> Content:
    """Load the content; exit if it cannot be published."""
    content, problems = load_content(call, as_of=day, known=known)
    if reasons := _select_stopping(problems, fail_on):
        print_problems(reasons, content, call.language, err=True)
        if not select_errors(reasons):
            click.echo(call.words("build.warned"), err=True)
        click.echo(call.words("build.refused", output=wanted.display_path), err=True)
        sys.exit(Exit.PROBLEMS)
    return content


def _select_stopping(problems: list[Problem], fail_on: str) -> list[Problem]:
    levels = (Level.ERROR,) if fail_on == "error" else (Level.ERROR, Level.WARNING)
    return [problem for problem in problems if problem.level in levels]
