"""Formats problems as annotations of a pull request: workflow commands of GitHub Actions.

The format is that of GitHub's “Workflow commands” page. For safety, no authors' text can begin a command: all of it
comes after `::` with line ends escaped. GitHub shows ten annotations of each kind for a step and drops the others with
their file and line; these are written as log lines instead, which have both.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from cxsite.escaping import ci_commands, comment, terminal
from cxsite.i18n.catalogue import Translator
from cxsite.problems import Level
from cxsite.reports.as_text import count_sentence
from cxsite.reports.sentences import describe_problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cxsite.problems import Problem
    from cxsite.reports.fingerprints import ReportedProblem

_COMMANDS: Final = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "notice"}
MOST_ANNOTATIONS: Final = 10
"""The most annotations of each kind that GitHub shows for a step ("Limits of annotations")."""
MOST_ROWS: Final = 1_000
"""The limit of a job summary is 1 MiB; a thousand rows are far below it."""


def problems_as_github(found: Sequence[ReportedProblem], language: str, prefix: str = "") -> str:
    """Return a command or a log line for each problem that is not known, then one sentence.

    `prefix` is the path from the repository to the project.
    """
    new = [one.problem for one in found if not one.is_known]
    return "\n".join((*_lines(new, language, prefix), count_sentence(new, language))) + "\n"


def _lines(new: Sequence[Problem], language: str, prefix: str) -> Iterator[str]:
    """Yield the commands, then log lines for what GitHub would not show."""
    numbers: Counter[Level] = Counter()
    further: list[Problem] = []
    for problem in new:
        numbers[problem.level] += 1
        if numbers[problem.level] <= MOST_ANNOTATIONS:
            yield _command(problem, language, prefix)
        else:
            further.append(problem)
    if further:
        words = Translator(language, "commands")
        yield words("github.further", most=MOST_ANNOTATIONS, n=len(further))
        yield from (_log_line(problem, language, prefix, words) for problem in further)


def _log_line(problem: Problem, language: str, prefix: str, words: Translator) -> str:
    """Return one line with file, line and column, which no text can turn into a command."""
    wording = describe_problem(problem, language)
    text = " ".join(part for part in (wording.what, wording.remedy and f"→ {wording.remedy}", wording.meaning) if part)
    place = f"{prefix}{problem.place}"
    line = terminal.encode(" ".join(f"- {place}: {words(f'level.{problem.level}')} {problem.code} {text}".split()))
    return ci_commands.encode_log(line)


def _command(problem: Problem, language: str, prefix: str) -> str:
    place, wording = problem.place, describe_problem(problem, language)
    where = {"file": prefix + terminal.encode(place.path), "line": place.line, "endLine": place.end_line}
    if place.end_line == place.line:  # columns are valid only for a range on one line
        where |= {"col": place.column, "endColumn": max(place.column, place.end_column - 1)}
    where["title"] = problem.code
    properties = ",".join(f"{key}={ci_commands.encode_property(str(value))}" for key, value in where.items())
    text = "\n".join(part for part in (wording.what, wording.remedy and f"→ {wording.remedy}", wording.meaning) if part)
    return f"::{_COMMANDS[problem.level]} {properties}::{ci_commands.encode_data(text)}"


def step_summary(found: Sequence[ReportedProblem], language: str) -> str:
    """Return all problems as a Markdown table for the job summary; authors' texts are escaped."""
    return "\n".join(_summary(found, language)) + "\n"


def _summary(found: Sequence[ReportedProblem], language: str) -> Iterator[str]:
    words = Translator(language, "commands")
    yield from (f"## cxsite: {comment.encode(count_sentence([one.problem for one in found], language))}", "")
    if not found:
        return
    yield f"| {words('summary.level')} | {words('summary.place')} | {words('summary.what')} |"
    yield "|---|---|---|"
    for one in found[:MOST_ROWS]:
        problem, wording = one.problem, describe_problem(one.problem, language)
        level = words("level.known") if one.is_known else words(f"level.{problem.level}")
        what = "<br>".join(
            comment.encode(part) for part in (wording.what, wording.remedy and f"→ {wording.remedy}") if part
        )
        yield f"| {level} {problem.code} | {comment.encode(str(problem.place))} | {what} |"
    if len(found) > MOST_ROWS:
        yield from ("", words("summary.more", n=len(found) - MOST_ROWS))
