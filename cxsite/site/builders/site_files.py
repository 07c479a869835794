"""Writes the files of a language that are not pages of ours: of the theme, of the content, search index, sitemap."""

from __future__ import annotations

import json
from itertools import chain
from typing import TYPE_CHECKING, Final

from cxsite.site.builders.build_state import pack
from cxsite.site.builders.output_files import bytes_of, page_url, sort_key
from cxsite.site.finish import compress_sitemap, style_icons
from cxsite.site.finish.search import FULL_INDEX, is_divided, make_titles_index, search_format

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from cxsite.site.builders.build_state import PackedBytes
    from cxsite.site.builders.language_plan import LanguagePlan
    from cxsite.site.builders.output_files import OutputFiles
    from cxsite.site.builders.page_frame import PageFrames
    from cxsite.site.builders.theme import SiteTheme
    from cxsite.site.docs_tree import Content

_ENCODE: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_FIRST: Final = json.JSONDecoder().raw_decode


def write_language(
    planned: LanguagePlan, frames: PageFrames, entries: Mapping[str, PackedBytes], output: OutputFiles
) -> None:
    """Write all files of one language except the pages that we render.

    `entries` has the search entries of each page by its path in the whole site.
    """
    theme, finish = frames.theme, frames.finish
    given: dict[str, Content] = {**dict(theme.added()), **planned.assets}
    texts = {path: bytes_of(one).decode() for path, one in given.items() if path.endswith((".html", ".css"))}
    pages = {planned.inside(path): text for path, text in texts.items() if path.endswith(".html")}
    pages |= {planned.file(page.path): theme.hand[page.path].html for page in planned.hand}
    given |= style_icons.moved_files({path: text for path, text in texts.items() if path.endswith(".css")})
    for file, text in pages.items():
        given |= finish.added(text, file)
        output.put(file, finish.page(text, file).encode())
    for kind in planned.used:
        given |= finish.added(theme.shells[kind].text, "")
    for path, content in given.items():
        if not path.endswith(".html"):
            output.put(planned.inside(path), bytes_of(content))
    own = {path: entries[planned.inside(path)] for path in planned.factories if planned.inside(path) in entries}
    own |= {page.path: pack(theme.hand[page.path].entries.encode()) for page in planned.hand}
    paths = sorted(own, key=sort_key)
    for path, pieces in _search_files(theme, [own[path] for path in paths if own[path].size]):
        output.put_pieces(planned.inside(path), pieces)
    if listed := theme.sitemap.text([page_url(path, directories=theme.directories) for path in paths]).encode():
        output.put(planned.inside("sitemap.xml"), listed)
        output.put(planned.inside("sitemap.xml.gz"), compress_sitemap(listed))


def _search_files(theme: SiteTheme, entries: Sequence[PackedBytes]) -> Iterator[tuple[str, Iterable[bytes]]]:
    """Yield the files of the search index with the pages' entries in order, in pieces.

    A large index is divided into two files, as in `site.finish`.
    """
    form = search_format(theme.engine)
    head, tail = f'{{"config":{theme.search},"{form.entries}":['.encode(), b"]}"
    size = len(head) + sum(one.size + 1 for one in entries) - bool(entries) + len(tail)
    is_two = form.is_divisible and is_divided(size, theme.not_found)
    commas = (b"," * (number > 0) + one.read() for number, one in enumerate(entries))
    yield FULL_INDEX if is_two else form.file, chain((head,), commas, (tail,))
    if is_two:
        # The entry of a page itself is the first of its entries.
        first = (_FIRST(one.read().decode())[0] for one in entries)
        yield form.file, (_ENCODE(make_titles_index(json.loads(theme.search), first)).encode(),)
