"""`cxsite known`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cxsite.authoring.known_findings import DEFAULT, KnownFinding, write_known
from cxsite.cli.load_content import load_content
from cxsite.reports.fingerprints import report_problems
from cxsite.reports.sentences import describe_problem

if TYPE_CHECKING:
    from cxsite.cli.call import Call
    from cxsite.reports.fingerprints import ReportedProblem


@click.group(name="known", short_help="Accept today's findings; only new ones fail.")
def command() -> None:
    """Accept today's findings, so that only new ones fail: `cxsite validate --known FILE`."""


@command.command(short_help="Write all of today's findings.")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.pass_obj
def write(call: Call, file: Path | None) -> None:
    """Write all of today's findings to FILE, by default .cxsite/known.json in the playbook's folder.

    The previous content of the file is replaced: a problem that has been fixed must not come back unnoticed.
    """
    content, problems = load_content(call)
    target = file or call.project / DEFAULT
    every = report_problems(problems, content.texts, read=content.sources_by_path)
    language = content.sector_language(call.language)
    count = write_known(target, (_to_known_finding(one, language) for one in every))
    click.echo(call.words("known.written", n=count, file=target))


def _to_known_finding(one: ReportedProblem, language: str) -> KnownFinding:
    problem = one.problem
    what = describe_problem(problem, language).what
    return KnownFinding(path=problem.place.path, code=problem.code, what=what, fingerprint=one.fingerprint)
