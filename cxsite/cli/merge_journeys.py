"""`cxsite import --into`: the touchpoints of a source merged into a journey of the playbook."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from cxsite.authoring.replace_files import replace_files
from cxsite.cli.exit_codes import Exit
from cxsite.cli.print_problems import print_problems
from cxsite.cli.usage_errors import wrong_usage
from cxsite.i18n.catalogue import Translator
from cxsite.importing.import_journeys import extend_vocabulary
from cxsite.problems import Level
from cxsite.reports.diff import PlaybookDiff
from cxsite.reports.diff_as_text import diff_as_text
from cxsite.reports.playbook_states import read_state_now, read_state_with
from cxsite.workbook.merge_rows import merge_into

if TYPE_CHECKING:
    from cxsite.cli.call import Call
    from cxsite.importing.journey_draft import Understanding
    from cxsite.importing.options import ImportOptions
    from cxsite.model.content import Content


def personas_of_target(content: Content, into: str) -> tuple[str, ...]:
    """Return the personas of the journey to merge into. Raises a usage error for an unknown journey."""
    if into not in content.journeys:
        raise wrong_usage("There is no journey {journey}.", journey=into)
    return content.journeys[into].personas


def merge_journeys(  # noqa: PLR0913 -- what was found, and where it goes
    call: Call, found: Understanding, content: Content, options: ImportOptions, into: str, *, dry_run: bool
) -> None:
    """Show the changes as `cxsite diff` does, and write them. Exits with 1 if they would leave errors."""
    words = Translator(call.language, "importing")
    journey = content.journeys[into]
    changes, _, _ = extend_vocabulary(call.project, found, content, options)
    merged = merge_into((call.project / journey.path).read_bytes(), journey, found.journeys, content)
    made = {**changes, journey.path: merged.data}
    before, after = read_state_now(call.project), read_state_with(call.project, made)
    known = {(problem.code, problem.place.path) for problem in before.problems}
    new = [p for p in after.problems if p.level is Level.ERROR and (p.code, p.place.path) not in known]
    if new:
        print_problems(new, after.content, call.language, err=True)
        click.echo(words("question.nothing-written"), err=True)
        sys.exit(Exit.PROBLEMS)
    for name, field in merged.kept:
        click.echo(f"  {words('remark.value-kept', name=name, field=field)}")
    click.echo(diff_as_text(PlaybookDiff(before=before, after=after), call.language), nl=False)
    if not dry_run:
        replace_files(call.project, made)
