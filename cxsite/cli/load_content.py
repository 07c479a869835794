"""Reads the content and checks it by every rule: the first step of most commands."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cxsite.cli.terminal import ProgressDisplay
from cxsite.incremental.build_inputs import hash_program
from cxsite.incremental.state_files import state_path
from cxsite.problems import Level
from cxsite.reading import load_saved_files, read
from cxsite.reading.garbage_collection import collector_paused
from cxsite.rules import check_content
from cxsite.site.agreement import find_disagreements

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date
    from pathlib import Path

    from cxsite.cli.call import Call
    from cxsite.model.content import Content
    from cxsite.problems import Problem
    from cxsite.reading import ParseCache
    from cxsite.reading.parse_cache import SavedFiles


def load_content(
    call: Call, *, as_of: date | None = None, known: ParseCache | None = None
) -> tuple[Content, list[Problem]]:
    """Load the content and all its problems in the order of places; show progress if it takes long.

    `known` is as in `cxsite.reading`.
    """
    content, problems = read_content(call, as_of=as_of, known=known)
    return content, add_rule_problems(call, content, problems)


def parsed_files_path(project: Path) -> Path:
    """Return the file that keeps parsed content for later runs."""
    return state_path(project, "content.bin")


def load_parsed_files(project: Path) -> SavedFiles:
    """Return the parsed content that the last build of this program has saved."""
    with collector_paused():
        return load_saved_files(parsed_files_path(project), hash_program())


def read_content(
    call: Call, *, as_of: date | None = None, known: ParseCache | None = None
) -> tuple[Content, list[Problem]]:
    """Read the content with its figures, and all problems except those of rules."""
    with ProgressDisplay(call.words) as progress, collector_paused():
        progress.step("read")
        content, problems = read(call.project, today=as_of, known=known)
        if content.observations:
            from cxsite.measurement.disclosure import withhold_small_groups  # noqa: PLC0415 -- as for answers

            content = withhold_small_groups(content)
        if content.sources:
            from cxsite.measurement.measure import with_figures  # noqa: PLC0415 -- most playbooks have no answers

            progress.step("measure")
            content, of_data = with_figures(content, call.project)
            problems = [*problems, *of_data]
    return content, problems


def add_rule_problems(call: Call, content: Content, problems: Iterable[Problem]) -> list[Problem]:
    """Return these problems and those of rules, in the order of places."""
    with ProgressDisplay(call.words) as progress, collector_paused():
        progress.step("check")
        found = [*problems, *_check_rules(content), *_check_site(content, call.project)]
    return sorted(found, key=lambda problem: problem.order)


def _check_rules(content: Content) -> list[Problem]:
    """Return what rules find in the main language, and problems of further ones, such as a link in a translation."""
    found = check_content(content)
    output = {(problem.code, problem.place) for problem in found}
    for translation in content.translations.values():
        figures = replace(translation, observations=content.observations, withheld=content.withheld)
        others = (problem for problem in check_content(figures) if (problem.code, problem.place) not in output)
        further = [problem for problem in others if problem.code.startswith("CX2")]
        output |= {(problem.code, problem.place) for problem in further}
        found += further
    return found


def _check_site(content: Content, project: Path) -> Iterator[Problem]:
    """Yield the problems that need the team's MkDocs settings."""
    yield from find_disagreements(content, project / "mkdocs.yml")
    if content.pages or content.pictures:
        from cxsite.cli.outline import editions  # noqa: PLC0415 -- knows every page's address
        from cxsite.handwritten.hand_pages import check_hand_pages  # noqa: PLC0415
        from cxsite.handwritten.pictures import picture_problems  # noqa: PLC0415

        of_languages = editions(project, content)
        yield from check_hand_pages(of_languages)
        yield from picture_problems(content, project, of_languages)


def select_errors(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems that always prevent publishing."""
    return [problem for problem in problems if problem.level is Level.ERROR]
