"""Remembered pages as JSON: what many pages share is written once."""

from __future__ import annotations

import json
from dataclasses import astuple
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from cxsite.site.fast.kinds import Kind, kind_from
from cxsite.site.fast.memory import Remembered

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Mapping, Sequence

    from cxsite.site.fast.memory import Slice

H = TypeVar("H", bound="Hashable")


class _Numbers(Generic[H]):
    """Gives each value a number."""

    def __init__(self) -> None:
        self.found: dict[H, int] = {}

    def of(self, value: H) -> int:
        return self.found.setdefault(value, len(self.found))


def told(pages: Mapping[str, Remembered], slices: Mapping[str, Slice]) -> tuple[dict[str, Any], list[bytes]]:
    """What many pages share as values for JSON, and two lines for each page: what it is, and what was seen of it.

    Their entries are in the search index already; `slices` tell where.
    """
    facts, kinds = _Numbers[tuple[tuple[str, ...], str]](), _Numbers[Kind]()
    lines: list[bytes] = []
    for path, page in pages.items():
        known = None if page.told is None else [facts.of(fact) for fact in page.told.items()]
        values = [path, kinds.of(page.kind), page.title, page.description, page.file, known, dict(page.switch)]
        lines += (as_json([*values, slices.get(path)]), page.seen)
    shared = {"kinds": [astuple(kind) for kind in kinds.found], "facts": [[*fact, said] for fact, said in facts.found]}
    return shared, lines


def as_json(values: object) -> bytes:
    """Values in one line."""
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def read(
    shared: Mapping[str, Any], lines: Sequence[bytes], bytes_of: Callable[[Slice], bytes]
) -> dict[str, Remembered]:
    """The pages again; `bytes_of` gives what lies in a slice.

    Raises ValueError, KeyError, TypeError or IndexError where the values are not as written.
    """
    kinds = [kind_from(told) for told in shared["kinds"]]
    facts = [(tuple(fact), str(said)) for *fact, said in shared["facts"]]
    found = {}
    for line, seen in zip(lines[0::2], lines[1::2], strict=True):
        path, kind, title, description, file, known, switch, index = json.loads(line.decode("utf-8", "surrogatepass"))
        entries = bytes_of(tuple(index)) if index else b""
        told_then = None if known is None else dict([facts[number] for number in known])
        found[path] = Remembered(kinds[kind], title, description, file, told_then, switch, entries, seen)
    return found
