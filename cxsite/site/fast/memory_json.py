"""Remembered pages as JSON: what many pages share is written once."""

from __future__ import annotations

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


def told(pages: Mapping[str, Remembered], slices: Mapping[str, Slice]) -> dict[str, Any]:
    """The pages as values for JSON, but what was seen of each.

    Their entries are in the search index already; `slices` tell where.
    """
    facts, kinds = _Numbers[tuple[tuple[str, ...], str]](), _Numbers[Kind]()
    written = [
        [
            path,
            kinds.of(page.kind),
            page.title,
            page.description,
            page.file,
            None if page.told is None else [facts.of(fact) for fact in page.told.items()],
            dict(page.switch),
            slices.get(path),
        ]
        for path, page in pages.items()
    ]
    return {
        "kinds": [astuple(kind) for kind in kinds.found],
        "facts": [[*fact, said] for fact, said in facts.found],
        "pages": written,
    }


def read(values: Mapping[str, Any], seen: Sequence[bytes], bytes_of: Callable[[Slice], bytes]) -> dict[str, Remembered]:
    """The pages again, of which this was `seen`; `bytes_of` gives what lies in a slice.

    Raises ValueError, KeyError, TypeError or IndexError where the values are not as written.
    """
    kinds = [kind_from(told) for told in values["kinds"]]
    facts = [(tuple(fact), str(said)) for *fact, said in values["facts"]]
    found = {}
    for (path, kind, title, description, file, known, switch, index), line in zip(values["pages"], seen, strict=True):
        entries = bytes_of(tuple(index)) if index else b""
        told_then = None if known is None else dict([facts[number] for number in known])
        found[path] = Remembered(kinds[kind], title, description, file, told_then, switch, entries, line)
    return found
