"""Builds a site with MkDocs and with our builder for comparison."""

from __future__ import annotations

from typing import TYPE_CHECKING

from folders import bytes_of
from search_words import texts_at_anchors
from selectolax.lexbor import LexborHTMLParser

from cxsite.site.assets import collect_assets
from cxsite.site.build import build_into
from cxsite.site.builders.mkdocs_build import MkDocsOptions, build_with_mkdocs
from cxsite.site.docs_tree import make_docs_tree
from cxsite.site.finish import finish_site
from cxsite.site.settings import read_settings
from cxsite.site.tree_folder import write_tree

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from selectolax.lexbor import LexborNode

    from cxsite.site.site_spec import SiteSpec


def by_us(site: SiteSpec, folder: Path) -> dict[str, bytes]:
    """Return every file that our builder makes of a site; fail if it falls back to MkDocs."""
    folder.mkdir()
    built = build_into(site, folder)
    assert not list(folder.glob("docs*")), "the site was left to MkDocs"
    return bytes_of(built.folder)


def by_mkdocs(site: SiteSpec, folder: Path, *, with_mermaid2: bool = False) -> dict[str, bytes]:
    """Return every file that stock MkDocs makes of the docs tree, finished."""
    return finish_stock(site, run_mkdocs(site, folder, with_mermaid2=with_mermaid2))


def run_mkdocs(site: SiteSpec, folder: Path, *, with_mermaid2: bool = False) -> Path:
    """Return the folder of what stock MkDocs makes of the docs tree."""
    built = folder / "built"
    for one in (site, *site.further):
        settings = read_settings(one.config)
        inside = "" if one is site else one.language
        assets = (*collect_assets(one.templates, settings.mermaid), *one.assets)
        docs = folder / f"docs.{inside}"
        write_tree(make_docs_tree([maker.make()[0] for maker in one.factories], assets, one.moved), docs)
        named = settings.values["plugins"]
        plugins = None if with_mermaid2 else [plugin for plugin in named if "mermaid2" not in plugin]
        build_with_mkdocs(docs, built / inside, MkDocsOptions(config=one.config, as_of=one.as_of, plugins=plugins))
    return built


def finish_stock(site: SiteSpec, built: Path) -> dict[str, bytes]:
    """Finish what MkDocs has made, and return every file."""
    finish_site(built, site.folders)
    return bytes_of(built)


def unlike(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    """Return the paths at which two sites differ; search indexes differ if an anchor has another text."""
    return sorted(path for path in one.keys() | other.keys() if not _is_same(path, one.get(path), other.get(path)))


def _is_same(path: str, one: bytes | None, other: bytes | None) -> bool:
    if one is None or other is None or not path.endswith(("search_index.json", "full_index.json")):
        return one == other
    return one == other or texts_at_anchors(one) == texts_at_anchors(other)


def elements(page: bytes) -> list[object]:
    """Return a page as browsers parse it: elements with attributes in any order, and exact texts.

    Text of white space only becomes one line feed or space, because mermaid2 changes it so.
    """
    root = LexborHTMLParser(page.decode()).root
    assert root is not None
    return list(_walk(root))


def _walk(node: LexborNode) -> Iterator[object]:
    yield node.tag, sorted((name, value or "") for name, value in node.attributes.items())
    for child in node.iter(include_text=True):
        if child.tag == "-text":
            text = child.text_content or ""
            yield text if text.strip() else "\n" if "\n" in text else " "
        else:
            yield from _walk(child)
    yield node.tag
