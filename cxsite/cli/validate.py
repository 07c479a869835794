"""`cxsite validate`."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from cxsite.authoring.known_findings import read_known
from cxsite.cli.exit_codes import Exit
from cxsite.cli.load_content import load_content
from cxsite.cli.paths import inside_content, is_among, prefix_in_repository
from cxsite.cli.terminal import wants_colours
from cxsite.problems import CxsiteError, Level
from cxsite.reports.as_text import reported_as_text
from cxsite.reports.fingerprints import ReportedProblem, report_problems

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxsite.cli.call import Call

_FORMS: Final = ("json", "github", "gitlab", "sarif", "junit")


@click.command(short_help="Show what is wrong with the content.")
@click.argument("paths", metavar="[PATH]…", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", *_FORMS]),
    default="text",
    help="For people, programs, or CI: annotations on GitHub, code quality on GitLab, SARIF, JUnit.",
)
@click.option(
    "--known",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Findings accepted for now (see `cxsite known write`): only new errors and warnings make the command fail.",
)
@click.pass_obj
def command(call: Call, paths: tuple[Path, ...], form: str, known: Path | None) -> None:
    """Check the content and show what is wrong, where, and how to fix it.

    All files are always read; a PATH (file or folder inside content/) only limits what is reported. Warnings and notes
    do not make the command fail: exit code 1 means that there are errors. With --known, new warnings exit with code 3.
    """
    wanted = [inside_content(call.project, path) for path in paths]
    accepted = read_known(known) if known else frozenset()
    content, problems = load_content(call)
    if accepted or form != "text":
        every = report_problems(problems, content.texts, accepted, content.sources_by_path)
    else:
        # The text form shows no fingerprints, so they are not computed.
        every = tuple(ReportedProblem(one, "") for one in problems)
    language = content.sector_language(call.language)
    found = [one for one in every if is_among(one.problem.place.path, wanted)]
    if form == "text":
        colours = wants_colours(sys.stdout)
        click.echo(reported_as_text(found, content.texts, language, colours=colours), nl=False, color=colours)
    else:
        click.echo(_in_form(form, found, prefix_in_repository(call.project), language), nl=False)
    if form == "sarif":
        from cxsite.reports.as_sarif import MOST_RESULTS  # noqa: PLC0415 -- loads the manual

        if left_out := max(0, len(found) - MOST_RESULTS):
            click.echo(call.words("sarif.left-out", n=left_out), err=True)
    if form == "github":
        from cxsite.reports.as_github import step_summary  # noqa: PLC0415 -- loads what keeps Markdown tame

        _write_summary(step_summary(found, language))
    gone = accepted - {one.fingerprint for one in every}
    if gone and not content.unreadable:  # findings in an unreadable file are not known to be fixed
        click.echo(call.words("known.mended", n=len(gone)), err=True)
    sys.exit(_exit(found, gate=known is not None))


def _in_form(form: str, found: Sequence[ReportedProblem], prefix: str, language: str) -> str:
    """Format the findings for programs. Each format is imported only if it is used."""
    report = getattr(import_module(f"cxsite.reports.as_{form}"), f"problems_as_{form}")
    text: str = report(found, language, prefix)
    return text


def _exit(found: Sequence[ReportedProblem], *, gate: bool) -> Exit:
    levels = {one.problem.level for one in found if not one.is_known}
    if Level.ERROR in levels:
        return Exit.PROBLEMS
    return Exit.GATE if gate and Level.WARNING in levels else Exit.FINE


def _write_summary(text: str) -> None:
    """Append to the job summary if GitHub names a file for it. Raises CxsiteError if it cannot be written."""
    file = os.environ.get("GITHUB_STEP_SUMMARY")
    if not file:
        return
    try:
        with Path(file).open("a", encoding="utf-8", newline="\n") as summary:
            summary.write(text)
    except OSError as error:
        raise CxsiteError("GITHUB_STEP_SUMMARY ({file}) cannot be written: {error}.", file=file, error=error) from error
