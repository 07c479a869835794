"""Checks a changed file with the reader and the rules of `validate`, before it is written."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Final

from cxsite.authoring.schemas import MODELS, kind_of
from cxsite.model.content import cached_on_content
from cxsite.model.facts.references import collect_references
from cxsite.problems import Level
from cxsite.reading.file_kinds import KINDS, PLAYBOOK
from cxsite.reading.files import ContentFile, read_text
from cxsite.reading.library_touchpoints import LibraryCache, with_library
from cxsite.reading.playbook_file import read_playbook
from cxsite.reading.record_file import read_record
from cxsite.rules import check_content

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cxsite.model.content import Content
    from cxsite.model.records.journey import Journey
    from cxsite.model.records.record import Record
    from cxsite.problems import Problem

_FEW: Final = 60
"""With more journeys, a check looks only at those that have to do with the file: all of them would take seconds."""
_OF_ALL_JOURNEYS: Final = frozenset({"CX139", "CX215", "CX305", "CX311", "CX315", "CX338", "CX521"})
"""Rules that look at all journeys; the preview's build reports what they find."""


def check_file(content: Content, path: str, data: bytes) -> list[Problem]:
    """Return the problems of a file with new bytes, as if `content` had it.

    Rules that concern other files are left out, and so are problems in other files.
    """
    # A file is checked when its form is opened, and again before the edit is compared with it: only once, therefore.
    known = _checked_files(content)
    if (path, data) not in known:
        known[path, data] = _check_file(content, path, data)
    return known[path, data]


@cached_on_content
def _checked_files(_content: Content) -> dict[tuple[str, bytes], list[Problem]]:
    return {}


def _check_file(content: Content, path: str, data: bytes) -> list[Problem]:
    found = ContentFile("", path, data)
    kind = kind_of(path)
    if kind == PLAYBOOK:
        playbook, _, problems, text = read_playbook(found, None)
        changed = None if playbook is None else replace(content, playbook=playbook, translations={})
        return sorted(_with_rules(changed, path, text, problems), key=lambda problem: problem.order)
    text, problems = read_text(found)
    if text is None or kind is None:
        return problems
    language = content.playbook.language
    record, of_file = read_record(path, text, MODELS[kind], language, language)  # type: ignore[type-var]
    problems = [*problems, *of_file]
    changed = None if record is None else _with_record(content, kind, PurePosixPath(path).stem, record)
    return sorted(_with_rules(changed, path, text, problems), key=lambda problem: problem.order)


def _with_rules(content: Content | None, path: str, text: str | None, problems: list[Problem]) -> Iterator[Problem]:
    yield from problems
    if content is None or text is None or any(problem.level is Level.ERROR for problem in problems):
        return
    is_reduced = len(content.journeys) > _FEW
    own = replace(content, texts={path: text})
    if is_reduced:
        own = replace(own, journeys=_related_journeys(own, path))
    for problem in check_content(own):
        if problem.place.path == path and not (is_reduced and problem.code in _OF_ALL_JOURNEYS):
            yield problem


def _with_record(content: Content, kind: str, name: str, record: Record) -> Content:
    folder = next(one.folder for one in KINDS if one.name.removeprefix("library ") == kind)
    records: dict[str, Any] = {folder: {**getattr(content, folder), name: record}}
    unreadable = frozenset(one for one in content.unreadable if one[1] != name)
    observations = content.observations if kind == "metric" else ()
    made = replace(content, **records, unreadable=unreadable, translations={}, observations=observations, withheld=())
    if kind != "journey":
        return made
    joined = with_library({name: made.journeys[name]}, made.touchpoints, LibraryCache(), made.playbook.language)
    return replace(made, journeys={**made.journeys, **joined})


def _related_journeys(content: Content, path: str) -> Mapping[str, Journey]:
    """Return the journey of a file, or those that its record names, with those above them and their counterparts."""
    record = next((one for one in content.files if one.path == path), None)
    wanted = [] if record is None else [one.value.partition("/")[0] for one in collect_references(record)]
    if record is not None:
        wanted.append(record.id)
    found: dict[str, Journey] = {}
    while wanted:
        journey = content.journeys.get(name := wanted.pop())
        if journey is not None and name not in found:
            found[name] = journey
            wanted += filter(None, (journey.parent, journey.baseline))
    return dict(sorted(found.items()))


def new_problems(before: list[Problem], after: list[Problem]) -> list[Problem]:
    """Return the problems of which there are more than before; their lines may have moved."""
    counts = Counter(map(_sort_of, before))
    appeared: list[Problem] = []
    for problem in after:
        counts[_sort_of(problem)] -= 1
        if counts[_sort_of(problem)] < 0:
            appeared.append(problem)
    return appeared


def _sort_of(problem: Problem) -> tuple[str, tuple[tuple[str, object], ...]]:
    return problem.code, tuple(sorted(problem.values.items()))
