"""Encodes the states of pages as JSON; values that many pages share are written once."""

from __future__ import annotations

import json
from dataclasses import astuple
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from cxsite.site.builders.frame_kinds import FrameKind, kind_from
from cxsite.site.builders.packed_bytes import PlainBytes
from cxsite.site.builders.page_state import PageState

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence

    from cxsite.site.builders.packed_bytes import StoredBytes
    from cxsite.site.builders.page_state import Slice

H = TypeVar("H", bound="Hashable")


class _SharedValues(Generic[H]):
    """Numbers distinct values."""

    def __init__(self) -> None:
        self.found: dict[H, int] = {}

    def of(self, value: H) -> int:
        return self.found.setdefault(value, len(self.found))


def encode_state(
    values: Mapping[str, Any], pages: Mapping[str, PageState], slices: Mapping[str, Slice]
) -> Iterator[bytes]:
    """Encode two lines for each page, its state and its references; the last line has `values` and the shared values.

    Search entries are not repeated: `slices` are their places in the search index.
    """
    facts, kinds = _SharedValues[tuple[tuple[str, ...], str]](), _SharedValues[FrameKind]()
    for path, page in pages.items():
        known = None if page.dependencies is None else [facts.of(fact) for fact in page.dependencies]
        wording = [path, kinds.of(page.kind), page.title, page.description, page.file, known, dict(page.switch)]
        yield _as_json([*wording, slices.get(path)])
        yield page.references.read() + b"\n"
    shared = {
        "kinds": [astuple(kind) for kind in kinds.found],
        "facts": [[*fact, wording] for fact, wording in facts.found],
    }
    yield _as_json({**values, **shared})


def _as_json(values: object) -> bytes:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass") + b"\n"


def decode_shared(data: bytes) -> tuple[dict[str, Any], list[bytes]]:
    """Decode the last line, and return it with the lines before it. Raises ValueError if there is none."""
    *lines, last, _ = data.split(b"\n")
    return json.loads(last.decode("utf-8", "surrogatepass")), lines


def decode_pages(
    shared: Mapping[str, Any], lines: Sequence[bytes], stored_at: Callable[[Slice], StoredBytes]
) -> dict[str, PageState]:
    """Decode the pages; `stored_at` returns the bytes of a slice.

    Raises ValueError, KeyError, TypeError or IndexError if the data is damaged.
    """
    kinds = [kind_from(dependencies) for dependencies in shared["kinds"]]
    facts = [(tuple(fact), str(wording)) for *fact, wording in shared["facts"]]
    found = {}
    for line, seen in zip(lines[0::2], lines[1::2], strict=True):
        path, kind, title, description, file, known, switch, index = json.loads(line.decode("utf-8", "surrogatepass"))
        entries = stored_at(tuple(index)) if index else PlainBytes(b"")
        dependencies = None if known is None else tuple([facts[number] for number in known])
        found[path] = PageState(kinds[kind], title, description, file, dependencies, switch, entries, PlainBytes(seen))
    return found
