"""Mistakes that authors make, one folder each in `cases/`: reported at the right place, in plain words, with a remedy.

A folder of `cases/` holds the files that differ from `playbook/`. `places.csv` says where a person sees each mistake,
marked by hand when it was written; `tests/golden/mistakes/` has the reports in both languages. To add a mistake:
a folder, its line in places.csv, and `pytest --update-golden tests/mistakes`.
"""

from __future__ import annotations

import csv
import re
import shutil
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from cxsite.reading import read
from cxsite.reports.as_text import problems_as_text
from cxsite.reports.sentences import describe_problem
from cxsite.rules import check_content

if TYPE_CHECKING:
    from collections.abc import Mapping

    from goldens import Golden

    from cxsite.problems import Problem

HERE: Final = Path(__file__).parent
TODAY: Final = date(2026, 11, 20)
LANGUAGES: Final = ("vi", "en")
CASES: Final = tuple(sorted(folder.name for folder in (HERE / "cases").iterdir()))
BANNED: Final = re.compile(
    r"(?<!\.)\b(python|pydantic|yaml|parser?|mapping|token|str|string|int|integer|float|bool|boolean|dict|tuple|sequence|scalar"
    r"|null|none|nonetype|input should be|validation|exception|traceback|regex|pattern|anchor|alias|node|schema)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class CaseReport:
    """The problems of one case, and the texts of its files."""

    problems: tuple[Problem, ...]
    texts: Mapping[str, str]


class Reports(dict[str, CaseReport]):
    """The report of every case, read when it is asked for: a single test reads a single case."""

    def __init__(self, folders: pytest.TempPathFactory) -> None:
        super().__init__()
        self._folders = folders

    def __missing__(self, case: str) -> CaseReport:
        self[case] = _report(self._folders.mktemp("mistake"), case)
        return self[case]


@pytest.fixture(scope="module")
def reported(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, CaseReport]:
    return Reports(tmp_path_factory)


def _report(folder: Path, case: str) -> CaseReport:
    shutil.copytree(HERE / "playbook", folder, dirs_exist_ok=True)
    if case:
        shutil.copytree(HERE / "cases" / case, folder, dirs_exist_ok=True)
    content, mistakes = read(folder, today=TODAY)
    problems = sorted([*mistakes, *check_content(content)], key=lambda problem: problem.order)
    return CaseReport(tuple(problems), content.texts)


@cache
def places() -> Mapping[str, list[tuple[str, int, int]]]:
    found: dict[str, list[tuple[str, int, int]]] = defaultdict(list)
    with (HERE / "places.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found[row["mistake"]].append((row["path"], int(row["line"]), int(row["column"])))
    return found


def test_there_are_many_and_each_has_its_place() -> None:
    assert len(CASES) >= 230
    assert places().keys() == set(CASES)


def test_the_playbook_before_any_mistake_has_none(tmp_path: Path) -> None:
    assert _report(tmp_path, "").problems == ()


@pytest.mark.parametrize("case", CASES)
def test_every_mistake_is_reported_once_at_its_line(case: str, reported: Mapping[str, CaseReport]) -> None:
    assert [(p.place.path, p.place.line) for p in reported[case].problems] == [place[:2] for place in places()[case]]


def test_nineteen_of_twenty_are_reported_at_their_very_column(reported: Mapping[str, CaseReport]) -> None:
    pairs = [
        (case, problem.place.column, column)
        for case in CASES
        for problem, (_, _, column) in zip(reported[case].problems, places()[case], strict=True)
    ]
    off = [case for case, reported_at, seen_at in pairs if reported_at != seen_at]
    assert len(off) <= 0.05 * len(pairs), off


@pytest.mark.parametrize("case", CASES)
def test_each_is_reported_in_plain_words_with_a_remedy(
    case: str, reported: Mapping[str, CaseReport], golden: Golden
) -> None:
    found = reported[case]
    for language in LANGUAGES:
        for problem in found.problems:
            message = describe_problem(problem, language)
            assert message.remedy
            assert not BANNED.search(f"{message.what} {message.remedy} {message.meaning}")
        golden(f"mistakes/{case}.{language}.txt", problems_as_text(found.problems, found.texts, language))


def test_banned_words_are_looked_for() -> None:
    assert BANNED.search("Input should be a valid string")
    assert BANNED.search("mapping values are not allowed here")
