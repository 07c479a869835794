"""The files of the search index, and where in them each page's entries lie."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cxsite.site.finish.search_parts import FULL_INDEX, SEARCH_INDEX, config_of_titles, is_laid_out, title_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cxsite.site.fast.memory import Slice

_ENCODE: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_FIRST: Final = json.JSONDecoder().raw_decode


@dataclass(frozen=True, slots=True)
class SearchFiles:
    """The files by their paths, and the slice of each page that has entries."""

    files: Mapping[str, bytes | bytearray]
    slices: Mapping[str, Slice]


def search_files(config: str, entries: Mapping[str, bytes], page: str) -> SearchFiles:
    """The index with these settings and these pages' entries, in their order; `page` is one of the theme's own.

    As `finish` does it, a large index is laid out in two files.
    """
    told = {name: text for name, text in entries.items() if text}
    data, spans = bytearray(f'{{"config":{config},"docs":['.encode()), dict[str, tuple[int, int]]()
    for number, (name, text) in enumerate(told.items()):
        data += b"," * (number > 0)
        start = len(data)
        data += text
        spans[name] = (start, len(data))
    data += b"]}"
    is_two = is_laid_out(len(data), page)
    whole = FULL_INDEX if is_two else SEARCH_INDEX
    files: dict[str, bytes | bytearray] = {
        whole: data,
        **({SEARCH_INDEX: _titles(config, told.values())} if is_two else {}),
    }
    return SearchFiles(files, {name: (whole, *span) for name, span in spans.items()})


def _titles(config: str, entries: Iterable[bytes]) -> bytes:
    """The first of two files. A page's own entry is the first of its entries."""
    docs = [told for text in entries if (told := title_of(_FIRST(text.decode())[0]))]
    return _ENCODE({"config": config_of_titles(json.loads(config)), "docs": docs}).encode()
