"""Fingerprints of problems, which do not change when other lines are added or moved."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from cxsite.model.records.source_location import Fields, Items
from cxsite.reading.yaml_events import read_yaml

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping

    from cxsite.problems import Place, Problem

_YAML: Final = (".yml", ".yaml")
_NAMES: Final = ("id", "use", "stage", "rule", "title", "name", "text")
"""The keys that identify an entry of a list, instead of its number."""
_WRITTEN: Final = ("found", "key", "id", "column")
"""Values that repeat the author's text; others, such as lines and days, change without an edit."""


@dataclass(frozen=True, slots=True)
class ReportedProblem:
    """A problem, its fingerprint (32 hexadecimal digits), and whether the team accepts it for now."""

    problem: Problem
    fingerprint: str
    is_known: bool = False


def report_problems(
    problems: Iterable[Problem],
    texts: Mapping[str, str],
    known: Container[str] = frozenset(),
    read: Mapping[str, Fields] = MappingProxyType({}),
) -> tuple[ReportedProblem, ...]:
    """Return the problems in the order of places. `texts` has files by path, `known` has fingerprints.

    `read` has files that are parsed already; others are parsed again. A fingerprint is a hash of code, file, the keys
    and ids on the path to the place, and the text there. If a file cannot be parsed, the line replaces the path. Equal
    fingerprints are numbered.
    """
    tops: dict[str, Fields | None] = dict(read)
    seen: Counter[tuple[str, ...]] = Counter()
    found = []
    for problem in sorted(problems, key=lambda problem: problem.order):
        path = problem.place.path
        if path not in tops:
            tops[path] = read_yaml(path, texts[path])[0] if path in texts and path.endswith(_YAML) else None
        way = _key_path(tops[path], problem.place) or _line(texts.get(path, ""), problem.place)
        written = (str(problem.values.get(key, "")) for key in _WRITTEN)
        parts = (problem.code, path, *way, "", *written)
        seen[parts] += 1
        digest = hashlib.sha256("\0".join((*parts, str(seen[parts]))).encode("utf-8", "surrogatepass")).hexdigest()[:32]
        found.append(ReportedProblem(problem, digest, digest in known))
    return tuple(found)


def _line(text: str, place: Place) -> tuple[str, ...]:
    lines = text.split("\n")
    return (" ".join(lines[place.line - 1].split()),) if place.line <= len(lines) else ()


def _key_path(top: Fields | None, place: Place) -> tuple[str, ...]:
    return () if top is None else tuple(_steps(top, (place.line - 1, place.column - 1)))


def _steps(node: object, at: tuple[int, int]) -> Iterator[str]:
    """Yield the keys and the names of entries from the top of a file to a place (line and column from 0)."""
    if isinstance(node, Fields):
        for key, (line, column, end, *span) in node.places.items():
            if (line, column) <= at <= (line, end) or (span and _within(span, at)):
                yield key
                yield from _steps(node.get(key), at)
                return
    elif isinstance(node, Items):
        for number, (item, span_of_item) in enumerate(zip(node, node.places, strict=True)):
            if _within(list(span_of_item), at):
                yield _name(item, number)
                yield from _steps(item, at)
                return


def _within(span: list[int], at: tuple[int, int]) -> bool:
    line, column, end_line, end = span
    return (line, column) <= at < (end_line, max(end, column + 1))


def _name(item: object, number: int) -> str:
    if isinstance(item, Fields):
        return next((str(item[name]) for name in _NAMES if name in item), str(number))
    return str(number) if isinstance(item, Items) else str(item)
