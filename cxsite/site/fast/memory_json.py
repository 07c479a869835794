"""Remembered pages as JSON: what many pages share is written once."""

from __future__ import annotations

from dataclasses import astuple
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from cxsite.site.fast.kinds import Kind, kind_from
from cxsite.site.fast.memory import Remembered
from cxsite.site.verify import Examined

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Mapping

    from cxsite.site.fast.memory import Slice

H = TypeVar("H", bound="Hashable")


class _Numbers(Generic[H]):
    """Gives each value a number."""

    def __init__(self) -> None:
        self.found: dict[H, int] = {}

    def of(self, value: H) -> int:
        return self.found.setdefault(value, len(self.found))


def told(pages: Mapping[str, Remembered], slices: Mapping[str, Slice]) -> dict[str, Any]:
    """The pages as values for JSON. Their entries are in the search index already; `slices` tell where."""
    facts, places, kinds = _Numbers[tuple[tuple[str, ...], str]](), _Numbers[tuple[str, str]](), _Numbers[Kind]()
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
            sorted(page.examined.anchors),
            [places.of(place) for place in page.examined.wanted],
        ]
        for path, page in pages.items()
    ]
    return {
        "kinds": [astuple(kind) for kind in kinds.found],
        "facts": [[*fact, said] for fact, said in facts.found],
        "places": list(places.found),
        "pages": written,
    }


def read(values: Mapping[str, Any], text_of: Callable[[Slice], str]) -> dict[str, Remembered]:
    """The pages again; `text_of` gives what lies in a slice.

    Raises ValueError, KeyError, TypeError or IndexError where the values are not as written.
    """
    kinds = [kind_from(told) for told in values["kinds"]]
    facts = [(tuple(fact), str(said)) for *fact, said in values["facts"]]
    places = [(str(path), str(anchor)) for path, anchor in values["places"]]
    found = {}
    for path, kind, title, description, file, known, switch, index, anchors, wanted in values["pages"]:
        entries = text_of(tuple(index)) if index else ""
        examined = Examined(frozenset(anchors), tuple([places[number] for number in wanted]))
        told_then = None if known is None else dict([facts[number] for number in known])
        found[path] = Remembered(kinds[kind], title, description, file, told_then, switch, entries, examined)
    return found
