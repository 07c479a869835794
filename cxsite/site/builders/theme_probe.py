"""Runs the engine on probes and hand-written pages to learn the theme's frames."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from jinja2 import TemplateNotFound
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File
from mkdocs.structure.toc import AnchorLink

from cxsite.site.builders.fallback import search_options
from cxsite.site.builders.frame_kinds import FrameKind, probes
from cxsite.site.builders.frame_template import MARK, UnexpectedThemeError
from cxsite.site.builders.mkdocs_build import MkDocsOptions, build_with_mkdocs
from cxsite.site.builders.output_paths import page_url
from cxsite.site.builders.theme import (
    INNER,
    LEAF,
    NODE,
    ProbeOutput,
    SiteTheme,
    ThemedHandPage,
    find_output_file,
    learn_headings,
    learn_search,
    learn_shell,
    learn_sitemap,
    learn_toc,
    name_of,
)
from cxsite.site.builders.zensical_probe import build_with_zensical
from cxsite.site.docs_tree import make_docs_tree
from cxsite.site.finish import search_worker
from cxsite.site.finish.search_format import search_format
from cxsite.site.settings import SiteEngine
from cxsite.site.tree_folder import write_tree

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page as MkDocsPage

    from cxsite.rendering.page import Page
    from cxsite.site.builders.theme import ThemeQuestion

_SAMPLE = FrameKind(folder="", described=True, listed=True)


def learn_theme(folder: Path, key: str, asked: ThemeQuestion) -> SiteTheme:
    """Build probes of the kinds, and the hand-written pages, with the engine below an empty folder.

    Raises:
        CxsiteError: the engine warned or failed.
        UnexpectedThemeError: the theme's output is not as expected.
    """
    probed = probes({*asked.kinds, _SAMPLE})
    docs, site = folder / "docs", folder / "site"
    pages = [page for found in probed.values() for page in found]
    write_tree(make_docs_tree((*pages, *asked.hand)), docs)
    build = build_with_zensical if asked.settings.engine is SiteEngine.ZENSICAL else _build_with_mkdocs
    written = build(docs, site, pages, asked)
    parts = _parts(key, site, written, probed[_SAMPLE][0], asked)
    shells = {kind: learn_shell(kind, found, written, parts) for kind, found in probed.items()}
    for page in (*asked.hand, *pages):
        find_output_file(site, page.path, directories=asked.directories).unlink()
    for name in (search_format(asked.settings.engine).file, "sitemap.xml", "sitemap.xml.gz"):
        (site / name).unlink(missing_ok=True)
    return replace(parts, shells=shells)


def _build_with_mkdocs(docs: Path, site: Path, pages: Sequence[Page], asked: ThemeQuestion) -> ProbeOutput:
    watch = _ProbePlugin(asked.linked)
    plugins = [{"search": dict(search_options(asked.settings.values))}]
    build_with_mkdocs(docs, site, MkDocsOptions(config=asked.config, as_of=asked.as_of, plugins=plugins, also=watch))
    search_worker.fix_worker(site)
    return ProbeOutput(
        pages={page.path: _read(find_output_file(site, page.path, directories=asked.directories)) for page in pages},
        bodies=watch.bodies,
        leaf=watch.leaf,
        node=watch.node,
    )


def _parts(key: str, site: Path, written: ProbeOutput, sample: Page, asked: ThemeQuestion) -> SiteTheme:
    """Return the theme without its frames."""
    form = search_format(asked.settings.engine)
    index = form.finish_index(json.loads(_read(site / form.file)), "")
    sitemap = site / "sitemap.xml"
    text = _read(sitemap) if sitemap.is_file() else ""
    return SiteTheme(
        key=key,
        engine=asked.settings.engine,
        files=site,
        directories=asked.directories,
        headings=learn_headings(written.bodies[sample.path], sample),
        toc=learn_toc(written, sample),
        shells={},
        search=learn_search(index["config"]),
        sitemap=learn_sitemap(text, sample.path, directories=asked.directories),
        hand={page.path: _hand(page, site, index[form.entries], directories=asked.directories) for page in asked.hand},
    )


def _hand(page: Page, site: Path, entries: Sequence[Mapping[str, Any]], *, directories: bool) -> ThemedHandPage:
    url = page_url(page.path, directories=directories)
    own = (entry for entry in entries if entry["location"].partition("#")[0] == url)
    reported = ",".join(json.dumps(entry, ensure_ascii=False, separators=(",", ":")) for entry in own)
    return ThemedHandPage(_read(find_output_file(site, page.path, directories=directories)), reported)


class _AnyAnchor(set[str]):
    """Claims to contain every anchor: links to anchors are checked later, by `verify`."""

    def __contains__(self, anchor: object) -> bool:
        return True


class _KnownFile(File):
    """A file of the docs tree that MkDocs accepts as the target of links, but does not build or copy."""

    counted = True

    def is_documentation_page(self) -> bool:
        return self.counted and super().is_documentation_page()

    def copy_file(self, dirty: bool = False) -> None:  # noqa: FBT001, FBT002 -- MkDocs's signature
        del dirty


class _ProbePlugin(BasePlugin):  # type: ignore[type-arg, no-untyped-call]
    """Adds the known files to MkDocs, and records what it renders of the probes."""

    def __init__(self, known: Iterable[str]) -> None:
        self._known = tuple(known)
        self.bodies: dict[str, str] = {}
        self.leaf = self.node = ""

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        for path in self._known:
            if files.get_file_from_path(path) is None:
                file = _KnownFile(path, config.docs_dir, config.site_dir, config.use_directory_urls)
                _ = (file.dest_uri, file.url)  # it exists as a page already
                file.counted = False
                files.append(file)
        return files

    def on_page_content(self, html: str, *, page: MkDocsPage, **_: object) -> str:
        if MARK in html:
            self.bodies[page.file.src_uri.removesuffix(".md")] = html
            page.present_anchor_ids = _AnyAnchor()
        return html

    def on_env(self, env: Environment, **_: object) -> Environment:
        inner = [AnchorLink(name_of(one), f"{one}id", 3) for one in INNER]
        leaf, node = AnchorLink(name_of(LEAF), f"{LEAF}id", 2), AnchorLink(name_of(NODE), f"{NODE}id", 2)
        node.children = inner
        try:
            item = env.get_template("partials/toc-item.html")
        except TemplateNotFound as error:
            raise UnexpectedThemeError("the theme has no table of contents of a known kind") from error
        self.leaf, self.node = item.render(toc_item=leaf), item.render(toc_item=node)
        return env


def _read(path: Path) -> str:
    return path.read_bytes().decode("utf-8")
