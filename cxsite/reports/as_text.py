"""Formats problems as text for people: place, sentence, source line with carets, remedy, and a count."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from cxsite.escaping import terminal
from cxsite.i18n.catalogue import Translator
from cxsite.problems import Level
from cxsite.reports.sentences import describe_problem
from cxsite.reports.source_line import source_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from cxsite.problems import Problem
    from cxsite.reports.fingerprints import ReportedProblem

_COLOURS: Final = {Level.ERROR: "31;1", Level.WARNING: "33;1", Level.NOTE: "36;1"}
_FAINT: Final = "2"
MANY: Final = 10
"""A list of more problems is sorted by level: errors, warnings, notes."""
_DRAFT: Final = re.compile(r"^status:\s*[\"']?draft\b", re.MULTILINE)


def problems_as_text(
    problems: Iterable[Problem], texts: Mapping[str, str], language: str, *, colours: bool = False
) -> str:
    """Return all problems and their number. `texts` has files by path.

    They are in the order of places, or errors first if there are many; what drafts lack comes last.
    """
    ordered, drafts = _in_sections(list(problems), texts)
    every = [*ordered, *drafts]
    lines = {path: texts[path].split("\n") for path in {p.place.path for p in every} if path in texts}
    blocks = ["\n".join(_block(problem, lines, language, colours=colours)) for problem in every]
    if drafts:
        blocks.insert(len(ordered), Translator(language, "commands")("problems.drafts"))
    return "\n\n".join([*blocks, count_sentence(every, language)]) + "\n"


def _in_sections(problems: list[Problem], texts: Mapping[str, str]) -> tuple[list[Problem], list[Problem]]:
    """Return the problems in the order in which they are shown, and separately what is no error in drafts."""
    paths = {
        p.place.path for p in problems if p.place.path.endswith((".yml", ".yaml"))
    }  # hand-written pages have no state
    drafts = {path for path in paths if _DRAFT.search(texts.get(path, ""))}
    is_long = len(problems) > MANY
    ordered = sorted(problems, key=lambda problem: (problem.level.rank if is_long else 0, problem.order))
    is_of_draft = [p.place.path in drafts and p.level is not Level.ERROR for p in ordered]
    rest = [problem for problem, later in zip(ordered, is_of_draft, strict=True) if not later]
    return rest, [problem for problem, later in zip(ordered, is_of_draft, strict=True) if later]


def reported_as_text(
    found: Sequence[ReportedProblem], texts: Mapping[str, str], language: str, *, colours: bool = False
) -> str:
    """Return new problems in full, then one line for each known one."""
    new = problems_as_text([one.problem for one in found if not one.is_known], texts, language, colours=colours)
    known = [one.problem for one in found if one.is_known]
    if not known:
        return new
    lines = (
        f"  {terminal.encode(str(problem.place))}: {problem.code} {describe_problem(problem, language).what}"
        for problem in known
    )
    return "\n".join((new, Translator(language, "commands")("known.listed", n=len(known)), *lines)) + "\n"


def count_sentence(problems: Sequence[Problem], language: str) -> str:
    """Return one sentence: the number of errors, warnings, notes and files, or that nothing is wrong."""
    words = Translator(language, "commands")
    if not problems:
        return words("problems.none")
    counts = Counter(problem.level for problem in problems)
    wording = [words(f"problems.{level}", n=counts[level]) for level in Level if counts[level]]
    files = words("problems.files", n=len({problem.place.path for problem in problems}))
    return words("problems.closing", counts=", ".join(wording), files=files)


def _block(problem: Problem, lines: Mapping[str, Sequence[str]], language: str, *, colours: bool) -> Iterator[str]:
    level = Translator(language, "commands")(f"level.{problem.level}")
    wording = describe_problem(problem, language)
    mark = _COLOURS[problem.level]
    yield f"{terminal.encode(str(problem.place))}: {_colour(f'{level} {problem.code}', mark, colours=colours)}"
    yield f"  {wording.what}"
    source = source_line(_line(lines.get(problem.place.path, ()), problem.place.line), problem.place)
    if source is not None:
        number = str(problem.place.line)
        yield _colour(f"  {number} | ", _FAINT, colours=colours) + source.text
        yield _colour(f"  {' ' * len(number)} | ", _FAINT, colours=colours) + _colour(
            source.carets, mark, colours=colours
        )
    if wording.remedy:
        yield f"  → {wording.remedy}"
    if wording.meaning:
        yield f"  {wording.meaning}"


def _line(lines: Sequence[str], number: int) -> str:
    return lines[number - 1] if 1 <= number <= len(lines) else ""


def _colour(text: str, colour: str, *, colours: bool) -> str:
    return f"\x1b[{colour}m{text}\x1b[0m" if colours else text
