"""Writes the files of a language that are not pages of ours: of the theme, of the content, search index, sitemap."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxsite.site.builders.output_files import bytes_of
from cxsite.site.builders.output_paths import page_url, sort_key
from cxsite.site.builders.packed_bytes import PlainBytes
from cxsite.site.builders.search_files import search_files
from cxsite.site.finish import sitemap, style_icons
from cxsite.site.finish.search_format import search_format

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cxsite.site.builders.language_plan import LanguagePlan
    from cxsite.site.builders.output_files import OutputFiles
    from cxsite.site.builders.packed_bytes import StoredBytes
    from cxsite.site.builders.page_frame import PageFrames
    from cxsite.site.builders.page_state import Slice
    from cxsite.site.docs_tree import Content


def write_language(
    planned: LanguagePlan, frames: PageFrames, entries: Mapping[str, StoredBytes], output: OutputFiles
) -> dict[str, Slice]:
    """Write all files of one language except the pages that we render, and return the slices of their search entries.

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
        given |= finish.added_for_shell(theme.shells[kind])
    for path, content in given.items():
        if not path.endswith(".html"):
            output.put(planned.inside(path), bytes_of(content))
    own = {path: entries[planned.inside(path)] for path in planned.factories if planned.inside(path) in entries}
    own |= {page.path: PlainBytes(theme.hand[page.path].entries.encode()) for page in planned.hand}
    return _write_indexes(planned, frames, own, output)


def _write_indexes(
    planned: LanguagePlan, frames: PageFrames, entries: Mapping[str, StoredBytes], output: OutputFiles
) -> dict[str, Slice]:
    theme = frames.theme
    paths = sorted(entries, key=sort_key)
    found = search_files(
        search_format(theme.engine), theme.search, {path: entries[path] for path in paths}, theme.not_found
    )
    for path, pieces in found.files.items():
        output.put_pieces(planned.inside(path), pieces)
    urls = [page_url(path, directories=theme.directories) for path in paths]
    if text := theme.sitemap.text(urls).encode():
        output.put(planned.inside("sitemap.xml"), text)
        output.put(planned.inside("sitemap.xml.gz"), sitemap.compress_sitemap(text))
    return {
        planned.inside(path): (planned.inside(file), start, end) for path, (file, start, end) in found.slices.items()
    }
