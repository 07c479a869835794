"""Runs the engine on probes and hand-written pages, and learns the theme's frames from what it writes."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from cxsite.escaping import html
from cxsite.site.builders.fallback import search_options
from cxsite.site.builders.frame_kinds import FrameKind, probes
from cxsite.site.builders.frame_template import (
    FrameTemplate,
    UnexpectedThemeError,
    cut_at_sentinels,
    make_gap,
    sentinel_forms,
)
from cxsite.site.builders.mkdocs_build import MkDocsOptions, build_docs
from cxsite.site.builders.output_files import output_path, page_url
from cxsite.site.builders.theme import HeadingTemplates, Sitemap, SiteTheme, TableOfContents, ThemedHandPage
from cxsite.site.docs_tree import SiteAsset, heading_words, make_docs_tree
from cxsite.site.engines.material import CONTENTS
from cxsite.site.finish.search import finish_index, fix_worker, language_of, search_format
from cxsite.site.finish.theme_html import strip_part
from cxsite.site.settings import SiteEngine
from cxsite.site.tree_folder import write_tree

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from cxsite.rendering.page import Page, Section
    from cxsite.site.builders.language_plan import LanguagePlan

_SAMPLE: Final = FrameKind(folder="", described=True, listed=True)
_SITEMAP_ITEM: Final = re.compile(r"\s*<url>.*?</url>", re.DOTALL)
_STUB: Final = b"# stub"


def learn_theme(folder: Path, key: str, planned: LanguagePlan, kinds: frozenset[FrameKind]) -> SiteTheme:
    """Build probes of the kinds, and the hand-written pages of the plan, with the engine below an empty folder.

    Raises:
        CxsiteError: the engine warned or failed.
        UnexpectedThemeError: the theme's output is not as expected.
    """
    probed = probes({*kinds, _SAMPLE})
    pages = [*planned.hand, *(page for found in probed.values() for page in found)]
    own = {f"{page.path}.md" for page in pages}
    # The files that hand-written pages link to must exist.
    stubs = [SiteAsset(path=path, content=_STUB) for path in planned.linked if path not in own]
    docs, site = folder / "docs", folder / "site"
    write_tree(make_docs_tree(pages, stubs), docs)
    plugins = [{"search": dict(search_options(planned.settings.values))}]
    terms = MkDocsOptions(config=planned.site.config, as_of=planned.site.as_of, plugins=plugins, has_anchors=False)
    build_docs(docs, site, planned.settings.engine, terms)
    fix_worker(site)
    texts = {page.path: _output(site, f"{page.path}.md", planned).read_bytes().decode("utf-8") for page in pages}
    for path in (*own, *(stub.path for stub in stubs)):
        _output(site, path, planned).unlink(missing_ok=True)
    theme = _learn_site(key, site, texts, probed[_SAMPLE][0], planned)
    shells = {kind: _learn_shell(kind, found, texts, theme) for kind, found in probed.items()}
    return replace(theme, shells=shells, toc=_finish_toc(theme.toc))


def _output(site: Path, path: str, planned: LanguagePlan) -> Path:
    """Return what the engine made of a file of the docs tree."""
    page = path.removesuffix(".md")
    return site / (path if page == path else output_path(page, directories=planned.directories))


def _learn_site(key: str, site: Path, texts: Mapping[str, str], sample: Page, planned: LanguagePlan) -> SiteTheme:
    """Return the theme without its frames, and remove the search index and the sitemap."""
    form = search_format(planned.settings.engine)
    index = finish_index(json.loads((site / form.file).read_bytes()), form)
    sitemap = site / "sitemap.xml"
    listed = sitemap.read_bytes().decode("utf-8") if sitemap.is_file() else ""
    for name in (form.file, "sitemap.xml", "sitemap.xml.gz"):
        (site / name).unlink(missing_ok=True)
    hand = {page.path: page_url(page.path, directories=planned.directories) for page in planned.hand}
    return SiteTheme(
        key=key,
        engine=planned.settings.engine,
        files=site,
        directories=planned.directories,
        headings=_learn_headings(texts[sample.path], sample),
        toc=_learn_toc(texts[sample.path], sample, is_marked=planned.settings.engine is SiteEngine.ZENSICAL),
        shells={},
        search=_as_json(index["config"]),
        language=language_of(index["config"]),
        sitemap=_learn_sitemap(listed, page_url(sample.path, directories=planned.directories)),
        hand={path: ThemedHandPage(texts[path], _entries_at(url, index[form.entries])) for path, url in hand.items()},
    )


def _entries_at(url: str, entries: Sequence[Mapping[str, Any]]) -> str:
    """Return the search entries of one page, separated by commas."""
    return ",".join(_as_json(entry) for entry in entries if entry["location"].partition("#")[0] == url)


def _as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _learn_headings(text: str, page: Page) -> HeadingTemplates:
    """Learn the templates of headings from a page with all levels."""
    levels: dict[int, FrameTemplate] = {}
    for one in page.sections:
        found = re.search(rf'<h{one.level}\b[^>]*\bid="{one.id}".*?</h{one.level}>', text, re.DOTALL)
        if found is None:
            raise UnexpectedThemeError("Markdown changes our HTML")
        levels[one.level] = cut_at_sentinels(found[0], {str(heading_words(one)): "heading", one.id: "id"})
    return HeadingTemplates(levels)


def _learn_toc(text: str, page: Page, *, is_marked: bool) -> TableOfContents:
    """Learn the template of tables of contents from that of the sample: an item, one with two inside, another item."""
    single, outer, *inner, last = page.sections[1:]
    start = text.find("<li", text.rfind(CONTENTS))  # the first list of headings is in the menu for phones
    end = text.find("</li>", start) + len("</li>")
    if CONTENTS not in text or not 0 <= start < end:
        raise UnexpectedThemeError("the theme has no table of contents of a known kind")
    leaf = cut_at_sentinels(text[start:end], _item_sentinels(single))
    values = ({name: form for form, name in _item_sentinels(one).items()} for one in (*inner, last))
    one, other, after = map(leaf.fill, values)
    head, _, rest = text[end:].partition(one)
    between_inner, _, rest = rest.partition(other)
    tail, found, _ = rest.partition(after)
    between = head[: len(head) - len(head.lstrip())]
    if not found or not tail.endswith(between):
        raise UnexpectedThemeError("the theme nests its tables of contents differently")
    text = head.removeprefix(between) + make_gap("inner") + tail.removesuffix(between)
    node = cut_at_sentinels(text, _item_sentinels(outer))
    return TableOfContents(leaf, node, between, between_inner, is_marked)


def _item_sentinels(section: Section) -> dict[str, str]:
    return {**sentinel_forms("name", str(heading_words(section))), f"#{section.id}": "href"}


def _finish_toc(toc: TableOfContents) -> TableOfContents:
    leaf, node = (FrameTemplate(strip_part(one.text)) for one in (toc.leaf, toc.node))
    between, inner = strip_part(toc.between), strip_part(toc.between_inner)
    return replace(toc, leaf=leaf, node=node, between=between, between_inner=inner)


def _learn_shell(kind: FrameKind, pages: Sequence[Page], texts: Mapping[str, str], theme: SiteTheme) -> FrameTemplate:
    """Learn the frame of a kind; all probes must give the same one."""
    shells = {_cut_shell(kind, page, texts[page.path], theme) for page in pages}
    if len(shells) != 1:
        raise UnexpectedThemeError("the theme's part of a page depends on the page's text")
    return shells.pop()


def _cut_shell(kind: FrameKind, page: Page, text: str, theme: SiteTheme) -> FrameTemplate:
    body = theme.headings.body(page)
    if text.count(body) != 1:
        raise UnexpectedThemeError("the theme changes a page's body")
    return cut_at_sentinels(text, dict(_sentinels(kind, page, body, theme)))


def _sentinels(kind: FrameKind, page: Page, body: str, theme: SiteTheme) -> Iterator[tuple[str, str]]:
    yield body, "body"
    if kind.listed:
        yield theme.toc.html(page), "toc"
    yield f"#{page.sections[0].id}", "first"
    if not kind.own:
        yield from sentinel_forms("title", str(html.encode_line(page.title))).items()
        if page.description:
            yield from sentinel_forms("description", str(html.encode_line(page.description))).items()
        yield page_url(page.path, directories=theme.directories), "url"
        yield f"{page.path}.md", "source"


def _learn_sitemap(text: str, url: str) -> Sitemap:
    """Learn the template of the sitemap from one that lists the page at `url`."""
    items = _SITEMAP_ITEM.findall(text)
    if not items:
        return Sitemap(text, None, "")
    start, end = text[: text.index(items[0])], text[text.rindex(items[-1]) + len(items[-1]) :]
    item = next((cut_at_sentinels(one, {url: "url"}) for one in items if url in one), None)
    if item is None or f"{start}{''.join(items)}{end}" != text:
        raise UnexpectedThemeError("the theme writes the sitemap differently")
    return Sitemap(start, item, end)
