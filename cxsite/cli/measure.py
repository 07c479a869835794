"""`cxsite measure` and `cxsite measure check`."""

from __future__ import annotations

import sys
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import click

from cxsite.authoring.replace_files import replace_files
from cxsite.cli.exit_codes import Exit
from cxsite.cli.load_content import select_errors
from cxsite.cli.print_problems import print_problems
from cxsite.cli.usage_errors import bad_value, wrong_usage
from cxsite.measurement.counting_methods import PLACES
from cxsite.measurement.disclosure import withhold_small_groups
from cxsite.measurement.figure_queries import BY, MONTH, query_figures, query_page_figures
from cxsite.measurement.measure import Engines, measure, read_source
from cxsite.reading import read
from cxsite.reports.figures_as_csv import figures_as_csv
from cxsite.reports.figures_as_json import figures_as_json, result_as_json
from cxsite.reports.figures_as_text import figures_as_text, reasons_as_text, result_as_text
from cxsite.rules import check_content

if TYPE_CHECKING:
    from datetime import date

    from cxsite.cli.call import Call
    from cxsite.measurement.measure import Measurements
    from cxsite.model.content import Content
    from cxsite.problems import Problem

RESULTS = "content/observations/computed.csv"
MOST_KINDS = 2


def _by(ctx: click.Context, parameter: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    if len({kind for kind in value if kind != MONTH}) > MOST_KINDS:
        raise bad_value(ctx, parameter, "at most two kinds of place can be combined.")
    return value


def _file(ctx: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    path = PurePosixPath(value.replace("\\", "/")) if value else None
    if path is not None and (path.parts[:2] != ("content", "observations") or path.suffix != ".csv"):
        raise bad_value(ctx, parameter, "it must be a .csv file in content/observations/.")
    return str(path) if path else None


@click.group(invoke_without_command=True)
@click.option("--metric", metavar="ID", help="Only this metric.")
@click.option(
    "--by", multiple=True, type=click.Choice(BY), callback=_by, help="Break figures down by this; can be given twice."
)
@click.option("--format", "form", type=click.Choice(["text", "json", "csv"]), default="text", help="For whom.")
@click.option(
    "--write",
    "write_to",
    metavar="[FILE]",
    is_flag=False,
    flag_value=RESULTS,
    callback=_file,
    help=f"Store all figures that pages show in FILE, by default {RESULTS}, so that pages do not need raw answers.",
)
@click.pass_context
def command(ctx: click.Context, metric: str | None, by: tuple[str, ...], form: str, write_to: str | None) -> None:
    """Compute figures from raw answers, each with its confidence interval.

    The command shows the last complete period, or every period with `--by month`. Groups of 1 to 4 answers are hidden.
    """
    if ctx.invoked_subcommand is not None:
        return
    if metric and write_to:
        raise wrong_usage("--write writes all metrics; leave out --metric.")
    call: Call = ctx.obj
    content = _content(call)
    if metric is not None and metric not in content.metrics:
        raise wrong_usage("There is no metric {metric}.", metric=metric)
    measured = measure(content, call.project, only=metric)
    _stop_on_errors([*measured.problems, *_find_uncomputable(content, metric)], content, call)
    if write_to:
        _refuse_lacking(measured, content)
        _write(measured, write_to, call, content.today)
        return
    figures = query_figures(measured.metrics.values(), by, content.today)
    if form == "text" and not figures and measured.metrics:
        click.echo(call.words("measure.no-column" if set(by) - {MONTH} else "measure.not-over"))
    elif form == "text":
        click.echo(figures_as_text(figures, content, content.sector_language(call.language)), nl=False)
    else:
        click.echo(figures_as_json(figures) if form == "json" else figures_as_csv(figures), nl=False)


@command.command("check")
@click.argument("source", metavar="SOURCE")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="For people, or programs.")
@click.pass_obj
def check(call: Call, source: str, form: str) -> None:
    """Show how a source was read: what was used, mapped and left out, with the first 20 bad rows.

    SOURCE is the name of a file in content/sources/ without its extension. The exit code is 1 if no figure can be
    computed. Bad cells are shown on a terminal only, never in a file or a log.
    """
    content = _content(call)
    one = content.sources.get(source)
    if one is None or one.metric not in content.metrics:
        raise wrong_usage(
            "There is no source {source}. There are: {known}.", source=source, known=", ".join(content.sources) or "–"
        )
    gathered, problems = read_source(content, one, Engines(content, call.project).of(one))
    if gathered is None:
        ours = [problem for problem in check_content(content) if problem.place.path == one.path]
        _stop_on_errors([*problems, *ours], content, call)
        raise wrong_usage("The data of {source} is not available here.", source=source)
    if form == "json":
        click.echo(result_as_json(gathered), nl=False)
    else:  # privacy: cells are shown on a terminal only, never in files or CI logs
        click.echo(result_as_text(gathered, call.language, with_cells=sys.stdout.isatty()), nl=False)
        metrics = measure(content, call.project, only=one.metric).metrics.values()
        kinds = [(), *((kind,) for kind in PLACES)]
        figures = [figure for by in kinds for figure in query_figures(metrics, by, content.today)]
        click.echo(reasons_as_text(figures, content, content.sector_language(call.language)), nl=False)
    sys.exit(Exit.PROBLEMS if select_errors(problems) else Exit.FINE)


def _content(call: Call) -> Content:
    content, problems = read(call.project)
    _stop_on_errors(problems, content, call)
    return withhold_small_groups(content)


def _find_uncomputable(content: Content, metric: str | None) -> list[Problem]:
    """Return the problems of sources that cannot be computed, whose metrics would otherwise be missing silently."""
    sources = [one for one in content.sources.values() if one.is_published and metric in (None, one.metric)]
    metrics = {one.metric for one in sources}
    paths = {one.path for one in (*sources, *(content.metrics[key] for key in metrics if key in content.metrics))}
    return [problem for problem in check_content(content) if problem.place.path in paths] if sources else []


def _stop_on_errors(problems: list[Problem], content: Content, call: Call) -> None:
    if wrong := select_errors(problems):
        print_problems(wrong, content, call.language, err=True)
        sys.exit(Exit.PROBLEMS)


def _refuse_lacking(measured: Measurements, content: Content) -> None:
    """Refuse to write if answers of a source are missing, because the file would lose that source's figures."""
    lacking = [key for key, one in content.sources.items() if one.is_published and key not in measured.gathered]
    if lacking:
        raise wrong_usage(
            "The data of these sources is not available here: {sources}. Nothing was written.",
            sources=", ".join(lacking),
        )


def _write(measured: Measurements, path: str, call: Call, today: date) -> None:
    figures = tuple(query_page_figures(measured.metrics.values(), today))
    replace_files(call.project, {path: figures_as_csv(figures).encode()})
    click.echo(call.words("measure.written", n=len(figures), path=path))
