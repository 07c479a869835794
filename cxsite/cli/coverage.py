"""`cxsite coverage`."""

from __future__ import annotations

import math
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cxsite.cli.exit_codes import Exit
from cxsite.cli.load_content import load_content, select_errors
from cxsite.cli.print_problems import print_problems
from cxsite.cli.usage_errors import bad_value
from cxsite.coverage import collect_shares, compare_coverage, find_unmet_targets, measure_coverage
from cxsite.i18n.catalogue import Translator
from cxsite.problems import CxsiteError
from cxsite.reports.coverage_as_csv import coverage_as_csv
from cxsite.reports.coverage_as_json import coverage_as_json
from cxsite.reports.coverage_as_markdown import coverage_as_markdown
from cxsite.reports.coverage_as_text import coverage_as_text, figure_name
from cxsite.reports.coverage_deltas import deltas_as_json, deltas_as_markdown, deltas_as_text
from cxsite.reports.coverage_from_json import shares_from_json
from cxsite.reports.playbook_states import read_state_at

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cxsite.cli.call import Call
    from cxsite.coverage import Coverage, CoverageDelta, Share
    from cxsite.model.content import Content


def _percent(ctx: click.Context, parameter: click.Parameter, value: float | None) -> float | None:
    if value is not None and math.isnan(value):
        raise bad_value(ctx, parameter, "it must be a number from 0 to 100.")
    return value


@click.command(short_help="Show how complete the content is.")
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
    help="Exit with code 3 if the total is below this percentage.",
)
@click.option("--fail-under-targets", is_flag=True, help="Exit with code 3 if a target in playbook.yml is not met.")
@click.option(
    "--compare",
    metavar="FILE|REF",
    help="Show what changed since an earlier `--format json` report, or since a branch, tag or commit.",
)
@click.pass_obj
def command(
    call: Call,
    form: str,
    fail_under: float | None,
    fail_under_targets: bool,  # noqa: FBT001 -- click gives flags so
    compare: str | None,
) -> None:
    """Show how complete the content is, what is missing, and where.

    Targets come from `coverage: targets:` in playbook.yml. Content with errors is not counted: the errors are reported,
    and the exit code is 1.
    """
    content, problems = load_content(call)
    if wrong := select_errors(problems):
        print_problems(wrong, content, call.language, err=True)
        click.echo(call.words("coverage.not-counted"), err=True)
        sys.exit(Exit.PROBLEMS)
    found = measure_coverage(content)
    changes = compare_coverage(_earlier(call, content, compare), found) if compare else None
    click.echo(
        _report(found, content, form, content.sector_language(call.language), (compare or "", changes)), nl=False
    )
    missed = [*_missed_gates(found, content, call, fail_under, targets=fail_under_targets)]
    for sentence in missed:
        click.echo(sentence, err=True)
    sys.exit(Exit.GATE if missed else Exit.FINE)


def _earlier(call: Call, content: Content, name: str) -> dict[str, Share]:
    """Read the figures of an earlier report or of a commit. Raises CxsiteError if `name` is neither, or has errors."""
    file = Path(name)
    if file.is_file():
        try:
            return shares_from_json(file.read_text(encoding="utf-8"), name)
        except OSError as error:
            raise CxsiteError("{name} cannot be read: {error}.", name=name, error=error) from error
        except UnicodeDecodeError:
            return shares_from_json("", name)
    before = read_state_at(call.project, name, today=content.today)
    if before.coverage is None:
        raise CxsiteError(
            "The content at {name} does not exist or has errors, so its coverage cannot be computed.",
            "Compare with a later commit; `cxsite diff {name}` still shows what changed.",
            name=name,
        )
    return collect_shares(before.coverage)


def _missed_gates(
    found: Coverage, content: Content, call: Call, fail_under: float | None, *, targets: bool
) -> Iterator[str]:
    """Return a sentence for each gate that is not met."""
    if fail_under is not None and not found.total.reaches(fail_under):
        yield _below(found.total, fail_under, call.words)
    stated = content.playbook.coverage
    for one in find_unmet_targets(found, stated.targets) if targets and stated else ():
        if one.count.share is None:
            yield call.words("coverage.empty", wanted=f"{one.target:g}")
            continue
        yield call.words(
            "coverage.unmet",
            figure=figure_name(one.name, Translator(content.sector_language(call.language))),
            percent=repr(one.count.share),
            have=one.count.have,
            total=one.count.total,
            wanted=f"{one.target:g}",
        )


def _report(
    found: Coverage, content: Content, form: str, language: str, compared: tuple[str, Sequence[CoverageDelta] | None]
) -> str:
    stated = content.playbook.coverage
    targets = stated.targets if stated else {}
    since, changes = compared
    if form == "json":
        return coverage_as_json(found, targets, None if changes is None else deltas_as_json(changes, since))
    if form == "csv":
        return coverage_as_csv(found, targets)
    if form == "markdown":
        report = coverage_as_markdown(found, targets, content, language)
        return report if changes is None else f"{report}\n{deltas_as_markdown(changes, since, language)}"
    report = coverage_as_text(found, targets, language)
    return report if changes is None else f"{report}\n{deltas_as_text(changes, since, language)}"


def _below(total: Share, wanted: float, words: Translator) -> str:
    """Describe a missed gate. The number is not rounded: 79.96 must not be shown as 80 if 80 is required."""
    if total.share is None:
        return words("coverage.empty", wanted=f"{wanted:g}")
    return words("coverage.below", percent=repr(total.share), wanted=f"{wanted:g}", have=total.have, total=total.total)
