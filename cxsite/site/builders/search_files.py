"""Writes the files of the search index, and records the slice of each page's entries."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cxsite.site.finish.search_parts import FULL_INDEX, config_of_titles, is_laid_out, title_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from cxsite.site.builders.packed_bytes import StoredBytes
    from cxsite.site.builders.page_state import Slice
    from cxsite.site.finish.search_format import SearchFormat

_ENCODE: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_FIRST: Final = json.JSONDecoder().raw_decode
_TAIL: Final = b"]}"


@dataclass(frozen=True, slots=True)
class SearchFiles:
    """The files by path, in pieces, and the slice of each page that has entries."""

    files: Mapping[str, Iterable[bytes]]
    slices: Mapping[str, Slice]


def search_files(form: SearchFormat, config: str, entries: Mapping[str, StoredBytes], page: str) -> SearchFiles:
    """Make the index with these settings and the pages' entries in order; `page` is a page with the theme's frame.

    A large index is divided into two files, as in `site.finish`.
    """
    reported = {name: stored for name, stored in entries.items() if stored.size}
    head = f'{{"config":{config},"{form.entries}":['.encode()
    end, spans = len(head), dict[str, tuple[int, int]]()
    for name, stored in reported.items():
        start = end + (1 if spans else 0)
        end = start + stored.size
        spans[name] = (start, end)
    is_two = form.is_divisible and is_laid_out(end + len(_TAIL), page)
    whole = FULL_INDEX if is_two else form.file
    files: dict[str, Iterable[bytes]] = {whole: _pieces(head, reported.values())}
    if is_two:
        files[form.file] = (_titles(config, reported.values()),)
    return SearchFiles(files, {name: (whole, *span) for name, span in spans.items()})


def _pieces(head: bytes, entries: Iterable[StoredBytes]) -> Iterator[bytes]:
    yield head
    for number, stored in enumerate(entries):
        yield b"," * (number > 0) + stored.read()
    yield _TAIL


def _titles(config: str, entries: Iterable[StoredBytes]) -> bytes:
    """Return the first of two files. The entry of a page itself is the first of its entries."""
    docs = [reported for stored in entries if (reported := title_of(_FIRST(stored.read().decode())[0]))]
    return _ENCODE({"config": config_of_titles(json.loads(config)), "docs": docs}).encode()
